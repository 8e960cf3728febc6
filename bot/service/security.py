"""Who we answer as, and what every response carries; pure ASGI, so streams stay streams.

Outermost is `SecurityHeaders`, so that refusals and errors carry them too; then `HostGuard`, then
the limits. Nothing but reading is done for another site's page.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import SettingsError
from bot.service.limits import refuse

# Everything the page needs is served by this process; inline code is Gradio's way of starting.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",
        "script-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
# What a proxy says about itself counts only when the public address is known from the settings.
FORWARDED = frozenset(
    {b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-port", b"forwarded"}
)


class SecurityHeaders:
    """Adds `SECURITY_HEADERS` to every HTTP response that passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, with the headers put on each response start."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message.get("headers", [])))
                headers.update(SECURITY_HEADERS)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class HostGuard:
    """Answers only under names that are ours: no foreign name can be pointed at this server.

    Always: loopback names, the address we listen on and the public URL's host. When listening
    beyond loopback (0.0.0.0 or a LAN address) also any literal IP address: only a *name* can be
    pointed somewhere else later, and whoever opens the page by its LAN address must get it. Another
    name of this machine is made known through the public URL. Everything else gets a 400. What does
    more than read gets a 403 when a page of another site sends it.
    """

    def __init__(self, app: ASGIApp, listen: str, public_url: str = "") -> None:
        self.app = app
        self.origin = public_origin(public_url).lower()
        named = {_bare(listen), urlsplit(public_url).hostname or ""}
        self.names = LOOPBACK | {name for name in named if name}
        self.any_address = _bare(listen) not in LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve under our own names; refuse any other with 400."""

        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if not self.allows(Headers(scope=scope).get("host", "")):
            mend = "请用服务的公开地址访问；管理员可用 WENBAO_PUBLIC_URL 设置它。"
            await refuse(400, f"不认识这个网址。{mend}", scope, receive, send)
            return
        if scope["type"] == "http" and scope["method"] not in READING and not self.is_ours(scope):
            await refuse(403, "这个请求来自别的网站。请在本页面上操作。", scope, receive, send)
            return
        if not self.origin:
            kept = [(key, value) for key, value in scope["headers"] if key not in FORWARDED]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, send)

    def allows(self, host: str) -> bool:
        """Return whether a Host header names us; the port doesn't matter."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self.names or (self.any_address and _is_address(name))

    def is_ours(self, scope: Scope) -> bool:
        """Return whether a request comes from a page of ours, or from no page at all."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or (self.origin and origin == self.origin):
            return True
        return origin.partition("://")[2] == headers.get("host", "").lower()


def public_origin(public_url: str) -> str:
    """Return the origin of the public URL, "" for none; raise `SettingsError` if unusable."""
    if not public_url:
        return ""
    try:
        parts = urlsplit(public_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            "设置 WENBAO_PUBLIC_URL 不是完整的网址。", "请写成 https://域名 的样子，或留空。"
        )
    return f"{parts.scheme}://{parts.netloc}"


def _bare(host: str) -> str:
    return host.strip("[]").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
