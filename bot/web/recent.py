"""The answers given of late, by token: what a share link or a thumb on the page refers to.

Only who got an answer knows its token. Nothing is written to disk here, and nobody is named.
"""

import secrets
from threading import Lock
from typing import Generic, TypeVar

from cachetools import TTLCache

from bot.errors import InputError

MOST = 5_000  # answers of some 5 KB
SECONDS = 6 * 3600.0  # a page left open over lunch can still share

T = TypeVar("T")


class RecentAnswers(Generic[T]):
    """Keeps the last answers for a while; safe from many threads."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS) -> None:
        self._lock = Lock()
        self._answers: TTLCache[str, T] = TTLCache(most, seconds)

    def keep(self, answer: T, token: str = "") -> str:
        """Keep `answer` under `token`, or under a new one nobody can guess; return the token."""
        token = token or secrets.token_urlsafe(12)
        with self._lock:
            self._answers[token] = answer
        return token

    def find(self, token: str) -> T:
        """Return the answer; raise `InputError` where the token is unknown or too old."""
        with self._lock:
            answer = self._answers.get(token)
        if answer is None:
            raise InputError("这条回答已经过期。", "请重新提问一次，再分享或评价。")
        return answer
