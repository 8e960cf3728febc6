"""Sums: a total and the parts named after 其中, 分别, 包括 that do not add up to it.

Parts that add up to more than their total disagree with it. Parts that add up to less do so only
where the text says that they are all (分别, 合计, 其余, 中央与地方). What grows, is a share or an
average is no part; where a total may be one of several numbers, each of them is given the benefit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.units import dimension
from bot.report.intervals import NUMBER, WORDS, Interval, Passage, Written
from bot.report.issues import SourceIssue

_ADDABLE = frozenset({"money", "dollars", "euros", "hk-dollars", "area", "volume", "length", "weight", "count"})  # fmt: skip
_MARK = re.compile(r"其中|(?<!不)包括(?!但)|(?<=[,;。(])分别(?:是|为|有)?:?")
# Words right before a number by which it is no level, or no part of one.
_CHANGE = re.compile(
    r"(?:(?:(?:增长|增加|(?<!新)增|下降|减少|降低|提高|提升|上升|回升|上涨|扩大|同比|比上年|较上年|比去年|多|少|高于|低于)[了到至约近]?)"
    r"|(?:占|平均|人均|年均|户均|每\w{0,4}|均价?|标准|上年|去年|排名|位居|从|由)[^,;]{0,3})$"
)
_AVERAGE = re.compile(r"(平均|人均|年均|户均|日均|每|单位|标准|增速|增幅|价格)")
_STOP = re.compile(r"[。;)]|其中|(?<!不)包括|(?<=,)(?:比|较)(?:上年|去年)|同比|,占|,增长|,下降")
_SUMMED = re.compile(rf"(?:,|、|;)?(?:合计|共计|总计|总共){WORDS}{{0,8}}({NUMBER})")
_ALL = re.compile(r"其余|剩余|另外?(?:的)?")
_PAIRED = (("中央", "地方"), ("进口", "出口"), ("男", "女"), ("新建", "续建"), ("城镇", "农村"))
_NEAR = 1.25  # parts that aren't built alike exceed their total by little, or they are none


@dataclass(frozen=True, slots=True)
class _Parts:
    """The numbers after a mark; `alike`: they are listed in one breath; `all`: there are no more."""

    numbers: tuple[Written, ...]
    alike: bool
    all: bool


def sum_issues(passages: Sequence[Passage]) -> Iterator[SourceIssue]:
    """Yield the totals of `passages` that their parts contradict, in order."""
    for passage in passages:
        for mark in _MARK.finditer(passage.words):
            if issue := _named_parts(passage, mark):
                yield issue
        for match in _SUMMED.finditer(passage.words):
            if issue := _summed_up(passage, match):
                yield issue


def _named_parts(passage: Passage, mark: re.Match[str]) -> SourceIssue | None:
    parts = _parts_after(passage, mark)
    if parts is None:
        return None
    totals = _totals_before(passage, mark.start(), parts.numbers[0])
    if not totals:
        return None
    runs = [_sum(parts.numbers[: length + 1]) for length in range(len(parts.numbers))]
    whole = runs[-1]
    if any(whole.meets(total.span) for total in totals):
        return None
    if (
        len(runs) > 2
        and not parts.alike
        and any(run.meets(total.span) for run in runs[1:] for total in totals)
    ):
        return None  # the parts are complete, and what follows speaks of something else
    if all(whole.above(total.span) for total in totals):
        total = max(totals, key=lambda one: one.amount)
        near = whole.low <= _NEAR * total.amount
        if len(runs) > 1 and not parts.alike and not near:
            return None
        return _issue(passage, mark.group(), total, parts.numbers)
    if parts.all and all(total.span.above(whole) for total in totals):
        return _issue(passage, mark.group(), totals[-1], parts.numbers)
    return None


def _parts_after(passage: Passage, mark: re.Match[str]) -> _Parts | None:
    """Return the numbers of one unit that follow `mark`, or None where they are no parts."""
    begin = mark.end()
    listed = passage.words[begin : begin + 1] == ":"
    bracket = passage.words.rfind("(", 0, begin) > passage.words.rfind(")", 0, begin)
    stop = next(
        (
            match.start()
            for match in _STOP.finditer(passage.words, begin)
            if not (listed and match.group() == ";") and (bracket or match.group() != ")")
        ),
        len(passage.words),
    )
    found: list[Written] = []
    leads: list[str] = []
    cursor = begin
    for match in re.finditer(NUMBER, passage.words[:stop]):
        if match.start() < begin:
            continue
        number, lead = passage.number(match.group()), passage.words[cursor : match.start()]
        cursor = match.end()
        if not _is_level(number, lead) or (found and number.unit != found[0].unit):
            if not found:
                return None
            continue
        found.append(number)
        leads.append(lead)
    if not found or any(number.comparator in ("<", "<=", "range") for number in found):
        return None
    region = passage.words[begin:stop]
    everything = mark.group().startswith("分别") or bool(_ALL.search(region))
    return _Parts(tuple(found), _are_alike(leads), everything or _paired(region, len(found)))


def _is_level(number: Written, lead: str) -> bool:
    return (
        dimension(number.written_unit) in _ADDABLE
        and number.unit not in ("倍", "成", "年", "级", "度", "期", "岁", "")
        and not _CHANGE.search(lead)
        and not _AVERAGE.search(lead)
    )


def _are_alike(leads: Sequence[str]) -> bool:
    """Tell whether parts are one list: 甲1家、乙2家 or 盘活…,盘活…."""
    verb = leads[0].strip(":,")[:2]
    return all(
        lead[:1] in ("、", "和", "及", "与") or "," not in lead or lead.strip(",;").startswith(verb)
        for lead in leads[1:]
    )


def _paired(region: str, count: int) -> bool:
    return count == 2 and any(one in region and other in region for one, other in _PAIRED)


def _totals_before(passage: Passage, end: int, part: Written) -> list[Written]:
    """Return the numbers before `end` that may be the total: of the part's unit, and levels."""
    totals: list[Written] = []
    floor = max(passage.words.rfind(";", 0, max(end - 1, 0)), 0)
    cursor = floor
    for match in re.finditer(NUMBER, passage.words[:end]):
        if match.start() < floor:
            continue
        number, lead = passage.number(match.group()), passage.words[cursor : match.start()]
        cursor = match.end()
        if number.unit == part.unit and _is_level(number, lead):
            totals.append(number)
    return totals


