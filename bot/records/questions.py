"""Questions: what was asked and how it was answered, for the staff who improve the answers.

In: plain values of one answer. What a person said in them is masked on its way in (`columns`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.records.database import Database
from bot.records.models import QuestionRow
from bot.records.tokens import checked


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer; `id` is the answer's token.

    `standalone` is the question completed from what was asked before, `reason` why there was no
    answer, `citations` plain JSON, `total_ms` how long the answer took, in milliseconds.
    """

    id: str
    report: str
    question: str
    standalone: str
    status: str
    reason: str | None
    mode: str
    answer: str
    citations: Sequence[Mapping[str, Any]]
    total_ms: float


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """A question as it was stored, masked, and the hour (UTC) in which it was asked."""

    asked_at: datetime
    asked: Asked


def store_question(db: Database, asked: Asked, *, now: datetime | None = None) -> None:
    """Store a question; one already stored under this token stays as it is.

    `now` is when it was asked, by default this moment. Raises `InputError` for what is no token,
    `RecordsFault` where it can't be stored.
    """
    row = QuestionRow(
        id=checked(asked.id),
        asked_at=now or datetime.now(UTC),
        report=asked.report,
        question=asked.question,
        standalone=asked.standalone,
        status=asked.status,
        reason=asked.reason,
        mode=asked.mode,
        answer=asked.answer,
        citations=list(asked.citations),
        total_ms=asked.total_ms,
    )
    db.keep(row, replace=False)


def questions(
    db: Database, *, status: str | None = None, since: datetime | None = None, limit: int = 100
) -> tuple[StoredQuestion, ...]:
    """Return at most `limit` questions, the latest hour first, in no order within an hour.

    Only those with this `status`, and those asked in the hour of `since` or later. Raises
    `RecordsFault`.
    """
    query = select(QuestionRow).order_by(QuestionRow.asked_at.desc(), QuestionRow.id).limit(limit)
    if status is not None:
        query = query.where(QuestionRow.status == status)
    if since is not None:
        query = query.where(QuestionRow.asked_at >= since)
    with db.reading() as session:
        return tuple(_stored(row) for row in session.scalars(query))


def _stored(row: QuestionRow) -> StoredQuestion:
    asked = Asked(
        id=row.id,
        report=row.report,
        question=row.question,
        standalone=row.standalone,
        status=row.status,
        reason=row.reason,
        mode=row.mode,
        answer=row.answer,
        citations=tuple(row.citations),
        total_ms=row.total_ms,
    )
    return StoredQuestion(row.asked_at, asked)
