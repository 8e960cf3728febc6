"""A conversation as the page keeps it: turns in, chat messages out, nothing trusted on the way.

The turns live on the server, one list for each open page; the browser is only shown them. What a
browser sends is still read with suspicion, because any handler can be called by hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from bot.errors import QuestionError
from bot.rendering import escape

# A follow-up leans on the last question or two; six turns leave room, old topics stay out.
HISTORY_TURNS = 6
# One answer with its citations is 200-600 characters: enough to find what "它" stands for.
HISTORY_CHARS = 600
# What one open page may hold on the server; older turns leave the page first.
SHOWN_TURNS = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as asked (plain text) and its answer as shown (Markdown)."""

    question: str
    answer: str


class Message(TypedDict):
    """One bubble, in the shape Gradio's Chatbot takes."""

    role: str
    content: str


def readable(message: object, limit: int) -> str:
    """Return the question in `message`, stripped.

    Raises `QuestionError` for whatever is not a text, is blank, or is longer than `limit`.
    """
    if not isinstance(message, str):
        raise QuestionError("没有收到可以读懂的问题。", "请在输入框里用文字提问。")
    question = message.strip()
    if not question:
        raise QuestionError("还没有写下问题。", "请先输入想了解的内容。")
    if len(question) > limit:
        raise QuestionError(f"问题太长，最多 {limit} 个字。", "请缩短后再问。")
    return question


def kept(turns: object) -> list[Turn]:
    """Return the well-formed turns in `turns`, the newest `SHOWN_TURNS` of them, in order."""
    if not isinstance(turns, list):
        return []
    return [turn for turn in turns if isinstance(turn, Turn)][-SHOWN_TURNS:]


def history(turns: Iterable[Turn]) -> list[tuple[str, str]]:
    """Return the last turns as (question, answer), each clipped, for rewriting a follow-up."""
    last = [turn for turn in turns if turn.question][-HISTORY_TURNS:]
    return [(turn.question[:HISTORY_CHARS], turn.answer[:HISTORY_CHARS]) for turn in last]


def messages(turns: Sequence[Turn]) -> list[Message]:
    """Return the bubbles for `turns`: the question verbatim, then the answer, each if any."""
    bubbles: list[Message] = []
    for turn in turns:
        if turn.question:
            bubbles.append({"role": "user", "content": verbatim(turn.question)})
        if turn.answer:
            bubbles.append({"role": "assistant", "content": turn.answer})
    return bubbles


def verbatim(text: str) -> str:
    """Return Markdown that shows `text` exactly as written: no link, image, heading or formula."""
    return "  \n".join(escape(line.strip()) for line in text.splitlines() if line.strip())
