"""Evidence: which clause of the report speaks of what a question is about, and how fully.

In: a `Query` and the sentences of a report. Out: `Scored` clauses, best first. `coverage` in [0, 1]
is the share of the question's concepts, weighed by how rare each is in this report, that the clause
has itself, or its sentence, title, paragraph or heading have for it; it is what tells an answer
from no answer. `score` adds what only helps to choose among clauses: the kind of thing asked for,
and BM25, which sees the order of characters that concepts don't.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.concepts import Concept
from bot.answering.passages import Passage, Wording, read_passages
from bot.answering.understanding import Query
from bot.language.text import folded, pairs
from bot.report.loading import Report
from bot.report.sections import Outline
from bot.retrieval.lexical import LexicalIndex

# How much a concept found only around a clause counts beside one found in it. Chosen on the
# development questions of eval/; any falling sequence does about as well.
_IN_SENTENCE, _IN_TITLE, _BEYOND_SEMICOLON, _IN_PARAGRAPH, _IN_HEADING = 0.9, 0.8, 0.75, 0.65, 0.6
# A wording met only in pieces (养护道路 for 道路养护) counts this much of its pieces.
_PARTIAL = 0.8
_FEW = 2  # pairs of a wording too short to be met in pieces: 失业率 would be met in 就业率
# What the kind of a question and BM25 add. Smaller than the weight of a concept: they decide
# between clauses about the topic and never lift one about another.
_HAS_UNIT, _HAS_QUANTITY, _HAS_OBJECT, _HAS_PLACE, _BM25 = 0.15, 0.08, 0.1, 0.08, 0.2
_NO_QUANTITY = -0.1  # how many, asked of a clause that counts nothing
_ALSO = 0.85  # what another wording is worth where the report uses the asker's own too
_ITSELF = 0.1  # for what the clause has itself, of two in one sentence
_PLACE_ENDINGS = "路 街 站 区 地块 广场 公园 大厦 中心 楼 园 村 桥".split()
# Words of an increment: 新增150家 and 落地52家 are no answer to how many there are.
_INCREMENT = re.compile(r"新增|新招|新引|新建|落地|引进|净增|增加|增长")


@dataclass(frozen=True, slots=True)
class Scored:
    """A clause of a passage as an answer to a question.

    `itself` is the part of `coverage` that the clause has without what stands around it. For each
    concept of the question, `covered` says how fully the evidence has it, 0..1, and
    `shares` how much of the question's weight it makes up (together 1).
    """

    passage: Passage
    clause: int
    coverage: float
    itself: float
    score: float
    covered: tuple[float, ...]
    shares: tuple[float, ...]


class EvidenceBase:
    """All sentences of one report, ready to be scored."""

    def __init__(self, report: Report, outline: Outline) -> None:
        self.report = report
        self.passages = read_passages(report, outline)
        self._lexical = LexicalIndex([passage.text for passage in self.passages] or [""])
        self._place = {passage.sentence.start: i for i, passage in enumerate(self.passages)}

    def within(self, spans: Iterable[tuple[int, int]]) -> list[Passage]:
        """Return the passages that overlap the character spans, in the order of the report."""
        wanted = list(spans)
        return [
            passage
            for passage in self.passages
            if any(
                passage.sentence.start < end and passage.sentence.end > start
                for start, end in wanted
            )
        ]

    def rank(self, query: Query, passages: Iterable[Passage]) -> list[Scored]:
        """Return every clause of `passages` scored against `query`, best first."""
        shares = tuple(self._shares(query.concepts))
        bm25 = self._lexical.scores(query.content, query.expansions)
        best = float(bm25.max(initial=0.0)) or 1.0
        scored = [
            one
            for passage in passages
            for one in _score(
                query,
                passage,
                shares,
                _BM25 * float(bm25[self._place[passage.sentence.start]]) / best,
            )
        ]
        scored.sort(key=lambda one: -one.score)
        return scored

    def knows(self, word: str) -> bool:
        """Tell whether the report has `word` anywhere."""
        return word in self.report.text

    def nearest(self, query: Query) -> Scored | None:
        """Return the clause that shares most pairs of characters with the question, or None."""
        asked = pairs(folded(query.content))
        shared = [
            (len(asked & clause.pairs), -place, index)
            for place, passage in enumerate(self.passages)
            for index, clause in enumerate(passage.clauses)
        ]
        most, place, clause = max(shared, default=(0, 0, 0))
        if not most:
            return None
        ranked = self.rank(query, [self.passages[-place]])
        return next(one for one in ranked if one.clause == clause)

    def adapt(self, query: Query) -> Query:
        """Return `query` with its concepts as this report words them; the first step of ranking."""
        return replace(query, concepts=tuple(map(self._own_wording_first, query.concepts)))

    def _own_wording_first(self, concept: Concept) -> Concept:
        """Weaken the other wordings of a concept whose own the report uses too.

        Nor is such a word excused from being found: the report would have used it.
        """
        own, *others = concept.forms
        if not any(own.text in passage.whole.text for passage in self.passages):
            return concept
        weaker = (replace(form, weight=_ALSO * form.weight) for form in others)
        return replace(concept, forms=(own, *weaker), excused=False)

    def _shares(self, concepts: Sequence[Concept]) -> list[float]:
        """Return each concept's share of the whole: its importance times its rarity in the report."""
        total = len(self.passages)
        scale = math.log(1 + total / 0.5)
        weights = []
        for concept in concepts:
            having = sum(_match(concept, passage.whole) > 0.5 for passage in self.passages)
            weights.append(concept.importance * math.log(1 + total / (having + 0.5)) / scale)
        whole = sum(weights) or 1.0
        return [weight / whole for weight in weights]


