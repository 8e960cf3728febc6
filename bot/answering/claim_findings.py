"""Findings: what one sentence of the report says of one unit of a claim.

In: a unit, its claim, a sentence. Out: a `Finding`. Supported where every word that needs evidence is
borne out by a clause (or what leads to it), every figure follows from the figure of the same thing,
and the period is the report's. Contradicted only where all but one thing agrees and the report has
another in its place. Anything else was not found.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.claim_conflicts import (
    MOST,
    SOME,
    Conflict,
    added_conflict,
    denial,
    find_conflict,
    other_rate,
    speaks_of_another,
)
from bot.answering.claim_holding import Held, hold
from bot.answering.claim_periods import mismatch, ruled_out
from bot.answering.claim_reading import Claim, Unit
from bot.answering.claim_views import SentenceView
from bot.answering.claim_words import (
    ALL_OF,
    CAUSE,
    FALLS_SHORT,
    KEPT_ON,
    LIGHT,
    UNIVERSAL,
    VOICE,
)
from bot.answering.official_verbs import OPENING_VERB
from bot.language.lexicon import Lexicon

Label = Literal["supported", "contradicted", "not_found"]
_OF_THIS_PERIOD = ("value", "comparator", "unit", "indicator", "entity")
_OWN_SUBJECT = 0.5  # share of a clause's subject that a claim must have to speak of it
_DENYING = re.compile(rf"[没未不无非勿莫否负]|拒绝|禁止|获|能|{KEPT_ON.pattern}")
_WORDS = re.compile(r"[\u4e00-\u9fffa-z0-9]")


@dataclass(frozen=True, slots=True)
class Finding:
    """`fit` tells how well the sentence fits the unit, for choosing among sentences."""

    label: Label
    fit: float
    conflict: Conflict | None = None

    @property
    def weight(self) -> tuple[int, float]:
        """What makes one finding count before another: its label, then its fit."""
        return ("not_found", "contradicted", "supported").index(self.label), self.fit


def find(unit: Unit, claim: Claim, sentence: SentenceView, lexicon: Lexicon) -> Finding:
    """Return what `sentence` says of `unit`."""
    held = hold(unit, sentence, lexicon)
    follows = max((one.fit for one in held if one.figures and not one.wrong), default=0.0)
    findings = []
    for one in held:
        finding = _of_clause(claim, sentence, one)
        wrong_value = finding.conflict is not None and finding.conflict.kind == "value"
        if not wrong_value or one.fit >= follows:
            findings.append(finding)
    return max(findings, key=lambda one: one.weight, default=Finding("not_found", 0.0))


def _of_clause(claim: Claim, sentence: SentenceView, held: Held) -> Finding:
    """Return what a clause says of the unit: rules in the order of how sure they are."""
    unfound = Finding("not_found", held.fit)
    if denied := denial(held):
        conflict = _denied(claim, sentence, held, denied)
        return Finding("contradicted", held.fit, conflict) if conflict else unfound
    period = mismatch(claim, sentence, held)
    for one in held.wrong:
        same = one.same_number and not period
        if same and (added := added_conflict(held, one.stated)):
            return Finding("contradicted", held.fit, added)
    if any(one.stated is None or one.relation == "open" for one in held.wrong):
        return unfound
    if _says_more(claim, sentence, held):
        return unfound
    if conflict := find_conflict(held, claim.text):
        elsewhere = period == "unknown" or (period and conflict.kind in _OF_THIS_PERIOD)
        return unfound if elsewhere else Finding("contradicted", held.fit, conflict)
    if held.left or held.wrong or other_rate(held) or _is_of_another(claim, held):
        return unfound
    if period is None:
        return Finding("supported", held.fit)
    conflict = ruled_out(claim, sentence, held, period)
    return Finding("contradicted", held.fit, conflict) if conflict else unfound


def _denied(claim: Claim, sentence: SentenceView, held: Held, denied: str) -> Conflict | None:
    """Return the conflict of a unit that denies what the clause says, or the reverse."""
    if FALLS_SHORT.search(held.clause.text) and denied in "没未":
        return None  # 没有达到13% and 低于13% agree
    rest = any(len(_DENYING.sub("", one.text)) > 1 for one in held.left)
    if rest or any(one.relation == "excludes" for one in held.wrong):
        return None
    if held.share < SOME or held.led_share < MOST:
        return None
    if mismatch(claim, sentence, held, denying=True):
        return None
    if not claim.not_yet:
        return Conflict("polarity")
    return Conflict("mode") if sentence.passage.part.mode == "result" else None


def _says_more(claim: Claim, sentence: SentenceView, held: Held) -> bool:
    """Tell whether a unit whose words are there may still say more: why, who says so, all of them."""
    if CAUSE.search(claim.text) and not CAUSE.search(sentence.text):
        return True
    if VOICE.search(held.phrase.text) and not VOICE.search(sentence.text):
        return True
    return bool(UNIVERSAL.search(held.phrase.text)) and not ALL_OF.search(sentence.text)


def _is_of_another(claim: Claim, held: Held) -> bool:
    """Tell whether what the clause says is said of something else than the claim speaks of."""
    if any(speaks_of_another(held, claim.text, one) for one in held.figures):
        return True
    return bool(held.own_left) and not held.figures and _has_other_subject(held, claim.text)


def _has_other_subject(held: Held, told: str) -> bool:
    verb = OPENING_VERB.search(held.clause.text)
    subject = held.clause.text[: verb.start()] if verb else ""
    subject = LIGHT.sub("", "".join(_WORDS.findall(subject)))
    pairs = [subject[place : place + 2] for place in range(len(subject) - 1)]
    return bool(pairs) and sum(pair in told for pair in pairs) < _OWN_SUBJECT * len(pairs)
