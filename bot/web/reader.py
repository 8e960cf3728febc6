"""The reader: a whole report as one HTML fragment, each sentence marked with its exact offsets.

In: a `Report` and its `Outline`. Out: the fragment that `assets/reader.js` brings to life. Correct
means: nothing of the report but furniture is left out, nothing is added inside it, and the text of
every element with `data-start` and `data-end` is the report's between these offsets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.language.text import trimmed
from bot.report.blocks import INVISIBLE
from bot.report.loading import Report
from bot.report.sections import Leaf, Outline, Paragraph, Part, Section
from bot.web.templates import templates

_BEGINNING, _WHOLE = "引言", "全文"  # what the tree calls a part without a heading
_TAGS = {"result": "执行情况", "target": "目标", "status": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block; a `sentence` can be cited, what stands between sentences cannot."""

    start: int
    end: int
    text: str
    sentence: bool = False
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or salutation; its pieces follow one another without gap."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Region:
    """A part or section as shown; without a `name` it has no entry in the tree.

    `tag` says what a part speaks of; `children` are a part's sections.
    """

    id: str
    name: str
    tag: str
    heading: Block | None
    blocks: tuple[Block, ...]
    children: tuple["Region", ...] = ()


def reader_html(report: Report, outline: Outline) -> str:
    """Return the reader's fragment for `report`: toolbar, section tree and the text, all escaped.

    `outline` must be the report's own; its furniture is left out.
    """
    known = [report.issuer, "" if report.place in report.issuer else report.place, report.date]
    return (
        templates()
        .get_template("reader.html")
        .render(report=report, known=[one for one in known if one], parts=_parts(report, outline))
    )


def period_tag(part: Part) -> str:
    """Return what `part` speaks of, as its quiet tag says it; "" where that is unknown.

    >>> period_tag(Part("1", "一", "一、2025年工作回顾", 0, 2025, "result", ()))
    '2025年执行情况'
    """
    what = _TAGS[part.mode]
    return f"{part.year}年{what or '情况'}" if part.year else what


def dom_id(key: str) -> str:
    """Return the id in the page of the part or section with outline id `key`.

    >>> dom_id("1.2'")
    'reader-1-2_'
    """
    return "reader-" + key.replace(".", "-").replace("'", "_")


def _parts(report: Report, outline: Outline) -> list[Region]:
    """Return the parts as shown, each with the salutations that stand between its paragraphs."""
    shown = []
    ends = [*(part.start for part in outline.parts), len(report.text)][1:]
    for part, end in zip(outline.parts, ends, strict=True):
        leaves = [leaf for leaf in outline.leaves if part.start <= leaf.start < end]
        first = part.sections[0].start if part.sections else end
        sections = tuple(_sections(report.text, part, end, leaves))
        blocks = tuple(_loose(report.text, leaves, part.start, first))
        if not (part.heading or blocks or sections):
            continue  # nothing but furniture
        shown.append(
            Region(
                id=dom_id(part.id),
                name=part.heading or (_BEGINNING if len(outline.parts) > 1 else _WHOLE),
                tag=period_tag(part),
                heading=_heading(report.text, leaves, part.start) if part.heading else None,
                blocks=blocks,
                children=sections,
            )
        )
    return shown


def _sections(text: str, part: Part, part_end: int, leaves: list[Leaf]) -> Iterator[Region]:
    ends = [*(section.start for section in part.sections), part_end][1:]
    for section, end in zip(part.sections, ends, strict=True):
        heading = _heading(text, leaves, section.start) if section.heading else None
        blocks = [*_paragraphs(text, section), *_loose(text, leaves, section.start, end)]
        blocks.sort(key=lambda block: block.start)
        yield Region(dom_id(section.id), section.heading, "", heading, tuple(blocks))


def _heading(text: str, leaves: Iterable[Leaf], start: int) -> Block:
    """Return the heading that begins at `start`, with the mark that may end it."""
    (leaf,) = (leaf for leaf in leaves if leaf.kind == "heading" and leaf.start == start)
    return _plain(text, leaf, "heading")


def _loose(text: str, leaves: Iterable[Leaf], start: int, end: int) -> Iterator[Block]:
    """Yield the salutations within `start:end`; they hang in no paragraph of the outline."""
    for leaf in leaves:
        if leaf.kind == "salutation" and start <= leaf.start < end:
            yield _plain(text, leaf, "salutation")


def _plain(text: str, leaf: Leaf, kind: str) -> Block:
    start, end = trimmed(text, leaf.start, leaf.end, INVISIBLE)
    return Block(start, end, (Piece(start, end, text[start:end]),), kind)


def _paragraphs(text: str, section: Section) -> Iterator[Block]:
    for paragraph in section.paragraphs:
        yield Block(paragraph.start, paragraph.end, tuple(_pieces(text, paragraph)))


def _pieces(text: str, paragraph: Paragraph) -> Iterator[Piece]:
    cursor = paragraph.start
    for number, one in enumerate(paragraph.sentences):
        if cursor < one.start:
            yield Piece(cursor, one.start, text[cursor : one.start])
        topic = number == 0 and paragraph.title is not None
        yield Piece(one.start, one.end, text[one.start : one.end], sentence=True, topic=topic)
        cursor = one.end
    if cursor < paragraph.end:
        yield Piece(cursor, paragraph.end, text[cursor : paragraph.end])
