"""Two values: one indicator that a report states twice, for one year, with two figures.

Only what names its indicator in full is compared (地区生产总值, 固定资产投资; not 产值 or 投资, which each
project has), and only where both places speak of the same span of time and area. Figures that
rounding or a bound (以上, 左右) makes one are one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.language.text import folded
from bot.language.units import base_unit, dimension
from bot.report.facts import Fact, FactTable
from bot.report.intervals import Written, read_passage
from bot.report.issues import SourceIssue
from bot.report.loading import Report
from bot.report.sections import Outline

_SHORTEST = 4  # characters of an indicator that names itself
# Words of which a generic indicator is made; what is left must still name something.
_GENERIC = re.compile(
    r"同比|增长|增加|下降|减少|提高|降低|完成|实现|达到|新增|累计|建设|建成|打造|培育|引进|落地|总量|总额|总数|总投资|投资|营业收入|"
    r"产值|销售额|收入|贷款|余额|面积|项目|企业|人数|规模|数量|比上年|比去年|较上年|左右|以上|其中|全年|占|的|任务|目标|比重|比例|"
    r"增速|增幅|举办|活动|资金|保持|支持|开展|实施|新建|改造|提升|服务|机构|场次|平台|中心|重点|一批|各类|及|和|与"
)
_SINCE_LAST_YEAR = re.compile("同比|[比较](上年|去年)(同期)?")  # what growth means by itself
_PART = re.compile("其中|包括|其余")  # what follows measures a part of what went before
_LISTED = re.compile(r"分别|[由从](?=[^,]{0,12}\d)|依次")
# Words that say of when, of whom or of what kind: both places must have the same.
_SCOPES = re.compile(
    r"累计|新增|[年月日人户]均|平均|[上下]半年|季度|\d{1,2}月|今年|去年|上年|全国|全[省市区县州]|全球|世界|[省市区县]级|国家级|"
    r"城镇|农村|城乡|居民|规上|规模以上|新建|续建|改造|[一二三四五六七八九十]期|首|[再又另]|其中|计划|预计|力争|预期|每|环比|"
    r"连续|以来|同口径|实际|名义|出口|进口|到\d{4}年|截至|目前|率|额"
)
# What a percentage says of its indicator: how it moved, or what share it has.
_WAYS = (
    re.compile("增长|增加|提高|上升|上涨|增速|增幅"),
    re.compile("下降|降低|减少"),
    re.compile("占|比重|比例"),
)
# A paragraph that opens so speaks of several years from there on.
_ERA = re.compile(
    r"(过去|近|这)[一二三四五六七八九十两几\d]{1,2}年|[一二三四五六七八九十\d]年[来间]|[一二三四五六七八九]五[”\"]?(时期|期间|以来)"
)
_WIDEST = 2.0  # one figure is at most so many times the other: beyond that, they measure two things
_TOUCH = 1e-9  # relative; arithmetic on decimals in binary
_SAME_LEVEL = 1.2  # a level of one year and one told among several years: nearly the same


def two_value_issues(report: Report, outline: Outline, table: FactTable) -> Iterator[SourceIssue]:
    """Yield each indicator of `table` that has two values, with the two sentences."""
    text, home = report.text, _home(report.place)
    sentences = [
        (sentence.start, sentence.end)
        for _part, _section, paragraph in outline.paragraphs()
        for sentence in paragraph.sentences
    ]
    groups: dict[tuple[str, int | None, str, str], list[Fact]] = defaultdict(list)
    for fact in table.facts:
        begin = _around(sentences, fact)[0]
        if _names_itself(fact) and not _PART.search(text, begin, fact.number_start):
            unit = base_unit(fact.unit)[1]
            name = _SINCE_LAST_YEAR.sub("", folded(fact.normalised).removeprefix(home))
            groups[name, fact.year, fact.mode, unit].append(fact)
    for facts in groups.values():
        first = facts[0]
        for fact in facts[1:]:
            spans = tuple(_around(sentences, one) for one in (first, fact))
            if spans[0] != spans[1] and _disagree(text, outline, home, first, fact):
                one, other = (text[f.number_start : f.number_end] for f in (first, fact))
                message = f"“{fact.indicator}”在两处写法不同：一处为{one}，另一处为{other}。"
                yield SourceIssue("two_values", message, spans)
                break


def _names_itself(fact: Fact) -> bool:
    indicator = folded(fact.normalised)
    return (
        len(indicator) >= _SHORTEST
        and len(_GENERIC.sub("", indicator)) >= 2
        and dimension(fact.unit) not in ("time", "rank", "")
        and not _LISTED.search(folded(fact.text))
    )


def _disagree(text: str, outline: Outline, home: str, one: Fact, other: Fact) -> bool:
    """Tell whether both facts measure the same, and no amount is both."""
    first, second = (_written(text, fact) for fact in (one, other))
    if first is None or second is None or _may_be_one(first, second):
        return False
    amounts = sorted(abs(fact.value * base_unit(fact.unit)[0]) for fact in (one, other))
    if amounts[1] > _WIDEST * amounts[0]:
        return False
    if _in_era(text, outline, one) != _in_era(text, outline, other) and (
        dimension(one.unit) in ("share", "points") or amounts[1] > _SAME_LEVEL * amounts[0]
    ):
        return False
    return _scope(text, home, one) == _scope(text, home, other)


def _may_be_one(first: Written, second: Written) -> bool:
    """Tell whether one amount may be written both ways; 298.87 and 298.88 are two amounts."""
    if first.comparator == second.comparator == "=":
        overlap = min(first.span.high, second.span.high) - max(first.span.low, second.span.low)
        return first.amount == second.amount or overlap > _TOUCH * abs(first.amount)
    return first.span.meets(second.span)


def _written(text: str, fact: Fact) -> Written | None:
    numbers = read_passage(text, fact.start, max(fact.end, fact.number_end)).numbers
    matching = [one for one in numbers if one.written_unit == fact.unit and one.value == fact.value]
    return matching[0] if len(matching) == 1 else None


def _home(place: str) -> str:
    """Return how a report calls all of its own area (全区), or "" where its place is unknown."""
    return f"全{place[-1]}" if place[-1:] in tuple("省市区县州旗乡镇") else ""


def _scope(text: str, home: str, fact: Fact) -> tuple[frozenset[str], tuple[bool, ...]]:
    words = folded(text[fact.start : fact.number_start])
    words = words.replace(home, "") if home else words
    return frozenset(_SCOPES.findall(words)), tuple(bool(way.search(words)) for way in _WAYS)


def _in_era(text: str, outline: Outline, fact: Fact) -> bool:
    """Tell whether several years were spoken of in the paragraph, up to the figure."""
    return any(
        bool(_ERA.search(text, paragraph.start, fact.number_start))
        for _part, _section, paragraph in outline.paragraphs()
        if paragraph.start <= fact.start < paragraph.end
    )


def _around(sentences: list[tuple[int, int]], fact: Fact) -> tuple[int, int]:
    """Return the sentence in which the figure of `fact` stands."""
    inside = (span for span in sentences if span[0] <= fact.number_start < span[1])
    return next(inside, (fact.start, fact.end))
