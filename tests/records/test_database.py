import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from bot.errors import RecordsFault, SettingsError
from bot.records import sqlite
from bot.records.database import Database, open_database
from bot.records.faults import fault_of
from bot.records.models import Base
from bot.records.questions import questions, store_question
from tests.records.samples import asked


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as raw:
        return list(raw.iterdump())


def run(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(script)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_sqlite_is_set_up(db: Database, pragma: str, value: object) -> None:
    with db.reading() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.skipif(os.name == "nt", reason="no file modes")
def test_only_the_owner_may_read_the_records(db: Database, file: Path) -> None:
    store_question(db, asked())
    assert file.parent.stat().st_mode & 0o777 == 0o700
    for name in ("records.db", "records.db-wal", "records.db-shm"):
        assert (file.parent / name).stat().st_mode & 0o777 == 0o600


def test_models_and_migrations_agree(each_db: Database) -> None:
    with each_db.reading() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []


def test_the_tables_are_such_as_postgresql_knows() -> None:
    for table in Base.metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "ROWID" not in made


def test_no_row_number_tells_the_order_within_an_hour(db: Database, file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        for table in Base.metadata.tables:
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                raw.execute(f"SELECT rowid FROM {table}")  # noqa: S608


def test_what_is_stored_is_there_when_opened_again(url: str) -> None:
    one = asked()
    for _ in range(3):
        with open_database(url) as db:
            store_question(db, one)
    with open_database(url) as db:
        assert [stored.asked for stored in questions(db)] == [one]
        db.close()
        with pytest.raises(RuntimeError):
            questions(db)


def test_opening_leaves_the_logging_alone(url: str) -> None:
    import logging

    before = [(name, logging.getLogger(name).level) for name in ("", "alembic", "sqlalchemy")]
    handlers = list(logging.getLogger().handlers)
    open_database(url).close()
    assert [(name, logging.getLogger(name).level) for name, _ in before] == before
    assert logging.getLogger().handlers == handlers


def test_a_postgresql_that_is_away_is_told() -> None:
    url = "postgresql://records:secret@127.0.0.1:1/records"
    with pytest.raises(RecordsFault, match=r"连不上记录数据库.*数据库服务是否在运行") as caught:
        open_database(url)
    assert "secret" not in str(caught.value)


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        SettingsError, match=r"缺少连接这种数据库的程序包 psycopg.*wenbao\[postgres"
    ):
        open_database("postgresql://records@127.0.0.1/records")


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "nosuch://x/y"])
def test_a_url_we_cannot_use(url: str) -> None:
    with pytest.raises(SettingsError, match="地址不可用"):
        open_database(url)


def test_a_newer_database_is_refused_and_not_touched(file: Path, url: str) -> None:
    with open_database(url) as db:
        store_question(db, asked())
    run(file, "UPDATE alembic_version SET version_num = '9999'; CREATE TABLE later (id TEXT);")
    before = dump(file)
    with pytest.raises(RecordsFault, match=r"9999.*比本程序新.*请升级程序"):
        open_database(url)
    assert dump(file) == before


def test_a_migration_that_fails_changes_nothing(file: Path, url: str) -> None:
    file.parent.mkdir()
    run(file, "CREATE TABLE shared_answer (theirs TEXT); INSERT INTO shared_answer VALUES ('x');")
    before = dump(file)
    with pytest.raises(RecordsFault, match="记录数据库出错"):
        open_database(url)
    assert dump(file) == before


def test_an_empty_file_is_a_fresh_database(file: Path, url: str) -> None:
    file.parent.mkdir()
    file.touch()
    with open_database(url) as db:
        store_question(db, asked())


def damaged(file: Path) -> None:
    open_database(f"sqlite:///{file}").close()
    content = file.read_bytes()
    file.write_bytes(b"\0" * 100 + content[100:])


UNOPENABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda file: file.write_text("这不是数据库。" * 100), "不是 SQLite 文件"),
    "damaged": (damaged, "不是 SQLite 文件"),
    "folder": (lambda file: file.mkdir(), "无法写入"),
    "no_folder": (lambda file: (file.parent.rmdir(), file.parent.write_text("")), "无法写入"),
}


@pytest.mark.parametrize(("spoil", "told"), UNOPENABLE.values(), ids=UNOPENABLE)
def test_what_cannot_be_opened_is_told(
    file: Path, url: str, spoil: Callable[[Path], object], told: str
) -> None:
    file.parent.mkdir(mode=0o700)
    spoil(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(RecordsFault, match=told) as caught:
        open_database(url)
    assert caught.value.mend
    assert str(file) in caught.value.message
    assert (file.read_bytes() if file.is_file() else None) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to root")
@pytest.mark.parametrize("exists", [False, True])
def test_a_read_only_folder_or_file_is_told(file: Path, url: str, exists: bool) -> None:
    if exists:
        open_database(url).close()
        file.chmod(0o400)
    else:
        file.parent.mkdir(mode=0o500)
    with pytest.raises(RecordsFault, match="无法写入"):
        open_database(url)


def test_a_full_disk_is_told_and_nothing_is_lost(url: str) -> None:
    kept = asked()
    with open_database(url) as db:
        store_question(db, kept)
        with db.reading() as session:  # the same connection is used again
            pages = session.scalar(text("PRAGMA page_count"))
            session.execute(text(f"PRAGMA max_page_count={pages}"))
        with pytest.raises(RecordsFault, match="磁盘已满"):
            store_question(db, asked("长" * 20_000))
        assert [one.asked for one in questions(db)] == [kept]
    with open_database(url) as db:
        assert [one.asked for one in questions(db)] == [kept]
        store_question(db, asked())


def test_a_locked_database_is_told_and_can_still_be_read(
    file: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    one = asked()
    with open_database(url) as db, closing(sqlite3.connect(file, isolation_level=None)) as raw:
        store_question(db, one)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsFault, match=r"正被占用.*请稍后重试"):
            store_question(db, asked())
        assert [stored.asked for stored in questions(db)] == [one]
        with pytest.raises(RecordsFault, match="正被占用"):
            open_database(url)
        raw.execute("ROLLBACK")
        store_question(db, asked())


def test_one_who_never_finishes_opening_is_told(
    file: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LOCK_S", 0.1)
    file.parent.mkdir()
    with (
        FileLock(f"{file}.lock", is_singleton=False),
        pytest.raises(RecordsFault, match="正被占用"),
    ):
        open_database(url)


def refused_by_postgresql(state: str) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, psycopg.errors.lookup(state)())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "no space"), "磁盘已满"),
        (PermissionError(errno.EACCES, "denied"), "无法写入"),
        (Timeout("x.lock"), "正被占用"),
        (sqlite3.OperationalError("of no code"), "出错"),
        (refused_by_postgresql("53100"), "磁盘已满"),
        (refused_by_postgresql("40P01"), "正被占用"),
        (refused_by_postgresql("42501"), "无法写入"),
        (refused_by_postgresql("22P02"), "出错"),
    ],
)
def test_every_failure_has_words(error: OSError | sqlite3.Error | DBAPIError, told: str) -> None:
    fault = fault_of(error, "记录.db")
    assert told in fault.message
    assert "记录.db" in fault.message
    assert fault.mend.endswith("。")


def test_a_database_may_be_moved(tmp_path: Path, file: Path, url: str) -> None:
    with open_database(url) as db:
        store_question(db, asked())
    assert sorted(path.name for path in file.parent.iterdir()) == ["records.db", "records.db.lock"]
    shutil.copy(file, tmp_path / "copy 100%.db")
    with open_database(f"sqlite:///{tmp_path / 'copy 100%.db'}") as db:
        assert len(questions(db)) == 1
