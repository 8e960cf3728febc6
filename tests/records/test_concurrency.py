"""Many at once, and one killed amid its work: what was stored is there."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.records.database import Database, open_database
from bot.records.feedback import feedbacks, store_feedback
from bot.records.questions import questions, store_question
from tests.records.samples import asked, feedback, token

ROOT = Path(__file__).resolve().parent.parent.parent


def worker(url: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.worker", url, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def stored(url: str) -> set[str]:
    with open_database(url) as db:
        return {one.asked.id for one in questions(db, limit=100_000)}


def test_eight_threads_lose_nothing(each_db: Database) -> None:
    everything = [[asked() for _ in range(50)] for _ in range(8)]

    def store(some: list[object]) -> None:
        for one in some:
            store_question(each_db, one)  # type: ignore[arg-type]
            questions(each_db, limit=1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(store, everything))
    found = {one.asked.id for one in questions(each_db, limit=1000)}
    assert found == {one.id for some in everything for one in some}


def test_many_votes_on_one_answer_leave_one(each_db: Database) -> None:
    answer = token()
    with ThreadPoolExecutor(8) as threads:
        votes = [feedback(str(number), answer_id=answer) for number in range(80)]
        list(threads.map(lambda vote: store_feedback(each_db, vote), votes))
    assert len(feedbacks(each_db)) == 1


def test_threads_may_open_databases_at_once(tmp_path: Path) -> None:
    def opened(number: int) -> int:
        with open_database(f"sqlite:///{tmp_path}/{number % 4}/records.db") as db:
            store_question(db, asked())
            return len(questions(db))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(opened, range(16)))


def test_processes_may_open_a_fresh_database_at_once(each_url: str) -> None:
    workers = [worker(each_url, 20) for _ in range(3)]
    told = [one.communicate(timeout=60)[0].split() for one in workers]
    assert [one.returncode for one in workers] == [0, 0, 0]
    assert [len(tokens) for tokens in told] == [20, 20, 20]
    assert stored(each_url) == {name for tokens in told for name in tokens}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("after", [1, 30, 101])
def test_a_process_killed_amid_writes_does_no_damage(file: Path, url: str, after: int) -> None:
    one = worker(url, 100_000)
    assert one.stdout is not None
    told = [one.stdout.readline().strip() for _ in range(after)]
    one.kill()
    told += one.communicate(timeout=60)[0].split("\n")[:-1]  # whole lines only
    assert one.returncode == -9
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert set(told) <= stored(url)
    with open_database(url) as db:
        store_question(db, asked())
