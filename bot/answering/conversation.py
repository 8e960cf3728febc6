"""Conversation: what a question and the turns before it are allowed to be.

The history comes from a browser or a file and may be forged: it is cut to what is well-formed, and
it only ever helps to complete an elliptical question, never to state a fact.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import InputError
from bot.language.text import simplify, strip_invisible

MOST_TURNS = 6
_LONGEST_TURN = 600  # characters of an earlier question or answer that are looked at


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the answer it got."""

    question: str
    answer: str


def read_history(raw: object) -> tuple[Turn, ...]:
    """Return the last turns of `[[question, answer], …]`.

    Raises `InputError` where `raw` is anything else: a forged history must not pass as none.
    """
    if not isinstance(raw, Iterable) or isinstance(raw, str | bytes | dict):
        raise _malformed()
    turns = []
    for pair in raw:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise _malformed()
        if not all(isinstance(text, str) for text in pair):
            raise _malformed()
        turns.append(Turn(*(clean(text[:_LONGEST_TURN]) for text in pair)))
    return tuple(turns[-MOST_TURNS:])


def clean(text: str) -> str:
    """Return `text` simplified, without invisible characters and outer white space."""
    return simplify(strip_invisible(text)).strip()


def without_surrogates(text: str) -> str:
    """Return `text` without half characters, which no encoding can carry further."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _malformed() -> InputError:
    return InputError("对话历史的格式不对。", '应为 [["问题", "回答"], …]。')
