"""What happens to a question between the input box and the bubbles.

A question comes in as the browser sent it, growing steps for the page go out. Whatever goes wrong
becomes one sentence on the page; the stack goes to the server's log, the question does not.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, TypeVar

from anyio import to_thread

from bot.errors import BotError
from bot.web.talk import Message, Turn, history, kept, messages, readable

log = logging.getLogger(__name__)

UNEXPECTED = "抱歉，这个问题刚才没能处理好。请稍后再试，或换一种问法。"

R = TypeVar("R")
Ask = Callable[[str, Sequence[tuple[str, str]]], R]
Render = Callable[[R], Iterator[str]]
Step = tuple[str, list[Message], list[Turn]]


def answering(
    ask: Ask[R], render: Render[R], limit: int
) -> Callable[[Any, Any], AsyncIterator[Step]]:
    """Return the page's one real handler: (message, turns) → growing (input box, bubbles, turns).

    It never raises for what a browser sends or for what `ask` does: every failure is a sentence.
    """

    async def answer(message: Any, turns: Any) -> AsyncIterator[Step]:
        said = kept(turns)
        shown = message.strip()[:limit] if isinstance(message, str) else ""
        async for text in _speak(message, said):
            now = [*said, Turn(shown, text)]
            yield "", messages(now), now

    async def _speak(message: Any, said: list[Turn]) -> AsyncIterator[str]:
        try:
            question = readable(message, limit)
            yield ""
            reply = await to_thread.run_sync(ask, question, history(said))
            for piece in render(reply):
                yield piece
        except BotError as error:
            yield f"{error.message}{error.mend}"
        except Exception:
            log.exception("a question could not be answered")
            yield UNEXPECTED

    return answer


def asking_example(
    answer: Callable[[Any, Any], AsyncIterator[Step]], example: str
) -> Callable[[Any], AsyncIterator[Step]]:
    """Return the handler of one example button: turns → the same steps, the question fixed."""

    async def ask_example(turns: Any) -> AsyncIterator[Step]:
        async for step in answer(example, turns):
            yield step

    return ask_example
