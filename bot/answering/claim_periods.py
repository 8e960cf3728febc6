"""Periods of claims: is what a claim tells of a year, as done or as planned, the report's own?

In: a claim and the clause it is held against. Out: the mismatch, or None. A year that the report
does not speak of is no contradiction by itself: a growth of 4.5% may have been last year's too. What
is done once (建成, 开业) can't be done in another year, nor a figure of many digits be another's.
"""

import re
from typing import Literal

from bot.answering.claim_conflicts import Conflict, finished
from bot.answering.claim_holding import Held
from bot.answering.claim_reading import Claim
from bot.answering.claim_views import ClauseView, SentenceView
from bot.answering.claim_words import DONE, PLANNED
from bot.language.units import dimension

Mismatch = Literal["year", "mode", "unknown"]
_EXACT = 3  # digits from which a figure is not another year's by chance
_NAMED = re.compile(r"[a-z]{2}|\"")  # a clause with a foreign or quoted name speaks of one thing


def mismatch(
    claim: Claim, sentence: SentenceView, held: Held, *, denying: bool = False
) -> Mismatch | None:
    """Return how the claim's period differs; a claim that is `denying` tells of no plan."""
    mode, clause = sentence.passage.part.mode, held.clause
    if told := set(held.unit.years):
        known = set(_years(sentence, clause))
        if not known:
            return "unknown"
        if not told & known or not told <= known | sentence.years:
            return "year"
    aim = "目标" in claim.text and "目标" in clause.text
    planned = claim.planned and not aim and not _own(PLANNED, claim, sentence.text)
    done = claim.done and not _own(DONE, claim, clause.text)
    if mode == "target" and done and not planned:
        return "mode"
    if mode == "result" and (planned or claim.not_yet) and not done and not denying:
        return "mode"
    return None


def ruled_out(claim: Claim, sentence: SentenceView, held: Held, how: Mismatch) -> Conflict | None:
    """Return the conflict where the report's period, `how` being off, rules the claim's out."""
    mode = sentence.passage.part.mode
    once = finished(held.clause.text)
    if how == "mode":
        return Conflict("mode") if once or held.figures or claim.done else None
    if how == "unknown":
        return None
    if claim.done and mode == "target" and finished(held.unit.content):
        return Conflict("mode")
    one_thing = bool(_NAMED.search(held.clause.text)) and not held.figures
    moved = claim.planned and mode == "result" and (one_thing or _counts(held))
    exact = any(_digits(one.claimed.quantity.value) >= _EXACT for one in held.figures)
    if moved or exact or (once and not held.figures) or held.clause.years:
        return Conflict("year", f"{_years(sentence, held.clause)[0]}年")
    return None


def _years(sentence: SentenceView, clause: ClauseView) -> tuple[int, ...]:
    year = sentence.passage.part.year
    return clause.years or ((year,) if year else ())


def _own(pattern: re.Pattern[str], claim: Claim, text: str) -> bool:
    """Tell whether the words that tell the claim's mode are the report's own: 行动计划."""
    return any(match.group() in text for match in pattern.finditer(claim.text))


def _counts(held: Held) -> bool:
    kinds = {dimension(one.claimed.quantity.unit) for one in held.figures}
    return bool(kinds) and not kinds & {"share", "points"}


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0"))
