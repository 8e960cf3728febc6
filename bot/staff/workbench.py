"""The workbench: what the staff area is given to work on, so that it can be tested with anything.

Reading the facts of a report takes a moment, so they are functions: called when first wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.answering.claims import ClaimVerdict
from bot.records.reviews import Review
from bot.report.commitments import Register
from bot.report.facts import FactTable
from bot.report.issues import SourceIssue
from bot.report.loading import Report

# What an export holds, by name: "register" or "facts", and its form: "csv" or "xlsx".
Export = Callable[[str, str, Mapping[str, Review]], bytes]


@dataclass(frozen=True, slots=True)
class Workbench:
    """The open report and what is read out of it; `cases` is the file that questions are added to.

    The functions may be called from many threads; each raises `BotError` where it can't answer.
    """

    report: Report
    register: Callable[[], Register]
    facts: Callable[[], FactTable]
    issues: Callable[[], tuple[SourceIssue, ...]]
    check: Callable[[str], tuple[ClaimVerdict, ...]]
    export: Export
    cases: Path
