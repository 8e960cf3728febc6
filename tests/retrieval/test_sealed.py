import errno
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import IndexFault
from bot.retrieval.sealed import MANIFEST, DamagedError, copy_seal, disk_faults, seal
from bot.retrieval.store import Store

FILES = {"chroma.sqlite3": b"rows" * 1000, "段/data.bin": bytes(range(256)), "empty.bin": b""}
POINTER = ("seal", "fingerprint", "manifest")
FIRST, SECOND = "a" * 64, "b" * 64


def write(folder: Path) -> Path:
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def admit(store: Store, fingerprint: str) -> None:
    with store.builder(print), store.workshop() as shop:
        directory = write(shop / "index")
        store.admit(directory, fingerprint, seal(directory, {"fingerprint": fingerprint}))


def seals(root: Path) -> list[str]:
    return sorted(path.name[:12] for path in (root / "seals").iterdir())


def test_a_copy_equals_what_was_sealed(tmp_path: Path) -> None:
    sealed, copy = write(tmp_path / "sealed"), tmp_path / "copy"
    copy.mkdir()
    copy_seal(sealed, seal(sealed, {"count": 3}), copy)
    found = {path.relative_to(copy).as_posix(): path for path in copy.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == FILES


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "file:one_bit": (lambda sealed: flip(sealed / "段/data.bin"), "段/data.bin 与封存时不符"),
    "file:gone": (lambda sealed: (sealed / "empty.bin").unlink(), "empty.bin 无法读取"),
    "file:longer": (lambda sealed: (sealed / "empty.bin").write_text("x"), "empty.bin 与封存"),
    "manifest:one_bit": (lambda sealed: flip(sealed / MANIFEST), "manifest.json 与封存时不符"),
    "manifest:empty": (lambda sealed: (sealed / MANIFEST).write_text(""), "manifest.json 与封存"),
    "manifest:gone": (lambda sealed: (sealed / MANIFEST).unlink(), "manifest.json 无法读取"),
}


@pytest.mark.parametrize(("damage", "told"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_while_copying(
    damage: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    sealed, copy = write(tmp_path / "sealed"), tmp_path / "copy"
    copy.mkdir()
    digest = seal(sealed, {})
    damage(sealed)
    with pytest.raises(DamagedError, match=told):
        copy_seal(sealed, digest, copy)


def test_nothing_to_check_out_but_what_was_admitted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.check_out(FIRST) is None
    admit(store, FIRST)
    assert store.check_out(SECOND) is None
    copy = store.check_out(FIRST)
    assert copy is not None
    assert (copy.directory / "chroma.sqlite3").read_bytes() == FILES["chroma.sqlite3"]
    copy.close()
    copy.close()
    assert not list((tmp_path / "open").iterdir())
    assert not list((tmp_path / "holds").iterdir())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\x00", id="not_text"),
        pytest.param(b"[1]", id="not_an_object"),
        pytest.param(b'{"seal": "x"}', id="incomplete"),
        pytest.param(json.dumps(dict.fromkeys(POINTER, "../../etc")).encode(), id="elsewhere"),
        pytest.param(json.dumps(dict.fromkeys(POINTER, 1)).encode(), id="numbers"),
    ],
)
def test_a_damaged_pointer_is_no_pointer_and_costs_no_seal(content: bytes, tmp_path: Path) -> None:
    admit(Store(tmp_path), FIRST)
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(DamagedError, match="current 无法读取"):
        Store(tmp_path).check_out(FIRST)
    assert seals(tmp_path) == ["a" * 12]


def test_an_old_seal_goes_unless_it_is_held(tmp_path: Path) -> None:
    store = Store(tmp_path)
    admit(store, FIRST)
    name = next((tmp_path / "seals").iterdir()).name
    hold = tmp_path / "holds" / f"{name}.0123456789abcdef.lock"
    script = (
        "import sys, filelock\n"
        "with filelock.FileLock(sys.argv[1]):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(hold)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"held\n"
        admit(store, SECOND)
        assert seals(tmp_path) == ["a" * 12, "b" * 12]
        reader.kill()
    assert hold.exists()
    Store(tmp_path)  # the next start finds the hold of a dead process
    assert seals(tmp_path) == ["b" * 12]
    assert not list((tmp_path / "holds").iterdir())


def test_a_reader_follows_a_pointer_that_moves_before_its_hold(tmp_path: Path) -> None:
    class Moving(Store):
        moves = 2

        def _current(self):  # type: ignore[no-untyped-def]
            pointer = super()._current()
            if self.moves and sys._getframe(1).f_code.co_name == "check_out":
                self.moves -= 1
                admit(Store(self._root), FIRST)
            return pointer

    admit(Store(tmp_path), FIRST)
    copy = Moving(tmp_path).check_out(FIRST)
    assert copy is not None
    assert (copy.directory / "段/data.bin").read_bytes() == FILES["段/data.bin"]
    copy.close()
    assert len(seals(tmp_path)) == 1


def test_the_copy_of_a_dead_process_is_swept_and_of_a_living_one_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    admit(store, FIRST)
    living = store.check_out(FIRST)
    assert living is not None
    dead = tmp_path / "open" / "0123456789abcdef"
    write(dead)
    dead.with_suffix(".lock").touch()
    write(tmp_path / "open" / "fedcba9876543210")  # killed between the two removals
    write(tmp_path / "building" / "0011223344556677")
    Store(tmp_path)
    assert {path.stem for path in (tmp_path / "open").iterdir()} == {living.directory.name}
    assert not list((tmp_path / "building").iterdir())
    living.close()


@pytest.mark.parametrize(
    ("error", "told", "mend"),
    [
        pytest.param(errno.ENOSPC, "磁盘空间不足", "腾出空间", id="full"),
        pytest.param(errno.EROFS, "不可写", "权限", id="read_only"),
        pytest.param(errno.EIO, "出错", "检查磁盘", id="broken"),
    ],
)
def test_what_the_disk_refuses_is_explained(
    error: int, told: str, mend: str, tmp_path: Path
) -> None:
    with pytest.raises(IndexFault, match=told) as caught, disk_faults(tmp_path):
        raise OSError(error, "")
    assert mend in caught.value.mend


def test_a_broken_connection_is_not_the_disk_s_fault(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError), disk_faults(tmp_path):
        raise ConnectionResetError(errno.ECONNRESET, "reset")
