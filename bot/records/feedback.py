"""Feedback: what a person thought of an answer, with reasons from a closed list and a comment.

In: plain values. Checked here; what the person said is masked on its way in (`columns`).
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select

from bot.errors import FeedbackError
from bot.records.database import Database
from bot.records.models import FeedbackRow
from bot.records.tokens import checked

VERDICTS = ("up", "down")
REASONS = ("答非所问", "数字不对", "引文不支持", "没找到但报告里有")
MOST_CHARS = 500  # of a comment, before masking


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thought of one answer; `question` and `answer` are None if not to be kept."""

    answer_id: str
    verdict: str
    reasons: tuple[str, ...]
    comment: str
    report: str
    question: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """Feedback as it was stored, masked, and the hour (UTC) in which it was given."""

    given_at: datetime
    feedback: Feedback


def store_feedback(db: Database, feedback: Feedback, *, now: datetime | None = None) -> None:
    """Store feedback in place of any given before on the same answer.

    `now` is when it was given, by default this moment. Raises `FeedbackError` for an unknown
    verdict or reason and a comment that is too long, `InputError` for what is no token,
    `RecordsFault` where it can't be stored.
    """
    said = _checked(feedback)
    row = FeedbackRow(
        id=checked(said.answer_id),
        given_at=now or datetime.now(UTC),
        verdict=said.verdict,
        reasons=list(said.reasons),
        comment=said.comment,
        report=said.report,
        question=said.question,
        answer=said.answer,
    )
    db.keep(row, replace=True)


def feedbacks(
    db: Database, verdict: str | None = None, *, since: datetime | None = None, limit: int = 100
) -> tuple[StoredFeedback, ...]:
    """Return at most `limit` pieces of feedback, the latest hour first.

    Only those with this `verdict`, and those given in the hour of `since` or later. Raises
    `RecordsFault`.
    """
    query = select(FeedbackRow).order_by(FeedbackRow.given_at.desc(), FeedbackRow.id).limit(limit)
    if verdict is not None:
        query = query.where(FeedbackRow.verdict == verdict)
    if since is not None:
        query = query.where(FeedbackRow.given_at >= since)
    with db.reading() as session:
        return tuple(_stored(row) for row in session.scalars(query))


def _checked(said: Feedback) -> Feedback:
    """Return the feedback with each reason once, in the order of the list."""
    if said.verdict not in VERDICTS:
        raise FeedbackError("没有读懂这条评价。", "请选“有帮助”或“有问题”。")
    unknown = [reason for reason in said.reasons if reason not in REASONS]
    if unknown:
        raise FeedbackError("没有这个原因可选。", f"请从这些里选：{'、'.join(REASONS)}。")
    if len(said.comment) > MOST_CHARS:
        raise FeedbackError(
            f"补充说明太长了（{len(said.comment)}字）。", f"请缩短到{MOST_CHARS}字以内。"
        )
    return replace(said, reasons=tuple(reason for reason in REASONS if reason in said.reasons))


def _stored(row: FeedbackRow) -> StoredFeedback:
    feedback = Feedback(
        answer_id=row.id,
        verdict=row.verdict,
        reasons=tuple(row.reasons),
        comment=row.comment,
        report=row.report,
        question=row.question,
        answer=row.answer,
    )
    return StoredFeedback(row.given_at, feedback)
