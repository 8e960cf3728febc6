"""What SQLite wants beside a URL: a private file, WAL, and transactions that say when they begin.

In: the path of the file, an engine. Raises what the file system, the lock or SQLite raises.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, event

BUSY_MS = 10_000  # how long a write waits for others to finish; each takes a few milliseconds
LOCK_S = 60.0  # how long to wait for another process that opens the database
BEGIN = "sqlite_begin"  # the execution option that says how a transaction begins


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the one process that opens the file, made where missing: 0600, its folder 0700."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(path.with_name(f"{path.name}.lock"), timeout=LOCK_S, mode=0o600):
        if not path.exists():  # never open one that is there: closing it would drop SQLite's locks
            path.touch(mode=0o600)
        elif not os.access(path, os.W_OK):  # SQLite would open it, and refuse the first record
            raise PermissionError(errno.EACCES, "read-only", str(path))
        yield


def tune(engine: Engine) -> None:
    """Set up each new connection of `engine`, and the file itself for WAL; call it alone."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    with closing(engine.raw_connection()) as raw:  # WAL can't be set within a transaction
        raw.cursor().execute("PRAGMA journal_mode=WAL")


def writer(engine: Engine) -> Engine:
    """Return `engine` with transactions that lock the database from their start.

    A transaction that reads first and then writes may otherwise find that another wrote between.
    """
    return engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})


def _set_up(raw: Any, _: object) -> None:
    raw.isolation_level = None  # Python's driver would begin late, and commit before making a table
    for pragma in (f"busy_timeout={BUSY_MS}", "synchronous=NORMAL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
