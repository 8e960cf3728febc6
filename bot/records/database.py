"""The database of records: opened once, brought to the newest version, used by many threads.

In: an SQLAlchemy URL. Out: a `Database` that hands out short transactions. Whatever goes wrong in
them is a `RecordsFault`; what was committed before stays.

By default this is SQLite; an office with a PostgreSQL server may give its URL instead. Processes
that open a fresh database at once wait for each other: at a lock file, or an advisory lock.

On SQLite (WAL, synchronous=NORMAL) readers don't wait for the writer. A crash of the machine may
take the last few records, a crash of the process none; neither damages the database.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError
from sqlalchemy.orm import Session

from bot.errors import SettingsError
from bot.records.columns import to_json
from bot.records.faults import FAILURES, fault_of
from bot.records.migrating import migrate
from bot.records.models import Base
from bot.records.sqlite import alone, tune, writer

# The advisory lock under which one process at a time migrates: "wenbao" in ASCII.
_MIGRATING = int.from_bytes(b"wenbao", "big")
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_POSTGRES = ("postgres", "postgresql")


class Database:
    """An open database of records; safe to use from many threads. Close it, or use `with`."""

    def __init__(self, engine: Engine, place: str) -> None:
        """Take an engine whose database is at the newest version, and the name of its place."""
        self._place = place
        self._reader = engine
        self._writer = writer(engine)
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database. Raises `RecordsFault`."""
        with self._session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or taken back where anything is raised.

        Keep it short, since one writes at a time. Raises `RecordsFault`; an `IntegrityError` passes.
        """
        with self._session(self._writer) as session, session.begin():
            yield session

    def keep(self, row: Base, *, replace: bool) -> None:
        """Store `row`; one with the same key is replaced, or else stays. Raises `RecordsFault`."""
        try:
            self._keep(row, replace)
        except IntegrityError:  # another stored this key just now, so this time it will be found
            self._keep(row, replace)

    def close(self) -> None:
        """Close all connections. Idempotent; using the database afterwards is an error."""
        self._closed = True
        self._reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _keep(self, row: Base, replace: bool) -> None:
        key = type(row).__mapper__.primary_key_from_instance(row)
        with self.writing() as session:
            if replace or session.get(type(row), key) is None:
                session.merge(row)

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        if self._closed:
            raise RuntimeError("the database is closed")
        try:
            with Session(engine) as session:
                yield session
        except IntegrityError:
            raise
        except FAILURES as error:
            raise fault_of(error, self._place) from error


def open_database(url: str) -> Database:
    """Open the database at an SQLAlchemy `url`, making it or migrating it where needed.

    Raises `SettingsError` for a URL we can't use, `RecordsFault` where the database is newer than
    this program, no database, locked, or the disk is full or refuses. Then nothing has changed.
    """
    try:
        parsed = _with_driver(make_url(url))
        # A server may have been started anew since a connection was last used.
        engine = create_engine(parsed, json_serializer=to_json, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"缺少连接这种数据库的程序包 {error.name}。",
            "请运行 python -m pip install 'wenbao[postgres]'，或不设 WENBAO_DATABASE_URL。",
        ) from error
    except ArgumentError as error:
        raise _unusable() from error
    place = parsed.database or parsed.render_as_string()
    try:
        with _alone(parsed):
            if engine.dialect.name == "sqlite":
                tune(engine)
            with writer(engine).begin() as connection:
                if engine.dialect.name == "postgresql":  # until the end of the transaction
                    connection.execute(_LOCK, {"key": _MIGRATING})
                migrate(connection)
    except FAILURES as error:
        engine.dispose()
        raise fault_of(error, place) from error
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, place)


def _alone(url: URL) -> AbstractContextManager[None]:
    """Keep other processes from opening the database meanwhile; a server sees to that itself."""
    if url.get_backend_name() != "sqlite":
        return nullcontext()
    if not url.database or url.database == ":memory:":  # each connection would have its own
        raise _unusable()
    return alone(Path(url.database))


def _with_driver(url: URL) -> URL:
    """Return `url` with the driver we come with, where it names none."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in _POSTGRES else url


def _unusable() -> SettingsError:
    return SettingsError(
        "记录数据库的地址不可用。", "请检查 WENBAO_DATA_DIR 或 WENBAO_DATABASE_URL 后重试。"
    )
