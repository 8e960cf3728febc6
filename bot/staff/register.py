"""The register as staff see it: each commitment with its review, filtered, searched and sorted.

In: the commitments of a report, the reviews of them, and what was chosen on the page. Out: rows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from bot.records.reviews import STATUSES, Finding, Review, Subject
from bot.report.commitments import Commitment, Register
from bot.report.loading import Report

KINDS = {"quantified": "量化指标", "milestone": "节点任务", "directional": "方向性表述"}
STRENGTHS = {"hard": "硬承诺", "soft": "软承诺"}
UNREVIEWED = Finding()


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment and its review; `moved` says that the report's words have changed since."""

    commitment: Commitment
    review: Review | None
    moved: bool

    @property
    def finding(self) -> Finding:
        """What staff found, 未启动 where nobody has looked."""
        return self.review.finding if self.review else UNREVIEWED

    @property
    def indicator(self) -> str:
        """The indicator, "" for what has no figure."""
        return self.commitment.fact.indicator if self.commitment.fact else ""

    @property
    def target(self) -> str:
        """What is committed to, as a figure with its unit, "" where there is none."""
        fact = self.commitment.fact
        return shown_value(fact.value, fact.value2, fact.unit, fact.comparator) if fact else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen above the table; "" is everything. `sort` is a key of `SORTS`."""

    topic: str = ""
    kind: str = ""
    strength: str = ""
    section: str = ""
    status: str = ""
    q: str = ""
    sort: str = ""
    order: str = ""

    def query(self) -> dict[str, str]:
        """Return the choice as it stands in an address."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


_NOTHING = (None, b"")
_COMPARATORS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约"}


def shown_value(value: float, value2: float | None, unit: str, comparator: str) -> str:
    """Return a figure as people write it.

    >>> shown_value(2.8, None, "亿元", ">="), shown_value(3.0, 5.0, "%", "range")
    ('≥2.8亿元', '3—5%')
    """
    number = plain(value) if value2 is None else f"{plain(value)}—{plain(value2)}"
    return f"{_COMPARATORS.get(comparator, '')}{number}{unit}"


def plain(value: float) -> str:
    """Return a number without the zeros that a float adds."""
    return f"{value:.10g}"


def rows(register: Register, reviews: Mapping[str, Review]) -> tuple[Row, ...]:
    """Return all rows in the order of the report."""
    return tuple(
        Row(one, review, review is not None and review.subject.text != one.text)
        for one in register.commitments
        for review in [reviews.get(one.id)]
    )


def orphans(register: Register, reviews: Mapping[str, Review]) -> tuple[Review, ...]:
    """Return the reviews of what the register no longer holds: kept, and shown apart."""
    known = {one.id for one in register.commitments}
    return tuple(review for name, review in sorted(reviews.items()) if name not in known)


def subject_of(report: Report, commitment: Commitment) -> Subject:
    """Return what a review of `commitment` is about."""
    return Subject(
        report.id,
        report.sha256,
        commitment.id,
        commitment.text,
        commitment.start,
        commitment.end,
    )


def chosen(everything: Iterable[Row], choice: Choice) -> list[Row]:
    """Return the rows that match the choice, sorted; an unknown value matches nothing."""
    found = [row for row in everything if _matches(row, choice)]
    key = SORTS.get(choice.sort)
    if key:
        # What has nothing to sort by stands last, upwards and downwards.
        having = [row for row in found if key(row) not in _NOTHING]
        rest = [row for row in found if key(row) in _NOTHING]
        having.sort(key=key, reverse=choice.order == "desc")
        found = having + rest
    return found


def options(everything: Iterable[Row]) -> dict[str, list[str]]:
    """Return the topics and sections there are, each once, in the order of the report."""
    listed = list(everything)
    return {
        "topic": list(dict.fromkeys(row.commitment.topic for row in listed)),
        "section": list(dict.fromkeys(row.commitment.section for row in listed)),
    }


def tally(everything: Iterable[Row]) -> dict[str, int]:
    """Return how many rows stand at each status."""
    counts = dict.fromkeys(STATUSES, 0)
    for row in everything:
        counts[row.finding.status] += 1
    return counts


def by_sound(text: str) -> bytes:
    """Return what sorts common characters by their sound: the order of GB 2312's first level."""
    return text.encode("gb18030", "replace")


def _matches(row: Row, choice: Choice) -> bool:
    one = row.commitment
    wanted = (
        (choice.topic, one.topic),
        (choice.kind, one.kind),
        (choice.strength, one.strength),
        (choice.section, one.section),
        (choice.status, row.finding.status),
    )
    if any(want and want != has for want, has in wanted):
        return False
    searched = " ".join((one.text, row.indicator, one.topic, one.section, row.finding.note))
    return all(word in searched.casefold() for word in choice.q.casefold().split())


def _change(row: Row) -> float | None:
    return row.commitment.baseline.change if row.commitment.baseline else None


def _value(row: Row) -> float | None:
    return row.commitment.fact.value if row.commitment.fact else None


# Whatever compares with its like; "", None: nothing to sort by.
SORTS: dict[str, Callable[[Row], Any]] = {
    "indicator": lambda row: by_sound(row.indicator or row.commitment.text),
    "kind": lambda row: list(KINDS).index(row.commitment.kind),
    "topic": lambda row: by_sound(row.commitment.topic),
    "section": lambda row: row.commitment.start,
    "target": _value,
    "change": _change,
    "status": lambda row: STATUSES.index(row.finding.status),
    "updated": lambda row: row.review.updated_at if row.review else None,
}
