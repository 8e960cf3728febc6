"""The page of what citizens asked, and setting a question aside for evaluation."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.errors import CorpusError
from bot.records.database import Database
from bot.records.feedback import REASONS, feedbacks
from bot.records.questions import questions
from bot.staff.cases import add_case, case_of, known_cases
from bot.staff.forms import Posted, checked_form
from bot.staff.questions import STATUSES, VERDICTS, Choice, Entry, chosen, entries, wrongs
from bot.staff.rendering import page
from bot.staff.workbench import Workbench

MOST = 1000  # questions looked at, the latest
SHOWN = 200  # of those that match


def question_routes(workbench: Workbench, records: Database) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.get("/questions")
    def listed(request: Request, choice: Annotated[Choice, Depends(_choice)]) -> Response:
        everything = _entries(records)
        matching = chosen(everything, choice)
        return page(
            request,
            "questions",
            tab="questions",
            report=workbench.report,
            entries=matching[:SHOWN],
            matching=len(matching),
            total=len(everything),
            wrongs=wrongs(everything),
            added={name.removeprefix("citizen-") for name in known_cases(workbench.cases)},
            choice=choice,
            statuses=STATUSES,
            verdicts=VERDICTS,
            reasons=REASONS,
            told=request.query_params.get("told", ""),
        )

    @router.post("/questions")
    def add(posted: Annotated[Posted, Depends(checked_form)]) -> Response:
        found = [one for one in _entries(records) if one.id == posted.text("id") and one.stored]
        if not found or not found[0].stored:
            raise CorpusError("没有找到这个提问。", "请回到市民提问页面再试。")
        new = add_case(workbench.cases, case_of(found[0].stored.asked, found[0].reasons))
        chosen_before = {name: posted.text(name) for name in Choice.__dataclass_fields__}
        query = {name: value for name, value in chosen_before.items() if value}
        query["told"] = "new" if new else "again"
        return RedirectResponse(f"questions?{urlencode(query)}", 303)

    return router


def _choice(status: str = "", verdict: str = "", reason: str = "", q: str = "") -> Choice:
    return Choice(status, verdict, reason, q.strip())


def _entries(records: Database) -> tuple[Entry, ...]:
    return entries(questions(records, limit=MOST), feedbacks(records, limit=MOST))
