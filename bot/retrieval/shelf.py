"""Chroma, and nothing else of ours touches it: a directory of rows, each a chunk and its vector.

In: a directory that no other process has open. Out: a `Shelf` to put chunks on, read them back
from and look up neighbours in. What Chroma raises leaves here as `DamagedError`, or, where the
disk is full, as OSError.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from bot.report.chunks import Chunk
from bot.retrieval import rows
from bot.retrieval.sealed import DamagedError

if TYPE_CHECKING:  # importing Chroma takes most of a second, and not every command needs it
    from chromadb.api.models.Collection import Collection

PAGE = 5000  # rows a call: Chroma 1.5 takes at most 5461
_EF_SEARCH = 200  # twice Chroma's default: in clustered text, 100 misses true neighbours
# Named because Chroma would otherwise take them from the environment or from a .env file.
_SETTINGS: dict[str, Any] = {
    "_env_file": None,
    "anonymized_telemetry": False,
    "allow_reset": False,
    "chroma_api_impl": "chromadb.api.rust.RustBindingsAPI",
    "migrations": "apply",
}
_FULL = ("disk is full", "No space left")  # how SQLite and the system put it
_COLLECTION = "chunks"


class Shelf:
    """A Chroma directory, open. Close it before moving or removing the directory."""

    def __init__(self, directory: Path, space: str | None = None) -> None:
        """Open the directory, or with `space` ("cosine") make a new one; raises DamagedError."""
        import chromadb
        from chromadb.config import Settings

        with _faults():
            self._client: Any = chromadb.PersistentClient(directory, Settings(**_SETTINGS))
        try:
            with _faults():
                self.collection = self._collection(space)
        except DamagedError:
            self.close()
            raise

    def _collection(self, space: str | None) -> "Collection":
        if space is None:
            collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        else:
            hnsw = {"space": space, "ef_search": _EF_SEARCH}
            collection = self._client.create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": hnsw}
            )
        return cast("Collection", collection)

    def put(self, chunks: Sequence[Chunk], vectors: NDArray[np.float32]) -> None:
        """Store chunks with their vectors; raises DamagedError."""
        with _faults():
            for start in range(0, len(chunks), PAGE):
                page = chunks[start : start + PAGE]
                self.collection.upsert(
                    ids=[chunk.id for chunk in page],
                    documents=[chunk.text for chunk in page],
                    metadatas=[rows.metadata(chunk) for chunk in page],
                    embeddings=vectors[start : start + PAGE],
                )

    def chunks(self) -> Iterator[Chunk]:
        """Every chunk, in no order; raises DamagedError."""
        for page in self._pages("documents", "metadatas"):
            yield from map(rows.chunk, page["ids"], page["documents"], page["metadatas"])

    def vectors(self) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """Every id with its vector, a page at a time; raises DamagedError."""
        for page in self._pages("embeddings"):
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32)

    def _pages(self, *include: Any) -> Iterator[Any]:
        with _faults():
            count = self.collection.count()
        for start in range(0, count, PAGE):
            with _faults():
                page = self.collection.get(limit=PAGE, offset=start, include=list(include))
            yield page

    def nearest(
        self, vector: Sequence[float], count: int, report: str | None = None
    ) -> list[tuple[str, float]]:
        """The ids nearest to a vector, with cosine similarity, best first; raises DamagedError."""
        with _faults():
            found = self.collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=count,
                where=None if report is None else {"report": report},
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        # Rounding takes a distance a little below 0, and opposite vectors are 2 apart.
        scores = [min(1.0, max(0.0, 1.0 - float(distance))) for distance in distances]
        return sorted(zip(found["ids"][0], scores, strict=True), key=lambda hit: (-hit[1], hit[0]))

    def close(self) -> None:
        """Release the files; idempotent."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


@contextmanager
def _faults() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError) as error:  # ValueError: the default tenant is not there
        if any(sign in str(error) for sign in _FULL):  # nothing is damaged
            raise OSError(ENOSPC, str(error)) from error
        raise DamagedError(f"Chroma：{error}") from error
