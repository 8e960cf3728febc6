"""The vector index: every chunk of the reports, and those near a vector.

In: what the index must hold (`IndexSpec`), an embedding model, and a way to cut the chunks if they
must be indexed anew. Out: a `ChunkIndex` that reads a private copy of a sealed index.

An index is built aside, verified in another process, sealed, and only then made current, so
whoever opens one gets a whole one; what is missing, outdated or damaged is rebuilt, once.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from errno import ENOSPC
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bot.errors import IndexFault
from bot.report.chunks import Chunk
from bot.retrieval import rows
from bot.retrieval.building import fill, verify
from bot.retrieval.sealed import DamagedError, disk_faults, seal
from bot.retrieval.shelf import Shelf
from bot.retrieval.store import Store, WorkingCopy

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

_LAYOUT = 1  # raise it when what is written changes in a way the facts below don't show
_TIGHT = 16 << 20  # bytes free on a full disk: Chroma writes a few MB at once, or nothing
_REBUILD = "请重新启动；若仍出错，请删除索引目录，程序会重建索引。"


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """What an index is made from: sorted (id, SHA-256 of the text) of the reports, the way of
    cutting, the embedding model, and the width and metric of its vectors.
    """

    reports: tuple[tuple[str, str], ...]
    chunker: str
    embedding: str
    dimension: int
    space: str = "cosine"

    @property
    def facts(self) -> dict[str, Any]:
        """Everything that decides what is written, for the manifest."""
        return {
            **asdict(self),
            "reports": dict(sorted(self.reports)),
            "fields": rows.FIELDS,
            "layout": _LAYOUT,
            "chroma": version("chromadb"),
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the facts: indexes with the same one are interchangeable."""
        facts = json.dumps(self.facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(facts.encode()).hexdigest()


class ChunkIndex:
    """An open index: `chunks` are all of them, by report and place. Many threads may ask at once.

    Closing it, as leaving its `with` block does, removes the private copy it reads.
    """

    def __init__(self, copy: WorkingCopy, dimension: int) -> None:
        """Open a verified copy and answer for it; raises DamagedError if Chroma can't read it."""
        self._copy = copy
        self._dimension = dimension
        self._shelf: Shelf | None = None
        try:
            self._shelf = Shelf(copy.directory)
            chunks = sorted(self._shelf.chunks(), key=lambda chunk: (chunk.report, chunk.start))
        except DamagedError:
            self.close()
            raise
        self.chunks = tuple(chunks)

    def nearest(
        self, vector: Sequence[float], count: int, report: str | None = None
    ) -> list[tuple[str, float]]:
        """The chunks nearest to a vector: (id, cosine similarity in [0, 1]), best first.

        In: a vector from the index's model, how many to return at most, and the one report to
        look in, if only one. Nothing is near to a vector of zeros. Raises IndexFault for a vector
        of another width or with NaN, and when the index is closed or can't be read.
        """
        shelf = self._shelf
        if shelf is None:
            raise IndexFault("索引已关闭。", "请重新启动。")
        rows.check_query(vector, self._dimension)
        if count < 1 or not any(vector):
            return []
        try:
            return shelf.nearest(vector, count, report)
        except DamagedError as damage:
            raise IndexFault(f"索引无法查询（{damage}）。", _REBUILD) from damage

    def close(self) -> None:
        """Close Chroma and remove the private copy; idempotent."""
        shelf, self._shelf = self._shelf, None
        if shelf is not None:
            shelf.close()
        self._copy.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_index(
    root: Path,
    spec: IndexSpec,
    embeddings: "Embeddings",
    cut: Callable[[], Sequence[Chunk]],
    *,
    progress: Callable[[int, int], None] | None = None,
    notice: Callable[[str], None] | None = None,
    rebuild: bool = False,
) -> ChunkIndex:
    """Open the index under `root`, building it first if there is no whole one for `spec`.

    `cut` is called only to build. `progress` gets (chunks done, all chunks) while building;
    `notice` gets a sentence for people when a damaged index is being rebuilt, and when another
    process is building. `rebuild` builds even if the index is whole.

    Raises IndexFault if no index can be built (the disk, the chunks, the vectors) or if the one
    just built can't be opened; the previous index is left as it was. What `cut` and `embeddings`
    raise passes through.
    """
    notice = notice or (lambda _: None)
    with disk_faults(root):
        store = Store(root)
        try:
            if not rebuild and (index := _served(store, spec)):
                return index
        except DamagedError as damage:
            notice(f"索引损坏（{damage}），正在重建。")
        with store.builder(notice):
            try:
                # Whoever built while we waited has built for us, too.
                if not rebuild and (index := _served(store, spec)):
                    return index
            except DamagedError:
                pass  # the same damage, already told
            _build(store, spec, embeddings, cut(), progress or (lambda _done, _all: None))
            try:
                index = _served(store, spec)
            except DamagedError as damage:
                raise IndexFault(f"刚建好的索引无法打开（{damage}）。", _REBUILD) from damage
    if index is None:
        raise IndexFault("刚建好的索引已被移走。", _REBUILD)
    return index


def _served(store: Store, spec: IndexSpec) -> ChunkIndex | None:
    copy = store.check_out(spec.fingerprint)
    return None if copy is None else ChunkIndex(copy, spec.dimension)


def _build(
    store: Store,
    spec: IndexSpec,
    embeddings: "Embeddings",
    chunks: Sequence[Chunk],
    progress: Callable[[int, int], None],
) -> None:
    rows.check_ids(chunks)
    with store.workshop() as shop:
        directory = shop / "index"
        try:
            with Shelf(directory, spec.space) as shelf:
                filled = fill(shelf, chunks, embeddings, spec.dimension, progress)
            facts = {"fingerprint": spec.fingerprint, **spec.facts, "count": len(chunks)}
            digest = seal(directory, {**facts, "normalised": filled.normalised})
            verify(directory, digest, [chunk.id for chunk in chunks], filled.probes)
        except DamagedError as damage:
            if shutil.disk_usage(shop).free < _TIGHT:  # Chroma doesn't always say that it was this
                raise OSError(ENOSPC, str(damage)) from damage
            raise IndexFault(f"新建的索引没有通过检验（{damage}）。", _REBUILD) from damage
        store.admit(directory, spec.fingerprint, digest)
