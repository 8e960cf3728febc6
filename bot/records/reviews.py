"""Reviews: how far each commitment of a report is, as staff see it, and every change of that.

In: an edit, with the version it was based on. Out: the review at its next version, or, where
somebody saved meanwhile, theirs: nothing is written over unseen. The history is complete, since a
review and the record of its change are stored in one transaction.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.errors import StaffError
from bot.records.columns import storable
from bot.records.database import Database
from bot.records.models import ReviewChangeRow, ReviewRow

STATUSES = ("未启动", "推进中", "已完成", "无法核实")
MOST_NOTE, MOST_EVIDENCE = 2000, 1000  # characters


@dataclass(frozen=True, slots=True)
class Finding:
    """What staff found: a status of `STATUSES`, a note, and a link to evidence, or ""."""

    status: str = STATUSES[0]
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The commitment reviewed, by its id, and its words and place in the report of that SHA-256."""

    report: str
    sha: str
    commitment: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it stands; `version` counts its changes from 1."""

    subject: Subject
    finding: Finding
    version: int
    updated_by: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The edit is stored: the review as it is now."""

    review: Review


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else saved meanwhile: the review as it is now, and the edit, which is not stored."""

    review: Review
    mine: Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One change: to which version, by whom, when, from what (None: there was none) to what."""

    version: int
    by: str
    at: datetime
    before: Finding | None
    after: Finding


def save_review(
    db: Database,
    subject: Subject,
    finding: Finding,
    *,
    base: int,
    by: str,
    now: datetime | None = None,
) -> Saved | Stale:
    """Store `finding`, made by `by` looking at version `base` (0: there was no review).

    What says the same of the same words as the review that stands changes nothing. Raises `StaffError` for an unknown
    status, a note or link that is too long or a link that is none; `RecordsFault`.
    """
    checked = checked_finding(finding)
    moment = now or datetime.now(UTC)
    try:
        return _save(db, subject, checked, base, by, moment)
    except IntegrityError:  # another made the first review just now, so this time it will be found
        return _save(db, subject, checked, base, by, moment)


def reviews(db: Database, report: str) -> dict[str, Review]:
    """Return the reviews of a report by commitment. Raises `RecordsFault`."""
    query = select(ReviewRow).where(ReviewRow.report == report)
    with db.reading() as session:
        return {row.commitment: _review(row) for row in session.scalars(query)}


def find_review(db: Database, report: str, commitment: str) -> Review | None:
    """Return the review of a commitment, None where there is none. Raises `RecordsFault`."""
    with db.reading() as session:
        row = session.get(ReviewRow, (report, commitment))
        return _review(row) if row else None


def changes(db: Database, report: str, commitment: str) -> tuple[Change, ...]:
    """Return every change of a commitment's review, the latest first. Raises `RecordsFault`."""
    query = (
        select(ReviewChangeRow)
        .where(ReviewChangeRow.report == report, ReviewChangeRow.commitment == commitment)
        .order_by(ReviewChangeRow.version.desc())
    )
    with db.reading() as session:
        return tuple(_change(row) for row in session.scalars(query))


def checked_finding(finding: Finding) -> Finding:
    """Return `finding` as it would be stored: personal data masked, no space around it.

    Raises `StaffError` as `save_review` does.
    """
    note = storable(finding.note.replace("\r\n", "\n").strip())
    evidence = finding.evidence.strip()
    if finding.status not in STATUSES:
        raise StaffError("没有这种核实状态。", f"请从这些里选：{'、'.join(STATUSES)}。")
    if len(note) > MOST_NOTE:
        raise StaffError(f"说明太长了（{len(note)}字）。", f"请缩短到{MOST_NOTE}字以内。")
    if len(evidence) > MOST_EVIDENCE:
        raise StaffError("佐证链接太长了。", f"请用{MOST_EVIDENCE}个字符以内的链接。")
    if evidence and not _is_link(evidence):
        raise StaffError(
            "佐证链接不是完整的网址。", "请以 http:// 或 https:// 开头，中间不要有空格。"
        )
    return replace(finding, note=note, evidence=evidence)


def _save(
    db: Database, subject: Subject, finding: Finding, base: int, by: str, now: datetime
) -> Saved | Stale:
    with db.writing() as session:
        key = (subject.report, subject.commitment)
        row = session.get(ReviewRow, key, with_for_update=True)  # SQLite is locked as a whole
        before = _review(row) if row else None
        if before and (before.finding, before.subject) == (finding, subject):
            return Saved(before)
        if before and before.version != base:
            return Stale(before, finding)
        after = Review(subject, finding, before.version + 1 if before else 1, by, now)
        if row is None:
            row = ReviewRow(report=subject.report, commitment=subject.commitment)
            session.add(row)
        _fill(row, after)
        session.add(_change_row(after, before))
    return Saved(after)


def _fill(row: ReviewRow, review: Review) -> None:
    row.sha, row.text = review.subject.sha, review.subject.text
    row.span_start, row.span_end = review.subject.start, review.subject.end
    row.status, row.note = review.finding.status, review.finding.note
    row.evidence, row.version = review.finding.evidence, review.version
    row.updated_by, row.updated_at = review.updated_by, review.updated_at


def _change_row(after: Review, before: Review | None) -> ReviewChangeRow:
    was = before.finding if before else None
    return ReviewChangeRow(
        report=after.subject.report,
        commitment=after.subject.commitment,
        version=after.version,
        changed_by=after.updated_by,
        changed_at=after.updated_at,
        status_from=was and was.status,
        status_to=after.finding.status,
        note_from=was and was.note,
        note_to=after.finding.note,
        evidence_from=was and was.evidence,
        evidence_to=after.finding.evidence,
    )


def _review(row: ReviewRow) -> Review:
    subject = Subject(row.report, row.sha, row.commitment, row.text, row.span_start, row.span_end)
    finding = Finding(row.status, row.note, row.evidence)
    return Review(subject, finding, row.version, row.updated_by, row.updated_at)


def _change(row: ReviewChangeRow) -> Change:
    before = None
    if row.status_from is not None:
        before = Finding(row.status_from, row.note_from or "", row.evidence_from or "")
    after = Finding(row.status_to, row.note_to, row.evidence_to)
    return Change(row.version, row.changed_by, row.changed_at, before, after)


def _is_link(text: str) -> bool:
    if any(char.isspace() or not char.isprintable() for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
