"""A throttle on sign-ins: who fails too often, by name or by address, waits.

In memory only: names and addresses are forgotten after the window, and when the process ends.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
PER_NAME, PER_ADDRESS = 5, 20


class Throttle:
    """Counts failed attempts within `WINDOW`; safe from many threads."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._attempts: dict[tuple[str, str], deque[datetime]] = {}

    def admit(self, name: str, address: str) -> bool:
        """Tell whether an attempt may be made; it counts as failed until `forgive`.

        Counted before the password is looked at, so many at once are no more than one by one.
        """
        with self._lock:
            self._forget()
            if any(
                len(self._attempts.get(key, ())) >= most
                for key, most in self._keys(name, address).items()
            ):
                return False
            for key in self._keys(name, address):
                self._attempts.setdefault(key, deque()).append(self._clock())
            return True

    def forgive(self, name: str, address: str) -> None:
        """Forget the failures of a name that has signed in, and this attempt of its address."""
        by_name, by_address = self._keys(name, address)
        with self._lock:
            self._attempts.pop(by_name, None)
            if self._attempts.get(by_address):
                self._attempts[by_address].pop()

    def remembered(self) -> int:
        """Return how many names and addresses are remembered now."""
        with self._lock:
            self._forget()
            return len(self._attempts)

    def _forget(self) -> None:
        past = self._clock() - WINDOW
        for key, attempts in list(self._attempts.items()):
            while attempts and attempts[0] <= past:
                attempts.popleft()
            if not attempts:
                del self._attempts[key]

    def _keys(self, name: str, address: str) -> dict[tuple[str, str], int]:
        return {("name", name): PER_NAME, ("address", address): PER_ADDRESS}
