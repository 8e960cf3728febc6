"""Extractive answers: the clauses that answer, worded as a sentence, without any model.

In: a `Query` and the passages that search found. Out: a `Finding`: drafts, best first, one for each
period that is asked or, where no year is named, one for each period that speaks of it; or why
there is none, with the nearest passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.evidence import EvidenceBase, Passage, Scored
from bot.answering.sufficiency import Lack, lack_of
from bot.answering.understanding import Query
from bot.answering.wording import Draft, word
from bot.language.comparing import comparable
from bot.retrieval.ranking import in_period

# A second period is told beside the first where it is spoken of nearly as fully; a figure of the
# same unit makes up for some wording. Chosen on the development questions of eval/.
_AS_FULLY, _ALIKE = 0.88, 0.7


@dataclass(frozen=True, slots=True)
class Finding:
    """Drafts of an answer, or `lack` and the `nearest` passage that the report does have."""

    drafts: tuple[Draft, ...] = ()
    lack: Lack | None = None
    nearest: Draft | None = None


def find_answer(query: Query, base: EvidenceBase, found: Sequence[Passage]) -> Finding:
    """Return what the report says to `query`: among `found` first, else anywhere in the report."""
    for passages in (found, base.passages):
        asked = base.rank(query, [one for one in passages if _asked(query, one)])
        if asked and lack_of(query, asked[0]) is None:
            return Finding(tuple(word(query, one) for one in _by_period(query, asked)))
    anywhere = base.rank(query, base.passages)
    if not anywhere:
        return Finding(lack=Lack.NOT_MENTIONED)
    asked = [one for one in anywhere if _asked(query, one.passage)]
    lack = (lack_of(query, asked[0]) if asked else None) or Lack.NOT_MENTIONED
    return Finding(lack=_why(query, lack, anywhere, base), nearest=word(query, anywhere[0]))


def _asked(query: Query, passage: Passage) -> bool:
    return in_period(passage.part.year, passage.part.mode, passage.text, query.years, query.mode)


def _by_period(query: Query, ranked: Sequence[Scored]) -> list[Scored]:
    """Return the best clause, and that of another period where it speaks of the same as fully."""
    best = ranked[0]
    chosen = [best]
    for one in ranked[1:]:
        if one.score < _ALIKE * best.score:
            break
        periods = {(other.passage.part.year, other.passage.part.mode) for other in chosen}
        period = (one.passage.part.year, one.passage.part.mode)
        if period in periods or "status" in (period[1], best.passage.part.mode):
            continue
        if _same_topic(query, best, one) and lack_of(query, one) is None:
            chosen.append(one)
    return sorted(chosen, key=lambda one: (one.passage.part.year or 0, one.passage.part.mode))


def _same_topic(query: Query, best: Scored, other: Scored) -> bool:
    """Tell whether a clause of another period answers the same: a figure of the same unit does."""
    if query.kind == "how_many":
        return any(
            comparable(a, b)
            for a in best.passage.quantities[best.clause]
            for b in other.passage.quantities[other.clause]
        )
    return other.score >= _AS_FULLY * best.score


def _why(query: Query, lack: Lack, anywhere: Sequence[Scored], base: EvidenceBase) -> Lack:
    """Name the lack by what the asker can mend: the year, where other years would have answered."""
    known = {passage.part.year for passage in base.passages}
    if query.years and not set(query.years) & known:
        return Lack.YEAR_OUTSIDE
    if query.years and lack is Lack.NOT_MENTIONED and lack_of(query, anywhere[0]) is None:
        return Lack.OTHER_YEAR
    return lack
