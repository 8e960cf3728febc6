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
    asks_comparison,
    asks_stock,
    content_of,
    read_asked_object,
    read_asked_unit,
    read_asked_years,
    read_kind,
    read_mode,
)
from bot.language.lexicon import Lexicon
from bot.language.text import folded, simplify


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood; whatever it leaves open is empty.

    `places` are administrative names that are not the report's own, `above` the names of what its
    place lies in, `towns` other words that may name places; the first `own` concepts are the
    question's, the others an earlier topic's.
    """

    question: str = ""
    content: str = ""
    carried: str = ""
    kind: Kind = "about"
    years: tuple[int, ...] = ()
    mode: Literal["result", "target"] | None = None
    unit: str | None = None
    stock: bool = False
    asked_object: str = ""
    places: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    own: int = 0
    concepts: tuple[Concept, ...] = ()

    @property
    def search_text(self) -> str:
        """What the retriever is asked: the content and the words of an earlier topic."""
        return f"{self.content} {self.carried}"

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
    concepts, own = read_concepts(content, carried, home, lexicon)
    kind = read_kind(question)
    if kind == "about" and any(concept.indicator for concept in concepts):
        kind = "how_many"  # 2025年GDP: the name of a statistic asks for its figure
    return Query(
        question=question,
        content=content,
        carried=carried,
        kind=kind,
        years=() if asks_comparison(question) else read_asked_years(question, this_year),
        mode=read_mode(question),
        unit=read_asked_unit(question),
        stock=asks_stock(question),
        asked_object=folded(read_asked_object(question)),
        places=places_elsewhere(question, home, list(rjieba.cut(question))),
        above=home.above,
        towns=tuple(word for word, tag in rjieba.tag(content) if tag == "ns" and len(word) > 1),
        own=own,
        concepts=concepts,
    )
