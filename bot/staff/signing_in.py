"""Signing in and out: the page outside the gate, the throttle, the cookie."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.records.accounts import check_password, has_staff
from bot.records.database import Database
from bot.records.sign_ins import LIFETIME, close_sign_in, open_sign_in
from bot.staff.forms import FIELD, FORM_COOKIE, DoorKey, Posted, checked_form, read_form
from bot.staff.gate import COOKIE, NOT_SIGNED_IN
from bot.staff.rendering import page, way_up
from bot.staff.throttle import WINDOW, Throttle

WRONG = "姓名或密码不对。请核对后再试。"
TOO_OFTEN = "失败的次数太多了。请过一刻钟再试，或请管理员重设密码。"
STALE = "登录页面已经过期。请再登录一次。"
SIGNED_OUT = "已退出登录。"


class Door:
    """Where staff come in; cookies hold below `path`, where `secure` over https only."""

    def __init__(
        self, records: Database, clock: Callable[[], datetime], *, secure: bool, path: str
    ) -> None:
        self._records = records
        self._clock = clock
        self._secure, self._path = secure, path
        self._key = DoorKey()
        self._throttle = Throttle(clock)

    def turn_away(self, request: Request) -> Response:
        """Return the sign-in page, with status 401."""
        return self.shown(request, 401, NOT_SIGNED_IN)

    def shown(self, request: Request, status: int, why: str = "", name: str = "") -> Response:
        """Return the sign-in page saying `why`, with a form that belongs to this browser."""
        cookie = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
        response = page(
            request,
            "sign_in",
            status,
            tab="",
            why=why,
            name=name,
            token=self._key.token(cookie),
            ready=has_staff(self._records),
        )
        self._set(response, FORM_COOKIE, cookie, None)
        return response

    def sign_in(self, request: Request, posted: Posted) -> Response:
        """Sign in whoever gives the right name and password; always under a new token."""
        if not self._key.fits(request.cookies.get(FORM_COOKIE, ""), posted.text(FIELD)):
            return self.shown(request, 403, STALE)
        name = " ".join(posted.text("name").split())[:200]
        address = request.client.host if request.client else ""
        if not self._throttle.admit(name.casefold(), address):
            response = self.shown(request, 429, TOO_OFTEN, name)
            response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
            return response
        account = check_password(self._records, name, posted.text("password"))
        if account is None:
            return self.shown(request, 401, WRONG, name)
        self._throttle.forgive(name.casefold(), address)
        before = request.cookies.get(COOKIE, "")
        if before:
            close_sign_in(self._records, before)
        token, _ = open_sign_in(self._records, account, now=self._clock())
        response = RedirectResponse(f"{way_up(request.scope['path'])}staff/register", 303)
        self._set(response, COOKIE, token, int(LIFETIME.total_seconds()))
        return response

    def sign_out(self, request: Request) -> Response:
        """End the sign-in, in the database and in the browser."""
        close_sign_in(self._records, request.cookies.get(COOKIE, ""))
        request.state.signed_in = None
        response = self.shown(request, 200, SIGNED_OUT)
        self._set(response, COOKIE, "", 0)
        return response

    def routes(self) -> APIRouter:
        """Return the routes; the form itself is what the gate shows."""
        router = APIRouter()

        @router.post("/sign-in")
        def sign_in(request: Request, posted: Annotated[Posted, Depends(read_form)]) -> Response:
            return self.sign_in(request, posted)

        @router.post("/sign-out", dependencies=[Depends(checked_form)])
        def sign_out(request: Request) -> Response:
            return self.sign_out(request)

        return router

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path=self._path,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
