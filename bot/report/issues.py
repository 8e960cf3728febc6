"""Source issues: places where a report disagrees with itself, quoted and never corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

IssueKind = Literal["sum", "two_values", "spelling", "percentage", "order", "numbering"]


@dataclass(frozen=True, slots=True)
class SourceIssue:
    """One disagreement: `message` is for clerks and citizens, `spans` are what to read.

    The spans are sentences or clauses of `report.text`, in the order of the text. `kind`: "sum" (a
    total and its parts), "two_values" (one indicator, two figures), "spelling" (one name, two
    ways), "percentage" (one that doesn't fit its levels, or can't be), "order" (a range that ends
    below its start, a rise that falls), "numbering" (a number given twice or left out).
    """

    kind: IssueKind
    message: str
    spans: tuple[tuple[int, int], ...]


def issues_at(issues: Iterable[SourceIssue], start: int, end: int) -> tuple[SourceIssue, ...]:
    """Return those of `issues` that touch `report.text[start:end]`, in their order."""
    return tuple(
        issue
        for issue in issues
        if any(begin < end and start < stop for begin, stop in issue.spans)
    )
