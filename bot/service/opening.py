"""Opening the assistant beside a server that already listens.

Building an index may take a while. The server answers meanwhile; `Opening` does the work in one
background thread, says how far it is, and hands out the assistant once there is one.
"""

import logging
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, Literal, Protocol, TypeVar

from bot.errors import BotError

log = logging.getLogger(__name__)

State = Literal["starting", "ready", "failed"]
Progress = Callable[[int, int], None]

STARTING = "索引正在建立，请稍候。"
DEFECT = BotError("服务没能启动。", "请管理员查看服务日志。")


class Closable(Protocol):
    """What can be put away at the end."""

    def close(self) -> None:
        """Give back what it holds."""


A = TypeVar("A", bound=Closable)


class Opening(Generic[A]):
    """An assistant on its way: "starting", then "ready" or "failed" for good."""

    def __init__(self, opener: Callable[[], A]) -> None:
        self._opener = opener
        self._lock = Lock()
        self._assistant: A | None = None
        self._error: BotError | None = None
        self._closed = False

    @property
    def state(self) -> State:
        """Where the opening stands."""
        if self._assistant is not None:
            return "ready"
        return "failed" if self._error is not None else "starting"

    def start(self) -> None:
        """Open in a background thread; a failure is logged and kept, never raised here."""
        # A daemon: Ctrl-C ends a long build, and half an index is never left in place of a whole.
        Thread(target=self.run, name="opening", daemon=True).start()

    def run(self) -> None:
        """Open now. A `BotError` becomes the state "failed", and so does any defect, raised on."""
        error = DEFECT
        assistant: A | None = None
        try:
            assistant = self._opener()
        except BotError as known:
            log.error("%s", known)
            error = known
        finally:
            self._settle(assistant, error)

    def get(self) -> A:
        """Return the assistant; raise the `BotError` that tells a visitor why there is none."""
        if self._assistant is not None:
            return self._assistant
        # Always a fresh one: raised again, one would grow for ever. What failed is in the log; it
        # may name files of this machine, which are not a visitor's business.
        raise BotError(DEFECT.message, DEFECT.mend) if self._error else BotError(STARTING)

    def close(self) -> None:
        """Close the assistant, now or as soon as it comes."""
        with self._lock:
            self._closed = True
            if self._assistant is not None:
                self._assistant.close()

    def _settle(self, assistant: A | None, error: BotError) -> None:
        with self._lock:
            self._assistant, self._error = assistant, None if assistant else error
            if assistant is not None and self._closed:
                assistant.close()
