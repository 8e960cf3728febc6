"""Rendering: a `Reply` or a verdict as JSON for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.answering.answer import Citation, Statement
from bot.assistant import Reply

if TYPE_CHECKING:
    from bot.answering.claims import ClaimVerdict

_CITATION_FIELDS = ("report", "section", "start", "end", "quote")


def as_json(reply: Reply) -> dict[str, Any]:
    """Return the reply as the `ask --json` object, ready for `json.dumps`."""
    answer = reply.answer
    return {
        "question": reply.question,
        "standalone_question": reply.standalone_question,
        "mode": reply.mode,
        "status": answer.status,
        "refused": answer.refused,
        "reason": answer.reason,
        "answer": answer.text,
        "statements": [_statement_json(statement) for statement in answer.statements],
        "citations": _citations_json(answer.citations),
        "related": list(answer.related),
        "timings_ms": {stage.name: stage.ms for stage in reply.stages} | {"total": reply.total_ms},
    }


def verdict_json(verdict: "ClaimVerdict") -> dict[str, Any]:
    """Return the verdict on a claim as one of the `check --json` objects."""
    return {
        "claim": verdict.claim,
        "label": verdict.label,
        "difference": verdict.difference,
        "corrected": verdict.corrected,
        "citations": _citations_json(verdict.citations),
    }


def _citations_json(citations: Sequence[Citation]) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in _CITATION_FIELDS} for one in citations]


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "figures": [asdict(figure) for figure in statement.figures],
    }
