"""The HTTP application: health routes, the page, and the guards around both.

The server listens first and opens the assistant beside it, so a fresh machine shows a page at once
and says that the index is being built.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from bot.assistant import Reply
from bot.records.database import Database
from bot.records.feedback import REASONS
from bot.service.health import health_routes
from bot.service.limits import RequestLimits
from bot.service.opening import Opening
from bot.service.security import HostGuard, SecurityHeaders, public_origin
from bot.settings import Settings
from bot.staff.application import Beside, staff_application
from bot.staff.workbench import Workbench
from bot.web.answers import Answers
from bot.web.asking import UNEXPECTED, Asking
from bot.web.bubble import welcome
from bot.web.document import Dressing
from bot.web.library import Library
from bot.web.page import TITLE, build_page, mount_page
from bot.web.refusals import Refusals
from bot.web.routes import HANDLERS, page_routes
from bot.web.waiting import Turnstile

PLEDGE = "回答只依据报告原文，以报告为准。"
KEEPS = "您的问题会不记名保存，用来改进回答；其中的手机号、身份证号等会先隐去。"
KEEPS_NOT = "您的问题不会被保存。"


class Assists(Protocol):
    """What the page needs of an assistant."""

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Reply:
        """Return the reply to a question."""

    def close(self) -> None:
        """Give back what it holds."""


def build_application(
    settings: Settings,
    *,
    library: Library,
    records: Database,
    open_assistant: Callable[[], Assists],
    routers: Sequence[APIRouter] = (),
    workbench: Workbench | None = None,
) -> ASGIApp:
    """Return the whole application, ready for a server.

    `open_assistant` is called once, in a background thread, when the server starts; `records` is
    closed with the application; `routers` come before the page; without a `workbench` there is no
    staff area. Raises `SettingsError` for an unusable public URL.
    """
    origin = public_origin(settings.public_url)
    opening = Opening(open_assistant)
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(opening, records)
    )
    for kind, handler in {Exception: _unexpected, **HANDLERS}.items():
        app.add_exception_handler(kind, handler)
    # Without one of our own, Gradio answers any foreign origin, credentials included.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin] if origin else [],
        allow_methods=["GET", "POST"],
        allow_credentials=False,
    )
    values: dict[str, object] = {
        "title": TITLE,
        "pledge": PLEDGE,
        "privacy": _privacy(settings),
        "reasons": REASONS,
        "report": library.report(),
    }
    app.add_middleware(Dressing, values=values)
    app.add_middleware(Refusals)
    answers = Answers(records, library, keep_questions=settings.keep_questions)
    state = lambda: opening.state  # noqa: E731
    own = page_routes(library, answers, state, values)
    for router in (health_routes(state), *routers, own):
        app.include_router(router)
    _add_chat(app, settings, opening, answers, library)
    whole: ASGIApp = app
    if workbench is not None:
        staff = staff_application(workbench, records, public_url=settings.public_url)
        whole = Beside(app, staff)
    return SecurityHeaders(
        HostGuard(RequestLimits(whole), listen=settings.host, public_url=settings.public_url)
    )


def _add_chat(
    app: FastAPI,
    settings: Settings,
    opening: Opening[Assists],
    answers: Answers,
    library: Library,
) -> None:
    def ask(question: str, history: Sequence[tuple[str, str]]) -> Reply:
        return opening.get().ask(question, history)

    turnstile = Turnstile(settings.concurrency, settings.queue_size)
    asking = Asking(ask, answers.keep, answers.record, turnstile, settings.max_question_chars)
    page = build_page(
        asking,
        answers.reopen,
        temp_dir=settings.data_dir / "page",
        welcome=welcome(library.report().title, library.report().examples),
        privacy=_privacy(settings),
        limit=settings.max_question_chars,
        queue_size=2 * (settings.concurrency + settings.queue_size),
    )
    mount_page(app, page, public_url=settings.public_url)


def _privacy(settings: Settings) -> str:
    return KEEPS if settings.keep_questions else KEEPS_NOT


def _lifespan(
    opening: Opening[Assists], records: Database
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening.start()
        try:
            yield
        finally:
            opening.close()
            records.close()

    return lifespan


async def _unexpected(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"detail": UNEXPECTED}, 500)
