"""Tables: what clerks read in an export: its columns in Chinese, and what they mean.

In: rows (`Fact`, `Commitment`, `NotACommitment`). Out: columns that show them, notes for the sheet
说明. Whoever writes a file, in whatever format, takes its columns from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.report.baselines import Baseline
from bot.report.commitments import Commitment, NotACommitment
from bot.report.facts import Fact
from bot.report.loading import Report

Row = TypeVar("Row")
Cell = str | int | float | None

KINDS = {"quantified": "定量", "milestone": "节点", "directional": "方向"}
STRENGTHS = {"hard": "硬", "soft": "软"}
MODES = {"result": "实绩", "target": "目标", "status": "情况"}
COMPARATORS = {
    "=": "等于", ">=": "不低于", ">": "超过", "<=": "不高于", "<": "低于", "~": "约", "range": "区间"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, its width in characters, and what it shows of a row."""

    name: str
    width: int
    show: Callable[[Row], Cell]


def short(number: Cell) -> Cell:
    """Return 45.0 as 45, so that nothing looks more exact than the report."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _of_fact(show: Callable[[Fact], Cell]) -> Callable[[Commitment], Cell]:
    return lambda one: show(one.fact) if one.fact else None


def _of_baseline(show: Callable[[Baseline], Cell]) -> Callable[[Commitment], Cell]:
    return lambda one: show(one.baseline) if one.baseline else None


FACT_COLUMNS: tuple[Column[Fact], ...] = (
    Column("编号", 14, lambda one: one.id),
    Column("所在章节", 28, lambda one: one.topic),
    Column("所在段落", 28, lambda one: one.section),
    Column("年份", 8, lambda one: one.year),
    Column("性质", 8, lambda one: MODES[one.mode]),
    Column("指标", 30, lambda one: one.indicator),
    Column("口径", 9, lambda one: COMPARATORS.get(one.comparator, one.comparator)),
    Column("数值", 11, lambda one: short(one.value)),
    Column("数值上限", 11, lambda one: short(one.value2)),
    Column("单位", 11, lambda one: one.unit),
    Column("原文", 60, lambda one: one.text),
    Column("原文起", 9, lambda one: one.start),
    Column("原文止", 9, lambda one: one.end),
)
COMMITMENT_COLUMNS: tuple[Column[Commitment], ...] = (
    Column("编号", 14, lambda one: one.id),
    Column("所在章节", 28, lambda one: one.topic),
    Column("所在段落", 28, lambda one: one.section),
    Column("年份", 8, lambda one: one.year),
    Column("承诺原文", 60, lambda one: one.text),
    Column("类别", 8, lambda one: KINDS[one.kind]),
    Column("力度", 8, lambda one: STRENGTHS[one.strength]),
    Column("时限", 12, lambda one: one.deadline),
    Column("指标", 30, _of_fact(lambda fact: fact.indicator)),
    Column("口径", 9, _of_fact(lambda fact: COMPARATORS.get(fact.comparator, fact.comparator))),
    Column("数值", 11, _of_fact(lambda fact: short(fact.value))),
    Column("数值上限", 11, _of_fact(lambda fact: short(fact.value2))),
    Column("单位", 11, _of_fact(lambda fact: fact.unit)),
    Column("上年实绩", 11, _of_baseline(lambda base: short(base.fact.value))),
    Column("上年单位", 11, _of_baseline(lambda base: base.fact.unit)),
    Column("上年原文", 40, _of_baseline(lambda base: base.fact.text)),
    Column("比上年增减", 12, _of_baseline(lambda base: short(base.change))),
    Column("增减单位", 11, _of_baseline(lambda base: base.unit)),
    Column("推算", 26, _of_baseline(lambda base: base.formula)),
    Column("原文起", 9, lambda one: one.start),
    Column("原文止", 9, lambda one: one.end),
)
OTHER_COLUMNS: tuple[Column[NotACommitment], ...] = (
    Column("原文", 70, lambda one: one.text),
    Column("未列为承诺的原因", 22, lambda one: one.reason),
    Column("原文起", 9, lambda one: one.start),
    Column("原文止", 9, lambda one: one.end),
)


def about(report: Report) -> list[tuple[str, str]]:
    """Return what the sheet 说明 says of the report itself."""
    return [
        ("来源报告", report.title),
        ("发布单位", report.issuer or "未注明"),
        ("报告日期", report.date or "未注明"),
        ("报告编号", report.id),
        ("原文校验值", f"SHA-256 {report.sha256}" if report.sha256 else "未注明"),
        (
            "以谁为准",
            "一切以报告原文为准。本表由程序按固定规则从原文摘出，使用前请对照“原文”一列。",
        ),
    ]


_PLACES = ("原文起、原文止", "这段文字在报告原文中的字符位置，从 0 数起，“止”不含在内。")
_WORDINGS = ("口径", "等于、不低于、超过、不高于、低于、约、区间：原文对数值的说法。")
FACT_NOTES = [
    ("性质", "实绩：已经做到的；目标：计划要做到的；情况：其余。"),
    _WORDINGS,
    ("数值、单位", "按原文所写，不换算；区间的两端分别在“数值”和“数值上限”。"),
    _PLACES,
]
COMMITMENT_NOTES = [
    ("定量", "原文写了要达到的数。一句话里有几个数的，每个数一条。"),
    (
        "节点",
        "到期可以用“是”或“否”核对：开工、封顶、竣工、投用、启动、出台、举办、完成某项任务等。",
    ),
    ("方向", "写明往哪里努力，没有写数，也没有写到哪一步。"),
    ("硬", "话说得没有余地：写了数或节点，或用了“确保、必须、实现、严禁”等词。"),
    ("软", "用了“力争、推动、探索、谋划、支持”等词，或只写方向。"),
    ("时限", "原文写明的最后时间，如“年底前”；没有写就空着，全年的计划不另填。"),
    _WORDINGS,
    ("上年实绩", "同一份报告里同一指标上一年做到的数；指标、单位、性质有一样对不上就空着。"),
    ("推算", "目标减去上年实绩，由程序计算，不是报告的原话；百分比相减得“个百分点”。"),
    _PLACES,
    ("未列为承诺", "计划部分的其余文字和原因见第三张表：每一句要么在台账里，要么在那张表里。"),
    ("标题或引出语", "章节标题、段首的主题句、“重点做好以下工作”之类。"),
    ("总体要求", "指导思想、总体要求和政治要求。"),
    ("形势判断或理由", "说明现状、形势、道理或已经做了的事。"),
    ("时间、前提或方式", "只说明什么时候、依据什么、用什么办法，承诺在后面一句。"),
    ("接上一句的说明", "说明前面那件事的作用、范围或结果。"),
    ("称谓或结束语", "称呼、号召、提请审议和结束语。"),
]
