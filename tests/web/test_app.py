"""`python app.py` as a person starts and ends it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(data_dir, port, **settings):
    environment = {
        **os.environ,
        "WENBAO_DATA_DIR": str(data_dir),
        "WENBAO_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **settings,
    }
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def test_it_says_where_it_is_answers_and_ends_quietly(tmp_path, port):
    app = start(tmp_path, port)
    try:
        assert app.stderr.readline().startswith(f"问报已启动：http://127.0.0.1:{port}")
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            until = time.monotonic() + 60
            while client.get("/readyz").status_code != 200 and time.monotonic() < until:
                time.sleep(0.1)
            joined = client.post(
                "/gradio_api/call/ask", json={"data": ["今年的目标是什么？", None]}
            )
            stream = client.get(f"/gradio_api/call/ask/{joined.json()['event_id']}").text
            assert "event: complete" in stream
            # A page that is open keeps such a connection for as long as it is.
            with client.stream("GET", "/gradio_api/heartbeat/open"):
                app.send_signal(signal.SIGINT)
                out, err = app.communicate(timeout=20)
        assert (app.returncode, out, err) == (0, "", "")
    finally:
        app.kill()
        app.communicate()


def test_a_port_in_use_ends_it_with_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        app = start(tmp_path, taken.getsockname()[1])
        out, err = app.communicate(timeout=60)
    assert (app.returncode, out) == (2, "")
    assert "端口已被占用" in err
    assert err.count("\n") == 1


def test_a_wrong_setting_ends_it_with_one_line(tmp_path, port):
    app = start(tmp_path, port, WENBAO_PUBLIC_URL="wen.example.gov.cn")
    out, err = app.communicate(timeout=60)
    assert (app.returncode, out) == (2, "")
    assert "WENBAO_PUBLIC_URL" in err
    assert err.count("\n") == 1
