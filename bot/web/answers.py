"""What becomes of an answer once it is given: kept for a while, written down, shared, judged.

Writing down never costs a visitor the answer: where the records can't be written, that goes to the
log. Sharing and judging are asked for, so there a visitor is told.
"""

import logging
from collections.abc import Sequence

from bot.assistant import Reply
from bot.errors import RecordsFault
from bot.records.database import Database
from bot.records.feedback import Feedback, store_feedback
from bot.records.questions import Asked, store_question
from bot.records.shares import Shared, find_share, store_share
from bot.rendering import as_json
from bot.web.library import Library
from bot.web.recent import RecentAnswers
from bot.web.sharing import UNKNOWN, not_shown, packed, reopened
from bot.web.talk import Turn
from bot.web.telling import told

log = logging.getLogger(__name__)


class Answers:
    """The answers given, by token; `keep_questions` says whether questions are written down."""

    def __init__(self, records: Database, library: Library, *, keep_questions: bool) -> None:
        self._records = records
        self._library = library
        self._keep_questions = keep_questions
        self._recent: RecentAnswers[Reply] = RecentAnswers()

    def keep(self, reply: Reply) -> str:
        """Hold on to `reply` for a while; return the token that names it."""
        return self._recent.keep(reply)

    def record(self, token: str, reply: Reply) -> None:
        """Write down what was asked and answered, if questions are kept."""
        if not self._keep_questions:
            return
        told = as_json(reply)
        try:
            store_question(
                self._records,
                Asked(
                    id=token,
                    report=reply.report.id,
                    question=reply.question,
                    standalone=reply.standalone_question,
                    status=reply.answer.status,
                    reason=reply.answer.reason,
                    mode=reply.mode,
                    answer=reply.answer.text,
                    citations=told["citations"],
                    total_ms=reply.total_ms,
                ),
            )
        except RecordsFault as error:
            log.error("a question could not be recorded: %s", error)

    def share(self, token: str) -> None:
        """Store the answer for whoever has its link.

        Raises `InputError` where the token is unknown, `RecordsFault` where it can't be stored.
        """
        reply = self._recent.find(token)
        store_share(
            self._records,
            Shared(token, reply.report.id, reply.report.sha256, reply.question, packed(reply)),
        )

    def reopen(self, token: str) -> Turn:
        """Return the turn that a share link opens, or one that says why there is none."""
        try:
            share = find_share(self._records, token)
        except RecordsFault as error:
            return not_shown(told(error)).turn
        if share is None:
            return not_shown(UNKNOWN).turn
        opened = reopened(share.reply, share.report, token, self._library)
        if opened.reply:
            self._recent.keep(opened.reply, token)
        return opened.turn

    def judge(self, token: str, verdict: str, reasons: Sequence[str], comment: str) -> None:
        """Store what a visitor thinks of the answer.

        Raises `InputError` where the token, a reason or the comment can't be taken, `RecordsFault`
        where it can't be stored.
        """
        reply = self._recent.find(token)
        question, answer = reply.question, reply.answer.text
        store_feedback(
            self._records,
            Feedback(
                answer_id=token,
                verdict=verdict,
                reasons=tuple(reasons),
                comment=comment,
                report=reply.report.id,
                question=question if self._keep_questions else None,
                answer=answer if self._keep_questions else None,
            ),
        )
