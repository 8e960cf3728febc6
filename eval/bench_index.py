"""Measure what the index promises: killed while building, or read while rebuilt, it stays whole.

    python -m eval.bench_index [--kills 50] [--rounds 20] [--json]

Part one starts a builder, kills it (SIGKILL) at a random moment between taking the lock and moving
the pointer, and has a fresh process open the index and check every chunk and fifty queries. That
process asks for the index that was there before, and must get it without building; after every
tenth kill it asks for the new one instead, and must build it whole. Part two has one process open
the index, ask and close it, over and over, while another rebuilds it. Vectors are random, texts
synthetic; every builder indexes texts of its own, so that old and new can't be mistaken.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from rich.console import Console
from rich.table import Table

from bot.report.chunks import Chunk
from bot.retrieval.vectors import ChunkIndex, IndexSpec, open_index

WIDTH = 512  # of the vectors: that of the small embedding models people run at home
KILL_CHUNKS, READ_CHUNKS = 8000, 1000
FULL_EVERY = 10  # after so many kills, one full rebuild
QUERIES = 50


class RandomVectors(Embeddings):
    """A vector for each text, drawn with the text as seed."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector for a text, the same each time."""
        seeded = np.random.default_rng(zlib.crc32(text.encode()))
        return [float(value) for value in seeded.normal(size=WIDTH)]


def make_chunks(name: str, count: int) -> list[Chunk]:
    """Synthetic chunks of about 160 characters whose texts are unlike those of another name."""
    return [
        Chunk(
            f"{name}:s1+{at * 200}", name, "p1", "s1", f"s1p{at}", f"第{at}段", "报告 > 工作回顾",
            2025 if at % 2 else None, "result", at * 200, at * 200 + 160,
            f"{name}第{at}项指标增长{at % 97}%。" * 10, 100,
        )
        for at in range(count)
    ]  # fmt: skip


def make_spec(name: str, count: int) -> IndexSpec:
    """The spec of the synthetic index `name`."""
    return IndexSpec(((name, f"{count:064d}"),), "synthetic", "random", WIDTH)


