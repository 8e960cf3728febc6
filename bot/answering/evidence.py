"""Evidence: which clause of the report speaks of what a question is about, and how fully.

In: a `Query` and the sentences of a report. Out: `Scored` clauses, best first. `coverage` in [0, 1]
is the share of the question's concepts, weighed by how rare each is in this report, that the clause
has itself, or its sentence, title, paragraph or headings have for it; it is what tells an answer
from no answer. `score` adds what only helps to choose among clauses: the kind of thing asked for.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.understanding import Concept, Query
from bot.language.numbers import Quantity, read_quantities
from bot.language.text import folded
from bot.report.loading import Report
from bot.report.sections import Outline, Paragraph, Part, Section, Sentence

# How much a concept found only around a clause counts beside one found in it. Chosen on the
# development questions of eval/; any falling sequence does about as well.
_IN_SENTENCE, _IN_TITLE, _IN_PARAGRAPH, _IN_HEADING = 0.9, 0.8, 0.65, 0.6
_PARTIAL = 0.8  # a wording met only in pieces (养护道路 for 道路养护) counts this much of its pieces


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with everything around it that helps to understand it, folded for comparison."""

    part: Part
    section: Section
    paragraph: Paragraph
    sentence: Sentence
    text: str
    folded_sentence: str
    folded_title: str
    folded_paragraph: str
    folded_heading: str
    clauses: tuple[str, ...]
    quantities: tuple[tuple[Quantity, ...], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A clause of a passage as an answer to a question; `covered` has one value a concept."""

    passage: Passage
    clause: int
    coverage: float
    score: float
    covered: tuple[float, ...]


class EvidenceBase:
    """All sentences of one report, ready to be scored."""

    def __init__(self, report: Report, outline: Outline) -> None:
        self.report = report
        self.passages = tuple(
            _passage(report.text, part, section, paragraph, sentence)
            for part, section, paragraph in outline.paragraphs()
            for sentence in paragraph.sentences
            if report.text[sentence.start : sentence.end].rstrip("。") != paragraph.title
        )

    def within(self, spans: Iterable[tuple[int, int]]) -> list[Passage]:
        """Return the passages that overlap the character spans, in the order of the spans."""
        found: dict[int, Passage] = {}
        for start, end in spans:
            for passage in self.passages:
                if passage.sentence.start < end and passage.sentence.end > start:
                    found.setdefault(passage.sentence.start, passage)
        return list(found.values())

    def weights(self, concepts: Sequence[Concept]) -> list[float]:
        """Return what each concept weighs: its importance times its rarity in this report, 0..1."""
        total = len(self.passages)
        scale = math.log(1 + total / 0.5)
        weights = []
        for concept in concepts:
            having = sum(_match(concept, passage.folded_sentence) > 0.5 for passage in self.passages)
            weights.append(concept.importance * math.log(1 + total / (having + 0.5)) / scale)
        return weights

    def rank(self, query: Query, passages: Iterable[Passage]) -> list[Scored]:
        """Return every clause of `passages` scored against `query`, best first."""
        weights = self.weights(query.concepts)
        scored = [
            _score(query, passage, clause, weights)
            for passage in passages
            for clause in range(len(passage.clauses))
        ]
        scored.sort(key=lambda one: -one.score)
        return scored


def _score(query: Query, passage: Passage, clause: int, weights: Sequence[float]) -> Scored:
    covered = tuple(_covered(concept, passage, clause) for concept in query.concepts)
    total = sum(weights)
    coverage = sum(w * c for w, c in zip(weights, covered, strict=True)) / total if total else 0.0
    return Scored(passage, clause, coverage, coverage + _kind_bonus(query, passage, clause), covered)


def _covered(concept: Concept, passage: Passage, clause: int) -> float:
    return max(
        _match(concept, passage.clauses[clause]),
        _IN_SENTENCE * _match(concept, passage.folded_sentence),
        _IN_TITLE * _match(concept, passage.folded_title),
        _IN_PARAGRAPH * _match(concept, passage.folded_paragraph),
        _IN_HEADING * _match(concept, passage.folded_heading),
    )


def _match(concept: Concept, text: str) -> float:
    return max(weight * _form_match(folded(form), text) for form, weight in concept.forms)


@lru_cache(maxsize=200_000)
def _form_match(form: str, text: str) -> float:
    """Return 1 where `form` stands in `text`, else what share of its pieces does, discounted."""
    if form in text:
        return 1.0
    if len(form) < 3:
        return 0.0
    pieces = [form[i : i + 2] for i in range(len(form) - 1)]
    share = sum(piece in text for piece in pieces) / len(pieces)
    return _PARTIAL * share if share >= 0.5 else 0.0


# What the kind of a question adds to a clause that has that kind of thing. Smaller than the weight
# of a concept, so it decides between clauses about the topic and never lifts one about another.
_HAS_UNIT, _HAS_QUANTITY, _HAS_PLACE = 0.18, 0.08, 0.08
_PLACE_ENDINGS = ("路", "街", "站", "区", "地块", "广场", "公园", "大厦", "中心", "楼", "园", "村", "桥")


def _kind_bonus(query: Query, passage: Passage, clause: int) -> float:
    quantities = passage.quantities[clause]
    if query.kind == "how_many":
        if query.unit and any(q.unit.endswith(query.unit) for q in quantities):
            return _HAS_UNIT
        return _HAS_QUANTITY if quantities else 0.0
    if query.kind == "where" and any(end in passage.clauses[clause] for end in _PLACE_ENDINGS):
        return _HAS_PLACE
    return 0.0


def _passage(
    text: str, part: Part, section: Section, paragraph: Paragraph, sentence: Sentence
) -> Passage:
    clauses = [text[clause.start : clause.end] for clause in sentence.clauses]
    return Passage(
        part=part,
        section=section,
        paragraph=paragraph,
        sentence=sentence,
        text=text[sentence.start : sentence.end],
        folded_sentence=folded(text[sentence.start : sentence.end]),
        folded_title=folded(paragraph.title or ""),
        folded_paragraph=folded(text[paragraph.start : paragraph.end]),
        folded_heading=folded(section.heading),
        clauses=tuple(folded(clause) for clause in clauses),
        quantities=tuple(tuple(read_quantities(clause)) for clause in clauses),
    )
