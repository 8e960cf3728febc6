"""The store of seals: which one is current, who may build, who is reading, what may be removed.

    lock                            held by the one process that builds
    current                         names the seal to serve; replaced in one step
    seals/<fingerprint>-<random>/   sealed indexes
    building/<random>/              a build under way; what a dead builder left is removed
    holds/<seal>.<random>.lock      held while a reader copies that seal
    open/<random>/                  a reader's private copy, with `<random>.lock` beside it held
                                    for as long as the copy is in use

The operating system frees a dead process's locks, so a lock file that can be locked belongs to
nobody and what it guarded may go. A reader takes its hold and only then reads `current` again; a
builder moves `current` and only then looks for holds: whichever is first, no copy loses its seal.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from filelock import FileLock, Timeout

from bot.retrieval.locks import locked, retire, still_locked
from bot.retrieval.sealed import DamagedError, copy_seal, flush_folder, write_through

_T = TypeVar("_T")
_SEAL_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{8}")
_PATIENCE = 20  # tries, 50 ms apart: Windows refuses to touch a file another process has open
_QUIET_WAIT = 2.0  # seconds of waiting for another builder before saying so: one small build


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `current` says: the seal's name, the fingerprint it serves, its manifest's SHA-256."""

    seal: str
    fingerprint: str
    manifest: str


class WorkingCopy:
    """A private, verified copy of a seal in `directory`; `close` removes it."""

    def __init__(self, folder: Path) -> None:
        self._lock = locked(folder / f"{token_hex(8)}.lock")
        self.directory = Path(self._lock.lock_file).with_suffix("")
        self.directory.mkdir()

    def close(self) -> None:
        """Remove the copy and its lock; call it once Chroma is closed. Idempotent."""
        if self._lock.is_locked:
            shutil.rmtree(self.directory, ignore_errors=True)
            retire(self._lock)


class Store:
    """The sealed indexes under one root. Raises OSError where the disk refuses."""

    def __init__(self, root: Path) -> None:
        """Create the folders under `root` and remove what dead processes left there."""
        self._root = root
        for name in ("seals", "building", "holds", "open"):
            (root / name).mkdir(parents=True, exist_ok=True)
        self._sweep_open()
        with suppress(Timeout), FileLock(root / "lock", timeout=0):
            self._sweep()

    def check_out(self, fingerprint: str) -> WorkingCopy | None:
        """A verified copy of the current seal, or None if there is none for this fingerprint.

        Raises DamagedError when `current` or the seal is not what was stored.
        """
        while (pointer := self._current()) is not None and pointer.fingerprint == fingerprint:
            hold = locked(self._root / "holds" / f"{pointer.seal}.{token_hex(8)}.lock")
            try:
                if self._current() == pointer:
                    return self._copied(pointer)
            finally:
                retire(hold)
        return None

    @contextmanager
    def builder(self, notice: Callable[[str], None]) -> Iterator[None]:
        """Be the one builder, waiting as long as another is at work (and saying so)."""
        lock = FileLock(self._root / "lock")
        try:
            lock.acquire(timeout=_QUIET_WAIT)
        except Timeout:
            notice("另一个进程正在建立索引，等它完成。")
            lock.acquire()
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """A fresh folder to build in, removed afterwards; for the builder only."""
        folder = self._root / "building" / token_hex(8)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def admit(self, directory: Path, fingerprint: str, manifest: str) -> None:
        """Make a sealed directory in the workshop the current one; remove seals nobody holds.

        In: the directory, the fingerprint it serves, the digest of its manifest. For the builder.
        """
        name = f"{fingerprint[:12]}-{token_hex(4)}"
        directory.rename(self._root / "seals" / name)
        flush_folder(self._root / "seals")
        draft = directory.with_name("current")
        write_through(draft, json.dumps(asdict(Pointer(name, fingerprint, manifest))).encode())
        _patiently(lambda: draft.replace(self._root / "current"))
        flush_folder(self._root)
        self._sweep()

    def _current(self) -> Pointer | None:
        try:
            content = _patiently((self._root / "current").read_bytes)
        except FileNotFoundError:
            return None
        try:
            pointer = Pointer(**json.loads(content))
        except (ValueError, TypeError) as error:
            raise DamagedError("current 无法读取") from error
        if not _SEAL_NAME.fullmatch(str(pointer.seal)):
            raise DamagedError("current 无法读取")
        return pointer

    def _copied(self, pointer: Pointer) -> WorkingCopy:
        copy = WorkingCopy(self._root / "open")
        try:
            copy_seal(self._root / "seals" / pointer.seal, pointer.manifest, copy.directory)
        except (DamagedError, OSError):
            copy.close()
            raise
        return copy

    def _sweep(self) -> None:
        """Remove unfinished builds, and seals neither current nor held; for the builder only."""
        for leftover in (self._root / "building").iterdir():
            shutil.rmtree(leftover, ignore_errors=True)
        held = {path.name.partition(".")[0] for path in still_locked(self._root / "holds")}
        with suppress(DamagedError):  # an unreadable pointer might mean any of them: keep them all
            current = self._current()
            for seal in (self._root / "seals").iterdir():
                if seal.name not in held and (current is None or seal.name != current.seal):
                    shutil.rmtree(seal, ignore_errors=True)

    def _sweep_open(self) -> None:
        folders = [path for path in (self._root / "open").iterdir() if path.is_dir()]
        alive = {path.stem for path in still_locked(self._root / "open")}
        for folder in folders:
            # A copy is made only under its lock, so one seen before the locks were read is dead.
            if folder.name not in alive:
                shutil.rmtree(folder, ignore_errors=True)


def _patiently(action: Callable[[], _T]) -> _T:
    for _ in range(_PATIENCE if os.name == "nt" else 0):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()
