"""Rewriting: a question that leans on the turns before it becomes one that stands alone.

In: a question and the history. Out: a `StandAlone`; everything after this module sees only that.
Three rules, tried in order. A question of a year alone (那今年呢？) is the last question in that
year. One without a topic of its own (在哪条路上？) is asked of the last topic. One that sets another
topic beside the last (那7号线呢？) is asked of its own topic, the last one carried along lightly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from bot.answering.concepts import is_content, is_topical
from bot.answering.conversation import Turn
from bot.answering.questions import content_of, read_kind, read_mode, without_years, year_words

_LEADS = re.compile(
    r"^(那么?|然后|还有|另外|那就|再问一?下?|具体|其中|我(是|想)?问的?是?|我说的?是|不是.{1,8}[，,]是)[，,]?"
)
# A question that begins so has no subject of its own.
_SUBJECTLESS = re.compile(r"^(要|会|能|打算|准备|还|也|都|是|再|又|到)")
_POINTS_BACK = re.compile(
    r"它们?|其(?!他|它|实|中)|这个|那个|这些|那些|这里|那里|这家|那家|这项|那项|上述|前面(说)?的?|刚才(说)?的?"
)
_MODE = re.compile(r"的?(目标|计划|打算|预期|安排)(?!性|书)")
_ENDS = re.compile(r"的?呢[？?]?$")
_LONGEST_CONTEXT = 60  # characters of the last answer that are looked at
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(新区|省|市|区|县)|全[省市国]")
_SHORT = 14  # characters: a question with a topic of its own leans only if it is shorter than this


@dataclass(frozen=True, slots=True)
class StandAlone:
    """A question complete in itself; `carried` are words of the last topic that are context only."""

    question: str
    carried: str = ""
    rewritten: bool = False


def stand_alone(question: str, history: Sequence[Turn]) -> StandAlone:
    """Return `question` completed from the last topic of `history`, or as it is."""
    topic = _last_topic(history)
    if not topic or not leans(question):
        return StandAlone(question)
    years = year_words(question)
    own = _POINTS_BACK.sub(" ", _ENDS.sub("", _LEADS.sub("", question.strip())))
    # Another year asks of its own kind: after 今年的目标, 去年呢 asks what was done.
    kept = _MODE.sub("", without_years(topic)) if years else topic
    if _PLACE.fullmatch(own.strip()):
        return StandAlone(f"{own.strip()}{topic}", "", True)
    if _topics(own) or (_ENDS.search(question) and content_of(own)):
        return StandAlone(
            _joined(years or year_words(topic), without_years(own)), content_of(topic), True
        )
    if read_kind(own) == "about" and not content_of(own):
        return StandAlone(_joined(years, kept), "", True)
    kept_years = years or ("" if read_mode(question) else year_words(topic))
    about = _joined(kept_years, content_of(topic))
    return StandAlone(_joined(about, without_years(own)), _words_of(history[-1].answer), True)


def leans(question: str) -> bool:
    """Tell whether a question needs the history to be understood."""
    bare = question.strip()
    topics = _topics(_LEADS.sub("", bare))
    if not topics:
        return True
    if _LEADS.search(bare) or _ENDS.search(bare) or _POINTS_BACK.search(bare):
        return len(content_of(bare).replace(" ", "")) <= _SHORT
    return len(topics) == 1 and bool(_SUBJECTLESS.search(bare)) and len(bare) <= _SHORT


def _last_topic(history: Sequence[Turn]) -> str:
    """Return the last question that has a topic, completed from the ones before it."""
    topic = ""
    for turn in history:
        whole = (
            stand_alone(turn.question, [Turn(topic, "")]) if topic else StandAlone(turn.question)
        )
        if any(map(is_content, rjieba.cut(content_of(whole.question)))):
            topic = whole.question
    return topic


def _words_of(answer: str) -> str:
    """Return the words of an earlier answer: they name what a bare question is asked of.

    They only help to find; a forged answer can put no figure into a reply.
    """
    words = re.sub(r"[^\u4e00-\u9fffa-zA-Z“”]+", " ", answer)
    return re.sub(r"^\s*年(目标|计划)?\s", "", words)[:_LONGEST_CONTEXT]


def _topics(text: str) -> list[str]:
    return [word for word, tag in rjieba.tag(content_of(text)) if is_topical(word, tag)]


def _joined(*pieces: str) -> str:
    return " ".join(piece.strip() for piece in pieces if piece.strip())
