"""Nothing tries to leave the machine: importing, building the index, asking."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run in a child, so that every library is imported under the guard. Unix sockets and loopback are
# this machine; anything else, and every name look-up, is an attempt to leave it.
GUARDED = """
import ipaddress, socket, sys
attempts = []
real = socket.socket.connect

def guard(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        if not ipaddress.ip_address(address[0]).is_loopback:
            attempts.append(address)
            raise OSError("left the machine")
    return real(self, address)

def no_lookup(host, *rest, **more):
    if host not in ("localhost", "127.0.0.1", "::1", None):
        attempts.append(host)
        raise socket.gaierror("left the machine")
    return lookup(host, *rest, **more)

lookup = socket.getaddrinfo
socket.socket.connect = guard
socket.socket.connect_ex = guard
socket.getaddrinfo = no_lookup

from bot.assistant import open_assistant
from bot.settings import load_settings

assistant = open_assistant(load_settings())
reply = assistant.ask("产业项目到位额是多少")
assert reply.answer.status == "answered", reply
assistant.close()
assert not attempts, attempts
print("stayed")
"""


def test_nothing_leaves_the_machine(tmp_path: Path) -> None:
    tracing = {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "x"}
    done = subprocess.run(
        [sys.executable, "-c", GUARDED],
        cwd=ROOT,
        env={
            "PATH": "",
            "HOME": str(tmp_path),
            "WENBAO_DATA_DIR": str(tmp_path / "data"),
            **tracing,
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stdout.strip() == "stayed", done.stderr
