"""Wording: a window of clauses becomes a natural Chinese sentence with its period in front.

In: a scored clause. Out: a `Draft`: text, what of it was asked, the figures in it, its passage.
Nothing is said that the window does not say; only marks and the period's label are added.
"""

import re
from dataclasses import dataclass

from bot.answering.answer import Figure
from bot.answering.evidence import Scored
from bot.answering.passages import Passage
from bot.answering.understanding import Query
from bot.language.numbers import read_years
from bot.report.figures import GOES_ON, Measured, read_figures

_LONGEST = 110  # characters of a window: beyond it an answer is a paragraph
_LONGEST_LIST = 180
_AT_MOST_BESIDE = 60  # a continuation (同比增长5.2%) is added only to a window this short
_WHOLE = 60  # a sentence this short is told whole, unless a figure is asked for
_PARTY = re.compile(r"(与|和|同|联合|由|依托|携手|会同)")
_INTRODUCTION = re.compile(r"^[^：]*(目标|指标|任务|如下|分别)[^：\d]{0,6}：(?=.*\d)")
_NAME = re.compile(r"“([^”]{2,20})”")
_MARKS = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
)
_LEADING = re.compile(r"^(其中|同时|并|且|此外|另外|——)[，,]?")


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement before the judge has seen it."""

    text: str
    passage: Passage
    focus: tuple[int, int] | None
    figures: tuple[Figure, ...]


def word(query: Query, best: Scored) -> Draft:
    """Return the statement that answers `query` from the sentence of `best`."""
    first, last = _window(query, best)
    passage = best.passage
    body = _body(passage, first, last)
    if query.kind == "how_many":
        body = _INTRODUCTION.sub("", body)
    text = f"{_label(passage, body)}{body}。"
    figures = read_figures(text)
    focus = _focus(query, text, figures)
    return Draft(text, passage, focus, tuple(_figure(one, passage) for one in figures))


def _window(query: Query, best: Scored) -> tuple[int, int]:
    """Return the first and last clause that together say it.

    From the best clause it grows over those that hold concepts it lacks, then back to the subject
    of a clause that goes on (同比增长…), and on over one that goes on from the last. A short
    sentence is told whole, a longer one where it lists what was asked for.
    """
    clauses = [clause.text for clause in best.passage.clauses]
    if query.kind != "how_many" and len(best.passage.text) <= _whole(query, clauses[best.clause]):
        return 0, len(clauses) - 1
    first = last = best.clause
    longest = _LONGEST_LIST if query.kind == "list" else _LONGEST
    for index in _holding(query, best):
        low, high = min(first, index), max(last, index)
        if sum(map(len, clauses[low : high + 1])) <= longest:
            first, last = low, high
    while first > 0 and _needs_earlier(query, clauses, first):
        first -= 1
    while (
        last + 1 < len(clauses)
        and _continues(clauses[last + 1])
        and sum(map(len, clauses[first : last + 2])) <= _AT_MOST_BESIDE
    ):
        last += 1
    return first, last


def _whole(query: Query, clause: str) -> int:
    """Return up to which length a sentence is told whole.

    A clause that opens a list (目标是:), or says nothing of the list asked for, needs the rest.
    """
    lists = ":" in clause or (query.kind == "list" and "、" not in clause)
    if lists:
        return _LONGEST_LIST
    return _LONGEST if query.kind == "how" else _WHOLE


def _continues(clause: str) -> bool:
    return bool(GOES_ON.match(clause)) and not clause.startswith("其中")


def _needs_earlier(query: Query, clauses: list[str], first: int) -> bool:
    """Tell whether a clause lacks its subject, or, where a party is asked for, who takes part."""
    if GOES_ON.match(clauses[first]):
        return True
    return query.kind == "who" and bool(_PARTY.match(clauses[first - 1]))


def _holding(query: Query, best: Scored) -> list[int]:
    """Return the clauses of the sentence that hold a concept the best clause does not, nearest first."""
    clauses = [clause.text for clause in best.passage.clauses]
    needed = []
    for concept in query.concepts:
        forms = [form.text for form in concept.forms]
        holding = [i for i, clause in enumerate(clauses) if any(form in clause for form in forms)]
        if holding and best.clause not in holding and concept.importance >= 0.5:
            needed.append(min(holding, key=lambda index: abs(index - best.clause)))
    return sorted(set(needed), key=lambda index: abs(index - best.clause))


def _body(passage: Passage, first: int, last: int) -> str:
    start = passage.sentence.clauses[first].start - passage.sentence.start
    end = passage.sentence.clauses[last].end - passage.sentence.start
    body = _LEADING.sub("", passage.text[start:end].strip())
    body = (
        re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "\x00", body).translate(_MARKS).replace("\x00", ",")
    )
    return body.rstrip("，；。：、")


def _label(passage: Passage, body: str) -> str:
    """Return the words that say which year is meant and whether it is done or planned."""
    year = passage.part.year
    if year is None or year in read_years(body):
        return ""
    if passage.part.mode != "target":
        return f"{year}年："
    return f"{year}年目标：" if read_figures(body) else f"{year}年计划："


def _focus(query: Query, text: str, figures: list[Measured]) -> tuple[int, int] | None:
    """Return the span of what was asked: the figure of the asked unit, or a name set in quotes."""
    if query.kind in ("which", "who", "where"):
        names = (match.span(1) for match in _NAME.finditer(text))
        return next((span for span in names if text[slice(*span)] not in query.question), None)
    if query.kind != "how_many" or not figures:
        return None
    asked = {char for concept in query.concepts for char in concept.forms[0].text}

    def fit(one: Measured) -> tuple[bool, int]:
        has_unit = bool(query.unit) and one.quantity.unit.endswith(query.unit or "")
        return has_unit, len(asked & set(one.context))

    best = max(figures, key=fit)
    return best.quantity.start, best.quantity.end


def _figure(one: Measured, passage: Passage) -> Figure:
    quantity = one.quantity
    return Figure(
        indicator=one.indicator,
        value=quantity.value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        year=passage.part.year,
        mode=passage.part.mode,
        origin="cited",
    )
