"""Support: the one judge of a statement against the evidence it cites.

In: a sentence, and the spans of the report it rests on, each with the year and mode of its part.
Out: a `Verdict`. Every figure of the statement must follow from a figure of the evidence that
measures the same thing in the same direction; every other number must stand there whole; the year
and the mode told must be the evidence's. Answers and claims are judged by this one function, so
they can't disagree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.checking.words import negation_fault, word_number_fault
from bot.language.comparing import entails, same_value
from bot.language.numbers import Quantity, read_numerals, read_years
from bot.language.text import folded, grams
from bot.report.figures import Measured, read_figures

FaultKind = Literal[
    "value", "unit", "year", "comparator", "mode", "indicator", "polarity", "no_evidence"
]

_TARGET_WORDS = re.compile(r"目标|计划(?!执行)|预期|力争|将(?!军|来)|拟|打算")
_RESULT_WORDS = re.compile(
    r"已经?(完成|实现|达到|建成|达)|完成了|实现了|达到了|增长了|提高了|下降了|实际(?=完成|增长|达到|实现|为)|实绩"
)
# How much of the words around a figure must be found around the figure that it rests on.
_SAME_INDICATOR = 0.5
# How much better another figure of the evidence must fit the words to be what they speak of.
_CLEARLY = 0.25
_YEAR_LABEL = re.compile(r"20\d\d年(目标|计划|实际)?[：:]?")
_UP = re.compile(r"增长|增加|提高|提升|上升|上涨|增幅|扩大")
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|缩减|收窄|负增长|降幅")


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


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure of the evidence, the evidence it stands in, and how well it fits a claimed one."""

    figure: Measured
    evidence: Evidence
    alike: float


def judge(statement: str, evidence: Sequence[Evidence]) -> Verdict:
    """Return whether `evidence` bears out the figures, years and mode of `statement`."""
    if not evidence:
        return Verdict((Fault("no_evidence", statement),))
    faults = [*_period_faults(statement, evidence), *_word_faults(statement, evidence)]
    figures = read_figures(statement)
    stated = [(one, figure) for one in evidence for figure in read_figures(one.text)]
    taken: dict[int, Quantity] = {}
    for figure in figures:
        kind = _figure_fault(statement, figure, stated, taken)
        if kind:
            faults.append(Fault(kind, statement[figure.quantity.start : figure.quantity.end]))
    faults += _numeral_faults(statement, [figure.quantity for figure in figures], evidence)
    return Verdict(tuple(faults))


def _period_faults(statement: str, evidence: Sequence[Evidence]) -> list[Fault]:
    known = {year for one in evidence for year in _years(one)}
    faults = [Fault("year", f"{year}年") for year in read_years(statement) if year not in known]
    words = " ".join(one.text for one in evidence)
    modes = {one.mode for one in evidence}
    # 固定资产投资增长5% told as done would pass by its figure: the plan has that very figure.
    for pattern, needed in ((_TARGET_WORDS, "target"), (_RESULT_WORDS, "result")):
        told = pattern.search(statement)
        if told and needed not in modes and not pattern.search(words):
            faults.append(Fault("mode", told.group()))
    return faults


def _years(evidence: Evidence) -> set[int | None]:
    return {evidence.year, *read_years(evidence.text)}


def _word_faults(statement: str, evidence: Sequence[Evidence]) -> list[Fault]:
    words = "".join(one.text for one in evidence)
    faults = []
    if negated := negation_fault(statement, words):
        faults.append(Fault("polarity", negated))
    if number := word_number_fault(statement, words):
        faults.append(Fault("value", number))
    return faults


def _figure_fault(
    statement: str,
    claimed: Measured,
    stated: Sequence[tuple[Evidence, Measured]],
    taken: dict[int, Quantity],
) -> FaultKind | None:
    """Return what is wrong with one figure of the statement, or None; `taken` are figures used up.

    A stated figure bears out one claimed figure: in 20%、25%左右 the 20% is no second 约20%.
    """
    context = _YEAR_LABEL.sub("", claimed.context)
    rivals = [_Stated(figure, one, _alike(context, figure.context)) for one, figure in stated]
    fitting = [
        rival
        for place, rival in enumerate(rivals)
        if entails(rival.figure.quantity, claimed.quantity)
        and taken.get(place, rival.figure.quantity) in (rival.figure.quantity, claimed.quantity)
        and (place not in taken or _same_words(taken[place], claimed.quantity))
    ]
    if not fitting:
        return _misfit(claimed.quantity, [figure.quantity for _, figure in stated])
    year = _year_before(statement, claimed.quantity.start)
    if year and not any(year in _years(rival.evidence) for rival in fitting):
        return "year"
    best = max(fitting, key=lambda rival: rival.alike)
    taken[rivals.index(best)] = claimed.quantity
    # 一般公共预算收入增长39.4% would pass by its figure: the sentence has it, of another indicator.
    others = [
        rival.alike for rival in rivals if not entails(rival.figure.quantity, claimed.quantity)
    ]
    if others and max(others) > best.alike + _CLEARLY:
        return "indicator"
    if _opposite(claimed.context, best.figure.context):
        return "polarity"
    whole = max(_alike(context, rival.evidence.around + rival.evidence.text) for rival in fitting)
    return None if whole >= _SAME_INDICATOR else "indicator"


def _same_words(a: Quantity, b: Quantity) -> bool:
    return (a.value, a.value2, a.unit, a.comparator) == (b.value, b.value2, b.unit, b.comparator)


def _year_before(statement: str, place: int) -> int | None:
    """Return the year that a figure is told of: the last one named before it."""
    years = read_years(statement[:place])
    return years[-1] if years else None


def _opposite(claimed: str, stated: str) -> bool:
    """Tell whether one context goes up and the other down: 下降39.4% for 增长39.4%."""
    up, down = bool(_UP.search(claimed)), bool(_DOWN.search(claimed))
    if up == down:
        return False
    return bool((_DOWN if up else _UP).search(stated)) and not (_UP if up else _DOWN).search(stated)


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
