"""Passwords: which we take, how they are stored (Argon2id), and made up where nobody chose one.

In: what a person typed. Out: a hash that says nothing of it. Whoever tries a name that there is
none of waits as long as for one that there is.
"""

import secrets
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import StaffError

LEAST_CHARS, MOST_CHARS = 10, 200
# Made-up passwords: 4 × 5 of 31 signs that aren't mistaken for one another, 99 random bits.
_SIGNS, _GROUPS, _EACH = "23456789abcdefghjkmnpqrstuvwxyz", 4, 5

_hasher = PasswordHasher()  # RFC 9106, the profile for little memory: 64 MiB for each check
# Checks under way at once: what a crowd at the door may take of this machine's memory.
_at_once = BoundedSemaphore(2)


def made_up() -> str:
    """Return a random password, in groups that are easily read out."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_EACH)) for _ in range(_GROUPS))
    return "-".join(groups)


def hashed(name: str, password: str) -> str:
    """Return the hash of a new password of `name`.

    Raises `StaffError` for one under 10 or over 200 characters, or the same as the name.
    """
    plain = _plain(password)
    if plain.casefold().strip() == _plain(name).casefold().strip():
        raise StaffError("密码不能和姓名相同。", "请换一个密码。")
    if len(plain) < LEAST_CHARS:
        raise StaffError("密码太短了。", f"请至少用{LEAST_CHARS}个字。")
    if len(plain) > MOST_CHARS:
        raise StaffError("密码太长了。", f"请用{MOST_CHARS}个字以内的密码。")
    with _at_once:
        return _hasher.hash(plain)


def matches(stored: str | None, password: str) -> bool:
    """Tell whether `password` is the one that `stored` is the hash of; None takes as long, and isn't."""
    with _at_once:
        try:
            right = _hasher.verify(stored or _nobody(), _plain(password)[: MOST_CHARS + 1])
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def _plain(text: str) -> str:
    """Return what is the same however a keyboard composes it; half characters have no UTF-8."""
    return unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))
