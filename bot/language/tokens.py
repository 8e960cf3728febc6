"""Tokens: how long a text is for a language model.

The o200k_base ranks are shipped in `ranks/` (MIT, published by OpenAI with tiktoken), so counting
needs no network. tiktoken would otherwise fetch them, without a timeout, and on a damaged file its
own hash check would fetch again: so we check that hash before tiktoken may look.
Loading takes a third of a second: it happens when chunks are cut, never while a question waits.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RANKS_DIR = Path(__file__).with_name("ranks")
ENCODING = "o200k_base"
# Name and SHA-256 as tiktoken states them for this encoding (tiktoken_ext.openai_public).
_RANKS_NAME = "fb374d419588a4632f3f557e76b4b70aebbca790"
_RANKS_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"


@dataclass(frozen=True, slots=True)
class TokenCounter:
    """`count(text)` in tokens; `exact` is False where it is the stated upper bound only."""

    name: str
    exact: bool
    count: Callable[[str], int]


def counter_name(ranks_dir: Path = RANKS_DIR) -> str:
    """Return the name of the counter that `open_counter` would open, without loading it."""
    return ENCODING if _intact(ranks_dir / _RANKS_NAME) else "one-token-a-character"


def open_counter(ranks_dir: Path = RANKS_DIR) -> TokenCounter:
    """Return the o200k_base counter; with its ranks gone or damaged, one token a character.

    Reports of this kind take about 0.67 tokens a character, so the bound only makes chunks
    smaller. The counter's name says which of the two it is.
    """
    name = counter_name(ranks_dir)
    if name != ENCODING:
        return TokenCounter(name, exact=False, count=len)
    return TokenCounter(name, exact=True, count=_tiktoken_count(ranks_dir))


def _intact(ranks: Path) -> bool:
    try:
        return hashlib.sha256(ranks.read_bytes()).hexdigest() == _RANKS_SHA256
    except OSError:
        return False


def _tiktoken_count(ranks_dir: Path) -> Callable[[str], int]:
    import tiktoken

    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(ranks_dir)
    try:
        encoding = tiktoken.get_encoding(ENCODING)
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before
    return lambda text: len(encoding.encode(text, disallowed_special=()))
