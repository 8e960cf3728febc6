"""What citizens asked: each question with what was made of it and what its asker thought.

In: the stored questions and the feedback. Out: entries, the latest hour first, filtered. Feedback
on a question that was not kept stands by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.records.feedback import REASONS, StoredFeedback
from bot.records.questions import StoredQuestion

STATUSES = {
    "answered": "已回答",
    "partial": "部分回答",
    "refused": "未作答",
    "social": "寒暄",
    "invalid": "无法处理",
}
VERDICTS = {"up": "有帮助", "down": "有问题", "none": "没有评价"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, or feedback on one that was not kept (`stored` is None), or both."""

    id: str
    when: datetime
    stored: StoredQuestion | None
    feedback: StoredFeedback | None

    @property
    def question(self) -> str:
        """What was asked, "" where it was not kept."""
        if self.stored:
            return self.stored.asked.question
        return self.feedback.feedback.question or "" if self.feedback else ""

    @property
    def verdict(self) -> str:
        """What its asker thought, a key of `VERDICTS`."""
        return self.feedback.feedback.verdict if self.feedback else "none"

    @property
    def reasons(self) -> tuple[str, ...]:
        """What its asker found wrong."""
        return self.feedback.feedback.reasons if self.feedback else ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen above the list; "" is everything."""

    status: str = ""
    verdict: str = ""
    reason: str = ""
    q: str = ""


def entries(
    asked: Iterable[StoredQuestion], thought: Iterable[StoredFeedback]
) -> tuple[Entry, ...]:
    """Return questions and feedback put together, the latest hour first."""
    feedback = {one.feedback.answer_id: one for one in thought}
    kept = [Entry(one.asked.id, one.asked_at, one, feedback.get(one.asked.id)) for one in asked]
    known = {one.id for one in kept}
    alone = [
        Entry(name, one.given_at, None, one) for name, one in feedback.items() if name not in known
    ]
    return tuple(sorted(kept + alone, key=lambda one: one.when, reverse=True))


def chosen(everything: Iterable[Entry], choice: Choice) -> list[Entry]:
    """Return the entries that match the choice."""
    return [entry for entry in everything if _matches(entry, choice)]


def wrongs(everything: Iterable[Entry]) -> dict[str, int]:
    """Return how often each reason was given."""
    given = [reason for entry in everything for reason in entry.reasons]
    return {reason: given.count(reason) for reason in REASONS}


def _matches(entry: Entry, choice: Choice) -> bool:
    status = entry.stored.asked.status if entry.stored else ""
    if choice.status and choice.status != status:
        return False
    if choice.verdict and choice.verdict != entry.verdict:
        return False
    if choice.reason and choice.reason not in entry.reasons:
        return False
    comment = entry.feedback.feedback.comment if entry.feedback else ""
    searched = f"{entry.question} {comment}".casefold()
    return all(word in searched for word in choice.q.casefold().split())
