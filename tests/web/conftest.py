"""The whole application on a free port, and a browser to visit it with."""

import asyncio
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bot.assistant import Assistant, Reply
from bot.records.database import Database, open_database
from bot.report.loading import Report
from bot.service.application import build_application
from bot.settings import Settings
from bot.staff.workbench import Workbench
from bot.web.library import Library
from tests.missing import missing

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000
BREAKS = "请让服务出错"


@dataclass
class Lent:
    """The real assistant, lent to one application: it can be made to wait, and it can break."""

    assistant: Assistant
    may_open: Event = field(default_factory=Event)
    may_answer: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.may_open.set()
        self.may_answer.set()

    def open(self) -> "Lent":
        self.may_open.wait(30)
        return self

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Reply:
        self.may_answer.wait(30)
        if question == BREAKS:
            raise ZeroDivisionError("secret detail")
        return self.assistant.ask(question, history)

    def close(self) -> None:
        """Keep it open: the next module borrows it again."""


@dataclass
class Served:
    """A running application: its address, what it has recorded, and the switches of its assistant."""

    url: str
    lent: Lent
    records: Database

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


@contextmanager
def serving(
    assistant: Assistant,
    reports: dict[str, Report],
    data_dir: Path,
    *,
    workbench: Workbench | None = None,
    **settings: object,
) -> Iterator[Served]:
    """Serve the application on a free port; `settings` differ from the defaults."""
    chosen = Settings(_env_file=None, data_dir=data_dir, **settings)
    records = open_database(f"sqlite:///{data_dir / 'records.db'}")
    lent = Lent(assistant)
    library = Library(reports, next(iter(reports)))
    running: list[uvicorn.Server] = []

    async def serve() -> None:
        app = build_application(
            chosen,
            library=library,
            records=records,
            open_assistant=lent.open,
            workbench=workbench,
        )
        config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1)
        running.append(uvicorn.Server(config))
        await running[0].serve(sockets=[listener])

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", lent, records)
        finally:
            lent.may_open.set()
            lent.may_answer.set()
            running[0].should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def served(
    assistant: Assistant, report: Report, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    with serving(assistant, {report.id: report}, tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture(scope="module")  # for longer, and its event loop would be in the way of others
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("Chromium, which the page is tested in,")
    fonts = shutil.which("fc-list") and subprocess.check_output(["fc-list", ":lang=zh"])  # noqa: S607
    if not fonts:
        missing("a Chinese font, which the page is tested with,")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Visit:
    """A page with everything it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.box.wait_for()
        self.page.locator(".reader .sentence").first.wait_for(state="attached")

    def ask(self, question: str) -> Locator:
        """Ask, wait for the whole answer and return its bubble."""
        before = self.answers.count()
        self.box.fill(question)
        self.box.press("Enter")
        self.answers.nth(before).wait_for()
        return self.answers.nth(before)

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="您的问题")

    @property
    def answers(self) -> Locator:
        return self.page.locator("#chat .answer.whole")

    @property
    def marked(self) -> Locator:
        """What is highlighted in the reader right now."""
        return self.page.locator("mark.cited[aria-current=true]")

    def english(self) -> list[str]:
        """Return the Latin words a visitor can read or hear, but for the report's own."""
        spoken = self.page.evaluate(
            """() => {
              const own = document.querySelector("#paper .holder");
              own?.setAttribute("hidden", "");
              const named = [...document.querySelectorAll("[aria-label],[title],[placeholder],[alt]")]
                .filter((e) => e.checkVisibility())
                .flatMap((e) => ["aria-label", "title", "placeholder", "alt"]
                  .map((name) => e.getAttribute(name) ?? ""));
              const words = [document.title, document.body.innerText, ...named].join("\\n");
              own?.removeAttribute("hidden");
              return words;
            }"""
        )
        return re.findall(r"[A-Za-z]{2,}.*", spoken)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A visitor at a desk, with a browser set to English: the page is Chinese all the same."""
    with closing(
        browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    ) as at:
        yield Visit(at.new_page())


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A visitor with a phone."""
    size = {"width": 390, "height": 844}
    context = browser.new_context(locale="en-US", viewport=size, has_touch=True, is_mobile=True)
    with closing(context):
        yield Visit(context.new_page())
