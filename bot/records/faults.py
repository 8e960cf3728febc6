"""Faults of the database, in words: what a driver raises becomes a `RecordsFault` with a mend.

In: an error of SQLAlchemy, SQLite, the file system or a lock, and the place of the database as a
person would name it. Out: the fault to raise from it.
"""

import errno
import sqlite3

from filelock import Timeout
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import RecordsFault

Failure = DBAPIError | PoolTimeoutError | sqlite3.Error | OSError
FAILURES = (
    DBAPIError,
    PoolTimeoutError,
    sqlite3.Error,
    OSError,
)  # filelock's Timeout is an OSError

_BUSY = (
    "记录数据库正被占用，等了很久也没有轮到。",
    "请稍后重试；若一直如此，请看是否有程序长时间打开着它。",
)
_FULL = ("磁盘已满，记录没有存下。", "请腾出磁盘空间后重试；已有的记录没有损坏。")
_FOREIGN = (
    "记录数据库不是 SQLite 文件，或者已经损坏。",
    "请移走或用备份替换这个文件后重试；它没有被改动。",
)
_CLOSED = (
    "记录数据库无法写入。",
    "请检查数据目录的权限（须可读写），或用 WENBAO_DATA_DIR 换一个目录。",
)
_DISK = ("读写记录数据库时磁盘出错。", "请检查磁盘（是否已满、能否读写）后重试。")
_AWAY = ("连不上记录数据库。", "请检查数据库服务是否在运行、WENBAO_DATABASE_URL 是否写对。")
_OTHER = ("记录数据库出错。", "请检查数据库是否可用后重试。")

# The primary result codes of SQLite (https://sqlite.org/rescode.html).
_BY_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CORRUPT: _FOREIGN,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_IOERR: _DISK,
}
# SQLSTATE codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_BY_STATE = {
    "40P01": _BUSY,  # deadlock
    "55P03": _BUSY,  # lock not available
    "53100": _FULL,  # disk full
    "25006": _CLOSED,  # read-only transaction
    "42501": _CLOSED,  # insufficient privilege
}
_BY_ERRNO = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL}


def fault_of(error: Failure, place: str) -> RecordsFault:
    """Return the fault that says what `error` means for the database at `place`."""
    if isinstance(error, Timeout | PoolTimeoutError):
        message, mend = _BUSY
    elif isinstance(error, OSError):
        message, mend = _BY_ERRNO.get(error.errno or 0, _CLOSED)
    else:
        message, mend = _words(error.orig if isinstance(error, DBAPIError) else error)
    return RecordsFault(f"{message}（{place}）", mend)


def _words(cause: BaseException | None) -> tuple[str, str]:
    """Return the words for what a driver raised."""
    if isinstance(cause, sqlite3.Error):
        # The lower eight bits of an extended code are its primary code.
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        return _BY_CODE.get(code, _OTHER)
    state = getattr(cause, "sqlstate", None)
    if state is None and type(cause).__name__ == "OperationalError":
        return _AWAY  # no answer from a server, so no state
    return _BY_STATE.get(state or "", _OTHER)
