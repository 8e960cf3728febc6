"""Names in conflict: the claim has one name where the report has another.

In: what a claim has left that the clause does not bear out. Out: the report's own name, or None. The
place of a name is told by the words around it in both: 南方|大学成立, 北方|大学成立.
"""

import re
from collections.abc import Sequence

import rjieba

from bot.answering.claim_coverage import Residue
from bot.answering.claim_words import LEVEL, LIGHT
from bot.answering.official_verbs import OPENING_VERB

_HAN = "\u4e00-\u9fff"
_NAMED_NUMBER = re.compile(
    r"(\d+(?:\.\d+)?|[一二三四五六七八九十]+|[a-z])"
    r"(号线|号楼|号|期|批|届|中(?![心国型小央等])|院|座|季度|路公交|五(?=规划|\"|时期))"
)
_NOUNS = re.compile(r"^(n|j|b|f|s|eng|l|x|m|t)")
_PROPER = {"ns", "nr", "nt"}
_PLACE = re.compile(r"[省市区县州]$")
_PLACES = frozenset("省市区县州镇村街路桥站江河湖山岛国")
_ANCHORS = (4, 3, 2)  # characters behind a name by which its place is known again


def other_number(content: str, clause: str) -> str | None:
    """Return the clause's name where the claim's has another number: 7号线 for 4号线."""
    stated = _NAMED_NUMBER.findall(clause)
    for number, kind in _NAMED_NUMBER.findall(content):
        others = [other for other, same in stated if same == kind]
        if others and number not in others:
            return str(others[0] + kind)
    return None


def other_level(content: str, clause: str) -> str | None:
    """Return the clause's level of government where the claim has another: 区级 for 市级."""
    told, stated = LEVEL.findall(content), LEVEL.findall(clause)
    return stated[0] if told and stated and not set(told) & set(stated) else None


def other_name(content: str, left: Sequence[Residue], clause: str, told: str) -> str | None:
    """Return the name that the clause has in the place of the only one left; `told` is the claim.

    Another place at the head of a claim is no conflict: of its matters the report says nothing.
    """
    if len(left) != 1:
        return None
    one = left[0]
    own = content[one.start : one.end]
    if (one.start == 0 and _PLACE.search(one.text)) or not _is_name(own):
        return None
    behind = content[one.end : one.end + max(_ANCHORS)]
    for size in _ANCHORS:
        anchor = behind[:size]
        known = len(anchor) == size and re.fullmatch(f"[{_HAN}]+", anchor)
        if known and (name := _before(clause, anchor, told)):
            return name + _word_at(clause, clause.find(anchor))
    for size in (2, 1):  # the name ends in what kind of thing it is
        kind = own[-size:]
        tells = len(one.text) > size and (size == 2 or kind in _PLACES)
        if tells and (name := _before(clause, kind, told)):
            return name + kind
    return _only_other(one.text, clause, told)


def _before(clause: str, anchor: str, told: str) -> str | None:
    """Return the name before `anchor` in the clause, where the claim doesn't have it."""
    at = clause.find(anchor)
    name = _ending_name(clause[:at]) if at > 0 else ""
    return name if name and name not in told and not LIGHT.fullmatch(name) else None


def _only_other(text: str, clause: str, told: str) -> str | None:
    """Return the clause's proper name where it has one that the claim lacks, of the same sort."""
    tags = {tag for _, tag in rjieba.tag(text)}
    if len(tags) != 1 or not tags & _PROPER:
        return None
    others = [word for word, tag in rjieba.tag(clause) if tag in tags and word not in told]
    return others[0] if len(others) == 1 else None


def _is_name(text: str) -> bool:
    return all(_NOUNS.match(tag) for word, tag in rjieba.tag(text) if not LIGHT.fullmatch(word))


def _ending_name(text: str) -> str:
    """Return the name that `text` ends with: its last words that can name something."""
    name = ""
    for word, tag in reversed(list(rjieba.tag(text))):
        is_word = re.match(f"[{_HAN}a-z0-9]", word)
        if not is_word or not _NOUNS.match(tag) or OPENING_VERB.match(word):
            break
        name = str(word) + name
        if len(name) > 1:
            break
    return name


def _word_at(text: str, at: int) -> str:
    return next(iter(rjieba.cut(text[at : at + 8])), "")
