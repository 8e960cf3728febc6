"""Forms: what was posted, taken only with the token that our own page put into it.

A form of somebody who is signed in carries the token of the sign-in. The sign-in form carries one
that belongs to a cookie of its own, so that nobody is signed in unknowingly as somebody else.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.errors import StaffError

FORM_COOKIE = "wenbao_staff_form"
FIELD = "csrf"
STALE_FORM = "这个页面已经过期。请返回刷新后再提交。"
_MOST_FIELDS = 40


class Forged(StaffError):
    """A form without the token that our page puts into it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as posted: its texts and its files (with their bytes), by field."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field's text, "" where there is none."""
        return self.texts.get(name, "")


async def read_form(request: Request) -> Posted:
    """Return the form of a request, unchecked; a file comes with its name and whole content."""
    async with request.form(max_fields=_MOST_FIELDS, max_files=1) as form:
        texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        files = {
            name: (value.filename or "", await value.read())
            for name, value in form.multi_items()
            if isinstance(value, UploadFile)
        }
    return Posted(texts, files)


async def checked_form(request: Request) -> Posted:
    """Return the form of somebody signed in; raises `Forged` where its token is not theirs."""
    posted = await read_form(request)
    signed_in = request.state.signed_in
    if not (signed_in and same(signed_in.csrf, posted.text(FIELD))):
        raise Forged(STALE_FORM)
    return posted


class DoorKey:
    """Makes and knows the tokens of sign-in forms; another process knows none of them."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token(self, cookie: str) -> str:
        """Return the token that belongs to `cookie`."""
        return hmac.new(self._key, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def fits(self, cookie: str, token: str) -> bool:
        """Tell whether a posted `token` belongs to the browser's `cookie`."""
        return bool(cookie) and same(self.token(cookie), token)


def same(ours: str, theirs: str) -> bool:
    """Compare two tokens in a time that tells nothing."""
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "replace"))
