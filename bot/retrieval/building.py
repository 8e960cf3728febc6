"""Fill a new index, and have it verified by a process of its own before anyone is served from it.

In: an empty shelf, the chunks and the embedding model; then the sealed directory. Out: the probes,
a few chunks with the vectors they must be found by; then nothing, or `DamagedError`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.report.chunks import Chunk
from bot.retrieval import rows
from bot.retrieval.sealed import DamagedError
from bot.retrieval.shelf import Shelf
from bot.retrieval.verify import DISK

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

_BATCH = 500  # chunks embedded between two reports of progress: under a second for a local model
_PROBES = 16  # stored vectors that must find their own chunk, spread evenly over the reports
_DEADLINE = 900.0  # seconds for the verifying process; 100,000 chunks take about one minute


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling an index taught: chunks to look up again, and if all vectors had length 1."""

    probes: tuple[tuple[str, list[float]], ...]
    normalised: bool


def fill(
    shelf: Shelf,
    chunks: Sequence[Chunk],
    embeddings: "Embeddings",
    dimension: int,
    progress: Callable[[int, int], None],
) -> Filled:
    """Embed the chunks and put them on the shelf.

    Raises IndexFault for vectors that must not be stored, DamagedError where Chroma fails, and
    whatever the model raises.
    """
    probes: list[tuple[str, list[float]]] = []
    normalised = True
    step = max(1, len(chunks) // _PROBES)
    progress(0, len(chunks))
    for start in range(0, len(chunks), _BATCH):
        batch = chunks[start : start + _BATCH]
        found = embeddings.embed_documents([chunk.embedded_text for chunk in batch])
        vectors = rows.checked_vectors(found, len(batch), dimension)
        shelf.put(batch, vectors)
        normalised = normalised and rows.normalised(vectors)
        for at in range(-start % step, len(batch), step):
            probes.append((batch[at].id, vectors[at].tolist()))
        progress(start + len(batch), len(chunks))
    return Filled(tuple(probes), normalised)


def verify(
    sealed: Path, manifest: str, ids: Sequence[str], probes: Sequence[tuple[str, list[float]]]
) -> None:
    """Have another process open a copy of the sealed index and look everything up.

    In: the directory, the digest of its manifest, every id, and what `fill` returned as probes.
    Raises DamagedError with what that process found, be it only that it was killed by a signal;
    OSError where it could not write its copy.
    """
    copy = sealed.with_name("copy")
    copy.mkdir()
    home = str(Path(__file__).resolve().parents[2])  # so that the child finds `bot` uninstalled
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        child = subprocess.run(  # our own module, on paths we made
            [sys.executable, "-m", "bot.retrieval.verify", str(sealed), str(copy)],
            input=json.dumps({"manifest": manifest, "ids": list(ids), "probes": list(probes)}),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=_DEADLINE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedError(f"{_DEADLINE:.0f} 秒内没有检验完") from error
    told = child.stderr.strip().splitlines()
    if child.returncode == DISK:
        raise OSError(int(told[-1]), os.strerror(int(told[-1])))
    if child.returncode:
        raise DamagedError(told[-1] if told else f"检验进程异常退出，代码 {child.returncode}")
