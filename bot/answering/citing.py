"""Citing: sealed citations of sentences, each once, numbered in the order of use."""

from bot.answering.answer import Citation
from bot.answering.passages import Passage
from bot.checking.support import Evidence
from bot.report.loading import Report


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
        )
        if citation not in self._citations:
            self._citations.append(citation)
        return self._citations.index(citation)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far."""
        return tuple(self._citations)


def evidence_of(passage: Passage) -> Evidence:
    """Return the passage's sentence as the judge takes it."""
    around = f"{passage.section.heading}。{passage.paragraph.title or ''}。"
    return Evidence(passage.text, passage.part.year, passage.part.mode, around)
