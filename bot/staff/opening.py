"""Opening the workbench on a report: what is read out of it when first wanted, and its exports."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.answering.claims import ClaimVerdict
from bot.exporting import commitments_csv, commitments_xlsx, facts_csv, facts_xlsx
from bot.readings import Readings
from bot.records.reviews import Review
from bot.report.commitments import Commitment
from bot.staff.register import UNREVIEWED
from bot.staff.rendering import moment
from bot.staff.workbench import Workbench
from bot.tables import Column

_ENCODED = "utf-8"


def open_workbench(readings: Readings, cases: Path) -> Workbench:
    """Return the workbench on the report of `readings`; `cases` is where questions are set aside."""

    def check(text: str) -> tuple[ClaimVerdict, ...]:
        return readings.claims.check(text)

    def export(what: str, form: str, reviews: Mapping[str, Review]) -> bytes:
        more = review_columns(reviews)
        make: dict[tuple[str, str], Callable[[], bytes]] = {
            ("register", "csv"): lambda: commitments_csv(readings.register, more).encode(_ENCODED),
            ("register", "xlsx"): lambda: commitments_xlsx(
                readings.report, readings.register, more
            ),
            ("facts", "csv"): lambda: facts_csv(readings.facts).encode(_ENCODED),
            ("facts", "xlsx"): lambda: facts_xlsx(readings.report, readings.facts),
        }
        return make[what, form]()

    return Workbench(
        report=readings.report,
        register=lambda: readings.register,
        facts=lambda: readings.facts,
        issues=lambda: readings.issues,
        check=check,
        export=export,
        cases=cases,
    )


def review_columns(reviews: Mapping[str, Review]) -> tuple[Column[Commitment], ...]:
    """Return the columns that say how far each commitment is, as staff see it."""

    def of(show: Callable[[Review], str]) -> Callable[[Commitment], str | None]:
        return lambda one: show(reviews[one.id]) if one.id in reviews else None

    def status(one: Commitment) -> str:
        return (reviews[one.id].finding if one.id in reviews else UNREVIEWED).status

    return (
        Column("核实状态", 10, status),
        Column("核实说明", 40, of(lambda review: review.finding.note)),
        Column("佐证链接", 40, of(lambda review: review.finding.evidence)),
        Column("核实人", 12, of(lambda review: review.updated_by)),
        Column("核实时间", 18, of(lambda review: moment(review.updated_at))),
        Column("核实时的原文", 40, of(lambda review: review.subject.text)),
    )
