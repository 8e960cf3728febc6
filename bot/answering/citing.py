"""Citing: sealed citations of sentences, each once, numbered in the order of use.

`standing` looks whether a citation made earlier still holds in the report as it is now.
"""

from dataclasses import replace

from bot.answering.answer import Citation
from bot.answering.passages import Passage
from bot.checking.support import Evidence
from bot.report.loading import Report
from bot.report.sections import Outline


class CitationList:
    """Collects the sentences an answer cites."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._citations: list[Citation] = []

    def cite(self, passage: Passage) -> int:
        """Return the index of the citation of the passage's sentence, adding it where it is new."""
        citation = Citation(
            report=self._report.id,
            section=passage.paragraph.label,
            start=passage.sentence.start,
            end=passage.sentence.end,
            quote=self._report.text[passage.sentence.start : passage.sentence.end],
            sha=self._report.sha256,
            year=passage.part.year,
            mode=passage.part.mode,
        )
        if citation not in self._citations:
            self._citations.append(citation)
        return self._citations.index(citation)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far."""
        return tuple(self._citations)


def standing(citation: Citation, report: Report, outline: Outline) -> Citation | None:
    """Return `citation` sealed to `report` as it is now, or None where it no longer holds.

    It holds where the text is the very one it was cut from, or where the quote still stands, word
    for word, as a sentence of a part about the same year and mode: moved, but not changed.
    """
    text = report.text
    if report.sha256 == citation.sha:
        return citation if text[citation.start : citation.end] == citation.quote else None
    for part, _, paragraph in outline.paragraphs():
        if (part.year, part.mode) != (citation.year, citation.mode):
            continue
        for sentence in paragraph.sentences:
            if text[sentence.start : sentence.end] == citation.quote:
                return replace(
                    citation,
                    section=paragraph.label,
                    start=sentence.start,
                    end=sentence.end,
                    sha=report.sha256,
                )
    return None


def evidence_at(citation: Citation, report: Report, outline: Outline) -> Evidence | None:
    """Return the cited sentence as the judge takes it, or None where no paragraph holds it."""
    for part, section, paragraph in outline.paragraphs():
        if paragraph.start <= citation.start and citation.end <= paragraph.end:
            around = f"{section.heading}。{paragraph.title or ''}。"
            text = report.text[citation.start : citation.end]
            return Evidence(text, part.year, part.mode, around)
    return None


def evidence_of(passage: Passage) -> Evidence:
    """Return the passage's sentence as the judge takes it."""
    around = f"{passage.section.heading}。{passage.paragraph.title or ''}。"
    return Evidence(passage.text, passage.part.year, passage.part.mode, around)