def check(index: ChunkIndex, name: str, count: int) -> None:
    """Raise RuntimeError unless the index holds these chunks and finds them."""
    expected = make_chunks(name, count)
    if index.chunks != tuple(expected):
        raise RuntimeError(f"{len(index.chunks)} chunks instead of the {count} of {name}")
    for chunk in expected[:: max(1, count // QUERIES)]:
        found = index.nearest(RandomVectors().embed_query(chunk.embedded_text), 3)
        if found[0][0] != chunk.id:
            raise RuntimeError(f"{chunk.id} not found: {found}")


def build(root: Path, name: str, count: int) -> None:
    """Build in this process, saying on standard output how far it is."""

    def cut() -> list[Chunk]:
        print("locked", flush=True)
        return make_chunks(name, count)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            print("verifying", flush=True)
        if event == "os.rename" and Path(str(args[1])).name == "current":
            print("swapping", flush=True)

    sys.addaudithook(hook)
    with open_index(root, make_spec(name, count), RandomVectors(), cut, rebuild=True) as index:
        check(index, name, count)


def verify(root: Path, name: str, count: int, may_build: bool) -> None:
    """Open and check in this process; RuntimeError if that takes a build it may not make."""

    def cut() -> list[Chunk]:
        if not may_build:
            raise RuntimeError("the index that was there is gone")
        return make_chunks(name, count)

    with open_index(root, make_spec(name, count), RandomVectors(), cut, notice=print) as index:
        check(index, name, count)


def ask(root: Path, name: str, count: int) -> None:
    """Open, ask and close until there is a file `stop`; print how often."""
    opened = 0
    while not (root / "stop").exists():
        with open_index(root, make_spec(name, count), RandomVectors(), list, notice=print) as index:
            opened += 1
            check(index, name, count)
    print(opened)


def start(role: str, root: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start this module in another process, in the given role."""
    command = [sys.executable, "-m", "eval.bench_index", "--role", role, str(root), name]
    command.append(str(count))
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for it; return what it printed and, if it failed, the last line of its error."""
    out, err = process.communicate()
    code = process.returncode
    return out, f"{code}: {(err.strip().splitlines() or [''])[-1]}" if code else ""


def kill_builders(kills: int, folder: Path) -> dict[str, Any]:
    """Kill builders and check what the next process serves; return the counts."""
    root = folder / "killed"
    draw = np.random.default_rng(0)
    builder = start("build", root, "base", KILL_CHUNKS)
    span = _seconds_from_lock_to_swap(builder)
    base, errors = "base", [error for error in [finish(builder)[1]] if error]
    died = {"writing": 0, "verifying": 0, "swapping": 0}
    full = 0
    for number in range(1, kills + 1):
        name = f"new{number}"
        builder = start("build", root, name, KILL_CHUNKS)
        log = _line(builder)
        delay = draw.uniform(0, span)
        time.sleep(delay)
        builder.kill()
        log += finish(builder)[0]
        stage = next((step for step in ("swapping", "verifying") if step in log), "writing")
        died[stage] += 1
        if stage == "swapping":  # the machine got faster: it can't be killed inside so late
            span = min(span, delay)
        full += number % FULL_EVERY == 0
        if number % FULL_EVERY == 0 or _served(root, name):
            base = name
        role = "verify-or-build" if number % FULL_EVERY == 0 else "verify"
        told, error = finish(start(role, root, base, KILL_CHUNKS))
        left = len(list((root / "building").iterdir())) + len(list((root / "seals").iterdir())) - 1
        errors += [f"kill {number}: {fault}" for fault in (told.strip(), error) if fault]
        errors += [f"kill {number}: {left} leftovers"] if left else []
        errors += [] if log.startswith("locked") else [f"kill {number}: no builder to kill"]
        print(f"{number}/{kills} {died} {errors[-1:]}", file=sys.stderr)
    return {
        "kills": kills,
        "seconds_from_lock_to_swap": round(span, 2),
        "inside": died["writing"] + died["verifying"],
        **died,
        "served_without_building": kills - full,
        "rebuilt_in_full": full,
        "errors": errors,
    }


def read_while_rebuilding(rounds: int, folder: Path) -> dict[str, Any]:
    """Have one process read while another rebuilds; return the counts."""
    root = folder / "read"
    errors = [finish(start("build", root, "base", READ_CHUNKS))[1]]
    reader = start("ask", root, "base", READ_CHUNKS)
    errors += [finish(start("build", root, "base", READ_CHUNKS))[1] for _ in range(rounds)]
    (root / "stop").touch()
    told, error = finish(reader)
    opened = int(told) if told.strip().isdigit() else 0
    errors += [error, "" if opened else f"reader: {told}"]
    return {
        "rebuilds": rounds,
        "opened": opened,
        "answers": opened * QUERIES,
        "errors": [fault for fault in errors if fault],
    }


def _line(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline() if process.stdout else ""


def _seconds_from_lock_to_swap(builder: subprocess.Popen[str]) -> float:
    _line(builder)
    began = time.perf_counter()
    while _line(builder) not in ("swapping\n", ""):
        pass
    return time.perf_counter() - began


def _served(root: Path, name: str) -> bool:
    pointer = json.loads((root / "current").read_text("utf-8"))
    return bool(pointer["fingerprint"] == make_spec(name, KILL_CHUNKS).fingerprint)


def _play(role: str, root: str, name: str, count: str) -> None:
    if role == "build":
        build(Path(root), name, int(count))
    elif role == "ask":
        ask(Path(root), name, int(count))
    else:
        verify(Path(root), name, int(count), may_build=role == "verify-or-build")


def main() -> None:
    """Run both parts and print a table, or JSON; exit status 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--role", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        return _play(*options.role)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results = {
            "killed while building": kill_builders(options.kills, Path(folder)),
            "read while rebuilt": read_while_rebuilding(options.rounds, Path(folder)),
        }
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        table = Table("part", "measure", "value", title="sealed index")
        for part, values in results.items():
            for measure, value in values.items():
                table.add_row(part, measure, str(value))
        Console().print(table)
    sys.exit(any(values["errors"] for values in results.values()))


if __name__ == "__main__":
    main()
