"""Sections: a report as Part → Section → Paragraph → Sentence → Clause, with exact offsets.

In: a `Report`. Out: its `Outline`. Correct means: the leaves, in order, give back the report
character for character; every body sentence hangs in exactly one paragraph; furniture in none; a
passage that follows the last numbered section (shortcomings, closing words) is not counted as it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cn2an

from bot.language.text import split_clauses, split_sentences, trimmed
from bot.report.blocks import INVISIBLE, Block, Kind, read_blocks
from bot.report.loading import Report
from bot.report.periods import Mode, Period, period_of_part
from bot.report.titles import topic_title

LeafKind = Literal["clause", "heading", "salutation", "furniture", "blank"]
_LEAF_KINDS: dict[Kind, LeafKind] = {
    "furniture": "furniture",
    "salutation": "salutation",
    "part": "heading",
    "section": "heading",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of the report that is cut no further."""

    kind: LeafKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the mark that ends it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it: the grain of citation."""

    id: str
    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`title` is its topic sentence where it has one; `label` is what a citation shows."""

    id: str
    title: str | None
    label: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`number` is (一)…, or empty for what stands before, between or after the numbered ones."""

    id: str
    number: str
    heading: str
    start: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """`number` is 一…, or empty for the opening words; the period is what the part speaks of."""

    id: str
    number: str
    heading: str
    start: int
    year: int | None
    mode: Mode
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one report."""

    report: str
    parts: tuple[Part, ...]
    leaves: tuple[Leaf, ...]

    def paragraphs(self) -> Iterator[tuple[Part, Section, Paragraph]]:
        """Yield every paragraph in order, with where it hangs."""
        for part in self.parts:
            for section in part.sections:
                for paragraph in section.paragraphs:
                    yield part, section, paragraph

    def headings(self) -> list[str]:
        """Return the headings of parts and sections in order, in the report's words."""
        out = []
        for part in self.parts:
            out += [part.heading] if part.heading else []
            out += [section.heading for section in part.sections if section.heading]
        return out


def parse_report(report: Report) -> Outline:
    """Return the outline of `report`; every text has one, if only of a single part."""
    blocks = read_blocks(report.text)
    parts: list[Part] = []
    period = Period(None, "status")
    for index, run in enumerate(_runs(blocks, "part")):
        heading = _heading(report.text, run.head)
        number = run.head.number if run.head else ""
        if run.head:
            period = period_of_part(heading, report.result_year, report.plan_year, period)
        sections = _sections(report.text, str(index), number, heading, run.body)
        start = (run.head or run.body[0]).start
        parts.append(Part(str(index), number, heading, start, period.year, period.mode, sections))
    return Outline(report.id, tuple(parts), tuple(_leaves(report.text, blocks)))


@dataclass(frozen=True, slots=True)
class _Run:
    """A heading block, where there is one, and the blocks under it."""

    head: Block | None
    body: list[Block]


def _runs(blocks: list[Block], kind: str) -> list[_Run]:
    """Gather `blocks` under the headings of `kind`; an aside ends the numbered section before it."""
    runs: list[_Run] = []
    for block in blocks:
        if block.kind == kind:
            runs.append(_Run(block, []))
        elif not runs or (kind == "section" and block.kind == "aside" and runs[-1].head):
            runs.append(_Run(None, [block]))
        else:
            runs[-1].body.append(block)
    return runs


def _sections(
    text: str, part: str, part_number: str, part_heading: str, blocks: list[Block]
) -> tuple[Section, ...]:
    sections: list[Section] = []
    asides = 0
    for run in _runs(blocks, "section"):
        if run.head:
            key, mark = f"{part}.{_ordinal(run.head.number)}", f"({run.head.number})"
        else:
            key, mark = (f"{part}.x{asides}" if sections else f"{part}.0"), ""
            asides += bool(sections)
        heading = _heading(text, run.head)
        while any(section.id == key for section in sections):  # a number given twice in one part
            key += "'"
        place = _Place(key, part_number + mark, _label(part_number, mark, heading, part_heading))
        start = (run.head or run.body[0]).start
        sections.append(
            Section(key, mark, heading, start, _paragraphs(text, place, start, run.body))
        )
    return tuple(section for section in sections if section.heading or section.paragraphs)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where paragraphs hang: section id, the numbers before a title, the label without one."""

    section: str
    numbers: str
    untitled: str


def _label(part_number: str, mark: str, heading: str, part_heading: str) -> str:
    """Return the label of a paragraph without a title: the heading's own words, with its part."""
    if mark:
        return f"{part_number}{heading.replace('（', '(', 1).replace('）', ')', 1)}"
    return part_heading or "引言"


def _paragraphs(
    text: str, place: _Place, section_start: int, blocks: list[Block]
) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if block.kind not in ("paragraph", "aside"):
            continue
        start, end = trimmed(text, block.start, block.end, INVISIBLE)
        sentences = tuple(_sentences(text, place.section, section_start, start, end))
        if not sentences:
            continue
        title = topic_title([text[s.start : s.end] for s in sentences])
        separator = "" if place.numbers.endswith(")") else "、"
        label = f"{place.numbers}{separator}{title}" if title and place.numbers else place.untitled
        key = f"{place.section}/{len(paragraphs) + 1}"
        paragraphs.append(Paragraph(key, title, label, start, end, sentences))
    return tuple(paragraphs)


def _sentences(
    text: str, section: str, section_start: int, start: int, end: int
) -> Iterator[Sentence]:
    for raw in split_sentences(text, start, end):
        begin, stop = trimmed(text, *raw, INVISIBLE)
        if begin < stop:
            clauses = tuple(Clause(*span) for span in split_clauses(text, begin, stop))
            yield Sentence(f"{section}+{begin - section_start}", begin, stop, clauses)


def _heading(text: str, block: Block | None) -> str:
    if block is None:
        return ""
    start, end = trimmed(text, block.start, block.end, INVISIBLE + "。")
    return text[start:end]


def _ordinal(number: str) -> int:
    return int(cn2an.cn2an(number, "smart"))


def _leaves(text: str, blocks: list[Block]) -> Iterator[Leaf]:
    """Yield the blocks cut down to clauses, and the white space between as leaves of its own."""
    for block in blocks:
        if block.kind in _LEAF_KINDS:
            yield Leaf(_LEAF_KINDS[block.kind], block.start, block.end)
            continue
        cursor = block.start
        for raw in split_sentences(text, block.start, block.end):
            begin, stop = trimmed(text, *raw, INVISIBLE)
            for span in split_clauses(text, begin, stop) if begin < stop else ():
                if cursor < span[0]:
                    yield Leaf("blank", cursor, span[0])
                yield Leaf("clause", *span)
                cursor = span[1]
        if cursor < block.end:
            yield Leaf("blank", cursor, block.end)
