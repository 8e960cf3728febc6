"""Fitting: is a figure of the evidence the figure that was asked for?

In: a `Query` and a `Scored` clause. Out: whether the sentence counts in the asked unit, whether its
rate is the rate of what was asked, and whether an increment was asked for or a stock.
"""

import re

from bot.answering.evidence import Scored
from bot.answering.understanding import Query
from bot.language.units import dimension

_GROWTH = re.compile(r"增长|增速|增幅|涨幅|涨了|涨多少|提高了?多少|下降了?多少|增加了?百分")
_GROWS = re.compile(r"增长|增速|增幅|提高|上升|上涨|涨|下降|降低|减少|回落")
_ADDED = re.compile(r"新增|增加|新建|新招|新引|新设|净增|新")
_MEASURE = re.compile(r"增长|增速|增幅|涨|面积|占地|比例|占比|比重|比率|同比|新增")
_CAN_HAVE_RATE = 0.4  # importance from which a concept is a thing that can have a rate or an area
_AREA = re.compile(r"面积|占地")


def has_figure(query: Query, best: Scored) -> bool:
    """Tell whether the sentence has a figure that can be the one asked for."""
    return _has_unit(query, best) and _is_rate_of_it(query, best) and _is_added(query, best)


def _has_unit(query: Query, best: Scored) -> bool:
    """多少万美元 is not answered by 亿元, nor 卖了多少钱 by a rank; people and things count alike."""
    units = [dimension(one.unit) for clause in best.passage.quantities for one in clause]
    asked = "area" if _AREA.search(query.question) else dimension(query.unit) if query.unit else ""
    return bool(units) and (not asked or asked in units or "" in units)


def _is_rate_of_it(query: Query, best: Scored) -> bool:
    """实际使用外资增长多少 is not answered by the growth of another indicator in the sentence.

    A rate, a share or an area is of something: its clause, the subject resolved, must have a thing
    that was asked about.
    """
    growth = bool(_GROWTH.search(query.question))
    area = bool(_AREA.search(query.question))
    if not area and (query.unit not in (None, "%") or not (growth or query.unit == "%")):
        return True
    things = [
        concept
        for concept in query.concepts
        if concept.importance >= _CAN_HAVE_RATE and not _MEASURE.search(concept.forms[0].text)
    ]
    wanted = {"area"} if area else {"share", "points"}
    clauses = [
        wording
        for wording, quantities in zip(best.passage.resolved, best.passage.quantities, strict=True)
        if any(dimension(one.unit) in wanted for one in quantities)
        and (area or not growth or _GROWS.search(wording.text))
    ]
    return not things or any(
        form.text in wording.text or (form.pairs and form.pairs <= wording.pairs)
        for wording in clauses
        for concept in things
        for form in concept.forms
        if len(form.text) > 1
    )


def _is_added(query: Query, best: Scored) -> bool:
    """新增了多少家 is not answered by how many there are in all."""
    return "新增" not in query.question or bool(_ADDED.search(best.passage.text))
