"""The staff area over a made-up register, with a clock that stands until it is moved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.records.accounts import add_staff
from bot.records.database import Database, open_database
from bot.staff.application import staff_application
from tests.staff.workbench import workbench

NAME, PASSWORD = "王小明", "长而易记的一句话2026"
URL = "http://127.0.0.1:7860"
HTML = {"Accept": "text/html"}


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


class Browser(TestClient):
    """A client that keeps cookies, follows no redirect and fills in the forms it was shown."""

    def csrf(self, path: str = "/staff/register") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found
        return found[1]

    def sign_in(self, name: str = NAME, password: str = PASSWORD):
        form = {"csrf": self.csrf("/staff/sign-in"), "name": name, "password": password}
        return self.post("/staff/sign-in", data=form)

    def submit(self, path: str, **form: str):
        return self.post(path, data={"csrf": self.csrf(), **form})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'records.db'}") as db:
        yield db


@pytest.fixture
def staffed(records: Database) -> Database:
    add_staff(records, NAME, PASSWORD)
    return records


@pytest.fixture
def new_browser(records: Database, clock: Clock, tmp_path: Path):
    app = staff_application(workbench(tmp_path), records, clock=clock)
    opened = []

    def browser(**options) -> Browser:
        bench = workbench(tmp_path)
        served = staff_application(bench, records, clock=clock, **options) if options else app
        one = Browser(served, URL, headers=HTML, follow_redirects=False)
        opened.append(one)
        return one

    yield browser
    for one in opened:
        one.close()


@pytest.fixture
def browser(new_browser, staffed: Database) -> Browser:
    return new_browser()


@pytest.fixture
def inside(browser: Browser) -> Browser:
    assert browser.sign_in().status_code == 303
    return browser
