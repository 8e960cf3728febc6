"""A canned assistant behind the real application."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from bot.errors import BotError
from bot.records.database import open_database
from bot.report.loading import Report
from bot.service.application import build_application
from bot.settings import Settings
from bot.web.library import Library


class CannedAssistant:
    """Says that it is canned; remembers whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()):
        raise BotError("这里不回答问题。")

    def close(self) -> None:
        self.closed = True


BuildApp = Callable[..., ASGIApp]


@pytest.fixture
def build(tmp_path: Path, report: Report) -> BuildApp:
    """Return a function (opener, routers, **settings) → application."""
    opened = []

    async def build_app(opener, routers, settings) -> ASGIApp:
        chosen = Settings(_env_file=None, data_dir=tmp_path, **settings)
        opened.append(open_database(f"sqlite:///{tmp_path / 'records.db'}"))
        return build_application(
            chosen,
            library=Library({report.id: report}, report.id),
            records=opened[-1],
            open_assistant=opener,
            routers=routers,
        )

    def build_in_loop(opener=CannedAssistant, routers=(), **settings) -> ASGIApp:
        # Outside a running loop Gradio makes loops of its own and never closes them.
        return asyncio.run(build_app(opener, routers, settings))

    yield build_in_loop
    for records in opened:
        records.close()


@pytest.fixture
def canned() -> CannedAssistant:
    return CannedAssistant()
