"""Replying: a finding becomes an `Answer`.

In: the drafts of a finding, or why there are none. Out: statements that the judge released, or a
refusal in a sentence with the nearest thing that the report does say, cited as an answer would be.
"""

from collections.abc import Iterable

from bot.answering.answer import Answer, Statement, Status
from bot.answering.citing import CitationList
from bot.answering.extractive import Finding
from bot.answering.release import release
from bot.answering.sufficiency import Lack
from bot.answering.templates import Templates
from bot.answering.understanding import Query
from bot.report.loading import Report


def reply_to(query: Query, finding: Finding, report: Report, templates: Templates) -> Answer:
    """Return the answer to `query`."""
    citations = CitationList(report)
    released = release(finding.drafts, citations)
    withheld = tuple(one.text for one in released.withheld)
    if released.statements:
        status: Status = "partial" if released.withheld or finding.lack else "answered"
        missing = _missing(query, finding, templates)
        if missing:
            status = "partial"
        statements = (*released.statements, *missing)
        text = _joined(statement.text for statement in statements)
        return Answer(status, None, text, statements, citations.citations, (), withheld)
    if finding.drafts:
        text = templates.fill("withheld")
        return Answer("refused", "withheld", text, withheld=withheld)
    return _refusal(query, finding, report, templates, citations)


def _missing(query: Query, finding: Finding, templates: Templates) -> tuple[Statement, ...]:
    """Return what a partial answer must own up to: the figure or the years that are not there."""
    missing = []
    if finding.lack in (Lack.NO_FIGURE, Lack.NO_DATE):
        missing.append(templates.fill(f"refused_{finding.lack.value}"))
    told = {draft.passage.part.year for draft in finding.drafts}
    years = [year for year in query.years if year not in told]
    if years and not any(f"{year}年" in draft.text for draft in finding.drafts for year in years):
        asked = "、".join(f"{year}年" for year in years)
        missing.append(templates.fill("missing_years", asked_years=asked))
    return tuple(Statement(text, ()) for text in missing)


def _refusal(
    query: Query, finding: Finding, report: Report, templates: Templates, citations: CitationList
) -> Answer:
    lack = finding.lack or Lack.NOT_MENTIONED
    says = Statement(_lack_text(query, lack, report, templates), ())
    nearest = release([finding.nearest] if finding.nearest else [], citations)
    statements = [says]
    for statement in nearest.statements:
        text = templates.fill("nearest", nearest=statement.text)
        statements.append(Statement(text, statement.citations, statement.figures))
    text = _joined(statement.text for statement in statements)
    return Answer("refused", lack.value, text, tuple(statements), citations.citations)


def _lack_text(query: Query, lack: Lack, report: Report, templates: Templates) -> str:
    asked_years = "、".join(f"{year}年" for year in query.years)
    known_years = "和".join(f"{year}年" for year in (report.result_year, report.plan_year) if year)
    if lack is Lack.YEAR_OUTSIDE:
        return templates.fill(
            "refused_year_outside", known_years=known_years or "其他年份", asked_years=asked_years
        )
    if lack is Lack.OTHER_YEAR:
        return templates.fill("refused_other_year", asked_years=asked_years)
    if lack is Lack.PLACE_OUTSIDE:
        return templates.fill(
            "refused_place_outside",
            place=report.place or "本地",
            asked_place="、".join(query.places or query.towns),
        )
    return templates.fill(f"refused_{lack.value}")


def _joined(texts: Iterable[str]) -> str:
    return "".join(texts)
