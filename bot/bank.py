"""The bank of related questions: for every paragraph, questions that the report can answer.

In: the passages of one report, the questions offered with it, and a way to ask. Out: for an answer,
a few questions to go on with. A question is offered only after it was asked, through the very chain
that would answer it, and the answer rested on what the question was made from: so the report can
answer it, by construction. Each is asked once at most, when an answer needs it or in `warm`.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, islice, zip_longest

from bot.answering.answer import Answer
from bot.answering.passages import Passage
from bot.answering.questions import without_years, year_words
from bot.answering.related import Candidate, candidates_of
from bot.language.lexicon import Lexicon
from bot.language.text import folded, pairs
from bot.report.sections import Paragraph

AIM, MOST = 3, 4  # questions offered beside an answer; where there is nothing to go on from
_MOST_TRIED = 12  # questions asked to find them: bounds what a cold answer costs
_FROM_CITED = 2  # of them from the paragraphs cited, while others have some
_ALIKE = 0.25  # share of a topic's pairs, by rarity, from which a paragraph is about it too
_SAME = 0.75  # share of pairs, the year aside, from which two questions are one
_SILENT = "crisis"  # someone in danger is not shown what else to ask

Span = tuple[int, int]
Stage = tuple[int, Iterator[Candidate]]  # how many to choose at most, and of what


@dataclass(frozen=True, slots=True)
class _Group:
    """The passages of a paragraph, and its place among the paragraphs."""

    place: int
    passages: tuple[Passage, ...]

    @property
    def paragraph(self) -> Paragraph:
        return self.passages[0].paragraph

    @property
    def section(self) -> str:
        return self.passages[0].section.id

    @property
    def year(self) -> int | None:
        return self.passages[0].part.year

    @property
    def pairs(self) -> frozenset[str]:
        return self.passages[0].surrounding.pairs


class QuestionBank:
    """Related questions of one report; safe to use from many threads.

    What is remembered is the same whoever finds it: at worst two threads ask the same once each.
    """

    def __init__(
        self,
        passages: Iterable[Passage],
        examples: Sequence[str],
        lexicon: Lexicon,
        ask: Callable[[str], Answer],
    ) -> None:
        """Take the `passages` of a report in order; `ask` must not look for related questions."""
        grouped = groupby(passages, lambda one: one.paragraph.id)
        self._groups = [_Group(i, tuple(group)) for i, (_, group) in enumerate(grouped)]
        end = max((group.paragraph.end for group in self._groups), default=0)
        self._examples = [Candidate(one, 0, end, None) for one in examples]
        self._lexicon = lexicon
        self._ask = ask
        self._candidates: dict[int, tuple[Candidate, ...]] = {}
        self._asked: dict[Candidate, frozenset[Span]] = {}

    def related(self, question: str, answer: Answer) -> tuple[str, ...]:
        """Return questions to go on with after `answer` to `question`.

        None of them is `question`, and each rests on a sentence that `answer` did not tell; the
        nearest passage that a refusal cites is not told by it.
        """
        if answer.reason == _SILENT:
            return ()
        shown = frozenset((one.start, one.end) for one in answer.citations)
        cited = [
            group
            for group in self._groups
            if any((one.sentence.start, one.sentence.end) in shown for one in group.passages)
        ]
        if not cited:
            return self.starters(question)
        told = frozenset() if answer.refused else shown
        return tuple(self._choose(question, told, self._stages(question, answer, cited), AIM))

    def starters(self, question: str = "") -> tuple[str, ...]:
        """Return questions to begin with: those offered with the report, else one a section."""
        stages = [(MOST, iter(self._examples)), (MOST, self._openers())]
        return tuple(self._choose(question, frozenset(), stages, MOST))

    def offered(self) -> dict[str, tuple[str, ...]]:
        """Return the questions that may be offered, by the id of the paragraph they are made from.

        Asks every candidate that was not asked yet.
        """
        return {
            group.paragraph.id: tuple(
                one.question for one in self._of(group) if self._rests_on(one)
            )
            for group in self._groups
        }

    def warm(self) -> int:
        """Ask every candidate, so that no answer has to; return how many may be offered."""
        examples = sum(bool(self._rests_on(one)) for one in self._examples)
        return examples + sum(map(len, self.offered().values()))

    def _choose(
        self, question: str, shown: frozenset[Span], stages: Sequence[Stage], most: int
    ) -> Iterator[str]:
        """Yield up to `most` questions that rest on sentences not yet told, each on others."""
        taken = [question]
        told = shown
        tried = 0
        for quota, candidates in stages:
            wanted = min(quota, most - len(taken) + 1)
            while wanted and tried < _MOST_TRIED:
                one = next(candidates, None)
                if one is None:
                    break
                if (one.start, one.end) in told or any(_same(one.question, q) for q in taken):
                    continue
                tried += 1
                rests_on = self._rests_on(one)
                if rests_on <= told:
                    continue
                wanted -= 1
                taken.append(one.question)
                told |= rests_on
                yield one.question

    def _rests_on(self, one: Candidate) -> frozenset[Span]:
        """Return the sentences that answer the question; none where it may not be offered."""
        known = self._asked.get(one)
        if known is not None:
            return known
        answer = self._ask(one.question)
        spans = frozenset((cited.start, cited.end) for cited in answer.citations)
        fits = (
            answer.status == "answered"
            and all(one.start <= start and end <= one.end for start, end in spans)
            and folded(one.figure or "") in folded(answer.text)
        )
        return self._asked.setdefault(one, spans if fits else frozenset())

    def _of(self, group: _Group) -> tuple[Candidate, ...]:
        known = self._candidates.get(group.place)
        if known is None:
            known = candidates_of(group.passages, self._lexicon)
            self._candidates[group.place] = known
        return known

    def _stages(self, question: str, answer: Answer, cited: Sequence[_Group]) -> list[Stage]:
        """Return where to look, in order: here, the other year, the section, here again, beyond."""
        statements = " ".join([question, *(one.text for one in answer.statements)])
        topic = pairs(folded(without_years(statements)))
        own = _in_turn([self._near(group, answer, topic) for group in cited])
        section = _in_turn([self._of(group) for group in self._beside(cited, within=True)])
        beyond = (one for group in self._beside(cited, within=False) for one in self._of(group)[:2])
        twin = self._in_other_year(topic, cited)
        return [(_FROM_CITED, own), (1, twin), (AIM, section), (AIM, own), (AIM, beyond)]

    def _near(self, group: _Group, answer: Answer, topic: frozenset[str]) -> list[Candidate]:
        """Return the candidates of a cited paragraph, those next to the cited sentences first."""
        at = [one.start for one in answer.citations]

        def order(one: Candidate) -> tuple[bool, int, float]:
            away = min(abs(one.start - start) for start in at)
            return one.figure is None, away, -self._shared(topic, one)

        return sorted(self._of(group), key=order)

    def _beside(self, cited: Sequence[_Group], *, within: bool) -> list[_Group]:
        """Return the paragraphs `within` the cited sections, or beyond: the nearest, same year first."""
        sections = {group.section for group in cited}
        years = {group.year for group in cited}
        return sorted(
            (g for g in self._groups if (g.section in sections) == within and g not in cited),
            key=lambda g: (g.year not in years, min(abs(g.place - one.place) for one in cited)),
        )

    def _in_other_year(self, topic: frozenset[str], cited: Sequence[_Group]) -> Iterator[Candidate]:
        """Yield candidates of the paragraph that speaks most of the topic in a year not cited."""
        years = {group.year for group in cited} | {None}
        others = [group for group in self._groups if group.year not in years]
        best = max(others, key=lambda group: self._weight(topic & group.pairs), default=None)
        if best and self._weight(topic & best.pairs) >= _ALIKE * self._weight(topic):
            yield from sorted(self._of(best), key=lambda one: -self._shared(topic, one))

    def _shared(self, topic: frozenset[str], one: Candidate) -> float:
        return self._weight(topic & pairs(folded(one.question)))

    def _weight(self, some: Iterable[str]) -> float:
        return sum(self._rarity.get(pair, 0.0) for pair in some)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How rare each pair of characters is among the paragraphs."""
        count = Counter(chain.from_iterable(group.pairs for group in self._groups))
        return {pair: math.log(len(self._groups) / times) for pair, times in count.items()}

    def _openers(self) -> Iterator[Candidate]:
        """Yield one candidate a section, what is planned and what is done in turn, widely spread."""
        sections = [list(group) for _, group in groupby(self._groups, lambda one: one.section)]
        planned = [one for one in sections if one[0].passages[0].part.mode == "target"]
        others = [one for one in sections if one not in planned]
        turns = [one for two in zip_longest(planned, others) for one in two if one]
        step = max(1, len(turns) // MOST)
        for section in chain.from_iterable(turns[start::step] for start in range(step)):
            yield from islice(chain.from_iterable(map(self._of, section)), 1)


def _in_turn(lists: Iterable[Sequence[Candidate]]) -> Iterator[Candidate]:
    """Yield the first of each list, then the second of each, and so on."""
    return (one for round_ in zip_longest(*lists) for one in round_ if one)


def _same(one: str, other: str) -> bool:
    """Tell whether two questions ask the same: nearly the same words, of the same year."""
    if year_words(one) != year_words(other):
        return False
    these, those = (pairs(folded(without_years(text)).rstrip("?")) for text in (one, other))
    return these == those or len(these & those) >= _SAME * len(these | those)