def _score(
    query: Query, passage: Passage, shares: tuple[float, ...], bm25: float
) -> Iterable[Scored]:
    in_sentence = [_match(concept, passage.whole) for concept in query.concepts]
    around = [
        max(
            _BEYOND_SEMICOLON * in_it,
            _IN_TITLE * _match(concept, passage.title),
            _IN_PARAGRAPH * _match(concept, passage.surrounding),
            _IN_HEADING * _match(concept, passage.heading),
        )
        for concept, in_it in zip(query.concepts, in_sentence, strict=True)
    ]
    for clause, wording in enumerate(passage.resolved):
        own = _matches(query, wording, in_sentence)
        near = _matches(query, passage.segments[clause], in_sentence)
        covered = tuple(
            max(one, _IN_SENTENCE * beside, farther)
            for one, beside, farther in zip(own, near, around, strict=True)
        )
        coverage = sum(share * one for share, one in zip(shares, covered, strict=True))
        itself = sum(share * one for share, one in zip(shares, own, strict=True))
        bonus = _kind_bonus(query, passage, clause) + bm25 + _ITSELF * itself
        yield Scored(passage, clause, coverage, itself, coverage + bonus, covered, shares)


def _matches(query: Query, wording: Wording, in_sentence: Sequence[float]) -> list[float]:
    """Return the match of each concept with a part of a sentence: 0 where the sentence has none."""
    return [
        _match(concept, wording) if in_it else 0.0
        for concept, in_it in zip(query.concepts, in_sentence, strict=True)
    ]


def _match(concept: Concept, wording: Wording) -> float:
    """Return 1 where a form stands in the text, else its weight or its pieces', discounted; or 0.

    A statistic is met whole or not at all: most of 一般公共预算支出 stands in 一般公共预算收入.
    """
    best = 0.0
    for form in concept.forms:
        if form.weight <= best:
            continue
        if form.text in wording.text:
            best = form.weight
        elif len(form.pairs) > _FEW and not concept.indicator:
            share = len(form.pairs & wording.pairs) / len(form.pairs)
            if share > 0.5:
                best = max(best, _PARTIAL * share * form.weight)
    return best


def _kind_bonus(query: Query, passage: Passage, clause: int) -> float:
    quantities = passage.quantities[clause]
    if query.kind == "where":
        found = any(end in passage.clauses[clause].text for end in _PLACE_ENDINGS)
        return _HAS_PLACE if found else 0.0
    if query.kind != "how_many":
        return 0.0
    if not quantities:
        return _NO_QUANTITY
    if query.stock and _INCREMENT.search(passage.clauses[clause].text):
        return 0.0
    has_unit = query.unit and any(q.unit.endswith(query.unit) for q in quantities)
    has_object = query.asked_object and query.asked_object in passage.clauses[clause].text
    return (_HAS_UNIT if has_unit else _HAS_QUANTITY) + (_HAS_OBJECT if has_object else 0.0)
