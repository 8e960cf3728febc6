"""Sign-ins: who holds which browser, for how long.

In: an account. Out: a random token for the browser's cookie; the database keeps only its SHA-256,
so a copy of the database lets nobody in. A sign-in ends after 8 hours, or 30 minutes unused.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.records.accounts import Account
from bot.records.database import Database
from bot.records.models import StaffRow, StaffSessionRow

LIFETIME = timedelta(hours=8)
IDLE = timedelta(minutes=30)
# Each page would else write to the database; so much earlier than IDLE a sign-in may seem to end.
_GRAIN = timedelta(minutes=1)
_MOST_CHARS = 100  # of what a browser may offer as a token; ours have 43


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that holds: whose, and the token that each form must carry."""

    name: str
    csrf: str


def open_sign_in(db: Database, account: Account, *, now: datetime) -> tuple[str, SignIn]:
    """Sign `account` in; return the token for the cookie, never used before, and the sign-in.

    Those that have ended are deleted meanwhile. Raises `RecordsFault`.
    """
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    row = StaffSessionRow(
        token=_kept(token),
        staff=account.id,
        csrf=csrf,
        created_at=now,
        expires_at=now + LIFETIME,
        seen_at=now,
    )
    ended = (StaffSessionRow.expires_at <= now) | (StaffSessionRow.seen_at <= now - IDLE)
    with db.writing() as session:
        session.execute(delete(StaffSessionRow).where(ended))
        session.add(row)
    return token, SignIn(account.name, csrf)


def find_sign_in(db: Database, token: str, *, now: datetime) -> SignIn | None:
    """Return the sign-in that `token` holds and note that it is used; None where it has ended.

    Raises `RecordsFault`.
    """
    if not token or len(token) > _MOST_CHARS:
        return None
    query = (
        select(StaffSessionRow, StaffRow.name)
        .join(StaffRow, StaffRow.id == StaffSessionRow.staff)
        .where(StaffSessionRow.token == _kept(token), StaffRow.disabled_at.is_(None))
    )
    with db.reading() as session:
        found = session.execute(query).one_or_none()
    if found is None:
        return None
    row, name = found
    if now >= row.expires_at or now >= row.seen_at + IDLE:
        return None
    if now >= row.seen_at + _GRAIN:
        _note_use(db, row.token, now)
    return SignIn(name, row.csrf)


def close_sign_in(db: Database, token: str) -> None:
    """End the sign-in that `token` holds. Idempotent. Raises `RecordsFault`."""
    with db.writing() as session:
        session.execute(delete(StaffSessionRow).where(StaffSessionRow.token == _kept(token)))


def _note_use(db: Database, kept: str, now: datetime) -> None:
    with db.writing() as session:
        row = session.get(StaffSessionRow, kept)
        if row is not None:
            row.seen_at = now


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
