"""Sufficiency: does the best evidence answer the question, or only come near it?

In: a `Query` and its best `Scored` clause. Out: None where it answers, else the `Lack`. A best
retrieval score can't tell; what tells is which of the question's concepts the evidence lacks, and
whether it has the kind of thing asked for: a figure, a day, the place named.
"""

import re
from enum import Enum

from bot.answering.evidence import Scored
from bot.answering.questions import read_detail
from bot.answering.understanding import Query
from bot.language.text import folded

# Least coverage of an answer, and the greatest share of a question's weight that a thing which it
# names and the evidence lacks may have. Calibrated on the development questions, see eval/README.md.
LEAST_COVERAGE, MOST_MISSING = 0.38, 0.4
_A_THING = 0.9  # importance from which a concept names a thing: nouns, names
_ABOVE = ("全市", "全省", "全国", "市级", "省级", "国家级")
_DAY = re.compile(r"哪一?天|几号|几月|哪个月|日期|几点")
_DATE = re.compile(r"\d{1,2}月|\d{1,2}日|上半年|下半年|季度|年底|年内|年初|[一二三四]季度|月底")
# What a sentence must have to tell a practical detail; reports of work hardly ever do.
_GIVES = {
    "procedure": re.compile(r"申请|申领|办理(流程|时间|地点)|凭.{1,8}(办|领)|提交|预约|报名"),
    "contact": re.compile(r"\d{7,}|\d{3,4}-\d{7,8}|@|https?|地址|联系电话"),
}


class Lack(Enum):
    """Why the report does not answer."""

    NOT_MENTIONED = "not_mentioned"
    YEAR_OUTSIDE = "year_outside"
    OTHER_YEAR = "other_year"
    PLACE_OUTSIDE = "place_outside"
    NO_FIGURE = "no_figure"
    NO_DATE = "no_date"


def lack_of(query: Query, best: Scored) -> Lack | None:
    """Return what `best` lacks to answer `query`, or None."""
    around = best.passage.whole.text + best.passage.title.text
    if any(_is_subject(place, query) and not _has_place(place, around) for place in query.places):
        return Lack.PLACE_OUTSIDE
    detail = read_detail(query.question)
    if detail and not _GIVES[detail].search(best.passage.whole.text):
        return Lack.NOT_MENTIONED
    if best.coverage < LEAST_COVERAGE or _misses_a_thing(query, best):
        return Lack.NOT_MENTIONED
    if query.kind == "how_many" and not any(best.passage.quantities):
        return Lack.NO_FIGURE
    if query.kind == "when" and _DAY.search(query.question) and not _DATE.search(around):
        return Lack.NO_DATE
    return None


def _misses_a_thing(query: Query, best: Scored) -> bool:
    """Tell whether the evidence has nothing of a thing that makes up much of the question.

    石家庄的经济增长 would pass by its coverage: growth is there, Shijiazhuang nowhere. An indicator
    may not be missing at all: the figure of another one is no answer.
    """
    return any(
        not covered
        and not concept.excused
        and (concept.indicator or (concept.importance >= _A_THING and share >= MOST_MISSING))
        for concept, covered, share in zip(query.concepts, best.covered, best.shares, strict=True)
    )


def _is_subject(place: str, query: Query) -> bool:
    """Tell whether a question is about a place (河东区的财政收入), not only mentions it."""
    return query.content.startswith(place)


def _has_place(place: str, text: str) -> bool:
    """Tell whether the evidence speaks of a place; of a higher one also as 全市, 全省."""
    bare = re.sub(r"(省|市|区|县)$", "", place)
    if folded(bare) in text:
        return True
    return any(level in text for level in _ABOVE) and place.endswith(("市", "省"))
