"""Accounts: the members of staff who may sign in. An administrator makes them at the command line.

In: a name and a password. Out: rows with a hash. An account is never deleted, only disabled: its
name stands in the history of reviews. A new password, or none any more, ends all its sign-ins.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.errors import StaffError
from bot.records.database import Database
from bot.records.models import StaffRow, StaffSessionRow
from bot.records.passwords import hashed, made_up, matches

MOST_CHARS = 40  # of a name


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff; `disabled_at` is None for one who may sign in."""

    id: str
    name: str
    created_at: datetime
    disabled_at: datetime | None


def add_staff(db: Database, name: str, password: str, *, now: datetime | None = None) -> None:
    """Add a member of staff.

    Raises `StaffError` where the name is taken, empty, too long or unreadable, or the password is
    too short or the name; `RecordsFault` where it can't be stored.
    """
    known = checked_name(name)
    row = StaffRow(
        id=secrets.token_urlsafe(12),
        name=known,
        password=hashed(known, password),
        created_at=now or datetime.now(UTC),
        disabled_at=None,
    )
    try:
        with db.writing() as session:
            session.add(row)
    except IntegrityError as error:
        raise StaffError(
            f"已经有名为“{known}”的账号。", "请换一个姓名，或重设它的密码。"
        ) from error


def add_staff_made_up(db: Database, name: str, *, now: datetime | None = None) -> str:
    """Add a member of staff with a random password and return that, the only time it is known.

    Raises what `add_staff` raises.
    """
    password = made_up()
    add_staff(db, name, password, now=now)
    return password


def set_password(db: Database, name: str, password: str) -> None:
    """Give an account another password, open it again where it was disabled, end its sign-ins.

    Raises `StaffError` where there is no such account or the password can't be taken.
    """
    known = checked_name(name)
    new = hashed(known, password)
    with db.writing() as session:
        row = _named(session, known)
        row.password, row.disabled_at = new, None
        _end_sign_ins(session, row)


def disable(db: Database, name: str, *, now: datetime | None = None) -> None:
    """Disable an account and end its sign-ins. Idempotent.

    Raises `StaffError` where there is no such account, `RecordsFault`.
    """
    with db.writing() as session:
        row = _named(session, checked_name(name))
        row.disabled_at = row.disabled_at or now or datetime.now(UTC)
        _end_sign_ins(session, row)


def check_password(db: Database, name: str, password: str) -> Account | None:
    """Return the account where name and password are right and it isn't disabled, else None.

    It takes as long for a name that there is none of. Raises `RecordsFault`.
    """
    with db.reading() as session:
        row = session.scalar(select(StaffRow).where(StaffRow.name == _folded(name)))
    usable = row if row and row.disabled_at is None else None
    right = matches(usable.password if usable else None, password)
    return _account(usable) if usable and right else None


def has_staff(db: Database) -> bool:
    """Tell whether anybody may sign in. Raises `RecordsFault`."""
    open_ones = select(func.count()).where(StaffRow.disabled_at.is_(None))
    with db.reading() as session:
        return bool(session.scalar(open_ones))


def accounts(db: Database) -> tuple[Account, ...]:
    """Return all accounts, the oldest first. Raises `RecordsFault`."""
    with db.reading() as session:
        rows = session.scalars(select(StaffRow).order_by(StaffRow.created_at, StaffRow.name))
        return tuple(_account(row) for row in rows)


def checked_name(name: str) -> str:
    """Return `name` as it is stored; raises `StaffError` where it is empty, too long, unreadable."""
    known = _folded(name)
    if not known:
        raise StaffError("姓名是空的。", "请写上姓名。")
    if len(known) > MOST_CHARS:
        raise StaffError("姓名太长了。", f"请用{MOST_CHARS}个字以内的姓名。")
    if not all(char == " " or char == "·" or char.isalnum() or char in "._-" for char in known):
        raise StaffError("姓名里有不能用的字符。", "请只用汉字、字母、数字和 . _ - ·。")
    return known


def _folded(name: str) -> str:
    plain = name.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _named(session: Session, name: str) -> StaffRow:
    row = session.scalar(select(StaffRow).where(StaffRow.name == name))
    if row is None:
        raise StaffError(f"没有名为“{name}”的账号。", "请用 python -m bot staff list 查看。")
    return row


def _end_sign_ins(session: Session, row: StaffRow) -> None:
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.staff == row.id))


def _account(row: StaffRow) -> Account:
    return Account(row.id, row.name, row.created_at, row.disabled_at)
