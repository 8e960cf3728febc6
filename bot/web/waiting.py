"""Waiting in line: so many questions are answered at once, so many may wait, and each knows its place.

Gradio has a queue of its own, but it tells a place in English and only after the fact.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from bot.errors import BotError

FULL = BotError("现在提问的人太多。", "请过一两分钟再试。")


class Turnstile:
    """Lets `seats` through at a time and keeps up to `places` more in order of arrival.

    For one event loop; not for threads.
    """

    def __init__(self, seats: int, places: int) -> None:
        self._free = seats
        self._places = places
        self._line: deque[Place] = deque()

    def join(self) -> "Place":
        """Return a place in the line; raise `BotError` where the line is full."""
        if self._free == 0 and len(self._line) >= self._places:
            raise BotError(FULL.message, FULL.mend)
        place = Place(self)
        self._line.append(place)
        self._move()
        return place

    def ahead_of(self, place: "Place") -> int:
        """Return how many wait before `place`."""
        return self._line.index(place)

    def leave(self, place: "Place") -> None:
        """Give up `place`, whether its turn has come or not."""
        if place.entered:
            self._free += 1
        elif place in self._line:
            self._line.remove(place)
        self._move()

    def _move(self) -> None:
        while self._free and self._line:
            self._free -= 1
            self._line.popleft().enter()
        for place in self._line:
            place.moved.set()


class Place:
    """One asker's place: iterate to wait, leave in the end."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self.entered = False
        self.moved = asyncio.Event()

    def enter(self) -> None:
        """It is this one's turn."""
        self.entered = True
        self.moved.set()

    async def ahead(self) -> AsyncIterator[int]:
        """Yield how many are ahead, anew after each move; end when the turn has come."""
        while not self.entered:
            self.moved.clear()
            yield self._turnstile.ahead_of(self)
            await self.moved.wait()

    def leave(self) -> None:
        """Make room for the next."""
        self._turnstile.leave(self)
