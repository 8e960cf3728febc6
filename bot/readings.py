"""Readings: what code reads out of one report, each made when it is first wanted.

In: a `Report`. Out: its facts, its register of commitments, where it disagrees with itself, and a
checker of claims. The command line, the staff area and the page share them.
"""

from collections.abc import Iterable
from functools import cached_property

from bot.answering.answer import Citation
from bot.answering.claims import ClaimChecker
from bot.answering.evidence import EvidenceBase
from bot.answering.places import read_homeland
from bot.language.lexicon import Lexicon
from bot.report.audit import audit
from bot.report.commitments import Register, read_commitments
from bot.report.facts import FactTable, read_facts
from bot.report.issues import SourceIssue, issues_at
from bot.report.loading import Report
from bot.report.sections import Outline, parse_report


class Readings:
    """All readings of one report; safe from many threads: at worst two make the same at once."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.report = report
        self._lexicon = lexicon

    @cached_property
    def outline(self) -> Outline:
        """Its structure."""
        return parse_report(self.report)

    @cached_property
    def facts(self) -> FactTable:
        """Its quantified statements."""
        return read_facts(self.report, self.outline)

    @cached_property
    def register(self) -> Register:
        """Its commitments."""
        return read_commitments(self.report, self.outline, self.facts)

    @cached_property
    def issues(self) -> tuple[SourceIssue, ...]:
        """Where it disagrees with itself."""
        return audit(self.report, self.outline, self.facts)

    def remarks(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """Return, once each, what to say of the issues that these sentences touch."""
        touched = (
            issue.message
            for citation in citations
            for issue in issues_at(self.issues, citation.start, citation.end)
        )
        return tuple(dict.fromkeys(touched))

    @cached_property
    def claims(self) -> ClaimChecker:
        """What says of a sentence whether the report supports it."""
        base = EvidenceBase(self.report, self.outline)
        home = read_homeland(self.report.place)
        return ClaimChecker(self.report, self.outline, base, self.facts, home, self._lexicon)
