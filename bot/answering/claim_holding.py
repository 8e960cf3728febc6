"""Holding: a unit of a claim held against a clause of the report, before anything is decided.

In: a unit and a clause. Out: `Held`: how well they fit, what of the unit nothing bears out, and for
each figure of the unit the one of the clause that measures the same thing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.claim_coverage import (
    Mask,
    Phrase,
    Residue,
    covered,
    either,
    named,
    read_phrase,
    residue_of,
)
from bot.answering.claim_reading import Unit
from bot.answering.claim_views import ClauseView, SentenceView, StatedFigure
from bot.checking.amounts import Amount, relation
from bot.language.comparing import comparable
from bot.language.lexicon import Lexicon
from bot.language.units import dimension

_LEAD, _AROUND = 0.6, 0.3  # what a character borne out only beside the clause counts
_FOLLOWS = 1.5  # characters that a figure which follows is worth in choosing a clause
_UNMATCHED = 3.0  # and what a figure without its like costs
_NEAR_BEST = 2.0  # characters by which another clause may fit worse and still be looked at
_GOVERNS = 1.0  # and by which the words of a clause with a figure may; beyond it is another's
_TIE = 0.15  # figures whose words fit a claim's this alike are both what it speaks of
_NO_BARE = {"time", "share", "points", "rank", "age"}  # what a bare 5575万 never counts
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A claimed figure, the stated one of the same thing, and what the one says of the other."""

    claimed: Amount
    stated: StatedFigure | None
    relation: Literal["entails", "excludes", "open", "unit"]

    @property
    def same_number(self) -> bool:
        """True where both name the very number, whatever they say of it."""
        if self.stated is None:
            return False
        stated, claimed = self.stated.amount.quantity, self.claimed.quantity
        return (stated.value, stated.unit) == (claimed.value, claimed.unit)


@dataclass(frozen=True, slots=True)
class Held:
    """A unit held against a clause.

    `fit` chooses among clauses, `words` is the part of it that is no figure's. `left` is what nothing
    bears out, `own_left` what the clause itself doesn't; `share` and `led_share` are the shares of
    the unit's characters that the clause has, alone and with what leads to it.
    """

    unit: Unit
    phrase: Phrase
    clause: ClauseView
    fit: float
    words: float
    share: float
    led_share: float
    left: tuple[Residue, ...]
    own_left: tuple[Residue, ...]
    figures: tuple[Pairing, ...]

    @property
    def wrong(self) -> list[Pairing]:
        """The figures that don't follow from the clause's."""
        return [one for one in self.figures if one.relation != "entails"]


def hold(unit: Unit, sentence: SentenceView, lexicon: Lexicon) -> list[Held]:
    """Return `unit` held against each clause of `sentence` that may be what it speaks of."""
    phrase = phrase_of(unit, lexicon)
    around = named(phrase, sentence.around)
    held = [_against(unit, phrase, clause, around) for clause in sentence.clauses]
    if unit.amounts:  # 医疗保险参保完成率100.25% bears out nothing of 养老保险
        full = [one.words for one in held if all(figure.stated for figure in one.figures)]
        held = [one for one in held if one.words >= max(full, default=0.0) - _GOVERNS]
    top = max((one.fit for one in held), default=0.0)
    return [one for one in held if one.fit >= top - _NEAR_BEST]


def phrase_of(unit: Unit, lexicon: Lexicon) -> Phrase:
    """Return the words of a unit, those of its subject before them."""
    content = f"{unit.subject}·{unit.content}" if unit.subject else unit.content
    return read_phrase(content, lexicon)


def _against(unit: Unit, phrase: Phrase, clause: ClauseView, around: Mask) -> Held:
    own = covered(phrase, clause.resolved)
    figures = tuple(_pairings(unit, clause))
    size = len(own)
    last = size - own[::-1].index(True) if True in own else 0
    # What comes before may name the subject, which a claim names first; it does not say the rest,
    # unless nothing but the figure is the clause's own (总量突破90万亿元).
    upto = size if last == 0 and any(one.stated for one in figures) else last
    lead = either(own, covered(phrase, clause.lead)[:upto] + [False] * (size - upto))
    every = either(lead, around)
    if clause.later and not unit.amounts and not all(every):
        # What the claim says last may stand, word for word, in the clauses that follow.
        later = [False] * last + named(phrase, clause.later)[last:]
        every = either(every, later) if any(later) and last else every
    words = sum(own) + _LEAD * (sum(lead) - sum(own)) + _AROUND * (sum(every) - sum(lead))
    gained = _FOLLOWS * sum(one.relation == "entails" for one in figures)
    lost = _UNMATCHED * sum(one.stated is None for one in figures)
    return Held(
        unit=unit,
        phrase=phrase,
        clause=clause,
        fit=words + gained - lost,
        words=words,
        share=_share(phrase, own),
        led_share=_share(phrase, lead),
        left=tuple(residue_of(phrase, every)),
        own_left=tuple(residue_of(phrase, own)),
        figures=figures,
    )


def _share(phrase: Phrase, mask: Mask) -> float:
    seen = [yes for char, yes in zip(phrase.text, mask, strict=True) if _HAN.match(char)]
    return sum(seen) / max(1, len(seen))


def _pairings(unit: Unit, clause: ClauseView) -> list[Pairing]:
    """Return what became of each figure; as many as the clause has go with them in order."""
    if len(unit.amounts) == len(clause.figures) > 1:
        pairs = list(zip(unit.amounts, clause.figures, strict=True))
        if all(_alike_in_kind(stated.amount, claimed) for claimed, stated in pairs):
            return [Pairing(one, other, relation(other.amount, one)) for one, other in pairs]
    return [_pairing(amount, unit.content, clause) for amount in unit.amounts]


def _pairing(amount: Amount, content: str, clause: ClauseView) -> Pairing:
    """Return the figure of the clause that measures what the claimed one does."""
    for pool in (clause.figures, clause.nearby):
        known = [one for one in pool if _alike_in_kind(one.amount, amount)]
        if known:
            chosen = _best(known, amount, content)
            return Pairing(amount, chosen, relation(chosen.amount, amount))
        same = [one for one in pool if one.amount.quantity.value == amount.quantity.value]
        if same:
            return Pairing(amount, same[0], "unit")
    return Pairing(amount, None, "open")


def _best(known: Sequence[StatedFigure], amount: Amount, content: str) -> StatedFigure:
    """Return the figure whose words fit best; among those that fit alike, one that bears it out."""
    fits = [alike(one.words, content) for one in known]
    near = [one for one, fit in zip(known, fits, strict=True) if fit >= max(fits) - _TIE]
    follows = (one for one in near if relation(one.amount, amount) == "entails")
    return next(follows, known[fits.index(max(fits))])


def _alike_in_kind(stated: Amount, claimed: Amount) -> bool:
    kinds = {dimension(one.quantity.unit) for one in (stated, claimed)}
    if "" in kinds and kinds & _NO_BARE:
        return False
    return comparable(stated.quantity, claimed.quantity)


def alike(words: str, content: str) -> float:
    """Return the share of the characters of `words` that `content` has too, 0..1."""
    told = set(_HAN.findall(words))
    return len(told & set(content)) / len(told) if told else 0.5
