"""The whole application on a free port, with a canned assistant behind it."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from types import SimpleNamespace

import pytest
import uvicorn

from bot.service.application import build_application
from bot.settings import Settings

EXAMPLES = ("今年新建多少口袋公园？", "去年投资增长多少？")


class CannedAssistant:
    """Answers with how many turns it was told of; breaks on request; opens on request."""

    report = SimpleNamespace(title="示范区2026年政府工作报告")

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> str:
        if "出错" in question:
            raise ZeroDivisionError("secret detail")
        return f"这是第{len(history) + 1}个回答，问的是{len(question)}个字。"

    def close(self) -> None:
        pass


def grown(reply: str) -> Iterator[str]:
    yield reply[:6]
    yield reply
    yield f"{reply}\n\n**依据**\n\n1. 二(四)提升城市品质：“建成口袋公园3个。”"


@dataclass
class Served:
    """A running application: its address, and the switch that lets the assistant open."""

    url: str
    may_open: Event


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    may_open = Event()
    may_open.set()
    chosen = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"))

    def opener() -> CannedAssistant:
        may_open.wait(30)
        return CannedAssistant()

    async def serve() -> None:
        app = build_application(chosen, open_assistant=opener, render=grown, examples=EXAMPLES)
        running.append(
            uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        )
        await running[0].serve(sockets=[listener])

    running: list[uvicorn.Server] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", may_open)
        running[0].should_exit = True
        thread.join(10)
