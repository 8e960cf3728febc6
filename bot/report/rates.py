"""Percentages that don't fit the levels beside them: rises, fulfilled tasks, shares of a whole.

Only levels written in the same passage count. Growth in constant prices (生产总值, 增加值, 人均收入),
yearly averages and like-for-like growth can't be computed from levels, so they are left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.report.intervals import NUMBER, WORDS, Passage, Written
from bot.report.issues import SourceIssue

_N, _W = NUMBER, WORDS
_RISES = "增加|增长|提高|提升|上升|增|升|扩大|跃升|上涨|涨|攀升|壮大|发展|调增"
_FALLS = "减少|下降|降低|降|减|压减|压缩|缩短|下调|回落|精简|缩减|缩小"
_REAL = re.compile(
    r"生产总值|GDP|增加值|人均|实际增长|年均|同口径|可比|不变价|名义|剔除|扣除|现价", re.I
)

_FROM_TO = re.compile(
    rf"[由从]{_W}{{0,12}}(?P<a>{_N}){_W}{{0,6}}?(?P<verb>{_RISES}|{_FALLS})(?:至|到|为|成)?"
    rf"了?(?P<b>{_N})(?:\w{{0,3}}[,、(]\w{{0,6}}(?P<way>{_RISES}|{_FALLS}|增幅|涨幅|降幅)"
    rf"(?:率|幅度)?(?:为|了|达到?)?(?P<p>{_N}))?"
)
_LAST_YEAR = re.compile(
    rf"(?:上年|去年|上一年|\d{{4}}年)(?:同期|全年)?的?{_W}{{0,10}}(?P<a>{_N})[^;。]{{0,6}}?[,、]"
    rf"(?:今年|本年|\d{{4}}年|现在|目前|实现|完成|达到?|增加?到?|增至|减少?到?|降至|上升到?){_W}{{0,10}}(?P<b>{_N})"
    rf"[,、](?:同比|比上年|较上年|比去年|实际)?(?P<way>{_RISES}|{_FALLS}|增幅|降幅)(?:率|幅度)?(?:为|了|达到?)?(?P<p>{_N})"
)
_BY_AND_RATE = re.compile(
    rf"(?P<b>{_N})[,、(](?:同比|比上年|较上年|比去年|较去年)(?:同期)?净?(?P<verb>增加|减少|多|少|增收|减收)(?P<d>{_N})"
    rf"[,、](?:同比)?(?P<way>增长|下降|增幅|降幅|减少|增加)(?:为|达到?)?(?P<p>{_N})"
)
_TASKS = "任务|目标|计划|预算|指标"
_DONE_OF = re.compile(
    rf"(?P<done>{_N}){_W}{{0,3}}[,、(](?:已|占|为|超额)*(?:完成|达到)?了?{_W}{{0,8}}(?:{_TASKS}){_W}{{0,5}}?[(]?"
    rf"(?P<task>{_N})[)]?的?(?P<p>{_N})"
)
_TASK_THEN_DONE = re.compile(
    rf"(?:{_TASKS})(?:数|值|额|量|为|是|定为|确定为|共|:)*(?P<task>{_N}){_W}{{0,3}}[,、;]"
    rf"{_W}{{0,14}}(?P<done>{_N}){_W}{{0,3}}[,、(](?:已|占|为|超额)*(?:完成率|(?:完成|达到)?了?{_W}{{0,8}}"
    rf"(?:{_TASKS}){_W}{{0,3}}的|完成进度|进度)(?:为|达到?)?(?P<p>{_N})"
)
_DONE_THEN_TASK = re.compile(
    rf"(?P<done>{_N}){_W}{{0,3}}[,、](?:已|占|为|超额)*(?:完成|达到)了?{_W}{{0,8}}(?:{_TASKS}){_W}{{0,3}}的(?P<p>{_N})"
    rf"[^;。]{{0,3}}[,、(]?{_W}{{0,10}}(?:{_TASKS})(?:数|值|额|量|为|是|:)*(?P<task>{_N})"
)
_WHOLE = "总数|总量|总额|总面积|总人数|总户数|全部|总投资|总|的?比重|的?比例|的?比"
_PART_OF = re.compile(
    rf"(?P<whole>{_N})(?P<between>{_W}{{0,6}}[,;。(]?)其中,?:?(?P<name>{_W}{{0,24}})(?P<part>{_N})"
    rf"{_W}{{0,3}}[,、(]占(?:{_WHOLE})?(?:的|为|达到?)?(?P<p>{_N})"
)
_SHARE_OF_NUMBER = re.compile(
    rf"(?P<part>{_N}){_W}{{0,10}}[,、(]?占{_W}{{0,10}}?(?P<whole>{_N}){_W}{{0,8}}?的(?P<p>{_N})"
)


def rate_issues(passages: Sequence[Passage]) -> Iterator[SourceIssue]:
    """Yield the percentages of `passages` that the levels beside them contradict, in order."""
    for passage in passages:
        for pattern, check in _CHECKS:
            for match in pattern.finditer(passage.words):
                if message := check(passage, match):
                    span = ((passage.start, passage.end),)
                    yield SourceIssue("percentage", message, span)


def _numbers(passage: Passage, match: re.Match[str], *names: str) -> list[Written] | None:
    if any(match[name] is None for name in names):
        return None
    return [passage.number(match[name]) for name in names]


def _growth(passage: Passage, match: re.Match[str]) -> str | None:
    """Check b against a and the rise told beside them: in %, 个百分点, 倍 or their own unit."""
    numbers = _numbers(passage, match, "a", "b", "p")
    around = passage.words[max(0, match.start() - 30) : match.end()]
    if numbers is None or _REAL.search(_clauses(around, match)):
        return None
    former, latter, told = numbers
    if former.unit != latter.unit:
        return None
    change = latter.span.minus(former.span)
    falls = bool(re.fullmatch(f"{_FALLS}|降幅", match["way"]))
    if falls:
        change = former.span.minus(latter.span)
    if told.unit == "%" and former.unit != "%":
        ratio = change.over(former.span).times(100)
        return None if ratio.meets(told.span) else _grown(former, latter, told, falls)
    points = former.unit == "%" and told.unit == "个百分点"
    if (points or told.unit == former.unit != "%") and not change.meets(told.span):
        unit = told.written_unit
        amount = abs(latter.amount - former.amount) / told.factor
        way = "减少" if latter.amount < former.amount else "增加"
        return f"原文写由{former.text}到{latter.text}，变化{told.text}，但两数相差是{way}{_short(amount)}{unit}。"
    return None


def _grown(former: Written, latter: Written, told: Written, falls: bool) -> str:
    change = abs(latter.amount - former.amount)
    word = "下降" if falls else "增长"
    return (
        f"原文写由{former.text}到{latter.text}、{word}{told.text}，"
        f"但按这两个数计算是{word}{_percent(change, former.amount)}%。"
    )


def _clauses(around: str, match: re.Match[str]) -> str:
    """Return the words of the match and of the clause in which it begins."""
    return re.split("[;。]", around[: len(around) - len(match.group())])[-1] + match.group()


def _increase(passage: Passage, match: re.Match[str]) -> str | None:
    """Check the rate of a rise whose amount and result are told: 23.69亿元,比上年增加0.3亿元,增长1.3%."""
    numbers = _numbers(passage, match, "b", "d", "p")
    before = re.split("[;。,]", passage.words[: match.start()])[-1]
    if numbers is None or _REAL.search(before + match.group()):
        return None
    latter, by, told = numbers
    if latter.unit != by.unit or told.unit != "%" or latter.unit == "%":
        return None
    falls = match["verb"] in ("减少", "少", "减收")
    former = latter.span.plus(by.span) if falls else latter.span.minus(by.span)
    ratio = by.span.over(former).times(100)
    if ratio.meets(told.span):
        return None
    word = "减少" if falls else "增加"
    base = latter.amount + by.amount if falls else latter.amount - by.amount
    return f"原文写{latter.text}、{word}{by.text}、变化{told.text}，但按前两个数计算是{_percent(by.amount, base)}%。"


def _task(passage: Passage, match: re.Match[str]) -> str | None:
    numbers = _numbers(passage, match, "done", "task", "p")
    if numbers is None:
        return None
    done, task, told = numbers
    if done.unit != task.unit or told.unit != "%" or done.unit == "%":
        return None
    ratio = done.span.over(task.span).times(100)
    if ratio.meets(told.span):
        return None
    return (
        f"原文写完成{done.text}、任务{task.text}，为任务的{told.text}，"
        f"但按这两个数计算是{_percent(done.amount, task.amount)}%。"
    )


def _share(passage: Passage, match: re.Match[str]) -> str | None:
    numbers = _numbers(passage, match, "whole", "part", "p")
    if numbers is None:
        return None
    whole, part, told = numbers
    if whole.unit != part.unit or told.unit != "%" or whole.unit == "%":
        return None
    ratio = part.span.over(whole.span).times(100)
    if ratio.meets(told.span):
        return None
    return (
        f"原文写总数{whole.text}、其中{part.text}，占{told.text}，"
        f"但按这两个数计算是{_percent(part.amount, whole.amount)}%。"
    )


def _percent(part: float, whole: float) -> str:
    return _short(100 * part / whole)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


_Check = Callable[[Passage, re.Match[str]], str | None]
_CHECKS: tuple[tuple[re.Pattern[str], _Check], ...] = (
    (_FROM_TO, _growth),
    (_LAST_YEAR, _growth),
    (_BY_AND_RATE, _increase),
    (_DONE_OF, _task),
    (_TASK_THEN_DONE, _task),
    (_DONE_THEN_TASK, _task),
    (_PART_OF, _share),
    (_SHARE_OF_NUMBER, _share),
)
