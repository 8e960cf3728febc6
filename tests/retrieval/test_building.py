import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.retrieval.building import fill, verify
from bot.retrieval.sealed import DamagedError, seal
from bot.retrieval.shelf import Shelf
from tests.fakes import FakeEmbeddings, some_chunks

CHUNKS = some_chunks(1500)  # Chroma writes its graph to files only from 1000 rows on
IDS = [chunk.id for chunk in CHUNKS]
Probes = tuple[tuple[str, list[float]], ...]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Probes]:
    directory = tmp_path_factory.mktemp("once") / "index"
    with Shelf(directory, "cosine") as shelf:
        return directory, fill(shelf, CHUNKS, FakeEmbeddings(), 64, lambda *_: None).probes


@pytest.fixture
def index(once: tuple[Path, Probes], tmp_path: Path) -> Path:
    return Path(shutil.copytree(once[0], tmp_path / "index"))


@pytest.fixture
def probes(once: tuple[Path, Probes]) -> Probes:
    return once[1]


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def test_probes_are_spread_over_the_chunks(probes: Probes) -> None:
    at = [IDS.index(id_) for id_, _ in probes]
    assert at == list(range(0, 1500, 93))


def test_a_whole_index_passes(index: Path, probes: Probes) -> None:
    verify(index, seal(index, {}), IDS, probes)


def swapped(probes: Probes) -> Probes:
    return ((probes[0][0], probes[1][1]),)


@pytest.mark.parametrize(
    ("ids", "change", "told"),
    [
        pytest.param(IDS[:-1], tuple, "应有 1499 个", id="one_too_many"),
        pytest.param([*IDS, "x"], tuple, "应有 1501 个", id="one_missing"),
        pytest.param([*IDS[:-1], "x"], tuple, "编号对不上", id="another"),
        pytest.param(IDS, swapped, "查不到它自己", id="wrong_vector"),
    ],
)
def test_what_does_not_agree_is_damage(
    ids: list[str], change: Callable[[Probes], Probes], told: str, index: Path, probes: Probes
) -> None:
    with pytest.raises(DamagedError, match=told):
        verify(index, seal(index, {}), ids, change(probes))


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(
    ("file", "told"),
    [
        pytest.param("chroma.sqlite3", "Chroma：.*not a database", id="rows"),
        pytest.param("*/data_level0.bin", "Chroma：.*embedding", id="vectors"),
        pytest.param("*/link_lists.bin", "检验进程异常退出|Chroma", id="graph"),
    ],
)
def test_what_chroma_stumbles_over_ends_the_child_only(
    file: str, told: str, index: Path, probes: Probes
) -> None:
    zero(next(index.glob(file)))
    with pytest.raises(DamagedError, match=told):
        verify(index, seal(index, {}), IDS, probes)
