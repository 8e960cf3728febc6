"""A PostgreSQL server of the tests' own: on a socket in a folder that goes with it, no network."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests.missing import missing

PATIENCE_S = 30
# No durability: nothing here outlives the tests.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class Server:
    """A running server; each database it hands out is fresh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names = (f"records{number}" for number in count())

    def fresh(self) -> str:
        """Return the URL of a new, empty database."""
        name = next(self._names)
        with self.connection() as raw:
            raw.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def connection(self) -> psycopg.Connection:
        """Return a connection to the server's own database."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        )


@contextmanager
def postgres() -> Iterator[Server]:
    """Run a server; without its programs the test is skipped, or fails under CI."""
    binaries = _binaries()
    # PostgreSQL refuses to run as root; then it runs as nobody, in a folder that is nobody's.
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="wenbao-pg-"))  # short: a socket's path has 107 bytes
    try:
        if who:
            shutil.chown(folder, "nobody", "nogroup")
        data = folder / "data"
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        subprocess.run(
            [binaries / "initdb", f"--pgdata={data}", "--locale=C", *options],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            **who,
        )
        settings = [part for one in SETTINGS for part in ("-c", one)]
        running = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *settings],
            cwd=folder,
            stderr=subprocess.DEVNULL,
            **who,
        )
        try:
            server = Server(folder)
            _wait_for(server)
            yield server
        finally:
            running.terminate()
            running.wait(PATIENCE_S)
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not installed:
        missing("PostgreSQL, which the records are tested with,")
    return installed[-1].parent


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            server.connection().close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
