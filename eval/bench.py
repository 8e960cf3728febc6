"""`python -m eval.bench`: speed and retrieval, measured in one run and printed with their settings.

Whole answers beside the bare Chroma query (its vector given), the command line from start to
answer, and recall of the fused retriever beside its lexical leg alone, on the cases of a file.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.answering.conversation import read_history
from bot.answering.rewriting import stand_alone
from bot.answering.understanding import understand
from bot.assistant import Assistant, open_assistant
from bot.errors import BotError
from bot.settings import PROJECT_ROOT, load_settings
from bot.terminal import complain, log_notice
from eval.cases import Case, load_cases

ROUNDS = 5  # times each case is asked; the first round warms up and is not counted
STARTS = 5  # times the command line is started
DEPTHS = (1, 3, 5)
_err = Console(stderr=True, highlight=False, markup=False)


def times(action: Callable[[Any], object], inputs: Sequence[Any], title: str) -> list[float]:
    """Return the milliseconds of `action` on each input, in every round but the first."""
    taken = []
    rounds = [(number, one) for number in range(ROUNDS) for one in inputs]
    for number, one in track(rounds, title, console=_err, transient=True):
        begun = time.perf_counter()
        action(one)
        if number:
            taken.append((time.perf_counter() - begun) * 1000)
    return taken


def speed(assistant: Assistant, cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return median and p95 in milliseconds of whole answers and of bare vector queries."""
    retriever = assistant.desk().retriever
    vectors = [retriever.embeddings.embed_query(case.question) for case in cases]

    def query(vector: list[float]) -> object:
        return retriever.index.nearest(vector, retriever.top, retriever.report)

    def answer(case: Case) -> object:
        return assistant.ask(case.question, case.history)

    measured = {
        "bare Chroma query": times(query, vectors, "向量查询"),
        "whole answer": times(answer, cases, "完整回答"),
    }
    return {
        name: {"median": median(taken), "p95": quantiles(taken, n=20)[-1]}
        for name, taken in measured.items()
    }


def command_line() -> dict[str, float]:
    """Return median and worst seconds from starting `python -m bot ask` to its end."""
    taken = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "bot", "ask", "今年的主要目标是什么", "--json"]
        subprocess.run(command, cwd=PROJECT_ROOT, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return {"median": median(taken), "worst": max(taken)}


def recall(assistant: Assistant, cases: Sequence[Case], dense: float | None) -> dict[str, float]:
    """Return recall@k: in how many answerable cases the first k hits hold a gold quote.

    `dense` is the weight of the dense leg, None for the retriever's own. The chunks are ordered by
    score alone here, without the asked period, so that the legs are compared and nothing else.
    """
    desk = assistant.desk()
    update = {} if dense is None else {"dense_weight": dense}
    retriever = desk.retriever.model_copy(update=update)
    found = dict.fromkeys(DEPTHS, 0)
    chosen = [case for case in cases if case.answerable]
    for case in chosen:
        alone = stand_alone(case.question, read_history(case.history))
        query = understand(
            alone.question, desk.this_year, desk.home, assistant.lexicon, alone.carried
        )
        hits = retriever.invoke(query.search_text, expansions=query.expansions)
        spans = [(hit.metadata["start"], hit.metadata["end"]) for hit in hits]
        golds = [(desk.report.text.index(q), len(q)) for q in case.gold_quotes]
        for depth in DEPTHS:
            found[depth] += any(
                start < at + length and at < end
                for start, end in spans[:depth]
                for at, length in golds
            )
    return {f"recall@{depth}": found[depth] / len(chosen) for depth in DEPTHS}


def bench(
    cases: Annotated[Path, typer.Option(help="问题集。")] = PROJECT_ROOT / "eval" / "spine.jsonl",
    fusion: Annotated[bool, typer.Option(help="比较不同的融合权重。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """测量速度与检索。"""
    assistant = open_assistant(load_settings(), notice=log_notice)
    assistant.warm()
    chosen = load_cases(cases, assistant.report.text)
    weights = (0.0, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0) if fusion else (0.0,)
    legs = {f"dense weight {weight}": recall(assistant, chosen, weight) for weight in weights}
    result: dict[str, Any] = {
        "cases": cases.name,
        "recall": {"fused": recall(assistant, chosen, None), **legs},
        "milliseconds": speed(assistant, chosen),
        "command line, seconds": command_line(),
    }
    assistant.close()
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for title, rows in result.items():
        if isinstance(rows, str):
            continue
        lines = rows if isinstance(next(iter(rows.values())), dict) else {"": rows}
        table = Table(title, *next(iter(lines.values())))
        for name, values in lines.items():
            table.add_row(name, *(f"{value:.3f}" for value in values.values()))
        Console().print(table)


def main() -> None:
    """Run the benchmarks; a wrong file or setting ends with one line that says so."""
    try:
        typer.run(bench)
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
