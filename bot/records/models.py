"""The tables: what was asked, what was thought of an answer, which answers were shared.

Nothing here tells who somebody is: no address, no cookie, no browser; times only to the hour, and
on SQLite no row number that would tell the order within it. `migrations/` makes these tables, and a
test holds the two together. Only types that SQLite and PostgreSQL share.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.records.columns import Hour, Words, WordsTree

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
