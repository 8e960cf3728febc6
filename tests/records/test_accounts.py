"""Accounts and sign-ins: who gets in, with what, for how long."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.errors import StaffError
from bot.records.accounts import (
    accounts,
    add_staff,
    add_staff_made_up,
    check_password,
    disable,
    has_staff,
    set_password,
)
from bot.records.database import Database
from bot.records.passwords import LEAST_CHARS, made_up
from bot.records.sign_ins import IDLE, LIFETIME, close_sign_in, find_sign_in, open_sign_in

NAME, PASSWORD = "王小明", "长而易记的一句话2026"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def signed_in(db: Database) -> str:
    account = check_password(db, NAME, PASSWORD)
    assert account
    token, opened = open_sign_in(db, account, now=NOW)
    assert opened.name == NAME
    return token


@pytest.fixture
def staffed(each_db: Database) -> Database:
    assert not has_staff(each_db)
    add_staff(each_db, NAME, PASSWORD)
    return each_db


def test_the_right_password_opens(staffed: Database) -> None:
    assert has_staff(staffed)
    account = check_password(staffed, NAME, PASSWORD)
    assert account
    assert account.name == NAME
    for name, password in [(NAME, "错的密码错的密码错"), ("李四", PASSWORD), (NAME, ""), ("", "")]:
        assert check_password(staffed, name, password) is None


@pytest.mark.parametrize("name", [" 王小明 ", "王小明\u3000", "王小明\0"])
def test_space_around_a_name_doesnt_matter(staffed: Database, name: str) -> None:
    assert check_password(staffed, name, PASSWORD)
    with pytest.raises(StaffError, match="已经有"):
        add_staff(staffed, name, PASSWORD)


def test_the_password_is_nowhere(staffed: Database) -> None:
    with staffed.reading() as session:
        (stored,) = session.scalars(text("SELECT password FROM staff"))
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        (NAME, "九个字九个字九个字", "太短"),
        (NAME, "", "太短"),
        (NAME, "字" * 201, "太长"),
        ("wangxiaoming", "WangXiaoMing", "和姓名相同"),
        (NAME, f" {NAME} ", "和姓名相同"),
        ("", PASSWORD, "空"),
        (" \u3000", PASSWORD, "空"),
        ("字" * 41, PASSWORD, "太长"),
        ("<b>王</b>", PASSWORD, "不能用的字符"),
        ("王\n明\u202e", PASSWORD, "不能用的字符"),
    ],
)
def test_what_cannot_be_an_account(db: Database, name: str, password: str, told: str) -> None:
    with pytest.raises(StaffError, match=told):
        add_staff(db, name, password)
    assert accounts(db) == ()


def test_a_made_up_password_is_told_once_and_opens(each_db: Database) -> None:
    password = add_staff_made_up(each_db, NAME)
    assert check_password(each_db, NAME, password)
    assert len({made_up() for _ in range(50)}) == 50
    assert len(password) >= 2 * LEAST_CHARS


def test_a_disabled_account_is_out_at_once(staffed: Database) -> None:
    token = signed_in(staffed)
    for _ in range(2):
        disable(staffed, NAME, now=NOW)
    assert find_sign_in(staffed, token, now=NOW) is None
    assert check_password(staffed, NAME, PASSWORD) is None
    assert not has_staff(staffed)
    assert [one.disabled_at for one in accounts(staffed)] == [NOW]


def test_a_new_password_ends_the_sign_ins_and_opens_again(staffed: Database) -> None:
    token = signed_in(staffed)
    disable(staffed, NAME)
    set_password(staffed, NAME, "另一句长而易记的好话")
    assert find_sign_in(staffed, token, now=NOW) is None
    assert check_password(staffed, NAME, PASSWORD) is None
    assert check_password(staffed, NAME, "另一句长而易记的好话")


@pytest.mark.parametrize("change", [disable, lambda db, name: set_password(db, name, PASSWORD)])
def test_a_name_that_there_is_none_of(db: Database, change) -> None:
    with pytest.raises(StaffError, match="没有名为“李四”的账号"):
        change(db, "李四")


def test_a_sign_in_ends_after_its_time(staffed: Database) -> None:
    token = signed_in(staffed)
    now = NOW
    while now + IDLE / 2 < NOW + LIFETIME:
        now += IDLE / 2
        assert find_sign_in(staffed, token, now=now), now - NOW
    assert find_sign_in(staffed, token, now=NOW + LIFETIME) is None


def test_a_sign_in_ends_when_it_is_not_used(staffed: Database) -> None:
    token = signed_in(staffed)
    used = NOW + timedelta(minutes=20)
    assert find_sign_in(staffed, token, now=used)
    assert find_sign_in(staffed, token, now=used + IDLE - timedelta(seconds=1))
    other = signed_in(staffed)
    assert find_sign_in(staffed, other, now=NOW + IDLE) is None


def test_ended_sign_ins_are_deleted_at_the_next(staffed: Database) -> None:
    signed_in(staffed)
    account = check_password(staffed, NAME, PASSWORD)
    assert account
    open_sign_in(staffed, account, now=NOW + LIFETIME)
    with staffed.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM staff_session")) == 1


def test_the_database_lets_nobody_in(staffed: Database) -> None:
    token = signed_in(staffed)
    with staffed.reading() as session:
        (kept,) = session.scalars(text("SELECT token FROM staff_session"))
    assert kept == hashlib.sha256(token.encode()).hexdigest()
    for wrong in (kept, "", token[:-1], "x" * 10_000, "字\0"):
        assert find_sign_in(staffed, wrong, now=NOW) is None


def test_signing_out_is_for_good(staffed: Database) -> None:
    token, other = signed_in(staffed), signed_in(staffed)
    for _ in range(2):
        close_sign_in(staffed, token)
    assert find_sign_in(staffed, token, now=NOW) is None
    assert find_sign_in(staffed, other, now=NOW)
