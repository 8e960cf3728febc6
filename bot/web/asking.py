"""What happens to a question between the input box and the bubbles.

A question comes in as the browser sent it, growing steps for the page go out. Whatever goes wrong
becomes one sentence on the page; the stack goes to the server's log, the question does not.
"""

import logging
import math
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from anyio import to_thread

from bot.assistant import Reply
from bot.errors import BotError, QuestionError
from bot.web.bubble import growing, notice
from bot.web.talk import Message, Turn, history, kept, messages
from bot.web.telling import told
from bot.web.waiting import Turnstile

log = logging.getLogger(__name__)

UNEXPECTED = "抱歉，这个问题刚才没能处理好。请稍后再试，或换一种问法。"
WORKING = "正在查阅报告……"
STOPPED = "已停止回答。"
# A line may move a hundred times a second; to tell everyone each time would slow all down.
TELL_SECONDS = 1.0
# So many times the limit is still read and refused with the answer's own words; more is not kept.
MOST_TIMES = 4

Ask = Callable[[str, Sequence[tuple[str, str]]], Reply]
Keep = Callable[[Reply], str]
Record = Callable[[str, Reply], None]
Step = tuple[str, list[Message], list[Turn]]


class Asking:
    """The page's handlers about a question.

    `ask` makes a reply; `keep` holds on to it and returns its token; `record` writes it down, after
    the visitor has it. Nothing that a browser sends, and nothing that these do, makes them raise.
    """

    def __init__(
        self, ask: Ask, keep: Keep, record: Record, turnstile: Turnstile, limit: int
    ) -> None:
        self._ask = ask
        self._keep = keep
        self._record = record
        self._turnstile = turnstile
        self._limit = limit

    async def answer(self, message: Any, turns: Any) -> AsyncIterator[Step]:
        """Yield growing (input box, bubbles, turns) for a question typed into the box."""
        said = kept(turns)
        shown = message.strip()[: self._limit] if isinstance(message, str) else ""
        async for turn in self._speak(message, said):
            now = [*said, replace(turn, question=shown)]
            yield "", messages(now), now

    @staticmethod
    def stop(turns: Any) -> tuple[list[Message], list[Turn]]:
        """Return bubbles and turns with an answer that was under way marked as stopped."""
        said = kept(turns)
        if said and said[-1].state != "done":
            last = said[-1]
            shown = last.bubble if last.state == "growing" else ""
            bubble = shown + notice("stopped", STOPPED, last.question)
            said[-1] = replace(last, bubble=bubble, state="done")
        return messages(said), said

    @staticmethod
    def clear() -> Step:
        """Return an empty box and no bubbles."""
        return "", [], []

    async def _speak(self, message: Any, said: list[Turn]) -> AsyncIterator[Turn]:
        """Yield the turn, without its question, as its answer grows."""
        try:
            if not isinstance(message, str):
                raise QuestionError("没有收到可以读懂的问题。", "请在输入框里用文字提问。")
            if len(message) > MOST_TIMES * self._limit:
                raise QuestionError("问题太长了。", f"请缩短到{self._limit}字以内再问。")
            place = self._turnstile.join()
            try:
                last = -math.inf
                async for ahead in place.ahead():
                    if monotonic() - last < TELL_SECONDS:
                        continue
                    last = monotonic()
                    text = f"正在排队，您排在第 {ahead + 1} 位，请稍候。"
                    yield Turn("", notice("waiting", text), "working")
                yield Turn("", notice("working", WORKING), "working")
                reply = await to_thread.run_sync(self._ask, message, history(said))
            finally:
                place.leave()
            token = self._keep(reply)
            *parts, whole = growing(reply, token)
            for bubble in parts:
                yield Turn("", bubble, "growing")
            yield Turn("", whole, "done", reply.standalone_question, reply.answer.text)
            await to_thread.run_sync(self._record, token, reply)
        except QuestionError as error:
            yield Turn("", notice("trouble", told(error)))
        except BotError as error:  # not the question's fault: it can be asked again by one click
            yield Turn("", notice("trouble", told(error), message))
        except Exception:
            log.exception("a question could not be answered")
            yield Turn("", notice("trouble", UNEXPECTED))
