"""Data and doubts: every figure of the report, what the audit found, and the exports."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from bot.records.database import Database
from bot.records.reviews import reviews
from bot.report.facts import Fact
from bot.staff.register import shown_value
from bot.staff.rendering import page
from bot.staff.workbench import Workbench

MODES = {"result": "实绩", "target": "目标", "status": "现状"}
ISSUES = {
    "sum": "合计对不上",
    "two_values": "同一指标两个数",
    "spelling": "写法可疑",
    "percentage": "百分比对不上",
    "order": "前后颠倒",
    "numbering": "序号有误",
}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def facts_routes(workbench: Workbench, records: Database) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.get("/facts")
    def table(
        request: Request, topic: str = "", year: str = "", mode: str = "", q: str = ""
    ) -> Response:
        facts = workbench.facts()
        return page(
            request,
            "facts",
            tab="facts",
            report=workbench.report,
            issues=workbench.issues(),
            kinds=ISSUES,
            facts=[fact for fact in facts.facts if _matches(fact, topic, year, mode, q)],
            unread=facts.unread,
            total=len(facts.facts),
            topics=list(dict.fromkeys(fact.topic for fact in facts.facts)),
            years=sorted({fact.year for fact in facts.facts if fact.year}),
            modes=MODES,
            value=shown_value,
            choice={"topic": topic, "year": year, "mode": mode, "q": q},
        )

    @router.get("/export/{what}.{form}")
    def export(
        what: Annotated[str, Path(pattern="^(register|facts)$")],
        form: Annotated[str, Path(pattern="^(csv|xlsx)$")],
    ) -> Response:
        report = workbench.report.id
        content = workbench.export(what, form, reviews(records, report))
        name = f"wenbao-{report}-{what}.{form}"
        disposition = {"Content-Disposition": f'attachment; filename="{_ascii(name)}"'}
        return Response(content, media_type=_TYPES[form], headers=disposition)

    return router


def _matches(fact: Fact, topic: str, year: str, mode: str, q: str) -> bool:
    wanted = ((topic, fact.topic), (year, str(fact.year or "")), (mode, fact.mode))
    if any(want and want != has for want, has in wanted):
        return False
    searched = f"{fact.text} {fact.indicator} {fact.section} {fact.topic}".casefold()
    return all(word in searched for word in q.casefold().split())


def _ascii(name: str) -> str:
    return "".join(char if char.isascii() and char not in '"\\\r\n' else "_" for char in name)
