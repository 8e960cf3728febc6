"""A seal: a directory that never changes again, every file of it named with its SHA-256.

In: a directory that a builder has finished and closed. Out: the digest of its manifest, and later
any number of verified private copies.

Chroma writes into its own files even to answer a query, and a damaged file can end the process
with a signal that Python can't catch. So a seal is never opened in place: a reader copies it,
and every byte is checked against the manifest before Chroma sees the copy.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import IndexFault

MANIFEST = "manifest.json"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_BLOCK = 1 << 20  # bytes read at a time: memory stays flat whatever the size of an index


class DamagedError(Exception):
    """A stored index that can't be trusted; `str()` says in a few Chinese words what is wrong."""


def seal(directory: Path, facts: Mapping[str, object]) -> str:
    """Write the manifest of a finished directory and flush all of it to the disk.

    In: the directory, and the facts to record beside `files` ({relative path: SHA-256}).
    Out: the SHA-256 of the manifest, the one thing to remember in order to check everything else.
    Raises OSError where the disk refuses.
    """
    names = sorted(path for path in directory.rglob("*") if path.is_file())
    files = {path.relative_to(directory).as_posix(): _flushed_digest(path) for path in names}
    content = json.dumps({**facts, "files": files}, ensure_ascii=False, indent=1).encode()
    write_through(directory / MANIFEST, content)
    for folder in (directory, *(path for path in directory.rglob("*") if path.is_dir())):
        flush_folder(folder)
    return hashlib.sha256(content).hexdigest()


def copy_seal(directory: Path, digest: str, target: Path) -> None:
    """Copy the files of a seal into `target`, which must exist, checking each while copying.

    In: the seal and the digest `seal` returned. The manifest itself is not copied.
    Raises DamagedError when a file is missing, unreadable or not what was sealed; OSError when the
    copy can't be written.
    """
    manifest = b"".join(_blocks(directory / MANIFEST, MANIFEST))
    if hashlib.sha256(manifest).hexdigest() != digest:
        raise DamagedError(f"{MANIFEST} 与封存时不符")
    for name, expected in json.loads(manifest)["files"].items():
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        found = hashlib.sha256()
        with copy.open("wb") as out:
            for block in _blocks(directory / name, name):
                found.update(block)
                out.write(block)
        if found.hexdigest() != expected:
            raise DamagedError(f"{name} 与封存时不符")


def write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it; raises OSError."""
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def flush_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as the files; Windows has no such call, nor need."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def disk_faults(root: Path) -> Iterator[None]:
    """Turn what the disk refuses under `root` into an IndexFault that says how to mend it."""
    try:
        yield
    except OSError as error:
        if error.errno is None or isinstance(error, ConnectionError | TimeoutError):
            raise  # from the network: an embedding model may be remote
        if error.errno in _FULL:
            told = "磁盘空间不足，索引没有写完。"
            raise IndexFault(told, f"请在 {root} 所在的磁盘腾出空间后重试。") from error
        if error.errno in _REFUSED:
            told = f"索引目录 {root} 不可写。"
            raise IndexFault(told, "请检查它是否为目录及其权限，或换一个数据目录。") from error
        told = f"读写索引目录 {root} 时出错：{error.strerror}。"
        raise IndexFault(told, "请检查磁盘后重试。") from error


def _blocks(path: Path, name: str) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except OSError as error:
        raise DamagedError(f"{name} 无法读取") from error


def _flushed_digest(path: Path) -> str:
    # Windows flushes only through a handle that may write.
    with path.open("r+b") as file:
        digest = hashlib.file_digest(file, "sha256")
        os.fsync(file.fileno())
    return digest.hexdigest()
