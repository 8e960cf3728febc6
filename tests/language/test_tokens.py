"""Counting tokens without a network, and saying so where the count is only a bound."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from bot.language.tokens import ENCODING, RANKS_DIR, counter_name, open_counter

BOUND = "one-token-a-character"
CORPUS = Path(__file__).parents[2] / "corpus" / "hebei-2026" / "report.txt"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Every attempt to connect or to look up a name fails the test; nothing is loaded yet."""

    def refuse(*args, **kwargs):
        pytest.fail(f"network attempt: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("tiktoken.registry.ENCODINGS", {})


@pytest.fixture
def ranks(tmp_path):
    """A copy of the ranks that a test may damage."""
    return Path(shutil.copytree(RANKS_DIR, tmp_path / "ranks"))


def ranks_file(folder):
    return max(folder.iterdir(), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("hello world", 2), ("<|endoftext|>", 7), ("经济", 1)],
    ids=["empty", "english", "special_mark_is_plain_text", "chinese"],
)
def test_exact_with_ranks(text, tokens):
    counter = open_counter()
    assert (counter.name, counter.exact) == (ENCODING, True)
    assert counter.count(text) == tokens


def test_the_ranks_are_found_wherever_they_lie(ranks):
    assert counter_name(ranks) == ENCODING
    assert open_counter(ranks).exact


def gone(folder):
    ranks_file(folder).unlink()


def no_folder(folder):
    shutil.rmtree(folder)


def flipped(folder):
    path = ranks_file(folder)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def cut_short(folder):
    path = ranks_file(folder)
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [gone, no_folder, flipped, cut_short])
def test_without_its_ranks_the_bound_serves_and_says_so(ranks, damage):
    damage(ranks)
    counter = open_counter(ranks)
    assert counter.name == counter_name(ranks) == BOUND
    assert counter.exact is False
    assert counter.count("固定资产投资") == 6


def test_the_bound_bounds_the_report(tmp_path):
    exact, bound = open_counter(), open_counter(tmp_path)
    for line in CORPUS.read_text("utf-8").splitlines():
        assert exact.count(line) <= bound.count(line)


@pytest.mark.parametrize("before", [None, "/somewhere/else"], ids=["unset", "set"])
def test_the_environment_is_restored(monkeypatch, before):
    if before is None:
        monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    else:
        monkeypatch.setenv("TIKTOKEN_CACHE_DIR", before)
    open_counter()
    assert os.environ.get("TIKTOKEN_CACHE_DIR") == before
