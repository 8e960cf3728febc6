"""Health and readiness: what a supervisor sees while the index opens, then, and on failure."""

import time
from threading import Event

import pytest
from starlette.testclient import TestClient

from bot.errors import BotError, CorpusError
from bot.service.opening import STARTING, Opening

URL = "http://127.0.0.1:7860"


def readiness_when(client: TestClient, wanted: str) -> tuple[int, dict[str, str]]:
    """Ask until the wanted state is there, 5 s at most; return the last status and body."""
    until = time.monotonic() + 5
    while True:
        response = client.get("/readyz")
        if response.json() == {"status": wanted} or time.monotonic() > until:
            return response.status_code, response.json()
        time.sleep(0.01)


def test_alive_while_starting_then_ready(build, canned):
    may_open = Event()

    def slow():
        may_open.wait(5)
        return canned

    with TestClient(build(slow), base_url=URL) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        starting = client.get("/readyz")
        assert (starting.status_code, starting.json()) == (503, {"status": "starting"})
        assert client.get("/").status_code == 200
        may_open.set()
        assert readiness_when(client, "ready") == (200, {"status": "ready"})
    assert canned.closed


def test_failed_opening_keeps_the_process_alive(build, caplog):
    def broken():
        raise CorpusError("没有这份报告。", "请检查 corpus 目录。")

    with TestClient(build(broken), base_url=URL) as client:
        assert readiness_when(client, "failed") == (503, {"status": "failed"})
        assert client.get("/healthz").status_code == 200
    assert "没有这份报告。请检查 corpus 目录。" in caplog.text


def test_health_answers_are_not_cached(build):
    with TestClient(build(), base_url=URL) as client:
        assert client.get("/healthz").headers["cache-control"] == "no-store"
        assert client.get("/readyz").headers["cache-control"] == "no-store"


def test_a_defect_while_opening_is_failed_and_not_hidden():
    def defective():
        raise ZeroDivisionError

    opening = Opening(defective)
    with pytest.raises(ZeroDivisionError):
        opening.run()
    assert opening.state == "failed"
    with pytest.raises(BotError, match="服务没能启动"):
        opening.get()


def test_asking_before_it_is_open_says_so(canned):
    opening = Opening(lambda: canned)
    with pytest.raises(BotError, match=STARTING):
        opening.get()
    opening.run()
    assert opening.get() is canned


def test_closed_while_opening_closes_what_comes(canned):
    opening = Opening(lambda: canned)
    opening.close()
    opening.run()
    assert canned.closed
