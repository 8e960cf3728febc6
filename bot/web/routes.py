"""The page's own routes: assets, the reader, how the service is, sharing and judging an answer."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, StringConstraints
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.errors import BotError, CorpusError, InputError
from bot.web.answers import Answers
from bot.web.document import ASSETS
from bot.web.library import Library
from bot.web.reader import reader_html
from bot.web.refusals import UNREADABLE
from bot.web.telling import told
from bot.web.templates import templates

NO_STORE = {"Cache-Control": "no-store"}

Short = Annotated[str, StringConstraints(max_length=40)]


class Judgement(BaseModel):
    """A thumb: "up" or "down", with reasons from a closed list and a line of one's own."""

    verdict: Short
    reasons: list[Short] = []
    comment: Annotated[str, StringConstraints(max_length=2000)] = ""


class Assets(StaticFiles):
    """Files the browser asks about each time, so that an update is seen at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, to be revalidated before it is used again."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def page_routes(
    library: Library, answers: Answers, state: Callable[[], str], values: dict[str, object]
) -> APIRouter:
    """Return the routes; `values` fill the templates. What goes wrong is one Chinese sentence."""
    router = APIRouter()
    router.mount("/page/assets", Assets(directory=ASSETS))

    @router.get("/page/state")
    def look() -> JSONResponse:
        return JSONResponse({"state": state()}, headers=NO_STORE)

    @router.get("/page/reader/{report_id}")
    def reader(report_id: str) -> HTMLResponse:
        return HTMLResponse(_reader(library, report_id), headers={"Cache-Control": "no-cache"})

    @router.get("/reports/{report_id}")
    def report(report_id: str) -> HTMLResponse:
        early = (ASSETS / "early.js").read_text(encoding="utf-8")
        filled = {**values, "report": library.report(report_id), "early": early}
        page = templates().get_template("report.html")
        return HTMLResponse(page.render(reader=_reader(library, report_id), **filled))

    @router.post("/page/answers/{token}/share")
    def share(token: str) -> JSONResponse:
        answers.share(token)
        return JSONResponse({"token": token})

    @router.post("/page/answers/{token}/feedback")
    def feedback(token: str, said: Judgement) -> JSONResponse:
        answers.judge(token, said.verdict, said.reasons, said.comment)
        return JSONResponse({"detail": "谢谢，已经收到。"})

    return router


async def explained(_: Request, error: Exception) -> JSONResponse:
    """Answer a `BotError` raised in a route with its sentence."""
    if not isinstance(error, BotError):
        raise error
    status = (
        404 if isinstance(error, CorpusError) else 400 if isinstance(error, InputError) else 503
    )
    return JSONResponse({"detail": told(error)}, status)


async def unreadable(_: Request, __: Exception) -> JSONResponse:
    """Answer a request whose body isn't what the page sends."""
    return JSONResponse({"detail": UNREADABLE}, 422)


HANDLERS = {BotError: explained, RequestValidationError: unreadable}


def _reader(library: Library, report_id: str) -> str:
    return reader_html(library.report(report_id), library.outline(report_id))
