"""Understanding: a stand-alone question becomes a `Query` that search and answer can act on.

In: a question that needs no history, the years and place of the report it goes to, the lexicon.
Out: kind, years, mode, asked unit, places elsewhere, and the concepts: what must be found, each
with the report wordings that would also do.
"""

from dataclasses import dataclass
from typing import Literal

import rjieba

from bot.answering.concepts import Concept, read_concepts
from bot.answering.places import Homeland, places_elsewhere, without_home
from bot.answering.questions import (
    Kind,
    asks_stock,
    content_of,
    read_asked_object,
    read_asked_unit,
    read_asked_years,
    read_kind,
    read_mode,
)
from bot.language.lexicon import Lexicon
from bot.language.numbers import Quantity, read_quantities
from bot.language.text import folded, simplify


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood; whatever it leaves open is empty."""

    question: str = ""
    content: str = ""
    kind: Kind = "about"
    years: tuple[int, ...] = ()
    mode: Literal["result", "target"] | None = None
    unit: str | None = None
    stock: bool = False
    asked_object: str = ""
    places: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def expansions(self) -> dict[str, float]:
        """The report wordings beside the asker's own, with their weights."""
        return {form.text: form.weight for concept in self.concepts for form in concept.forms[1:]}


def understand(
    question: str, this_year: int | None, home: Homeland, lexicon: Lexicon, carried: str = ""
) -> Query:
    """Return the `Query` of a question; `this_year` is what 今年 means to the asker.

    `carried` are words of an earlier topic: they help to choose, and weigh less.
    """
    question = simplify(question)
    content = content_of(without_home(question, home))
    concepts = read_concepts(content, carried, home, lexicon)
    kind = read_kind(question)
    if kind == "about" and any(concept.indicator for concept in concepts):
        kind = "how_many"  # 2025年GDP: the name of a statistic asks for its figure
    return Query(
        question=question,
        content=content,
        kind=kind,
        years=read_asked_years(question, this_year),
        mode=read_mode(question),
        unit=read_asked_unit(question),
        stock=asks_stock(question),
        asked_object=folded(read_asked_object(question)),
        places=places_elsewhere(question, home, list(rjieba.cut(question))),
        concepts=concepts,
        quantities=tuple(read_quantities(question)),
    )
