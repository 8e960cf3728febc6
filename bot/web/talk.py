"""A conversation as the page keeps it: turns in, chat messages out, nothing trusted on the way.

The turns live on the server, one list for each open page; the browser is only shown them. What a
browser sends is still read with suspicion, because any handler can be called by hand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

# What one open page may hold on the server; older turns leave the page first.
SHOWN_TURNS = 40
# Every ASCII mark: CommonMark shows an escaped one as itself, and nothing is left to act on.
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as asked, and the bubble of its answer (HTML) as far as it has come.

    `alone` is the question as it was understood and `told` the answer in plain words, for a
    follow-up to lean on; `told` is empty where there is no answer.
    """

    question: str
    bubble: str
    state: Literal["working", "growing", "done"] = "done"
    alone: str = ""
    told: str = ""


class Message(TypedDict):
    """One bubble, in the shape Gradio's Chatbot takes."""

    role: str
    content: str


def kept(turns: object) -> list[Turn]:
    """Return the well-formed turns in `turns`, the newest `SHOWN_TURNS` of them, in order."""
    if not isinstance(turns, list):
        return []
    return [turn for turn in turns if isinstance(turn, Turn)][-SHOWN_TURNS:]


def history(turns: Iterable[Turn]) -> list[tuple[str, str]]:
    """Return the answered turns as (question, answer), for completing a follow-up."""
    return [(turn.alone, turn.told) for turn in turns if turn.alone and turn.told]


def messages(turns: Sequence[Turn]) -> list[Message]:
    """Return the bubbles for `turns`: the question verbatim, then the answer, each if any."""
    bubbles: list[Message] = []
    for turn in turns:
        if turn.question:
            bubbles.append({"role": "user", "content": verbatim(turn.question)})
        if turn.bubble:
            bubbles.append({"role": "assistant", "content": turn.bubble})
    return bubbles


def verbatim(text: str) -> str:
    """Return Markdown that shows `text` exactly as written: no link, image, heading or formula."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "  \n".join(_MARKDOWN.sub(r"\\\1", line) for line in lines)
