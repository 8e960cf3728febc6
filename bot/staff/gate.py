"""The gate: nothing of the staff area is served without a sign-in; pure ASGI, before all routes.

Every response that passes is `no-store`. Who is let in is in `request.state.signed_in`. Signing in
is the one thing that can be done outside (`signing_in`).
"""

from collections.abc import Callable
from datetime import datetime

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import RecordsFault
from bot.records.database import Database
from bot.records.sign_ins import SignIn, find_sign_in
from bot.web.telling import told

COOKIE = "wenbao_staff"
SIGN_IN = "/staff/sign-in"
NOT_SIGNED_IN = "请先登录。"


class Gate:
    """Lets through who has signed in, and attempts to do so; `turn_away` answers everybody else."""

    def __init__(
        self,
        app: ASGIApp,
        records: Database,
        clock: Callable[[], datetime],
        turn_away: Callable[[Request], Response],
    ) -> None:
        self.app = app
        self.records = records
        self.clock = clock
        self.turn_away = turn_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or answer 401: with the sign-in page to a browser, else in one sentence."""
        if scope["type"] != "http":
            await _close(scope, receive, send)
            return
        request = Request(scope)
        try:
            signed_in = await run_in_threadpool(self._find, request.cookies.get(COOKIE, ""))
            knocking = scope["path"] == SIGN_IN and scope["method"] == "POST"
            if signed_in or knocking:
                scope.setdefault("state", {})["signed_in"] = signed_in
                answer: ASGIApp = self.app
            elif "text/html" in request.headers.get("accept", ""):
                answer = await run_in_threadpool(self.turn_away, request)
            else:
                answer = JSONResponse({"detail": NOT_SIGNED_IN}, 401)
        except RecordsFault as error:
            answer = JSONResponse({"detail": told(error)}, 503)
        await answer(scope, receive, _never_stored(send))

    def _find(self, token: str) -> SignIn | None:
        return find_sign_in(self.records, token, now=self.clock())


def _never_stored(send: Send) -> Send:
    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            headers["Cache-Control"] = "no-store"
            message = {**message, "headers": headers.raw}
        await send(message)

    return send_with_header


async def _close(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse what is no HTTP: there are no web sockets here."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
