"""How much of a request we read, and which of Gradio's routes are shut; pure ASGI."""

import re

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A question of 300 characters is 1 KB; the rest is room for a long claim to check.
BODY_LIMIT = 256 * 1024
# A sender hung up on in mid-body never reads why; so much of the rest is thrown away unread first.
DRAINED_TIMES = 16
# Gradio's routes for files, proxying, saved links and run records: the page has no use for them.
SHUT = re.compile(
    r"/upload/?$|/gradio_api/(?:upload|component_server|custom_component|deep_link|dev|file|"
    r"monitoring|process_recording|proxy|runs|run-history|stream)\b|^/monitoring\b"
)


class RequestLimits:
    """Refuses shut routes (403) and bodies over the limit (413), whatever length they state."""

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body within the limit, then serve with it replayed."""

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if SHUT.search(scope["path"]):
            await refuse(403, "这里不提供此项功能。", scope, receive, send)
            return
        body = await self._read(receive, Headers(scope=scope).get("content-length", "0"))
        if body is None:
            await refuse(413, "发送的内容太大。", scope, receive, send)
            return
        await self.app(scope, _replaying(body, receive), send)

    async def _read(self, receive: Receive, stated: str) -> list[Message] | None:
        """Return the messages of the whole body, or None for one over the limit."""
        messages: list[Message] = []
        size = 0
        over = stated.isdecimal() and int(stated) > self.limit
        while size <= self.limit * DRAINED_TIMES:
            message = await receive()
            size += len(message.get("body", b""))
            over = over or size > self.limit
            if over:
                messages.clear()
            else:
                messages.append(message)
            if message["type"] != "http.request" or not message.get("more_body", False):
                return None if over else messages
        return None


async def refuse(status: int, detail: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with `status` and one Chinese sentence instead of serving the request."""
    headers = {"Connection": "close"} if status == 413 else None
    await JSONResponse({"detail": detail}, status, headers)(scope, receive, send)


def _replaying(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def replay() -> Message:
        for message in waiting:
            return message
        return await receive()

    return replay
