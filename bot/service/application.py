"""The HTTP application: health routes, the page, and the guards around both.

The server listens first and opens the assistant beside it, so a fresh machine shows a page at once
and says that the index is being built.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol, TypeVar

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from bot.service.health import health_routes
from bot.service.limits import RequestLimits
from bot.service.opening import STARTING, Opening
from bot.service.security import HostGuard, SecurityHeaders, public_origin
from bot.settings import Settings
from bot.web.asking import UNEXPECTED
from bot.web.document import ChineseDocument
from bot.web.page import PLEDGE, TITLE, build_page, mount_page

log = logging.getLogger(__name__)

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


class Named(Protocol):
    """A report, as far as the page speaks of it."""

    @property
    def title(self) -> str:
        """The report's own title."""


class Assists(Protocol[R_co]):
    """What the page needs of an assistant."""

    @property
    def report(self) -> Named:
        """The open report."""

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> R_co:
        """Return the reply to a question."""

    def close(self) -> None:
        """Give back what it holds."""


def build_application(
    settings: Settings,
    *,
    open_assistant: Callable[[], Assists[R]],
    render: Callable[[R], Iterator[str]],
    examples: Sequence[str] = (),
    routers: Sequence[APIRouter] = (),
) -> ASGIApp:
    """Return the whole application, ready for a server.

    `open_assistant` is called once, in a background thread, when the server starts; `render` turns
    a reply into growing Markdown; `routers` come before the page. Raises `SettingsError` for an
    unusable public URL.
    """
    origin = public_origin(settings.public_url)
    opening = Opening(open_assistant)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(opening))
    app.add_exception_handler(Exception, _unexpected)
    # Without one of our own, Gradio answers any foreign origin, credentials included.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin] if origin else [],
        allow_methods=["GET", "POST"],
        allow_credentials=False,
    )
    app.add_middleware(ChineseDocument, title=TITLE, description=PLEDGE)
    for router in (health_routes(lambda: opening.state), *routers):
        app.include_router(router)
    _add_page(app, settings, opening, render, examples)
    return SecurityHeaders(
        HostGuard(RequestLimits(app), listen=settings.host, public_url=settings.public_url)
    )


def _add_page(
    app: FastAPI,
    settings: Settings,
    opening: Opening[Assists[R]],
    render: Callable[[R], Iterator[str]],
    examples: Sequence[str],
) -> None:
    def ask(question: str, history: Sequence[tuple[str, str]]) -> R:
        return opening.get().ask(question, history)

    page = build_page(
        ask=ask,
        render=render,
        notice=lambda: _notice(opening),
        temp_dir=settings.data_dir / "page",
        examples=examples,
        limit=settings.max_question_chars,
        concurrency=settings.concurrency,
        queue_size=settings.queue_size,
    )
    mount_page(app, page, public_url=settings.public_url)


def _notice(opening: Opening[Assists[R]]) -> tuple[str, bool]:
    """Return the line under the title, and whether it will change."""
    if opening.state == "ready":
        return f"当前报告：{opening.get().report.title}", False
    if opening.state == "failed":
        return "服务暂时不能回答问题，请稍后再来。", False
    return STARTING, True


def _lifespan(
    opening: Opening[Assists[R]],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening.start()
        try:
            yield
        finally:
            opening.close()

    return lifespan


async def _unexpected(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"detail": UNEXPECTED}, 500)
