"""Rendering: one `Reply` as JSON for programs and as Markdown for people."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.answering.answer import Answer, Statement
from bot.assistant import Reply

# Every ASCII mark: CommonMark shows an escaped one as itself, and nothing is left to act on.
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


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
            {name: value for name, value in asdict(citation).items() if name != "sha"}
            for citation in answer.citations
        ],
        "related": list(answer.related),
        "timings_ms": {stage.name: stage.ms for stage in reply.stages} | {"total": reply.total_ms},
    }


def pieces(reply: Reply) -> Iterator[str]:
    """Yield the growing Markdown of a reply, a statement at a time; the last has the citations."""
    answer = reply.answer
    if not answer.statements:
        yield escape(answer.text)
        return
    shown = ""
    for statement in answer.statements:
        shown += ("\n\n" if shown else "") + markdown_of(statement)
        yield shown
    if answer.citations:
        yield f"{shown}\n\n{sources(answer)}"


def markdown_of(statement: Statement) -> str:
    """Return a statement with what was asked in bold and its citation marks, e.g. [1]."""
    text = statement.text
    if statement.focus:
        start, end = statement.focus
        text = f"{escape(text[:start])}**{escape(text[start:end])}**{escape(text[end:])}"
    else:
        text = escape(text)
    return text + "".join(f" \\[{index + 1}\\]" for index in statement.citations)


def sources(answer: Answer) -> str:
    """Return the cited sentences as a Markdown list with their labels."""
    lines = [
        f"\\[{number}\\] {escape(citation.section)}：“{escape(citation.quote)}”"
        for number, citation in enumerate(answer.citations, start=1)
    ]
    return "**报告原文**\n\n" + "\n\n".join(lines)


def escape(text: str) -> str:
    """Return Markdown that shows `text` exactly as written, on one line: no link, image or tag."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split("\n")))


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "figures": [asdict(figure) for figure in statement.figures],
    }