def _summed_up(passage: Passage, match: re.Match[str]) -> SourceIssue | None:
    """Return the issue where numbers are listed and then summed up (…、…,合计…)."""
    total = passage.number(match[1])
    begin = max(passage.words.rfind(mark, 0, match.start()) for mark in ";。") + 1
    before = passage.words[begin : match.start()]
    parts: list[Written] = []
    cursor = 0
    for one in re.finditer(NUMBER, before):
        number, lead = passage.number(one.group()), before[cursor : one.start()]
        cursor = one.end()
        if number.unit == total.unit and _is_level(number, lead):
            parts.append(number)
    if len(parts) < 2 or "其中" in before or not _is_level(total, ""):
        return None
    whole = _sum(parts)
    runs = [_sum(parts[length:]) for length in range(len(parts) - 1)]
    if any(run.meets(total.span) for run in runs):
        return None
    if whole.above(total.span) or (total.span.above(whole) and "等" not in before):
        return _issue(passage, match.group(), total, parts)
    return None


def _sum(numbers: Sequence[Written]) -> Interval:
    whole = Interval(0.0, 0.0)
    for number in numbers:
        whole = whole.plus(number.span)
    return whole


def _issue(passage: Passage, mark: str, total: Written, parts: Sequence[Written]) -> SourceIssue:
    added = sum(part.amount for part in parts) / total.factor
    unit = total.written_unit
    named = "“其中”" if mark == "其中" else "所列"
    said = (
        f"{named}各项相加为{_plain(added)}{unit}"
        if len(parts) > 1
        else f"其中一项就有{parts[0].text}"
    )
    message = f"原文写总数{total.text}，但{said}。"
    return SourceIssue("sum", message, ((passage.start, passage.end),))


def _plain(value: float) -> str:
    """Return a number as it is written by hand: 43.82, 55, not 43.820000000000004."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
