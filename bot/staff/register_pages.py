"""The pages of the register: the table, one commitment with its history, saving a review."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.errors import CorpusError, StaffError
from bot.records.database import Database
from bot.records.reviews import (
    STATUSES,
    Finding,
    Review,
    Stale,
    changes,
    find_review,
    reviews,
    save_review,
)
from bot.report.commitments import Commitment
from bot.staff.forms import Posted, checked_form
from bot.staff.register import (
    KINDS,
    STRENGTHS,
    UNREVIEWED,
    Choice,
    chosen,
    options,
    orphans,
    plain,
    rows,
    shown_value,
    subject_of,
    tally,
)
from bot.staff.rendering import page
from bot.staff.workbench import Workbench

WORDS = {"kinds": KINDS, "strengths": STRENGTHS, "statuses": STATUSES}


class RegisterPages:
    """The register of the open report, and the reviews of it."""

    def __init__(
        self, workbench: Workbench, records: Database, clock: Callable[[], datetime]
    ) -> None:
        self._workbench = workbench
        self._records = records
        self._clock = clock

    def table(self, request: Request, choice: Choice) -> Response:
        """Return the table of what was chosen."""
        register, found = self._workbench.register(), self._reviews()
        everything = rows(register, found)
        return page(
            request,
            "register",
            tab="register",
            report=self._workbench.report,
            rows=chosen(everything, choice),
            total=len(everything),
            tally=tally(everything),
            orphans=orphans(register, found),
            choice=choice,
            options=options(everything),
            address=_address(choice),
            value=shown_value,
            plain=plain,
            **WORDS,
        )

    def one(self, request: Request, name: str, back: str) -> Response:
        """Return the page of a commitment: its words, the form, the history."""
        commitment = self._commitment(name)
        review = find_review(self._records, self._workbench.report.id, name)
        finding = review.finding if review else UNREVIEWED
        return self._shown(request, commitment, review, finding, back)

    def save(self, request: Request, posted: Posted) -> Response:
        """Store the review; where somebody else did meanwhile, show both beside each other."""
        commitment = self._commitment(posted.text("id"))
        mine = Finding(posted.text("status"), posted.text("note"), posted.text("evidence"))
        base, back = _version(posted.text("version")), posted.text("back")
        try:
            outcome = save_review(
                self._records,
                subject_of(self._workbench.report, commitment),
                mine,
                base=base,
                by=request.state.signed_in.name,
                now=self._clock(),
            )
        except StaffError as error:
            # Back to the form with all that was typed, and still based on what it was based on.
            review = find_review(self._records, self._workbench.report.id, commitment.id)
            why = f"{error.message}{error.mend}"
            return self._shown(request, commitment, review, mine, back, why, base)
        if isinstance(outcome, Stale):
            return page(
                request,
                "conflict",
                409,
                tab="register",
                report=self._workbench.report,
                commitment=commitment,
                theirs=outcome.review,
                mine=outcome.mine,
                back=back,
                **WORDS,
            )
        query = {"id": commitment.id, "saved": str(outcome.review.version)}
        if back:
            query["back"] = back
        return RedirectResponse(f"commitment?{urlencode(query)}", 303)

    def _shown(
        self,
        request: Request,
        commitment: Commitment,
        review: Review | None,
        finding: Finding,
        back: str,
        why: str = "",
        base: int | None = None,
    ) -> Response:
        current = review.version if review else 0
        return page(
            request,
            "commitment",
            400 if why else 200,
            tab="register",
            report=self._workbench.report,
            commitment=commitment,
            review=review,
            finding=finding,
            base=current if base is None else base,
            history=changes(self._records, self._workbench.report.id, commitment.id),
            saved=request.query_params.get("saved", ""),
            why=why,
            back=back,
            **WORDS,
        )

    def _reviews(self) -> dict[str, Review]:
        return reviews(self._records, self._workbench.report.id)

    def _commitment(self, name: str) -> Commitment:
        for one in self._workbench.register().commitments:
            if one.id == name:
                return one
        raise CorpusError("登记簿里没有这一条。", "请从登记簿进入。")

    def routes(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter()

        @router.get("/register")
        def table(request: Request, choice: Annotated[Choice, Depends(read_choice)]) -> Response:
            return self.table(request, choice)

        @router.get("/commitment")
        def one(
            request: Request,
            name: Annotated[str, Query(alias="id")] = "",
            back: str = "",
        ) -> Response:
            return self.one(request, name, back)

        @router.post("/commitment")
        def save(request: Request, posted: Annotated[Posted, Depends(checked_form)]) -> Response:
            return self.save(request, posted)

        return router


def read_choice(request: Request) -> Choice:
    """Return the choice that an address names."""
    asked = request.query_params
    return Choice(**{name: asked.get(name, "").strip() for name in Choice.__dataclass_fields__})


def _address(choice: Choice) -> Callable[..., str]:
    """Return a function that makes the address of the table with parts of the choice changed."""

    def address(**changed: str) -> str:
        query = {**choice.query(), **changed}
        return "?" + urlencode({name: value for name, value in query.items() if value})

    return address


def _version(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
