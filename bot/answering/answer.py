"""What an answer is: statements, the figures in them, and the sealed citations they rest on.

A `Citation` is sealed: `quote` is `report.text[start:end]`, always, and `sha` is the SHA-256 of the
whole text it was cut from, so a changed report can be told from the one that was cited.
"""

from dataclasses import dataclass
from typing import Literal

Origin = Literal["cited", "asker", "derived", "count"]
Status = Literal["answered", "partial", "refused", "social", "invalid"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as shown to a reader: `value` is in `unit` as written (2.8 and 亿元).

    `comparator` is one of "=", ">=", ">", "<=", "<", "~", "range" or None; `origin` says why it may
    be shown: cited from the report, the asker's own, derived in code, or a count of listed members.
    """

    indicator: str
    value: float
    unit: str
    comparator: str | None
    year: int | None
    mode: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Citation:
    """One sentence of a report, by exact offsets; `section` is its label, e.g. 二(四)提升招商引资质效.

    `year` and `mode` ("result", "target", "status") are those of the part it stands in.
    """

    report: str
    section: str
    start: int
    end: int
    quote: str
    sha: str
    year: int | None = None
    mode: str = "status"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer; `citations` index the answer's list, `focus` spans what was asked."""

    text: str
    citations: tuple[int, ...]
    figures: tuple[Figure, ...] = ()
    focus: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person reads (`text`), and all it rests on.

    `reason` is None unless the status is "refused", "social" or "invalid"; then it names why in one
    word, e.g. "year_outside". The citations of a refusal point to the nearest thing the report says.
    `withheld` are statements that the judge did not pass: for the trace, never for a page.
    """

    status: Status
    reason: str | None
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """True where the report does not answer."""
        return self.status == "refused"
