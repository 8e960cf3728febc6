"""Conflicts: the one thing in which a claim and the report's clause differ, where it is one thing.

In: a unit held against a clause. Out: a `Conflict`, or None where they don't exclude each other.
Every rule wants all else to agree: a detail of which the report says nothing contradicts nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.claim_coverage import Residue
from bot.answering.claim_holding import Held, Pairing, alike
from bot.answering.claim_names import other_level, other_name, other_number
from bot.answering.claim_reading import GAP
from bot.answering.claim_views import StatedFigure
from bot.answering.claim_words import (
    ADDED,
    CHANGE,
    CHANGES_BY,
    CHANGING,
    FINISHED,
    IN_ALL,
    LIGHT,
    NEW_ONES,
    NEWNESS,
    RATES,
    STAGE,
    WHOLE,
)
from bot.language.numbers import read_quantities
from bot.language.synonyms import OPPOSITE, OPPOSITE_WORD

# The share of a unit's characters that a clause must have, alone and with what leads to it, for
# what is left to contradict it.
SOME, MOST = 0.25, 0.5
_OF_SAME = 0.35  # share of a figure's own words that a claim must have to speak of it
_DONE = 4  # the stage from which a work is done
_NO_AMOUNTS = ("%", "成", "个百分点", "位次")  # what is no whole that could be added to
_NEGATION = re.compile(r"没有?|未能|未|不|无(?!论|疑)|非(?!常)|并非|勿|莫|否|拒绝|禁止|负(?=增长)")
# Words that hold one of those characters and deny nothing.
_DENIES_NOTHING = re.compile(
    r"不断|不仅|不但|不只|不动产|不少|不同|不久|不良|不失|不管|不论|不可或缺|未来|未成年|未就业|无人|无障碍|无偿"
    r"|没收|非遗|非物质|非首都|非公|无缝|无烟|非税|非法|不文明|不锈|无线|无害|无形|不低于|不超过|不少于|不高于"
    r"|不大于|不小于|不多于|不足|不到|是否|否则|不平衡|无证|无效|不法|不孕|非常|不等|无废|无纸|无感|无接触|无忧"
    r"|非金融|非油|非机动"
)
_ADVERB = re.compile(r"不断|不仅|不但|不只|不管|不论|不[低少高大小多]于|不超过|是否|否则")


@dataclass(frozen=True, slots=True)
class Conflict:
    """What kind of difference it is, and what the report has instead where that can be told.

    `figure` is the report's own, where the difference is about it.
    """

    kind: str
    corrected: str | None = None
    figure: StatedFigure | None = None


def find_conflict(held: Held, told: str) -> Conflict | None:
    """Return the one difference between a unit and its clause, if it is one; `told` is the claim."""
    left, clause = held.left, held.clause
    for one in held.figures:
        follows = one.stated is not None and one.relation == "entails"
        if follows and (added := added_conflict(held, one.stated)):
            return added
    if number := other_number(held.unit.content, clause.text):
        rest = [one for one in left if not one.text[:1].isdigit() and len(one.text) > 2]
        return None if rest or held.wrong else Conflict("entity", number)
    if held.wrong:
        return _figure_conflict(held, told)
    told_by, stated_by = _rates(held.phrase.text), _rates(clause.text)
    if not left and told_by and stated_by and not told_by & stated_by:
        return Conflict("unit")
    return _word_conflict(held, told) if held.share >= MOST else None


def _figure_conflict(held: Held, told: str) -> Conflict | None:
    """Return the conflict of a figure that is not the clause's."""
    first = held.wrong[0]
    if held.left and not _only_moved(held, first):
        return _opposite(held.left, held.clause.text) if held.share >= MOST else None
    if first.stated is None or speaks_of_another(held, told, first):
        return None
    if IN_ALL.search(held.unit.content):
        return None
    bare = len(LIGHT.sub("", first.stated.words)) < 2
    if (held.share < SOME and not bare) or held.led_share < MOST:
        return None
    stated = first.stated.amount
    return Conflict(_difference(first, first.stated), stated.written, first.stated)


def _only_moved(held: Held, pairing: Pairing) -> bool:
    """Tell whether only a word of direction is left (降到) and the unit is what is wrong."""
    moved = all(CHANGING.fullmatch(one.text) for one in held.left)
    return moved and pairing.relation == "unit"


def _difference(pairing: Pairing, figure: StatedFigure) -> str:
    stated, claimed = figure.amount.quantity, pairing.claimed.quantity
    if pairing.relation == "unit":
        return "unit"
    if stated.value == claimed.value:
        return "comparator" if stated.unit == claimed.unit else "unit"
    bounds = {stated.comparator, claimed.comparator} & {"<", "<=", ">", ">="}
    return "comparator" if len(bounds) == 2 else "value"


