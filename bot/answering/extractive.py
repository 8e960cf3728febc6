"""Extractive answers: the clauses that answer, worded as a sentence, without any model.

In: a `Query` and the passages that search found. Out: a `Finding`: drafts, best first, one for each
period that is asked or, where no year is named, one for each period that speaks of it; or why
there is none, with the nearest passage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.details import is_task
from bot.answering.evidence import EvidenceBase, Scored
from bot.answering.passages import Passage
from bot.answering.sufficiency import Lack, is_ambiguous, lack_of
from bot.answering.understanding import Query
from bot.answering.wording import Draft, word
from bot.language.comparing import comparable
from bot.retrieval.ranking import in_period

# A second period is told beside the first where it is spoken of nearly as fully; a figure of the
# same unit makes up for some wording. Chosen on the development questions of eval/.
_AS_FULLY, _ALIKE, _ALSO_ITSELF = 0.88, 0.6, 0.6
_CONTENDS = 0.75  # how near the best a clause must come to be tried in its place
_IN_WORDS = 0.6  # coverage from which a target without a figure is told as the answer


@dataclass(frozen=True, slots=True)
class Finding:
    """Drafts of an answer, or `lack` and the `nearest` passage that the report does have.

    Drafts with a `lack` answer in part: the figure asked for is not there.
    """

    drafts: tuple[Draft, ...] = ()
    lack: Lack | None = None
    nearest: Draft | None = None


def find_answer(query: Query, base: EvidenceBase, found: Sequence[Passage]) -> Finding:
    """Return what the report says to `query`: among `found` first, else anywhere in the report."""
    query = base.adapt(query)
    if is_task(query.question):
        return Finding(lack=Lack.TASK)
    if any(not base.knows(town) for town in query.towns):
        return Finding(lack=Lack.PLACE_OUTSIDE, nearest=_nearest(query, base, []))
    known = {passage.part.year for passage in base.passages}
    if query.years and not any(_asked(query, passage) for passage in base.passages):
        lack: Lack | None = Lack.OTHER_YEAR if set(query.years) & known else Lack.YEAR_OUTSIDE
        return Finding(lack=lack, nearest=_nearest(query, base, base.rank(query, base.passages)))
    for passages in (found, base.passages):
        ranked = base.rank(query, [one for one in passages if _asked(query, one)])
        best = next((one for one in _contenders(ranked) if lack_of(query, one) is None), None)
        if best and not is_ambiguous(best, ranked):
            return Finding(tuple(word(query, one) for one in _by_period(query, best, ranked)))
    anywhere = base.rank(query, base.passages)
    lack = lack_of(query, ranked[0]) if ranked else Lack.NOT_MENTIONED
    if lack in (Lack.NO_FIGURE, Lack.NO_DATE):
        return _without_figure(query, lack, ranked)
    if lack is Lack.NOT_MENTIONED and query.years and lack_of(query, anywhere[0]) is None:
        lack = Lack.OTHER_YEAR
    return Finding(lack=lack, nearest=_nearest(query, base, anywhere))


def _contenders(ranked: Sequence[Scored]) -> Iterator[Scored]:
    """Yield the best clause, and those nearly as good: one of them may have the figure asked for."""
    for one in ranked:
        if one.score < _CONTENDS * ranked[0].score:
            return
        yield one


def _without_figure(query: Query, lack: Lack, ranked: Sequence[Scored]) -> Finding:
    """A target set in words (不断降低) answers a question for the target; else the figure is lacking."""
    draft = word(query, ranked[0])
    is_target = query.mode == "target" and ranked[0].passage.part.mode == "target"
    if is_target and ranked[0].coverage >= _IN_WORDS:
        return Finding((draft,), lack)
    return Finding(lack=lack, nearest=draft)


def _nearest(query: Query, base: EvidenceBase, ranked: Sequence[Scored]) -> Draft | None:
    best = ranked[0] if ranked and ranked[0].coverage > 0 else base.nearest(query)
    return word(query, best) if best else None


def _asked(query: Query, passage: Passage) -> bool:
    return in_period(passage.part.year, passage.part.mode, passage.text, query.years, query.mode)


def _by_period(query: Query, best: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    """Return the best clause, and that of another period where it speaks of the same thing."""
    chosen = [best]
    periods = {_period(best)}
    if best.passage.part.mode == "status":
        return chosen
    for one in sorted(ranked, key=lambda one: -one.itself - one.score):
        if _period(one) in periods or one.passage.part.mode == "status":
            continue
        if _same_topic(query, best, one):
            chosen.append(one)
            periods.add(_period(one))
    return sorted(chosen, key=lambda one: (one.passage.part.year or 0, one.passage.part.mode))


def _period(one: Scored) -> tuple[int | None, str]:
    return one.passage.part.year, one.passage.part.mode


def _same_topic(query: Query, best: Scored, other: Scored) -> bool:
    """Tell whether a clause of another period answers the same.

    Asked how many, it must have itself most of what the best clause has, and a figure of the same
    unit, or none: a target set in words (不断降低) stands beside the result in figures.
    """
    if query.kind != "how_many":
        return other.score >= _AS_FULLY * best.score and lack_of(query, other) is None
    if other.score < _ALIKE * best.score or other.itself < _ALSO_ITSELF * best.itself:
        return False
    figures = other.passage.quantities[other.clause]
    if not figures:
        return other.passage.part.mode == "target" and other.itself >= best.itself * _AS_FULLY
    alike = any(comparable(a, b) for a in best.passage.quantities[best.clause] for b in figures)
    return alike and lack_of(query, other) is None
