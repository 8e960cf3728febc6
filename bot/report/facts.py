"""Facts: every quantified statement of a report as a row that says what, how much, when.

In: a `Report` and its `Outline`. Out: a `FactTable`. A number that can't be read safely is listed
as `Unread` with the reason, never guessed; a name with digits (12345热线, 4号线) is neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.numbers import Quantity
from bot.language.text import trimmed
from bot.report.dating import date_figure, date_opening, plan_mode
from bot.report.indicator_words import normalise
from bot.report.indicators import name_figures
from bot.report.loading import Report
from bot.report.periods import Mode, Period
from bot.report.sections import Outline, Paragraph, Part, Section, Sentence
from bot.report.tallies import Tally, describes, read_tally, together
from bot.report.telling import Naming, doer_of

_TWO_PLANS = re.compile("十[一二三四五六七八九]五.*十[一二三四五六七八九]五")
_MARKS = "，,；;。！!？?、：:"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the report; all offsets are those of `report.text`.

    `text` is the clause or clauses that state it, `indicator` what is measured in the report's own
    words, `normalised` the same folded and without verbs, for matching over the years. `value` and
    `value2` (the end of a range) are in `unit` as written (2.8 and 亿元); `comparator` is "=", ">=",
    ">", "<=", "<", "~" or "range". `number_start:number_end` is the number with its unit.
    """

    id: str
    section: str
    topic: str
    year: int | None
    mode: Mode
    text: str
    start: int
    end: int
    indicator: str
    normalised: str
    value: float
    value2: float | None
    unit: str
    comparator: str
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that can't be read safely, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of one report in order, and the numbers of it that were not read."""

    report: str
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]


def read_facts(report: Report, outline: Outline) -> FactTable:
    """Return the facts of `report`, in order, and the numbers that were not read."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    plan: dict[str, Mode] = {}
    for part, section, paragraph in outline.paragraphs():
        period = _period_of(report, part, paragraph, plan)
        about = ""
        for sentence in paragraph.sentences:
            tally = read_tally(report.text[sentence.start : sentence.end])
            about = doer_of(report.text[sentence.start : sentence.end]) or about
            place = _Place(report, part, section, paragraph, period, about, sentence, tally)
            facts += _facts(place, unread)
            unread += [_unread(place, one.start, one.end, one.reason) for one in tally.unclear]
    return FactTable(report.id, tuple(facts), tuple(sorted(unread, key=lambda one: one.start)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence, what its numbers say, and where it stands."""

    report: Report
    part: Part
    section: Section
    paragraph: Paragraph
    period: Period
    about: str
    sentence: Sentence
    tally: Tally


def _period_of(report: Report, part: Part, paragraph: Paragraph, plan: dict[str, Mode]) -> Period:
    """Return what a paragraph speaks of: its part's period, or that which it opens with (这五年，…).

    A part on two five-year plans tells of the one and then sets out the other: `plan` remembers
    which, from the paragraph on that opens with it.
    """
    first = paragraph.sentences[0]
    opening = report.text[first.start : first.clauses[0].end]
    if _TWO_PLANS.search(part.heading):
        opened = re.match('[“"]?十[一二三四五六七八九]五', opening)
        mode = plan_mode(opening, report.result_year) if opened else None
        plan[part.id] = mode or plan.get(part.id, part.mode)
        return Period(None, plan[part.id])
    return date_opening(opening, Period(part.year, part.mode), report.result_year, report.plan_year)


def _unread(place: _Place, start: int, end: int, reason: str) -> Unread:
    begin, stop = place.sentence.start + start, place.sentence.start + end
    return Unread(begin, stop, place.report.text[begin:stop], reason)


def _facts(place: _Place, unread: list[Unread]) -> Iterator[Fact]:
    own = place.report.text[place.sentence.start : place.sentence.end]
    quantities = together(own, place.tally.quantities)
    namings = name_figures(own, quantities, place.about)
    number = 0
    for quantity, naming in zip(quantities, namings, strict=True):
        if naming.reason:
            span = (quantity.number_start, quantity.number_end)
            unread.append(_unread(place, *span, naming.reason))
            continue
        for indicator in naming.indicators:
            number += 1
            yield _fact(place, number, quantity, naming, indicator)


def _fact(place: _Place, number: int, quantity: Quantity, naming: Naming, indicator: str) -> Fact:
    text, first = place.report.text, place.sentence.start
    period = _period(place, quantity, naming)
    clause = next(
        one
        for one in place.sentence.clauses
        if one.start <= first + quantity.number_start < one.end
    )
    start, end = trimmed(text, min(first + naming.start, clause.start), clause.end, _MARKS)
    return Fact(
        id=f"{place.sentence.id}#{number}",
        section=place.paragraph.label,
        topic=place.section.heading or place.part.heading,
        year=period.year,
        mode=period.mode,
        text=text[start:end],
        start=start,
        end=end,
        indicator=indicator,
        normalised=normalise(indicator),
        value=quantity.value,
        value2=quantity.value2,
        unit="名" if quantity.unit == "位次" else quantity.unit,
        comparator=quantity.comparator,
        number_start=first + quantity.number_start,
        number_end=first + quantity.number_end,
    )


def _period(place: _Place, quantity: Quantity, naming: Naming) -> Period:
    """Return the period of a figure; a level that a rise starts from is no result of its year."""
    part, report = place.period, place.report
    before = report.text[place.sentence.start : place.sentence.start + quantity.start]
    period = date_figure(before, part, report.result_year, report.plan_year)
    if naming.side == "start":
        named = re.search(r"(?:从|由)[^，,；;]{0,4}(20\d\d)年[^，,；;]{0,8}$", before)
        return Period(int(named[1]) if named else None, "status")
    return Period(period.year, "status") if naming.side or describes(before, quantity) else period
