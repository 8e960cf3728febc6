from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.records.database import Database, open_database
from tests.postgres import Server, postgres


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    with open_database(url) as database:
        yield database


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def each_url(request: pytest.FixtureRequest, url: str) -> str:
    """A fresh database of each kind."""
    if request.param == "sqlite":
        return url
    return request.getfixturevalue("server").fresh()


@pytest.fixture
def each_db(each_url: str) -> Iterator[Database]:
    with open_database(each_url) as database:
        yield database
