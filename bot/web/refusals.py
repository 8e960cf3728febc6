"""Refusals in Chinese: what Gradio and the framework refuse in English, in one sentence each.

They tell a stranger which field of which model was wrong, and a citizen with a mistyped address
nothing. A refusal in Chinese is our own and stays; so does a full queue (503), which the page reads.
"""

import json
import logging

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

NOT_HERE = "这里没有您要找的内容。请从首页进入。"
NOT_SO = "这里不接受这样的请求。请从首页进入。"
UNREADABLE = "没有读懂这个请求。请刷新页面后再试。"
BROKEN = "抱歉，刚才没能处理好。请刷新页面后再试。"
_SENTENCES = {400: UNREADABLE, 404: NOT_HERE, 422: UNREADABLE}


class Refusals:
    """Pure-ASGI middleware that puts a sentence in place of each refusal that has none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; a refusal is held until it is complete, anything else passes at once."""
        held: list[Message] = []

        async def speak(message: Message) -> None:
            refused = message["type"] == "http.response.start" and _is_refusal(message["status"])
            if not (held or refused):
                await send(message)
                return
            held.append(message)
            if _is_last(message):
                await self._release(held, send)

        try:
            await self.app(scope, receive, speak if scope["type"] == "http" else send)
        except (LookupError, TypeError, ValueError) as error:
            if not (held and _is_last(held[-1])):
                raise
            # Gradio stumbled over what it was sent, and has said so. Its stack would put that,
            # perhaps somebody's question, into the log.
            log.error(
                "%s %r was not understood: %s", scope["method"], scope["path"], type(error).__name__
            )

    async def _release(self, held: list[Message], send: Send) -> None:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts)
        if not _in_chinese(body):
            said = JSONResponse({"detail": sentence(start["status"])})
            headers = MutableHeaders(raw=list(start["headers"]))
            del headers["content-encoding"]  # Gradio packs what is long
            headers.update(dict(said.headers))
            start, body = {**start, "headers": headers.raw}, bytes(said.body)
        await send(start)
        await send({"type": "http.response.body", "body": body})


def sentence(status: int) -> str:
    """Return what a visitor is told of a refusal that had no sentence of its own."""
    return _SENTENCES.get(status, NOT_SO if status < 500 else BROKEN)


def _is_last(message: Message) -> bool:
    return message["type"] == "http.response.body" and not message.get("more_body", False)


def _is_refusal(status: int) -> bool:
    return status >= 400 and status != 503


def _in_chinese(body: bytes) -> bool:
    """Tell whether `body` is a refusal as this program words them."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    detail = said.get("detail") if isinstance(said, dict) else None
    return isinstance(detail, str) and "\u4e00" <= detail[:1] <= "\u9fff"
