"""What every command shares: standard output, JSON, the options, and the assistant it opens."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.settings import Settings, load_settings
from bot.terminal import log_notice, progress_bar

if TYPE_CHECKING:
    from bot.assistant import Assistant

out = Console(highlight=False, markup=False, soft_wrap=True)

ReportOption = Annotated[
    str | None, typer.Option("--report", help="报告编号，默认为设置中的报告。")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@contextmanager
def opened_assistant(rebuild: bool = False) -> Iterator["Assistant"]:
    """Yield the assistant of the settings; it is closed afterwards. Raises `BotError`."""
    from bot.assistant import open_assistant

    settings: Settings = load_settings()
    with progress_bar("正在建立索引") as progress:
        assistant = open_assistant(settings, progress=progress, notice=log_notice, rebuild=rebuild)
    try:
        yield assistant
    finally:
        assistant.close()


def print_json(value: object) -> None:
    """Print one JSON value on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
