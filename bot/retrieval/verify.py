"""Verify a newly sealed index in a process of its own: `python -m bot.retrieval.verify SEAL COPY`.

In: a seal, an empty folder for a copy of it, and on standard input JSON with `manifest` (digest),
`ids` (every id) and `probes` ([[id, vector], …]). Out: exit status 0 and nothing printed; or 1 and
a line that says what is wrong; or DISK and the number of what the disk refused. A damaged index
can end the process that opens it with a signal, so this one exists to be ended; and it reads
exactly as a reader will, from a checked copy.
"""

import json
import sys
from pathlib import Path

from bot.retrieval.sealed import DamagedError, copy_seal
from bot.retrieval.shelf import Shelf

DISK = 3  # exit status; Python itself uses 1 and 2
_NEAREST = 10  # a vector must be among the ten nearest to itself
_SAME = 1e-3  # a difference in cosine under which two vectors are one: float32 rounds at 1e-6


def check(shelf: Shelf, ids: list[str], probes: list[tuple[str, list[float]]]) -> None:
    """Raise DamagedError unless the shelf has these ids alone, a vector each, and finds probes.

    A probe is found if its own id is among the nearest, or if all of those are equal to it: a
    report may say the same sentence more often than we ask for neighbours.
    """
    found: list[str] = []
    for page, vectors in shelf.vectors():
        if len(vectors) != len(page) or not vectors.any(axis=1).all():
            raise DamagedError("有文本块没有可用的向量")
        found += page
    if sorted(found) != sorted(ids):
        raise DamagedError(f"应有 {len(ids)} 个文本块，实有 {len(found)} 个，或编号对不上")
    for own, vector in probes:
        near = shelf.nearest(vector, _NEAREST)
        if own not in [id_ for id_, _ in near] and (not near or near[-1][1] < 1 - _SAME):
            raise DamagedError(f"用 {own} 的向量查不到它自己")


def main(seal: Path, copy: Path) -> int:
    """Check the seal against what standard input says; return the exit status."""
    wanted = json.load(sys.stdin)
    try:
        copy_seal(seal, wanted["manifest"], copy)
        with Shelf(copy) as shelf:
            check(shelf, wanted["ids"], wanted["probes"])
    except DamagedError as damage:
        sys.stderr.write(f"{damage}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.errno}\n")
        return DISK
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
