"""Passages: the sentences of a report with all that helps to understand them, ready to be searched.

In: a report and its outline. Out: a `Passage` for every body sentence but the topic sentences,
which are titles: clauses, the stretch between semicolons, title, paragraph and heading, each folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.numbers import Quantity, read_quantities
from bot.language.text import folded, pairs
from bot.report.figures import GOES_ON
from bot.report.loading import Report
from bot.report.sections import Outline, Paragraph, Part, Section, Sentence


@dataclass(frozen=True, slots=True)
class Wording:
    """A folded text with its character pairs, ready to be searched."""

    text: str
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with everything around it that helps to understand it.

    For each clause: itself, itself with its subject where it has none, and the stretch between
    semicolons that it stands in.
    """

    part: Part
    section: Section
    paragraph: Paragraph
    sentence: Sentence
    text: str
    clauses: tuple[Wording, ...]
    resolved: tuple[Wording, ...]
    segments: tuple[Wording, ...]
    whole: Wording
    title: Wording
    surrounding: Wording
    heading: Wording
    quantities: tuple[tuple[Quantity, ...], ...]


def read_passages(report: Report, outline: Outline) -> tuple[Passage, ...]:
    """Return the passages of `report` in order."""
    return tuple(
        _passage(report.text, part, section, paragraph, sentence)
        for part, section, paragraph in outline.paragraphs()
        for sentence in paragraph.sentences
        if not (paragraph.title and sentence == paragraph.sentences[0])
    )


def _passage(
    text: str, part: Part, section: Section, paragraph: Paragraph, sentence: Sentence
) -> Passage:
    clauses = [text[clause.start : clause.end] for clause in sentence.clauses]
    own = text[sentence.start : sentence.end]
    segments = _segments(clauses)
    return Passage(
        part=part,
        section=section,
        paragraph=paragraph,
        sentence=sentence,
        text=own,
        clauses=tuple(_wording(clause) for clause in clauses),
        resolved=tuple(_wording(clause) for clause in _with_subjects(clauses)),
        segments=tuple(_wording(segment) for segment in segments),
        whole=_wording(own),
        title=_wording(paragraph.title or ""),
        surrounding=_wording(text[paragraph.start : paragraph.end]),
        heading=_wording(section.heading),
        quantities=tuple(tuple(read_quantities(clause)) for clause in clauses),
    )


def _with_subjects(clauses: Sequence[str]) -> list[str]:
    """Return the clauses, one that goes on (同比增长1.3%) with the clause that it goes on from."""
    whole: list[str] = []
    for clause in clauses:
        goes_on = whole and GOES_ON.match(clause.strip())
        whole.append(whole[-1] + clause if goes_on else clause)
    return whole


def _segments(clauses: Sequence[str]) -> list[str]:
    """Return for each clause the stretch between semicolons it stands in: 一项；另一项."""
    groups: list[list[str]] = [[]]
    for clause in clauses:
        groups[-1].append(clause)
        if clause.rstrip().endswith((";", "；")):
            groups.append([])
    return ["".join(group) for group in groups for _ in group]


def _wording(text: str) -> Wording:
    form = folded(text)
    return Wording(form, pairs(form))
