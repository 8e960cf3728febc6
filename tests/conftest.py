"""The real report and an assistant on it, opened once, in a data directory of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant, open_assistant
from bot.report.loading import Report, load_report
from bot.settings import PROJECT_ROOT, Settings
from tests.loopback import raise_loopback


@pytest.fixture(scope="session", autouse=True)
def loopback() -> None:
    raise_loopback()


@pytest.fixture(scope="session")
def report() -> Report:
    return load_report(PROJECT_ROOT / "corpus" / "hebei-2026")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def assistant(data_dir: Path) -> Iterator[Assistant]:
    opened = open_assistant(Settings(_env_file=None, data_dir=data_dir))
    yield opened
    opened.close()
