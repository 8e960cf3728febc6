"""The HTML document around the chat: title, reader and help, in Chinese from its first byte.

Gradio's own document says `lang="en"`, follows the browser's language for its texts, introduces
itself as "Gradio" to link previews (with a picture on another host) and is blank without scripts.
`dressed` mends these on the way out and puts the chat into our page; where a pattern is not found
the document stays as it is.
"""

import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.templates import templates

ASSETS = Path(__file__).resolve().parent / "assets"
_CHAT = re.compile(r"<gradio-app\b.*?</gradio-app>", re.DOTALL)


def dressed(document: str, **values: object) -> str:
    """Return `document` with our head, and with the chat inside our page (`shell.html`)."""
    document = re.sub(r'(<html\b[^>]*?)lang="[\w-]+"', r'\1lang="zh-CN"', document, count=1)
    document = re.sub(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*?/?>', "", document)
    early = (ASSETS / "early.js").read_text(encoding="utf-8")
    head = templates().get_template("head.html").render(early=early, **values)
    # Before any other script: Gradio reads the browser's language as soon as it starts.
    document = re.sub(r"(<meta charset=[^>]*>)", lambda m: m[0] + head, document, count=1)
    before, after = templates().get_template("shell.html").render(**values).split("<!--chat-->")
    return _CHAT.sub(lambda m: before + m[0] + after, document, count=1)


class Dressing:
    """Pure-ASGI middleware that sends the chat's document through `dressed`."""

    def __init__(self, app: ASGIApp, values: dict[str, object]) -> None:
        self.app = app
        self.values = values

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; a GET of the page itself is held until it is complete, and edited."""
        if scope["type"] != "http" or scope["path"] not in ("", "/"):
            await self.app(scope, receive, send)
            return
        # The document is the same for all: what Gradio reads in an address (a page, a saved link)
        # there is none of here. A share link is read by the chat's own first request.
        scope = {**scope, "query_string": b""}
        if scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        # Compressed, the document could not be edited; it is some 20 KB, once a visit.
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if message["type"] not in ("http.response.start", "http.response.body"):
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                await self._release(held, send)

        await self.app({**scope, "headers": plain}, receive, hold)

    async def _release(self, held: list[Message], send: Send) -> None:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts)
        headers = MutableHeaders(raw=start["headers"])
        if headers.get("content-type", "").startswith("text/html"):
            body = dressed(body.decode(), **self.values).encode()
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})
