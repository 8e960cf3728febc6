"""Dating: the year and mode of a figure, from its sentence where that names another than its part.

In: the words of a sentence up to a figure, and the period of its part. Out: a `Period`. 到2027年…
in a plan is a target for 2027, 去年… there a result; “十四五”期间 and 过去五年 are no single year. A
year that is only compared with (比2020年增长) dates nothing.
"""

import re

from bot.language.text import folded
from bot.report.periods import Mode, Period

_COMPARED = re.compile(
    r"(?:从|由)20\d\d年[^,;。年]{1,16}(?:到|至|为)|(?:比|较|相当于|[高低多少大小好快慢]于|超过)(?:20\d\d年|去年|上年|前年)|(?:比|较|与|同|和|相当于|以)(?:20\d\d年|去年|上年|前年|前?[^,;。]{0,3}年)[^,;。]{0,8}(?:相比|增|减|提|下|上|多|少|高|低|翻|末|底|同期|为)|较?\"?十[一-九]五\"?末期?翻"
)
_CUES = re.compile(
    r"(?:(?<=到)|(?<=至)|(?<=自)|(?<=从)|(?<=在)|(?<=[,;。:、(])|^|(?<=由)|(?<=的))(?P<year>20\d\d)年(?!远景|中国|版|度?(?:工作|计划|预算))"
    r"|(?P<last>去年|上年(?!末?比))"
    r"|(?P<this>今年|本年度?|年内)|(?P<next>明年)"
    r"|(?P<span>(?:过去|这|五年来|今后|未来|近(?![^,;。]{1,3}年(?:、|$|来?最))|今明)的?(?:[一二三四五六七八九十]+|\d+)年(?:来|间)?|[一二三四五六七八九十]+年来|今明两年|\"?十[一二三四五六七八九]五\"?(?:规划)?(?:时期|期间|以来|末期?|五年)|(?:[一二三四五六七八九十]+|(?<!\d)\d{1,2})年(?=增|累计|新增|完成|投入|间|年均|共|来(?!最)))"
)
_FUTURE = re.compile(r"今后|未来|今明")


def date_figure(
    before: str, part: Period, result_year: int | None, plan_year: int | None
) -> Period:
    """Return the period of a figure that `before` precedes in its sentence.

    `result_year` and `plan_year` are those of the report: what 去年 and 今年 mean in it.
    """
    form = folded(before)
    form = _COMPARED.sub(lambda match: "□" * len(match.group()), form)
    cues = list(_CUES.finditer(form))
    if not cues:
        return part
    cue = cues[-1]
    if cue["year"]:
        return Period(int(cue["year"]), _mode(int(cue["year"]), part, result_year, plan_year))
    if cue["last"]:
        return Period(_known(result_year, part, -1), "result")
    if cue["this"]:
        this = plan_year if part.mode == "target" or plan_year else part.year
        return (
            Period(this, "target" if part.mode == "target" else part.mode)
            if part.mode == "target"
            else part
        )
    if cue["next"]:
        return Period(plan_year + 1 if plan_year else None, "target")
    if "一年" in cue["span"]:
        return part
    mode: Mode = "target" if _FUTURE.search(cue["span"]) else part.mode
    return Period(None, plan_mode(cue["span"], result_year) or mode)


def plan_mode(words: str, result_year: int | None) -> Mode | None:
    """Return whether the first five-year plan of `words` lies ahead of the results; None if none does.

    The tenth plan (十五) was that of 2001 to 2005, so the eleventh (十一五) began in 2006.
    """
    plan = re.search("十([一二三四五六七八九])五", words)
    if not plan or result_year is None:
        return None
    begins = 2001 + 5 * "〇一二三四五六七八九".index(plan[1])
    return "target" if begins > result_year else "result"


def date_opening(
    opening: str, part: Period, result_year: int | None, plan_year: int | None
) -> Period:
    """Return the period that the first clause of a paragraph sets for all of it, or that of its part."""
    cue = _CUES.match(re.sub(r"^(?:到|至|在|——|回顾|经过|总的看[,，])*", "", folded(opening)))
    if (
        not cue
        or not (cue["year"] or cue["span"])
        or re.match("[是为将]", folded(opening)[cue.end() :])
    ):
        return part
    return date_figure(opening, part, result_year, plan_year)


def _known(result_year: int | None, part: Period, step: int) -> int | None:
    if result_year is not None:
        return result_year
    return part.year + step if part.year is not None and part.mode == "target" else None


def _mode(year: int, part: Period, result_year: int | None, plan_year: int | None) -> Mode:
    """Return the mode of a figure dated `year`: past in a plan is a result, and the reverse."""
    if part.mode == "target" and result_year is not None and year <= result_year:
        return "result"
    if part.mode == "target" and part.year is not None and year < part.year:
        return "result"
    if part.mode == "result" and plan_year is not None and year > plan_year:
        return "target"
    return part.mode
