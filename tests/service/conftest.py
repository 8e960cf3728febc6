"""A canned assistant behind the real application."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.types import ASGIApp

from bot.service.application import build_application
from bot.settings import Settings


class CannedAssistant:
    """Repeats the question; remembers whether it was closed."""

    report = SimpleNamespace(title="示范区2026年政府工作报告")

    def __init__(self) -> None:
        self.closed = False

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> str:
        return f"{question}（上文{len(history)}轮）"

    def close(self) -> None:
        self.closed = True


def whole(reply: str) -> Iterator[str]:
    yield reply


BuildApp = Callable[..., ASGIApp]


@pytest.fixture
def build(tmp_path: Path) -> BuildApp:
    """Return a function (opener, routers, **settings) → application."""

    async def build_app(opener, routers, settings) -> ASGIApp:
        chosen = Settings(_env_file=None, data_dir=tmp_path, **settings)
        return build_application(
            chosen, open_assistant=opener, render=whole, routers=routers, examples=["有哪些目标？"]
        )

    def build_in_loop(opener=CannedAssistant, routers=(), **settings) -> ASGIApp:
        # Outside a running loop Gradio makes loops of its own and never closes them.
        return asyncio.run(build_app(opener, routers, settings))

    return build_in_loop


@pytest.fixture
def canned() -> CannedAssistant:
    return CannedAssistant()
