"""Support: the one judge of a statement against the evidence it cites.

In: a sentence, and the spans of the report it rests on, each with the year and mode of its part.
Out: a `Verdict`. Every quantity of the statement must follow from a quantity of the evidence that
measures the same thing; every other number must stand there whole; the year and the mode told must
be the evidence's. Answers and claims are judged by this one function, so they can't disagree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language.comparing import entails, same_value
from bot.language.numbers import Quantity, read_numerals, read_years
from bot.language.text import folded, grams
from bot.report.figures import Measured, read_figures

FaultKind = Literal["value", "unit", "year", "comparator", "mode", "indicator", "no_evidence"]

_TARGET_WORDS = re.compile(r"目标|计划(?!执行)|预期|力争|将(?!军|来)|拟|打算")
_RESULT_WORDS = re.compile(r"已经?(完成|实现|达到|建成|达)|完成了|实现了|达到了|实际完成|实绩")
# How much of the words around a figure must be found around the figure that it rests on.
_SAME_INDICATOR = 0.5
# How much better another figure of the evidence must fit the words to be what they speak of.
_CLEARLY = 0.25
_YEAR_LABEL = re.compile(r"20\d\d年(目标|计划|实际)?[：:]?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the report; `around` is its sentence's paragraph title and heading, for subjects."""

    text: str
    year: int | None
    mode: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a statement says that its evidence does not bear out."""

    kind: FaultKind
    shown: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Supported where there is no fault."""

    faults: tuple[Fault, ...]

    @property
    def supported(self) -> bool:
        """True where everything checked is borne out."""
        return not self.faults


def judge(statement: str, evidence: Sequence[Evidence]) -> Verdict:
    """Return whether `evidence` bears out the figures, years and mode of `statement`."""
    if not evidence:
        return Verdict((Fault("no_evidence", statement),))
    faults = [*_period_faults(statement, evidence)]
    figures = read_figures(statement)
    for figure in figures:
        kind = _quantity_fault(figure, evidence)
        if kind:
            faults.append(Fault(kind, statement[figure.quantity.start : figure.quantity.end]))
    faults += _numeral_faults(statement, [figure.quantity for figure in figures], evidence)
    return Verdict(tuple(faults))


def _period_faults(statement: str, evidence: Sequence[Evidence]) -> list[Fault]:
    faults = []
    known = {one.year for one in evidence} | {y for one in evidence for y in read_years(one.text)}
    for year in read_years(statement):
        if year not in known:
            faults.append(Fault("year", f"{year}年"))
    words = " ".join(one.text for one in evidence)
    modes = {one.mode for one in evidence}
    # 固定资产投资增长5% told as done would pass by its figure: the plan has that very figure.
    for pattern, needed in ((_TARGET_WORDS, "target"), (_RESULT_WORDS, "result")):
        told = pattern.search(statement)
        if told and needed not in modes and not pattern.search(words):
            faults.append(Fault("mode", told.group()))
    return faults


def _quantity_fault(claimed: Measured, evidence: Sequence[Evidence]) -> FaultKind | None:
    """Return what is wrong with one figure of the statement, or None."""
    context = _YEAR_LABEL.sub("", claimed.context)
    rivals = [
        (_alike(context, stated.context), stated.quantity, one)
        for one in evidence
        for stated in read_figures(one.text)
    ]
    fitting = [rival for rival in rivals if entails(rival[1], claimed.quantity)]
    if not fitting:
        return _misfit(claimed.quantity, [stated for _, stated, _ in rivals])
    best = max(alike for alike, _, _ in fitting)
    # 一般公共预算收入增长39.4% would pass by its figure: the sentence has it, of another indicator.
    others = [alike for alike, stated, _ in rivals if not entails(stated, claimed.quantity)]
    if others and max(others) > best + _CLEARLY:
        return "indicator"
    whole = max(_alike(context, one.around + one.text) for _, _, one in fitting)
    return None if whole >= _SAME_INDICATOR else "indicator"


def _misfit(quantity: Quantity, others: list[Quantity]) -> FaultKind:
    if any(same_value(other, quantity) for other in others):
        return "comparator"
    if any(other.value == quantity.value for other in others):
        return "unit"
    return "value"


def _alike(context: str, other: str) -> float:
    """Return the share of the character pairs of `context` that `other` has too, 0..1."""
    pairs = {gram for gram in grams(context, (2,)) if not gram.isdigit()}
    return len(pairs & set(grams(other, (2,)))) / len(pairs) if pairs else 1.0


def _numeral_faults(
    statement: str, quantities: list[Quantity], evidence: Sequence[Evidence]
) -> list[Fault]:
    """Find numbers that are no quantities (12345热线, 4号线) and don't stand whole in the evidence."""
    known = {folded(one.text[s:e]) for one in evidence for s, e in read_numerals(one.text)}
    faults = []
    for start, end in read_numerals(statement):
        if any(quantity.start <= start < quantity.end for quantity in quantities):
            continue
        number = folded(statement[start:end])
        is_year = statement[end : end + 1] == "年" and len(number) == 4
        if number not in known and not is_year:
            faults.append(Fault("value", number))
    return faults
