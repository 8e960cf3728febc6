"""The tables: what was asked, what was thought of an answer, which answers were shared.

Nothing here tells who somebody is: no address, no cookie, no browser; times only to the hour, and
on SQLite no row number that would tell the order within it. `migrations/` makes these tables, and a
test holds the two together. Only types that SQLite and PostgreSQL share.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.records.columns import Hour, Moment, Words, WordsTree

# Names for what a later migration may want to change; without them SQLite and PostgreSQL differ.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_NO_ROW_NUMBER = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """All tables of the records."""

    metadata = MetaData(naming_convention=NAMES)


class QuestionRow(Base):
    """A question, and how it was answered; `id` is the answer's token, `total_ms` milliseconds."""

    __tablename__ = "question"
    __table_args__ = (_NO_ROW_NUMBER,)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Hour, index=True)
    report: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(Words)
    standalone: Mapped[str] = mapped_column(Words)
    status: Mapped[str] = mapped_column(String(20), index=True)
    reason: Mapped[str | None] = mapped_column(String(50))
    mode: Mapped[str] = mapped_column(String(20))
    answer: Mapped[str] = mapped_column(Words)
    citations: Mapped[list[Any]] = mapped_column(WordsTree)
    total_ms: Mapped[float] = mapped_column(Float)


class FeedbackRow(Base):
    """What one person thought of one answer; `id` is the answer's token."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("verdict IN ('up', 'down')", name="verdict"),
        _NO_ROW_NUMBER,
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    given_at: Mapped[datetime] = mapped_column(Hour, index=True)
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Words)
    report: Mapped[str] = mapped_column(String(200))
    question: Mapped[str | None] = mapped_column(Words)
    answer: Mapped[str | None] = mapped_column(Words)


class SharedAnswerRow(Base):
    """An answer that somebody shared under a link; `sha` is the SHA-256 of the report's text."""

    __tablename__ = "shared_answer"
    __table_args__ = (_NO_ROW_NUMBER,)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    shared_at: Mapped[datetime] = mapped_column(Hour)
    report: Mapped[str] = mapped_column(String(200))
    sha: Mapped[str] = mapped_column(String(64))
    question: Mapped[str] = mapped_column(Words)
    reply: Mapped[dict[str, Any]] = mapped_column(WordsTree)


class StaffRow(Base):
    """A member of staff; `password` is an Argon2 hash, `disabled` since when there is no way in."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("name"), _NO_ROW_NUMBER)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    password: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)


class StaffSessionRow(Base):
    """A sign-in that lasts; `token` is the SHA-256 of what the browser holds, never the thing."""

    __tablename__ = "staff_session"
    __table_args__ = (_NO_ROW_NUMBER,)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class ReviewRow(Base):
    """How far a commitment is; `sha`, `text` and the span are the report's when it was reviewed."""

    __tablename__ = "review"
    __table_args__ = (_NO_ROW_NUMBER,)

    report: Mapped[str] = mapped_column(String(200), primary_key=True)
    commitment: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    span_start: Mapped[int]
    span_end: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Words)
    evidence: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    updated_by: Mapped[str] = mapped_column(String(100))
    updated_at: Mapped[datetime] = mapped_column(Moment)


class ReviewChangeRow(Base):
    """One change of a review, to its `version`: who, when, from what (None: from nothing) to what."""

    __tablename__ = "review_change"
    __table_args__ = (_NO_ROW_NUMBER,)

    report: Mapped[str] = mapped_column(String(200), primary_key=True)
    commitment: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changed_by: Mapped[str] = mapped_column(String(100))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    status_from: Mapped[str | None] = mapped_column(String(20))
    status_to: Mapped[str] = mapped_column(String(20))
    note_from: Mapped[str | None] = mapped_column(Words)
    note_to: Mapped[str] = mapped_column(Words)
    evidence_from: Mapped[str | None] = mapped_column(Text)
    evidence_to: Mapped[str] = mapped_column(Text)
