"""Lock files that tell the living from the dead: the system frees the locks of a dead process.

In: paths. Out: held locks; and which of the lock files in a folder somebody still holds.
"""

import os
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout


def locked(path: Path) -> BaseFileLock:
    """Create a lock file and hold it; raises OSError."""
    lock = FileLock(path, thread_local=False)  # taken in one thread, released in another
    lock.acquire()
    return lock


def retire(lock: BaseFileLock) -> None:
    """Release a lock and delete its file, leaving nobody with a lock on a deleted name."""
    path = Path(lock.lock_file)
    if os.name == "nt":  # Windows can't delete an open file, so it can't take one from a new holder
        lock.release()
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
    else:  # elsewhere it can: delete first, and a waiter notices that its file has no name
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
        lock.release()


def still_locked(folder: Path) -> list[Path]:
    """The lock files of living processes; those of dead ones are deleted."""
    living = []
    for path in folder.glob("*.lock"):
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            living.append(path)
        else:
            retire(lock)
    return living
