"""Release: a draft becomes a statement only after the judge has passed it against what it cites.

In: drafts and the list of citations. Out: the statements that passed, and the faults of those that
were withheld. A withheld statement is never shown with a warning; it is recorded in the trace.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.answer import Answer, Statement
from bot.answering.citing import CitationList, evidence_at, evidence_of
from bot.answering.wording import Draft
from bot.checking.support import Fault, judge
from bot.report.figures import read_figures
from bot.report.loading import Report
from bot.report.sections import Outline


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that may not be shown, and why."""

    text: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """Statements that may be shown, and what was wrong with the others."""

    statements: tuple[Statement, ...]
    withheld: tuple[Withheld, ...]


def release(drafts: Sequence[Draft], citations: CitationList) -> Released:
    """Judge every draft against the sentence it was cut from; cite and keep those that pass."""
    statements = []
    withheld = []
    for draft in drafts:
        verdict = judge(draft.text, [evidence_of(draft.passage)])
        if verdict.supported:
            cited = (citations.cite(draft.passage),)
            statements.append(Statement(draft.text, cited, draft.figures, draft.focus))
        else:
            withheld.append(Withheld(draft.text, verdict.faults))
    return Released(tuple(statements), tuple(withheld))


def still_borne_out(answer: Answer, report: Report, outline: Outline) -> bool:
    """Judge an answer that comes from outside again: each statement against what it cites.

    A statement that cites nothing (没有提到) may not hold a figure.
    """
    for statement in answer.statements:
        evidence = [evidence_at(answer.citations[i], report, outline) for i in statement.citations]
        found = [one for one in evidence if one]
        if len(found) < len(evidence):
            return False
        if found and not judge(statement.text, found).supported:
            return False
        if not found and read_figures(statement.text):
            return False
    return bool(answer.statements)
