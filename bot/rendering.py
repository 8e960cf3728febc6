"""Rendering: one `Reply` as JSON for programs."""

from dataclasses import asdict
from typing import Any

from bot.answering.answer import Statement
from bot.assistant import Reply

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
        "citations": [
            {name: getattr(citation, name) for name in _CITATION_FIELDS}
            for citation in answer.citations
        ],
        "related": list(answer.related),
        "timings_ms": {stage.name: stage.ms for stage in reply.stages} | {"total": reply.total_ms},
    }


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "figures": [asdict(figure) for figure in statement.figures],
    }
