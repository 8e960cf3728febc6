"""`python -m eval.bench_page`: the page under load, measured in one run and printed with its settings.

Part one has many people ask at once, over the protocol a browser speaks (`eval.crowd`), and alone
before. Part two takes the time from the click to the answer in Chromium, beside a stock Gradio chat
that echoes (`eval.clicks`). Each page is served by a process of its own on a free port; the
application with a data directory that is made for the run and removed after it.
"""

import asyncio
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any

import httpx2
import typer
from rich.console import Console
from rich.table import Table

from bot.assistant import default_report
from bot.errors import BotError, SettingsError
from bot.report.loading import Report, load_corpus
from bot.settings import PROJECT_ROOT, Settings, load_settings
from bot.terminal import complain, log_notice
from eval.cases import load_cases
from eval.clicks import clicked
from eval.crowd import Visit, problems, scripts, unlike, visit_in_turn, visit_together

MOST_SECONDS = 2.0  # p95 of the crowd, from question to complete answer
MOST_TIMES_STOCK = 1.2  # median from click to answer, ours by stock
START_SECONDS = 120.0


@contextmanager
def served(command: Sequence[str], ready: str, log: Path, **environment: str) -> Iterator[str]:
    """Yield the address of `command`, which serves on the port it is given as PORT, once ready.

    `ready` is the path that answers 200 then; `log` takes what the process says. Raises
    `SettingsError` where it doesn't start.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    filled = [part.replace("PORT", str(port)) for part in command]
    values = {name: value.replace("PORT", str(port)) for name, value in environment.items()}
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            filled, cwd=PROJECT_ROOT, env={**os.environ, **values}, stdout=out, stderr=out
        )
        try:
            _await(url + ready, process, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def our_page(folder: Path) -> Iterator[str]:
    """Yield the address of the application, its index built."""
    with served(
        [sys.executable, "app.py"],
        "/readyz",
        folder / "page.log",
        WENBAO_HOST="127.0.0.1",
        WENBAO_PORT="PORT",
        WENBAO_PUBLIC_URL="",
        WENBAO_DATA_DIR=str(folder / "data"),
    ) as url:
        yield url


@contextmanager
def stock_page(folder: Path) -> Iterator[str]:
    """Yield the address of a stock chat that echoes."""
    command = [sys.executable, "-m", "eval.bench_page", "--echo", "PORT"]
    offline = {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_TEMP_DIR": str(folder / "stock")}
    with served(command, "/", folder / "stock.log", **offline) as url:
        yield url


def echo(port: int) -> None:
    """Serve Gradio's chat as it comes, answering with the question, until ended."""
    import gradio as gr

    gr.ChatInterface(lambda message, history: message).launch(  # noqa: ARG005
        server_name="127.0.0.1", server_port=port, quiet=True
    )


def measure_crowd(report: Report, cases: Path, people: int) -> dict[str, Any]:
    """Return times in seconds and what went wrong, of people alone and of a crowd."""
    plan = scripts(load_cases(cases, report.text), people)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with our_page(Path(folder)) as url:
            # Alone first: this also warms the page up. The crowd must then get the same answers.
            alone = asyncio.run(visit_in_turn(url, plan))
            crowd = asyncio.run(visit_together(url, plan))
        log = (Path(folder) / "page.log").read_text("utf-8")
    wrong = {
        **problems(crowd),
        "unlike alone": unlike(crowd, alone),
        "errors in the log": [line for line in log.splitlines() if " ERROR " in line],
    }
    seconds = _spread(_seconds(crowd))
    return {
        "alone, seconds": _spread(_seconds(alone)),
        "crowd, seconds": seconds,
        "crowd, seconds by question": [_spread(_seconds(crowd, at)) for at in range(3)],
        "questions": len(_seconds(crowd)),
        **{name: len(found) for name, found in wrong.items()},
        "examples": [one for found in wrong.values() for one in found[:3]],
        "accepted": seconds["p95"] <= MOST_SECONDS and not any(wrong.values()),
    }


def measure_clicks(report: Report, rounds: int) -> dict[str, Any]:
    """Return milliseconds from click to answer, ours beside stock."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        our_page(Path(folder)) as ours,
        stock_page(Path(folder)) as stock,
    ):
        taken = clicked(ours, stock, report.examples, rounds)
    ratio = median(taken["ours"]) / median(taken["stock"])
    return {
        "ours, ms": _spread(taken["ours"]),
        "stock, ms": _spread(taken["stock"]),
        "ours by stock": round(ratio, 3),
        "accepted": ratio <= MOST_TIMES_STOCK,
    }


def bench(
    people: Annotated[int, typer.Option(min=2, help="同时提问的人数。")] = 50,
    rounds: Annotated[int, typer.Option(min=2, help="浏览器里每个页面点击的次数。")] = 20,
    cases: Annotated[Path, typer.Option(help="问题集。")] = PROJECT_ROOT / "eval/spine-dev.jsonl",
    crowd: Annotated[bool, typer.Option(help="测量多人同时提问。")] = True,
    clicks: Annotated[bool, typer.Option(help="测量从点击到回答（需要 Chromium）。")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    echo_port: Annotated[int, typer.Option("--echo", hidden=True)] = 0,
) -> None:
    """测量网页：多人同时提问，以及从点击到看见回答。"""
    if echo_port:
        echo(echo_port)
        return
    settings = load_settings()
    corpus = load_corpus(settings.corpus_dir)
    report = corpus[default_report(corpus, settings.report)]
    result: dict[str, Any] = {"settings": _settings(settings, people, rounds, cases)}
    if crowd:
        log_notice(f"{people}个人同时提问……")
        result["crowd"] = measure_crowd(report, cases, people)
    if clicks:
        log_notice("从点击到回答……")
        result["clicks"] = measure_clicks(report, rounds)
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        table = Table("part", "measure", "value", title="the page under load")
        for part, values in result.items():
            for name, value in values.items():
                table.add_row(part, name, str(value))
        Console().print(table)
    raise typer.Exit(not all(part.get("accepted", True) for part in result.values()))


def main() -> None:
    """Run the measurements; exit status 1 where one isn't accepted."""
    try:
        typer.run(bench)
    except BotError as error:
        raise SystemExit(complain(error)) from error


def _settings(settings: Settings, people: int, rounds: int, cases: Path) -> dict[str, Any]:
    return {
        "people": people,
        "rounds": rounds,
        "cases": cases.name,
        "concurrency": settings.concurrency,
        "queue_size": settings.queue_size,
        "python": platform.python_version(),
        "gradio": version("gradio"),
        "processors": os.cpu_count(),
        "load before": [round(value, 1) for value in os.getloadavg()],
    }


def _seconds(visits: Sequence[Visit], at: int | None = None) -> list[float]:
    """Return the seconds of all questions, or of those `at` that place."""
    return [
        one.seconds
        for visit in visits
        for number, one in enumerate(visit.exchanges)
        if at in (None, number)
    ]


def _spread(values: Sequence[float]) -> dict[str, float]:
    p95 = quantiles(values, n=20)[-1]
    shown = {"median": median(values), "p95": p95, "worst": max(values)}
    return {name: round(value, 3) for name, value in shown.items()}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            if httpx2.get(url).status_code == 200:
                return
        except httpx2.TransportError:
            pass  # it doesn't listen yet
        time.sleep(0.2)
    said = " ".join(log.read_text("utf-8", "replace").split())[-500:]
    raise SettingsError(f"{url} 没有启动：{said}", "请单独启动它，看看是什么问题。")


if __name__ == "__main__":
    main()
