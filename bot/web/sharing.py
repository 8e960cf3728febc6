"""Sharing: an answer packed for storage, and opened again only as far as the report still bears it.

A shared answer is stored as data, never as HTML, and is not believed when it comes back: each of
its citations must still stand in the report, word for word, in a part about the same year and mode,
and the judge must pass each of its statements again.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.answering.answer import Answer
from bot.answering.citing import standing
from bot.answering.release import still_borne_out
from bot.assistant import Reply
from bot.errors import CorpusError
from bot.web.bubble import growing, notice
from bot.web.library import Library
from bot.web.talk import Turn

UNKNOWN = "没有找到这条分享。链接可能不完整，您可以直接在下面提问。"
NO_REPORT = "这条分享所依据的报告已不在这里，不再显示原来的回答。"
CHANGED = (
    "报告文本在分享之后有改动，这条回答引用的原文已找不到，不再显示原来的回答。您可以重新提问。"
)
SAME = "这是分享的回答。引文已与报告原文重新核对，完全一致。"
MOVED = "这是分享的回答。报告文本在分享之后有改动，但这里引用的每一句仍在原文中，一字未变。"


@dataclass(frozen=True, slots=True)
class Packed:
    """A reply as it is stored: what was asked, how it was understood, and the answer."""

    question: str
    standalone_question: str
    rewritten: bool
    answer: Answer


_PACKED = TypeAdapter(Packed)


def packed(reply: Reply) -> dict[str, Any]:
    """Return `reply` as plain JSON values."""
    return asdict(Packed(reply.question, reply.standalone_question, reply.rewritten, reply.answer))


@dataclass(frozen=True, slots=True)
class Reopened:
    """What a share link opens: the turn to show, and its reply where it still stands."""

    turn: Turn
    reply: Reply | None = None


def reopened(stored: Mapping[str, Any], report_id: str, token: str, library: Library) -> Reopened:
    """Return the turn to show for a stored reply: whole, or why it is not shown any more."""
    try:
        share = _PACKED.validate_python(stored)
    except ValidationError:
        return not_shown(UNKNOWN)
    if not _marks_lead_somewhere(share.answer):
        return not_shown(UNKNOWN)
    try:
        report, outline = library.report(report_id), library.outline(report_id)
    except CorpusError:
        return not_shown(NO_REPORT, share.question)
    cited = share.answer.citations
    standing_now = [standing(one, report, outline) for one in cited if one.report == report.id]
    now = tuple(citation for citation in standing_now if citation)
    if len(now) < len(cited):
        return not_shown(CHANGED, share.question, share.standalone_question)
    told = "".join(statement.text for statement in share.answer.statements)
    answer = replace(share.answer, citations=now, text=told)
    if not still_borne_out(answer, report, outline):
        return not_shown(CHANGED, share.question, share.standalone_question)
    reply = Reply(
        share.question, share.standalone_question, share.rewritten, "extractive", report, answer
    )
    banner = SAME if now == share.answer.citations else MOVED
    *_, whole = growing(reply, token, banner)
    turn = Turn(share.question, whole, "done", share.standalone_question, answer.text)
    return Reopened(turn, reply)


def _marks_lead_somewhere(answer: Answer) -> bool:
    marks = [index for statement in answer.statements for index in statement.citations]
    return all(0 <= index < len(answer.citations) for index in marks)


def not_shown(why: str, question: str = "", ask: str = "") -> Reopened:
    """Return a turn that says why an answer isn't shown, with a question to ask instead."""
    return Reopened(Turn(question, notice("trouble", why, ask)))
