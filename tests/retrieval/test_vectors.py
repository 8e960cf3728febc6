import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.errors import IndexFault
from bot.report.chunks import Chunk
from bot.retrieval.sealed import seal
from bot.retrieval.store import Store
from bot.retrieval.vectors import ChunkIndex, open_index
from tests.fakes import FakeEmbeddings, some_chunks
from tests.retrieval.worker import COUNT, spec

HOME = Path(__file__).resolve().parents[2]
FAKE = FakeEmbeddings()


def never() -> list[Chunk]:
    raise AssertionError("a whole index was built again")


def opened(root: Path, cut: Callable[[], Sequence[Chunk]] = never, **options: Any) -> ChunkIndex:
    return open_index(root, options.pop("spec", spec("first")), FAKE, cut, **options)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "index"
    opened(root, lambda: some_chunks(COUNT)).close()
    return root


def assert_whole(index: ChunkIndex, count: int = COUNT) -> None:
    chunks = some_chunks(count)
    assert index.chunks == tuple(chunks)
    for chunk in chunks[::10]:
        assert index.nearest(FAKE.embed_query(chunk.embedded_text), 3)[0][0] == chunk.id


def start(root: Path, name: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.retrieval.worker", str(root), name]
    return subprocess.Popen(
        [*command, *options], cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(worker: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = worker.communicate(timeout=60)
    assert worker.returncode == 0, err
    answer: dict[str, Any] = json.loads(out)
    assert answer["whole"]
    assert answer["right"]
    return answer


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "数据 目录" / "index"


@pytest.fixture
def whole(root: Path, built: Path) -> Path:
    """A root with an index of its own: a copy of one built once."""
    shutil.copytree(built, root)
    return root


def test_chunks_come_back_as_they_went_in(root: Path) -> None:
    steps: list[tuple[int, int]] = []
    mixed = [*some_chunks(30, "hebei-2026")[::-1], *some_chunks(20, "gansu-2026")]
    with opened(root, lambda: mixed, progress=lambda *step: steps.append(step)) as index:
        assert index.chunks == tuple(sorted(mixed, key=lambda chunk: (chunk.report, chunk.start)))
    assert steps == [(0, 50), (50, 50)]
    assert not list((root / "open").iterdir())


def test_nearest_ranks_by_cosine_within_a_report(root: Path) -> None:
    mixed = [*some_chunks(60, "hebei-2026"), *some_chunks(40, "gansu-2026")]
    vectors = np.array(FAKE.embed_documents([chunk.embedded_text for chunk in mixed]))
    with opened(root, lambda: mixed) as index:
        for at in range(0, 100, 9):
            cosines = vectors @ vectors[at]
            for report in (None, "gansu-2026", "hebei-2026"):
                inside = [n for n, chunk in enumerate(mixed) if report in (None, chunk.report)]
                best = sorted((float(cosines[n]) for n in inside), reverse=True)[:5]
                found = index.nearest(vectors[at].tolist(), 5, report)
                assert [score for _, score in found] == pytest.approx(best, abs=1e-5)
                assert {id_.partition(":")[0] for id_, _ in found} <= {
                    mixed[n].report for n in inside
                }
        assert len(index.nearest(vectors[0].tolist(), 1000)) == 100
        assert index.nearest(vectors[0].tolist(), 5, "no-such-report") == []
        assert index.nearest(vectors[0].tolist(), 0) == []
        assert index.nearest([0.0] * 64, 5) == []
        assert index.nearest((-vectors[0]).tolist(), 1)[0][1] == 0.0


def test_a_question_that_cannot_be_compared_is_a_fault(root: Path) -> None:
    index = opened(root, lambda: some_chunks(3))
    with pytest.raises(IndexFault, match="32 维"):
        index.nearest([1.0] * 32, 1)
    with pytest.raises(IndexFault, match="NaN"):
        index.nearest([float("nan")] * 64, 1)
    index.close()
    index.close()
    with pytest.raises(IndexFault, match="已关闭"):
        index.nearest([1.0] * 64, 1)


def test_many_threads_may_ask_at_once(root: Path) -> None:
    chunks = some_chunks(COUNT)
    with opened(root, lambda: chunks) as index, ThreadPoolExecutor(16) as threads:
        vectors = FAKE.embed_documents([chunk.embedded_text for chunk in chunks]) * 5
        found = threads.map(lambda vector: index.nearest(vector, 1)[0][0], vectors)
        assert list(found) == [chunk.id for chunk in chunks] * 5


def test_each_part_of_the_spec_is_in_the_fingerprint() -> None:
    one = spec("first")
    others = [
        replace(one, reports=(("hebei-2026", "1" * 64),)),
        replace(one, chunker="paragraph-2"),
        replace(one, embedding="second"),
        replace(one, dimension=65),
        replace(one, space="l2"),
    ]
    assert len({each.fingerprint for each in [one, *others]}) == 6
    assert one.fingerprint == spec("first").fingerprint


def test_another_fingerprint_is_rebuilt_in_silence_and_the_old_seal_goes(whole: Path) -> None:
    notices: list[str] = []
    with opened(
        whole, lambda: some_chunks(20), spec=spec("second"), notice=notices.append
    ) as index:
        assert_whole(index, 20)
    assert notices == []
    (sealed,) = (whole / "seals").iterdir()
    manifest = json.loads((sealed / "manifest.json").read_text("utf-8"))
    assert manifest["fingerprint"] == spec("second").fingerprint
    assert manifest["reports"] == {"hebei-2026": "0" * 64}
    assert (manifest["count"], manifest["dimension"], manifest["space"]) == (20, 64, "cosine")
    assert manifest["normalised"] is True
    assert "chroma.sqlite3" in manifest["files"]


def test_rebuild_builds_again(whole: Path) -> None:
    with opened(whole, lambda: some_chunks(30), rebuild=True) as index:
        assert_whole(index, 30)


def test_reading_leaves_the_seal_as_it_was(whole: Path) -> None:
    files = {path: path.read_bytes() for path in (whole / "seals").rglob("*") if path.is_file()}
    with opened(whole) as index:
        assert_whole(index)
    assert files == {p: p.read_bytes() for p in (whole / "seals").rglob("*") if p.is_file()}


def one(root: Path, pattern: str) -> Path:
    return next((root / "seals").rglob(pattern))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


def bend(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), "utf-8")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "manifest:truncated": lambda root: os.truncate(one(root, "manifest.json"), 40),
    "file:one_bit_of_sqlite": lambda root: flip(one(root, "chroma.sqlite3")),
    "file:zeroed_links": lambda root: one(root, "link_lists.bin").write_bytes(bytes(999)),
    "pointer:to_nothing": lambda root: bend(root / "current", seal="0" * 12 + "-" + "0" * 8),
    "pointer:garbage": lambda root: (root / "current").write_bytes(b"\xff\x00 garbage"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_is_rebuilt_with_one_notice(
    damage: Callable[[Path], object], whole: Path
) -> None:
    damage(whole)
    notices: list[str] = []
    with opened(whole, lambda: some_chunks(COUNT), notice=notices.append) as index:
        assert_whole(index)
    assert len(notices) == 1
    assert notices[0].startswith("索引损坏（")
    assert notices[0].endswith("），正在重建。")
    with opened(whole) as index:
        assert_whole(index)
    assert len(list((whole / "seals").iterdir())) == 1


def test_a_lost_pointer_is_a_first_start(whole: Path) -> None:
    (whole / "current").unlink()
    notices: list[str] = []
    with opened(whole, lambda: some_chunks(COUNT), notice=notices.append) as index:
        assert_whole(index)
    assert notices == []


class Broken(FakeEmbeddings):
    def __init__(self, value: float, width: int = 64) -> None:
        super().__init__(width)
        self._value = value

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [*super().embed_documents(texts)[:-1], [self._value] * self.dimension]


@pytest.mark.parametrize(
    ("model", "told"),
    [
        pytest.param(Broken(float("nan")), "NaN", id="nan"),
        pytest.param(Broken(float("inf")), "NaN", id="infinite"),
        pytest.param(Broken(0.0), "全零", id="zero"),
        pytest.param(Broken(1.0, 32), "32 维向量，应为 120 个 64 维", id="narrow"),
    ],
)
def test_vectors_without_a_direction_are_not_stored(
    model: FakeEmbeddings, told: str, whole: Path
) -> None:
    with pytest.raises(IndexFault, match=told) as caught:
        open_index(whole, spec("second"), model, lambda: some_chunks(COUNT))
    assert caught.value.mend
    assert not list((whole / "building").iterdir())
    with opened(whole) as index:
        assert_whole(index)


@pytest.mark.parametrize(
    ("chunks", "told"),
    [
        pytest.param([], "没有可以索引的文本块", id="none"),
        pytest.param([*some_chunks(3), *some_chunks(2)], "有 2 个", id="twice"),
    ],
)
def test_chunks_that_cannot_be_indexed_are_a_fault(
    chunks: list[Chunk], told: str, root: Path
) -> None:
    with pytest.raises(IndexFault, match=told):
        opened(root, lambda: chunks)


def test_a_root_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "index").touch()
    with pytest.raises(IndexFault, match="不可写") as caught:
        opened(tmp_path / "index", lambda: some_chunks(3))
    assert "目录" in caught.value.mend


def test_what_the_model_raises_passes_and_the_old_index_stays(whole: Path) -> None:
    class Offline(FakeEmbeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ConnectionRefusedError(f"no network for {len(texts)} texts")

    with pytest.raises(ConnectionRefusedError):
        open_index(whole, spec("second"), Offline(), lambda: some_chunks(3))
    with opened(whole) as index:
        assert_whole(index)


def test_two_processes_that_start_on_nothing_build_once(root: Path) -> None:
    workers = [start(root, "first") for _ in range(3)]
    assert sum(finish(worker)["cuts"] for worker in workers) == 1


def test_two_processes_that_find_damage_rebuild_once(whole: Path) -> None:
    flip(one(whole, "chroma.sqlite3"))
    workers = [start(whole, "first") for _ in range(3)]
    answers = [finish(worker) for worker in workers]
    assert sum(answer["cuts"] for answer in answers) == 1


def test_one_process_asks_while_another_rebuilds(whole: Path) -> None:
    with opened(whole) as index:
        worker = start(whole, "first", "--rebuild")
        asked = 0
        while worker.poll() is None:
            assert_whole(index)
            asked += 1
        assert finish(worker)["cuts"] == 1
        assert asked > 1
    assert len(list((whole / "seals").iterdir())) == 1
    with opened(whole) as index:
        assert_whole(index)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("point", ["cut", "embed", "written", "verify", "seal", "swap", "sweep"])
def test_after_a_kill_the_next_start_serves_a_whole_index(point: str, whole: Path) -> None:
    worker = start(whole, "second", "--kill", point)
    worker.communicate(timeout=60)
    assert worker.returncode == -9
    if point != "sweep":  # the old index serves until the swap
        with opened(whole) as index:
            assert_whole(index)
    cut = never if point == "sweep" else partial(some_chunks, COUNT)
    with opened(whole, cut, spec=spec("second")) as index:
        assert_whole(index)
    assert len(list((whole / "seals").iterdir())) == 1
    assert not list((whole / "building").iterdir())


def test_a_seal_that_chroma_cannot_read_is_rebuilt_once(root: Path) -> None:
    store = Store(root)
    with store.builder(print), store.workshop() as shop:
        (shop / "index").mkdir()
        (shop / "index" / "chroma.sqlite3").write_bytes(b"not a database" * 99)
        store.admit(shop / "index", spec("first").fingerprint, seal(shop / "index", {}))
    notices: list[str] = []
    with opened(root, lambda: some_chunks(COUNT), notice=notices.append) as index:
        assert_whole(index)
    assert len(notices) == 1
    assert "Chroma" in notices[0]
