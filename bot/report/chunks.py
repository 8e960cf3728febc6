"""Chunks: what is embedded and retrieved, cut by structure first and sized in tokens.

In: the `Outline` of a report. Out: `Chunk`s in reading order. Every body sentence of the report is
in exactly one chunk (a sentence longer than the budget is cut at its clauses); no chunk crosses a
paragraph. What is embedded is the heading path and the text; what is cited is the text alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.report.loading import Report
from bot.report.sections import Outline, Paragraph, Part, Section

CHUNKER = "paragraph-1"  # name and version of the way of cutting; part of the index's fingerprint
# Tokens of one chunk, heading path included: two or three sentences of this kind of prose, so that
# what is found is close to what is cited, and a paragraph's topics don't drown one another.
BUDGET = 160


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of sentences of one paragraph: `text` is `report.text[start:end]`.

    `id` is `<report>:<section>+<offset in section>`, so it outlives changes elsewhere in the report.
    `label` is what a citation shows. `year` and `mode` ("result" | "target" | "status") are those of
    the part; year is None where the part spans several years. `tokens` counts `embedded_text`.
    """

    id: str
    report: str
    part: str
    section: str
    paragraph: str
    label: str
    path: str
    year: int | None
    mode: str
    start: int
    end: int
    text: str
    tokens: int

    @property
    def embedded_text(self) -> str:
        """The heading path above the text: what the retrievers read."""
        return f"{self.path}\n{self.text}"


def cut_chunks(
    report: Report, outline: Outline, count: Callable[[str], int], budget: int = BUDGET
) -> list[Chunk]:
    """Return the chunks of `report` in reading order.

    `count` gives the tokens of a text; a chunk with its heading path stays within `budget`, except
    where one clause alone is longer.
    """
    chunks: list[Chunk] = []
    for part, section, paragraph in outline.paragraphs():
        path = " > ".join(
            words for words in (part.heading, section.heading, paragraph.title) if words
        )
        room = budget - count(path + "\n")
        for start, end in _pack(
            report.text, _pieces(report.text, paragraph, count, room), count, room
        ):
            chunks.append(_chunk(report, part, section, paragraph, path, start, end, count))
    return chunks


def _pieces(
    text: str, paragraph: Paragraph, count: Callable[[str], int], room: int
) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph; one too long for a chunk comes as its clauses."""
    for sentence in paragraph.sentences:
        if count(text[sentence.start : sentence.end]) <= room:
            yield sentence.start, sentence.end
        else:
            yield from ((clause.start, clause.end) for clause in sentence.clauses)


def _pack(
    text: str, pieces: Iterator[tuple[int, int]], count: Callable[[str], int], room: int
) -> Iterator[tuple[int, int]]:
    """Join neighbouring pieces while they fit into `room` tokens."""
    start = end = -1
    for piece_start, piece_end in pieces:
        if start >= 0 and count(text[start:piece_end]) <= room:
            end = piece_end
            continue
        if start >= 0:
            yield start, end
        start, end = piece_start, piece_end
    if start >= 0:
        yield start, end


def _chunk(
    report: Report,
    part: Part,
    section: Section,
    paragraph: Paragraph,
    path: str,
    start: int,
    end: int,
    count: Callable[[str], int],
) -> Chunk:
    text = report.text[start:end]
    return Chunk(
        id=f"{report.id}:{section.id}+{start - section.start}",
        report=report.id,
        part=part.id,
        section=section.id,
        paragraph=paragraph.id,
        label=paragraph.label,
        path=path,
        year=part.year,
        mode=part.mode,
        start=start,
        end=end,
        text=text,
        tokens=count(f"{path}\n{text}"),
    )
