"""How a chunk lies in a vector store: an id, a text, flat metadata and one checked vector.

In: chunks and what an embedding model returned. Out: values a store takes as they are, and the
chunks back again, equal to those that went in.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexFault
from bot.report.chunks import Chunk

FIELDS = tuple(field.name for field in fields(Chunk))
_CHECK_MODEL = "请检查向量模型的设置。"
_UNIT = 1e-3  # how far from 1 the length of a vector called normalised may be: float16 rounding


def check_ids(chunks: Sequence[Chunk]) -> None:
    """Raise IndexFault if there is nothing to index, or if one id names two chunks."""
    if not chunks:
        raise IndexFault("没有可以索引的文本块。", "请检查报告目录里是否有正文。")
    most, count = Counter(chunk.id for chunk in chunks).most_common(1)[0]
    if count > 1:  # the store would silently keep only the last of them
        raise IndexFault(f"编号为 {most} 的文本块有 {count} 个。", "请检查是否有报告重名。")


def metadata(chunk: Chunk) -> dict[str, Any]:
    """All fields but id and text; one that is None is left out, since a store takes no None."""
    values = {name: value for name, value in asdict(chunk).items() if value is not None}
    del values["id"], values["text"]
    return values


def chunk(id_: str, text: str, values: Mapping[str, Any]) -> Chunk:
    """The chunk whose row this is; the reverse of `metadata`."""
    kept: dict[str, Any] = {name: values.get(name) for name in FIELDS}
    return Chunk(**{**kept, "id": id_, "text": text})


def checked_vectors(
    vectors: Sequence[Sequence[float]], rows: int, width: int
) -> NDArray[np.float32]:
    """The vectors as a float32 array of `rows` × `width`.

    Raises IndexFault for another shape, and for a vector that has no direction (zero, NaN, or
    infinite): it would be stored, and then be near to everything or to nothing.
    """
    if len(vectors) != rows or any(len(vector) != width for vector in vectors):
        found = len(vectors[0]) if len(vectors) else 0
        told = f"向量模型返回了 {len(vectors)} 个 {found} 维向量，应为 {rows} 个 {width} 维向量。"
        raise IndexFault(told, _CHECK_MODEL)
    array = np.asarray(vectors, dtype=np.float32)
    if not np.isfinite(array).all() or not array.any(axis=1).all():
        raise IndexFault("向量模型返回了全零或含 NaN 的向量。", _CHECK_MODEL)
    return array


def check_query(vector: Sequence[float], width: int) -> None:
    """Raise IndexFault if a question's vector can't be compared with the stored ones."""
    if len(vector) != width:
        told = f"问题的向量有 {len(vector)} 维，索引里的是 {width} 维。"
        raise IndexFault(told, _CHECK_MODEL)
    if not np.isfinite(np.asarray(vector, dtype=np.float32)).all():
        raise IndexFault("问题的向量含 NaN。", _CHECK_MODEL)


def normalised(vectors: NDArray[np.float32]) -> bool:
    """Whether every vector has length 1."""
    return bool(np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=_UNIT))
