"""Shares: an answer stored under a link, for whoever has it.

In: a reply as JSON data. Out: the same, except that what a person said in it is masked
(`columns.WordsTree`: every string but the report's own sentences, which stand under `quote`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.records.database import Database
from bot.records.models import SharedAnswerRow
from bot.records.tokens import checked, is_token


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared answer; `sha` is the SHA-256 of the text of `report`, `reply` plain JSON."""

    token: str
    report: str
    sha: str
    question: str
    reply: Mapping[str, Any]


def store_share(db: Database, shared: Shared, *, now: datetime | None = None) -> None:
    """Store a shared answer; one already stored under this token stays, as its link promises.

    `now` is when it was shared, by default this moment. Raises `InputError` for what is no token,
    `RecordsFault` where it can't be stored.
    """
    row = SharedAnswerRow(
        token=checked(shared.token),
        shared_at=now or datetime.now(UTC),
        report=shared.report,
        sha=shared.sha,
        question=shared.question,
        reply=dict(shared.reply),
    )
    db.keep(row, replace=False)


def find_share(db: Database, token: str) -> Shared | None:
    """Return the answer shared under `token`, None where there is none. Raises `RecordsFault`."""
    if not is_token(token):
        return None
    with db.reading() as session:
        row = session.get(SharedAnswerRow, token)
    if row is None:
        return None
    return Shared(row.token, row.report, row.sha, row.question, row.reply)
