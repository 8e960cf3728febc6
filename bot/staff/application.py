"""The staff area as an application of its own: everything under `/staff`, behind the gate.

In: a `Workbench`, the records, a clock. Out: an ASGI application that refuses who hasn't signed in.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import BotError, CorpusError, InputError
from bot.records.database import Database
from bot.staff.checking_pages import checking_routes
from bot.staff.facts_pages import facts_routes
from bot.staff.forms import Forged
from bot.staff.gate import Gate
from bot.staff.question_pages import question_routes
from bot.staff.register_pages import RegisterPages
from bot.staff.rendering import page, way_up
from bot.staff.signing_in import Door
from bot.staff.workbench import Workbench
from bot.web.refusals import sentence
from bot.web.telling import told

PREFIX = "/staff"


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def staff_application(
    workbench: Workbench,
    records: Database,
    *,
    public_url: str = "",
    clock: Callable[[], datetime] = now,
) -> ASGIApp:
    """Return the application; it is to be given the whole path, beginning with `/staff`.

    `public_url` says whether cookies are for https only, and below which path they hold; `clock`
    returns the moment with its time zone.
    """
    public = urlsplit(public_url)
    door = Door(
        records,
        clock,
        secure=public.scheme == "https",
        path=public.path.rstrip("/") + PREFIX,
    )
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    for path in ("", "/", "/sign-in"):
        app.add_api_route(PREFIX + path, _first)
    for router in (
        door.routes(),
        RegisterPages(workbench, records, clock).routes(),
        checking_routes(workbench),
        facts_routes(workbench, records),
        question_routes(workbench, records),
    ):
        app.include_router(router, prefix=PREFIX)
    app.add_exception_handler(BotError, _explained)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _broken)
    return Gate(app, records, clock, door.turn_away)


class Beside:
    """Gives what is under `/staff` to the staff area, and everything else to the page."""

    def __init__(self, app: ASGIApp, staff: ASGIApp) -> None:
        self.app = app
        self.staff = staff

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve by the one or the other; the server's own start and end belong to the page."""
        path = scope.get("path", "")
        inside = path == PREFIX or path.startswith(f"{PREFIX}/")
        await (self.staff if inside else self.app)(scope, receive, send)


def _first(request: Request) -> Response:
    return RedirectResponse(f"{way_up(request.scope['path'])}staff/register", 303)


def _explained(request: Request, error: Exception) -> Response:
    """Answer a `BotError` with a page that says what it says."""
    if not isinstance(error, BotError):
        raise error
    if isinstance(error, Forged):
        status = 403
    elif isinstance(error, CorpusError):
        status = 404
    else:
        status = 400 if isinstance(error, InputError) else 503
    return page(request, "refusal", status, tab="", why=told(error))


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return page(request, "refusal", status, tab="", why=sentence(status))


def _unreadable(request: Request, _: Exception) -> Response:
    return page(request, "refusal", 422, tab="", why=sentence(422))


def _broken(request: Request, _: Exception) -> Response:
    return page(request, "refusal", 500, tab="", why=sentence(500))
