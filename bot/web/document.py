"""The HTML document around the page, in Chinese from its first byte.

Gradio's own document says `lang="en"`, follows the browser's language for its texts, introduces
itself as "Gradio" to link previews (with a picture on another host) and is blank without scripts.
`in_chinese` mends these on the way out; where a pattern is not found the document stays as it is.
"""

import html
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = Path(__file__).resolve().parent / "assets" / "page.js"


def in_chinese(document: str, title: str, description: str) -> str:
    """Return `document` with Chinese language, title, preview and no-script text."""
    name, about = html.escape(title), html.escape(description)
    document = re.sub(r'(<html\b[^>]*?)lang="[\w-]+"', r'\1lang="zh-CN"', document, count=1)
    document = re.sub(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*?/?>', "", document)
    head = (
        f"<title>{name}</title>"
        f'<meta name="description" content="{about}" />'
        f'<meta property="og:title" content="{name}" />'
        f'<meta property="og:description" content="{about}" />'
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>"
    )
    # Before any other script: Gradio reads the browser's language as soon as it starts.
    document = re.sub(r"(<meta charset=[^>]*>)", lambda m: m[0] + head, document, count=1)
    noscript = f"<noscript>请在浏览器设置中启用脚本，再打开{name}。</noscript>"
    return document.replace("<gradio-app", noscript + "<gradio-app", 1)


class ChineseDocument:
    """Pure-ASGI middleware that sends the page's document through `in_chinese`."""

    def __init__(self, app: ASGIApp, title: str, description: str) -> None:
        self.app = app
        self.title = title
        self.description = description

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; a GET of the page itself is held until it is complete, and edited."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in ("", "/"):
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
            body = in_chinese(body.decode(), self.title, self.description).encode()
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})
