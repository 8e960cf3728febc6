"""Baselines: what the year before had come to, where the report measures the same thing.

In: a target `Fact` and the report's facts. Out: its `Baseline`, or None. Same means: the same
words but for verbs and fillers, a unit of the same measure, and the same nature: what is added is
only held against what was added, growth against growth, a stock against a stock. Where two results
fit and disagree there is none: no baseline is better than a wrong one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.language.text import folded
from bot.language.units import base_unit, dimension
from bot.report.facts import Fact


@dataclass(frozen=True, slots=True)
class Baseline:
    """The result that a target is held against, and the change, computed (推算).

    `change` is target less result in `unit`: the target's, or 个百分点 between two percentages; None
    where the target is a range or the result no exact figure (超过200%). `formula` says how it was
    computed (45-63.2=-18.2亿元); for a range both ends, for no exact figure it is empty.
    """

    fact: Fact
    change: float | None
    unit: str
    formula: str


# What one does to a thing tells figures apart that count the same thing.
_NATURES = {
    "added": r"新增|新建|新招|新认定|新引|新设|新开|新培育|新签|净增|增设|增加(?!值)|建成|建设|创建|改扩建|改建|扩建",
    "renewed": r"改造|更新|整修|维修|养护|修缮|修复|提升|整治|翻修|改善",
    "reused": r"盘活|处置|出让|腾退",
    "held": r"举办|开展|承办|组织|演出",
    "up": r"增长|增速|增幅|提高|上升|上涨|涨幅|正增长",
    "down": r"下降|降低|减少|降幅|回落|压减|缩减",
    "share": r"占比|比重|占全?[国省市区县]?|[^\W\d]率|完成.{0,6}任务",
    "rank": r"排名|位列|位居|位次|名列",
    "total": r"总量|总额|总数|累计|达到|合计|共有|规模",
}
_VERBS = re.compile(
    r"新建|新增|新招引|新认定|新引进|新开|净增|增设|增加(?!值)|建成|建设|创建|改扩建|改建|扩建|改造|更新|整修|维修|养护|修缮|修复|提升|整治|盘活|招引|处置"
    r"|完成|实现|达到|举办|开展|承办|组织|培育|引进|引入|打造|推动|推进|发放|认定|实施|办理|落实|力争|确保|增长|增速|增幅|下降|降低|减少|提高|保持|控制"
)
_FILLERS = re.compile(
    r"同比|全年|年度|年内|当年|今年|累计|共计?|合计|总计|全[国省市区县州](?!性)|[我本][省市区县]|项目|任务|工作|面积|重点|各类|等|的|了|约|额度|数量|人数|预期|其中|年均|平均|再|又|[^\w]|要$|为$"
)
# Words that need a subject which stands elsewhere: whose 产值, whose 投资?
_BARE = re.compile(
    r"(产业|行业|企业|全[产行]业链?)?(产值|总产值|投资额?|规模|增加值|营业?收入|收入|总量|率|产量|占比|比重|销售额|交易额|资金|企业|机构|人员|增量)"
)
_POINTS = "个百分点"


def baseline_of(target: Fact, facts: Iterable[Fact]) -> Baseline | None:
    """Return the baseline of `target` among the results of the year before it, or None."""
    if target.mode != "target" or target.year is None:
        return None
    fitting = [
        fact
        for fact in facts
        if fact.mode == "result" and fact.year == target.year - 1 and _same(target, fact)
    ]
    amounts = {(_amount(fact), fact.value2) for fact in fitting}
    if len(amounts) != 1 or fitting[0].value2 is not None:
        return None
    return _compared(target, fitting[0])


def _same(target: Fact, result: Fact) -> bool:
    core = _core(target)
    return (
        len(core) > 1
        and not _BARE.fullmatch(core)
        and core == _core(result)
        and base_unit(target.unit)[1] == base_unit(result.unit)[1] != ""
        and dimension(target.unit) not in ("rank", "time", "age")
        and "rank" not in _nature(target)
        and _sentence(target) != _sentence(result)  # what a target itself is compared with
        and _nature(target) == _nature(result)
    )


def _sentence(fact: Fact) -> str:
    return fact.id.partition("#")[0]


def _core(fact: Fact) -> str:
    """Return what is measured: the indicator without verbs, fillers and marks."""
    words = folded(fact.indicator)
    return _FILLERS.sub("", _VERBS.sub("", words)) or _FILLERS.sub("", words)


def _nature(fact: Fact) -> frozenset[str]:
    """Return how the thing is measured, from the indicator and the words up to the number."""
    words = folded(fact.indicator)
    before = folded(fact.text[: max(0, fact.number_start - fact.start)])
    before = re.split("[,;:、]", before)[-1]
    natures = {name for name, rule in _NATURES.items() if re.search(rule, words + "|" + before)}
    natures -= {"total"} if natures & {"up", "down", "added"} else set()
    return frozenset(natures)


def _amount(fact: Fact) -> Decimal:
    return Decimal(str(fact.value)) * Decimal(str(base_unit(fact.unit)[0]))


def _compared(target: Fact, result: Fact) -> Baseline:
    factor = Decimal(str(base_unit(target.unit)[0]))
    before = _amount(result) / factor
    percent = dimension(target.unit) in ("share", "points")
    unit = _POINTS if percent else target.unit
    exact = before == before.quantize(Decimal("0.000001"))  # not so with 亩 against 公顷
    if not exact or result.comparator != "=":  # 超过200%: by how much nobody can tell
        return Baseline(result, None, unit, "")
    ends = [Decimal(str(end)) for end in (target.value, target.value2) if end is not None]
    changes = [end - before for end in ends]
    formula = "，".join(
        f"{_plain(end)}-{_plain(before) if before >= 0 else f'({_plain(before)})'}={_plain(change)}"
        for end, change in zip(ends, changes, strict=True)
    )
    one = float(changes[0]) if len(changes) == 1 else None
    return Baseline(result, one, unit, formula + unit)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
