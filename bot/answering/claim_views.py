"""Views: a sentence of the report as claims are held against it, clause by clause.

In: a passage. Out: for each clause its own words, those of the clause it goes on from, what leads
to it and what follows in the same stretch, its figures with the words next to each, its years.
"""

import re
from dataclasses import dataclass

from bot.answering.passages import Passage
from bot.checking.amounts import Amount
from bot.language.colloquial import plain_figures
from bot.language.numbers import Quantity, read_quantities, read_years
from bot.language.text import folded
from bot.report.figures import GOES_ON

_AFTER = 10  # characters behind a figure that may say what is counted
_BOUNDARY = re.compile(r"[、,;:。()]")
_SPLIT = re.compile(r"[、和与]")
_EACH = "分别"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure of a clause with the words just before and behind it."""

    amount: Amount
    before: str
    after: str

    @property
    def words(self) -> str:
        """Return the words that tell what the figure measures."""
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause and where it stands; `resolved` has the clauses that it goes on from."""

    text: str
    resolved: str
    lead: str
    later: str
    figures: tuple[StatedFigure, ...]
    nearby: tuple[StatedFigure, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A passage with its clauses; `around` are its title and the headings above it."""

    passage: Passage
    text: str
    around: str
    clauses: tuple[ClauseView, ...]

    @property
    def years(self) -> set[int]:
        """The years that the sentence names, and its part's."""
        named = {year for clause in self.clauses for year in clause.years}
        return named | ({self.passage.part.year} if self.passage.part.year else set())


def view(passage: Passage) -> SentenceView:
    """Return the passage as claims are held against it."""
    headings = (passage.paragraph.title or "", passage.section.heading, passage.part.heading)
    around = "。".join(headings)
    texts = [plain_figures(clause.text) for clause in passage.clauses]
    return SentenceView(
        passage=passage,
        text="".join(texts),
        around=folded(around),
        clauses=tuple(_clause(texts, index) for index in range(len(texts))),
    )


def _clause(texts: list[str], index: int) -> ClauseView:
    first = index
    while first > 0 and not texts[first - 1].endswith(";"):
        first -= 1
    last = index
    while last + 1 < len(texts) and not texts[last].endswith(";"):
        last += 1
    origin = index
    while origin > first and GOES_ON.match(texts[origin]):
        origin -= 1
    onward = index
    while onward < last and GOES_ON.match(texts[onward + 1]):
        onward += 1
    return ClauseView(
        text=texts[index],
        resolved="".join(texts[origin : index + 1]),
        lead="".join(texts[first:index]),
        later="".join(texts[index + 1 : last + 1]),
        figures=_figures(texts[index]),
        nearby=tuple(
            figure
            for other in range(origin, onward + 1)
            if other != index
            for figure in _figures(texts[other])
        ),
        years=tuple(read_years(texts[index])),
    )


def _figures(clause: str) -> tuple[StatedFigure, ...]:
    quantities = read_quantities(clause)
    named = _each(clause, quantities)
    figures = []
    cursor = 0
    for place, one in enumerate(quantities):
        before = clause[cursor : one.start]
        after = _BOUNDARY.split(clause[one.end : one.end + _AFTER])[0]
        if named:
            before, after = named[place], clause[quantities[-1].end :]
        figures.append(StatedFigure(Amount(one, clause[one.start : one.end]), before, after))
        cursor = one.end
    return tuple(figures)


def _each(clause: str, quantities: list[Quantity]) -> list[str]:
    """Return for A、B分别20%、25% what each figure is of: A, B; nothing where they don't pair."""
    if _EACH not in clause or len(quantities) < 2:
        return []
    head, _, tail = clause.partition(_EACH)
    names = _SPLIT.split(head)
    return names if len(names) == len(quantities) and tail else []
