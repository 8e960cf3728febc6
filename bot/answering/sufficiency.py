"""Sufficiency: does the best evidence answer the question, or only come near it?

In: a `Query` and its best `Scored` clause. Out: None where it answers, else the `Lack`. A best
retrieval score can't tell; what tells is which of the question's concepts the evidence lacks, and
whether it has the kind of thing asked for: a figure, a day, the place named.
"""

import re
from collections.abc import Sequence
from enum import Enum

from bot.answering.details import lacks_detail
from bot.answering.evidence import Scored
from bot.answering.places import LEVELS
from bot.answering.understanding import Query
from bot.language.text import folded
from bot.language.units import dimension

# Calibrated on the development questions, see eval/README.md. Least coverage of an answer; coverage
# below which it must lead every other paragraph clearly; how clearly; and the greatest share of a
# question's weight that a thing which it names and the evidence lacks may have.
LEAST_COVERAGE, FIRM_COVERAGE, CLEAR_LEAD, MOST_MISSING = 0.15, 0.3, 0.1, 0.42
_A_THING = 0.9  # importance from which a concept names a thing: nouns, names
_DAY = re.compile(r"哪一?天|几号|几月|哪个月|日期|几点")
_DATE = re.compile(r"\d{1,2}月|\d{1,2}日|上半年|下半年|季度|年底|年内|年初|[一二三四]季度|月底")


class Lack(Enum):
    """Why the report does not answer."""

    NOT_MENTIONED = "not_mentioned"
    YEAR_OUTSIDE = "year_outside"
    OTHER_YEAR = "other_year"
    PLACE_OUTSIDE = "place_outside"
    NO_FIGURE = "no_figure"
    NO_DATE = "no_date"
    NO_DETAIL = "no_detail"
    TASK = "task"


def lack_of(query: Query, best: Scored) -> Lack | None:
    """Return what `best` lacks to answer `query`, or None."""
    around = best.passage.whole.text + best.passage.title.text
    if any(_is_subject(place, query) and not _has_place(place, around) for place in query.places):
        return Lack.PLACE_OUTSIDE
    if lacks_detail(query.question, best.passage.text):
        return Lack.NO_DETAIL
    if best.coverage < LEAST_COVERAGE or _misses_a_thing(query, best):
        return Lack.NOT_MENTIONED
    if query.kind == "how_many" and not _has_figure(query, best):
        return Lack.NO_FIGURE
    if query.kind == "when" and _DAY.search(query.question) and not _DATE.search(around):
        return Lack.NO_DATE
    return None


def is_ambiguous(best: Scored, ranked: Sequence[Scored]) -> bool:
    """Tell whether `best`, covering little, hardly leads other paragraphs: then none is the answer."""
    if best.coverage >= FIRM_COVERAGE:
        return False
    rivals = (one.score for one in ranked if one.passage.paragraph != best.passage.paragraph)
    return best.score < max(rivals, default=0.0) + CLEAR_LEAD


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


def _has_figure(query: Query, best: Scored) -> bool:
    """Tell whether the sentence counts or measures in the kind of unit that was asked for.

    多少万美元 is not answered by 亿元, nor 卖了多少钱 by a rank; people and things counted are alike.
    """
    quantities = [quantity for clause in best.passage.quantities for quantity in clause]
    if not query.unit:
        return bool(quantities)
    asked = dimension(query.unit)
    return any(not asked or dimension(quantity.unit) == asked for quantity in quantities)


def _is_subject(place: str, query: Query) -> bool:
    """Tell whether a question is about a place (河东区的财政收入), not only mentions it."""
    return re.match(rf"{place}(?!首|唯一|第|最|各|性)", query.content) is not None


def _has_place(place: str, text: str) -> bool:
    """Tell whether the evidence speaks of a place; of a level above (全市) only as its subject."""
    if place in LEVELS:
        return text.startswith(place)
    bare = re.sub(r"(省|市|区|县)$", "", place)
    return folded(bare) in text
