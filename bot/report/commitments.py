"""Commitments: the register of what a report's plan undertakes, clause by clause.

In: a `Report`, its `Outline` and `FactTable`. Out: a `Register` of the parts that set targets.
Correct means: every clause of words and every heading of those parts is in a commitment or among the others with
a reason, never in both; every target figure that a clause commits to is a commitment of its own;
`text` is always `report.text[start:end]`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.text import trimmed
from bot.report.baselines import Baseline as Baseline
from bot.report.baselines import baseline_of
from bot.report.clause_roles import (
    BACKGROUND,
    CLOSING,
    GENERAL,
    HEADING,
    REASONS,
    Reason,
    Role,
    roles_of,
)
from bot.report.deadlines import deadline_of
from bot.report.facts import Fact, FactTable
from bot.report.loading import Report
from bot.report.pledging import Kind, Strength, kind_of, strength_of
from bot.report.sections import Outline, Paragraph, Part, Section, Sentence

_REASONS: dict[Role, Reason] = {reason: reason for reason in REASONS}
# What a topic sentence may be besides a title: 人命关天，安全至上。
_STAND_ALONE = (BACKGROUND, GENERAL, CLOSING)
_MARKS = "，,；;。！!？?、：:—"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A clause by which the government undertakes something, or one figure that it states.

    `topic` is the heading it stands under, `section` what a citation shows, `deadline` the words of
    the report; `fact` and `baseline` are there only where the kind is "quantified".
    """

    id: str
    section: str
    topic: str
    year: int | None
    kind: Kind
    strength: Strength
    text: str
    start: int
    end: int
    fact: Fact | None
    deadline: str | None
    baseline: Baseline | None


@dataclass(frozen=True, slots=True)
class NotACommitment:
    """A clause or heading of the plan that undertakes nothing, and why."""

    start: int
    end: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Register:
    """The commitments of one report in order, and what else its plan says."""

    report: str
    commitments: tuple[Commitment, ...]
    others: tuple[NotACommitment, ...]


def read_commitments(report: Report, outline: Outline, table: FactTable) -> Register:
    """Return the register of the parts of `report` that set targets; empty where there is none."""
    commitments: list[Commitment] = []
    others = list(_headings(report.text, outline))
    for part, section, paragraph in outline.paragraphs():
        if part.mode != "target":
            continue
        for place, sentence in enumerate(paragraph.sentences):
            topical = place == 0 and paragraph.title is not None
            read = _read(report.text, sentence, table, topical)
            others += _others(report.text, read)
            commitments += _commitments(report.text, part, section, paragraph, read, table)
    others.sort(key=lambda other: other.start)
    return Register(report.id, tuple(commitments), tuple(others))


def _headings(text: str, outline: Outline) -> Iterator[NotACommitment]:
    """Yield the headings and salutations of the parts that set targets."""
    stops = [part.start for part in outline.parts[1:]] + [len(text)]
    for part, stop in zip(outline.parts, stops, strict=False):
        for leaf in outline.leaves if part.mode == "target" else ():
            start, end = trimmed(text, leaf.start, leaf.end)
            if not part.start <= leaf.start < stop or start == end:
                continue
            if leaf.kind in ("heading", "salutation"):
                reason = HEADING if leaf.kind == "heading" else CLOSING
                yield NotACommitment(start, end, text[start:end], reason)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence of the plan: for each clause its span without marks, its role, its target facts.

    `absorbed` are the clauses that the wording of a later clause's figure takes in.
    """

    id: str
    spans: list[tuple[int, int]]
    roles: list[Role]
    facts: list[list[Fact]]
    absorbed: set[int]


def _read(text: str, sentence: Sentence, table: FactTable, topical: bool) -> _Read:
    spans = [_bare(text, one.start, one.end) for one in sentence.clauses]
    worded = [place for place, (start, end) in enumerate(spans) if start < end]
    spans = [spans[place] for place in worded]
    cut = [sentence.clauses[place] for place in worded]
    clauses = [text[one.start : one.end] for one in cut]
    facts = [
        [
            fact
            for fact in table.facts
            if fact.mode == "target" and one.start <= fact.number_start < one.end
        ]
        for one in cut
    ]
    figures = [bool(found) for found in facts]
    roles = roles_of(clauses, figures)
    if topical and not any(figures):
        roles = [role if role in _STAND_ALONE else HEADING for role in roles]
    absorbed = {
        place
        for place, clause in enumerate(clauses)
        if not facts[place] and (roles[place] != "commits" or kind_of(clause, False) != "milestone")
        for later in range(place + 1, len(clauses))
        for fact in facts[later]
        if roles[later] == "commits" and fact.start < spans[place][1]
    }
    return _Read(sentence.id, spans, roles, facts, absorbed)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a clause without the marks around it; empty for marks alone."""
    return trimmed(text, start, end, _MARKS)


def _others(text: str, read: _Read) -> Iterator[NotACommitment]:
    for place, ((start, end), role) in enumerate(zip(read.spans, read.roles, strict=True)):
        reason = _REASONS.get(role)
        if reason is not None and place not in read.absorbed:
            yield NotACommitment(start, end, text[start:end], reason)


def _commitments(
    text: str, part: Part, section: Section, paragraph: Paragraph, read: _Read, table: FactTable
) -> Iterator[Commitment]:
    number = 0
    for place, role in enumerate(read.roles):
        if role != "commits" or place in read.absorbed:
            continue
        clause = text[slice(*read.spans[place])]
        facts: Sequence[Fact | None] = read.facts[place] or (None,)
        for fact in facts:
            number += 1
            start, end = _span(read, place, fact)
            kind = kind_of(clause, fact is not None)
            begins = fact.number_start - read.spans[place][0] if fact else None
            yield Commitment(
                id=f"{read.id}@{number}",
                section=paragraph.label,
                topic=section.heading or part.heading,
                year=part.year,
                kind=kind,
                strength=strength_of(clause, kind, begins),
                text=text[start:end],
                start=start,
                end=end,
                fact=fact,
                deadline=deadline_of(text[start:end]),
                baseline=baseline_of(fact, table.facts) if fact else None,
            )


def _span(read: _Read, place: int, fact: Fact | None) -> tuple[int, int]:
    """Return the span of a commitment: its clause or figure's wording, and what joins it."""
    start, end = read.spans[place]
    first = last = place
    if fact:
        start, end = fact.start, max(fact.end, fact.number_end)
        while first > 0 and start < read.spans[first - 1][1]:
            first -= 1
    while first > 0 and read.roles[first - 1] == "with_next":
        first -= 1
        start = min(start, read.spans[first][0])
    while last + 1 < len(read.roles) and read.roles[last + 1] == "with_previous":
        last += 1
        end = max(end, read.spans[last][1])
    return start, end
