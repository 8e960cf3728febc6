"""Another process that opens an index: `python -m tests.retrieval.worker ROOT NAME [--…]`.

It prints JSON: how many chunks it serves, how often it cut them, what its queries found.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.report.chunks import Chunk
from bot.retrieval.vectors import IndexSpec, open_index
from tests.fakes import FakeEmbeddings, some_chunks

COUNT = 120


def spec(name: str, dimension: int = 64) -> IndexSpec:
    return IndexSpec((("hebei-2026", "0" * 64),), "paragraph-1", name, dimension)


def kill_at(point: str) -> None:
    """Die without warning just before the named step, as the interpreter announces it."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        target = Path(str(args[1])) if event == "os.rename" else Path()
        removed = Path(str(args[0])) if event == "shutil.rmtree" else Path()
        steps = {
            "verify": event == "subprocess.Popen",
            "seal": "seals" in target.parts,
            "swap": target.name == "current",
            "sweep": "seals" in removed.parts,
        }
        if steps.get(point):
            die()

    sys.addaudithook(hook)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("name")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--kill", default="")
    options = parser.parse_args()
    kill_at(options.kill)
    cuts = 0

    def cut() -> list[Chunk]:
        nonlocal cuts
        cuts += 1
        if options.kill == "cut":
            die()
        return some_chunks(COUNT)

    def progress(done: int, every: int) -> None:
        if (options.kill == "embed" and done == 0) or (options.kill == "written" and done == every):
            die()

    notices: list[str] = []
    fake = FakeEmbeddings()
    wanted = spec(options.name)
    with open_index(
        options.root, wanted, fake, cut,
        progress=progress, notice=notices.append, rebuild=options.rebuild,
    ) as index:  # fmt: skip
        chunks = some_chunks(COUNT)
        right = [
            index.nearest(fake.embed_query(chunk.embedded_text), 1)[0][0] == chunk.id
            for chunk in chunks[::10]
        ]
        whole = index.chunks == tuple(chunks)
    print(json.dumps({"cuts": cuts, "whole": whole, "right": all(right), "notices": notices}))  # noqa: T201


if __name__ == "__main__":
    main()