def speaks_of_another(held: Held, told: str, pairing: Pairing) -> bool:
    """Tell whether the figure's own words show that it measures something else than the claim."""
    if pairing.stated is None or not held.own_left:
        return False
    return alike(LIGHT.sub("", pairing.stated.words), told) < _OF_SAME


def _word_conflict(held: Held, told: str) -> Conflict | None:
    """Return the conflict of a word: a name, a level, the opposite, a work not yet done."""
    content, clause, left = held.phrase.text, held.clause.text, held.left
    if not left:  # all is said, but some of it only of what leads to the clause
        name = other_name(content, held.own_left, clause, told)
        return Conflict("entity", name) if name else None
    level = other_level(held.unit.content, clause)
    if level and all("级" in one.text for one in left):
        return Conflict("entity", level)
    if found := _opposite(left, clause) or _unfinished(left, held.unit.content, clause):
        return found
    name = other_name(content, left, clause, told)
    return Conflict("entity", name) if name else None


def added_conflict(held: Held, figure: StatedFigure | None) -> Conflict | None:
    """Return the conflict where one tells an increase and the other the whole: 新增702家, 达到702家."""
    if figure is None or figure.amount.quantity.unit in _NO_AMOUNTS:
        return None
    words, written = held.unit.content, figure.amount.written
    adds = ADDED.search(figure.before) or re.match("新增|净增", figure.after)
    if ADDED.search(words) and not adds and not NEWNESS.search(figure.words):
        return None if _besides(held.left, ADDED) else Conflict("indicator", written, figure)
    by = CHANGES_BY.search(figure.before)
    if by and not CHANGE.search(words) and not held.left:
        return Conflict("indicator", by[1] + written, figure)
    new = NEW_ONES.search(figure.before)
    whole = WHOLE.search(words) and not NEWNESS.search(words) and not _besides(held.left, WHOLE)
    return Conflict("indicator", new[0] + written, figure) if new and whole else None


def _besides(left: Sequence[Residue], known: re.Pattern[str]) -> bool:
    return any(len(LIGHT.sub("", known.sub("", one.text))) > 1 for one in left)


def _opposite(left: Sequence[Residue], clause: str) -> Conflict | None:
    """Return a conflict where all that is left is the opposite of what the clause says."""
    for one in left:
        words = OPPOSITE_WORD.findall(one.text)
        rest = LIGHT.sub("", OPPOSITE_WORD.sub("", one.text))
        against = [word for word in words if any(other in clause for other in OPPOSITE[word])]
        if not against or len(rest) > 1 or any(word in clause for word in against):
            return None
    return Conflict("polarity") if left else None


def _unfinished(left: Sequence[Residue], content: str, clause: str) -> Conflict | None:
    """Return a conflict where the claim tells as done what the clause tells as going on."""
    if any(len(LIGHT.sub("", _without_stages(one.text))) > 1 for one in left):
        return None
    found = [(match.start(), number) for number, words in STAGE if (match := words.search(clause))]
    stated = min(found)[1] if found else 0  # by its first word: 加快推进…建成 is under way
    under_way = 0 < stated < _DONE
    return Conflict("mode") if under_way and FINISHED.search(content) else None


def _without_stages(text: str) -> str:
    for _, words in STAGE:
        text = words.sub("", text)
    return text


def finished(text: str) -> bool:
    """Tell whether a clause tells of something that is done once: 建成, 举办第一届."""
    return any(number >= _DONE and words.search(text) for number, words in STAGE)


def _rates(text: str) -> set[int]:
    return {place for place, words in enumerate(RATES) if words.search(text)}


def other_rate(held: Held) -> bool:
    """Tell whether the claim counts by what the clause doesn't: 每月 where it has no rate."""
    return bool(_rates(held.phrase.text) - _rates(held.clause.resolved))


def denial(held: Held) -> str | None:
    """Return the negation that one of unit and clause has and the other lacks, or None."""
    words = held.phrase.text
    scope = held.clause.lead + held.clause.resolved
    own = _without_figures(held.clause.text)
    # 不同 denies nothing in the report; in a claim only where the report has it too (协不同创新).
    for here, there, spared in ((words, scope, scope), (own, words, own)):
        for place in _negations(here, spared):
            around = [here[place - 1 : place + 2], here[place : place + 3], here[place : place + 2]]
            if not any(len(one) > 1 and one in there for one in around if GAP not in one):
                return here[place : place + 1]
    return None


def _negations(text: str, known: str) -> list[int]:
    """Return where `text` denies something; a word that only looks so must be in `known`."""
    spared = {
        place
        for match in _DENIES_NOTHING.finditer(text)
        if match.group() in known or _ADVERB.fullmatch(match.group())
        for place in range(*match.span())
    }
    return [m.start() for m in _NEGATION.finditer(text) if m.start() not in spared]


def _without_figures(text: str) -> str:
    for one in reversed(read_quantities(text)):
        text = text[: one.start] + GAP + text[one.end :]
    return text
