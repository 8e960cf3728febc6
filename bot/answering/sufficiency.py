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
from bot.answering.fitting import has_figure
from bot.answering.places import LEVELS
from bot.answering.understanding import Query
from bot.language.text import folded

# Calibrated on the development questions, see eval/README.md. Least coverage of an answer; coverage
# below which it must lead every other paragraph clearly; how clearly; and the greatest share of a
# question's weight that a thing which it names and the evidence lacks may have.
LEAST_COVERAGE, FIRM_COVERAGE, CLEAR_LEAD, MOST_MISSING = 0.15, 0.3, 0.1, 0.42
_SPOKEN_OF = 0.6  # coverage from which the report speaks of the thing, if without a figure
_TARGETED = re.compile(r"目标|任务|计划|预期")
_DONE = re.compile(r"已|完成了|实现了|建成")
_A_THING = 0.9  # importance from which a concept names a thing: nouns, names
_DAY = re.compile(r"哪一?天|几号|几月|哪个月|日期|几点")
_DATE = re.compile(r"\d{1,2}月|\d{1,2}日|上半年|下半年|季度|年底|年内|年初|[一二三四]季度|月底")


class Lack(Enum):
    """Why the report does not answer."""

    NOT_MENTIONED = "not_mentioned"
    YEAR_OUTSIDE = "year_outside"
    OTHER_YEAR = "other_year"
    PLACE_OUTSIDE = "place_outside"
    OTHER_MODE = "other_mode"
    NO_FIGURE = "no_figure"
    NO_DATE = "no_date"
    NO_DETAIL = "no_detail"
    TASK = "task"


def lack_of(query: Query, best: Scored) -> Lack | None:
    """Return what `best` lacks to answer `query`, or None."""
    if any(_is_outside(place, query, best) for place in query.places):
        return Lack.PLACE_OUTSIDE
    if lacks_detail(query.question, best.passage.text):
        return Lack.NO_DETAIL
    if (
        best.coverage < LEAST_COVERAGE
        or _misses_a_thing(query, best)
        or _misses_own_topic(query, best)
    ):
        return Lack.NOT_MENTIONED
    if _other_mode(query, best):
        return Lack.OTHER_MODE
    if query.kind == "how_many" and not has_figure(query, best):
        return Lack.NO_FIGURE if best.coverage >= _SPOKEN_OF else Lack.NOT_MENTIONED
    if query.kind == "when" and _DAY.search(query.question) and not _DATE.search(best.passage.text):
        return Lack.NO_DATE
    return None


def is_ambiguous(best: Scored, ranked: Sequence[Scored]) -> bool:
    """Tell whether `best`, covering little, hardly leads other paragraphs: then none is the answer."""
    if best.coverage >= FIRM_COVERAGE:
        return False
    rivals = (one.score for one in ranked if one.passage.paragraph != best.passage.paragraph)
    return best.score < max(rivals, default=0.0) + CLEAR_LEAD


def _misses_own_topic(query: Query, best: Scored) -> bool:
    """Tell whether a follow-up's own words are nowhere in evidence found by the last topic's."""
    own = best.covered[: query.own]
    return query.own < len(best.covered) and bool(own) and not any(own)


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


def _other_mode(query: Query, best: Scored) -> bool:
    """Tell whether a year's target was asked for and its result found, or the reverse.

    去年的目标 would be answered by what was done, 今年已经完成多少 by what is only planned.
    """
    if not query.years or query.mode is None or best.passage.part.mode == query.mode:
        return False
    said = _TARGETED if query.mode == "target" else _DONE
    return best.passage.part.mode != "status" and not said.search(best.passage.text)


def _is_outside(place: str, query: Query, best: Scored) -> bool:
    """Tell whether a question asks about a place that the evidence does not speak of.

    A level above the report's own is spoken of everywhere (在全市排第1, 占天津市的一成); its figures are
    given only where a sentence has it as its subject.
    """
    if place in LEVELS or place in query.above:
        ranked = re.search(rf"占|排|第|比{place}|{place}(首|唯一|最|各|性)", query.question)
        named = re.search(
            rf"^{place}|{place}(?=[的在去今明前上是有共一能会\d\s，,？?]|完成|$)", query.question
        )
        return bool(named) and not ranked and not best.passage.text.startswith(place)
    bare = re.sub(r"(新区|省|市|区|县)$", "", place)
    return folded(bare) not in best.passage.surrounding.text + best.passage.heading.text
