"""Coverage: which words of a claim the report's words bear out, and what is left of it.

In: a claim's words as a `Phrase`, and folded text of the report. Out: masks over the characters of
the phrase, and the residue: what no word of the report says. No dictionary decides what a word is:
any run of two characters that the report has too is borne out, and so is a word of the same meaning
(`language.synonyms`, the lexicon) or an abbreviation (扩招 of 扩大招生).
"""

import re
from dataclasses import dataclass

import rjieba

from bot.answering.claim_words import LIGHT, LIGHT_WORD
from bot.language.lexicon import Lexicon
from bot.language.synonyms import OPPOSITE_WORD, SAME, SAME_WORD

_HAN = "\u4e00-\u9fff"
_RUN = re.compile(rf"[{_HAN}]+|[a-z][a-z\d]*(?:\.\d+)?|\d+(?:\.\d+)?")
_ABBREVIATED = (2, 3, 4)  # characters of an abbreviation
_SPREAD = 3  # how far apart its characters may stand in the full name
_SURE = 0.7  # weight from which a rewording of the lexicon says the same
# Characters that tell one thing from another of its kind (大学, 小学), and words of one character
# that say something on their own.
_TELLING = frozenset("大小初高男女老少幼东西南北旧左右进出正副甲乙丙")
_TELLING_ALONE = frozenset("零一二三四五六七八九十两升降涨跌增减停拆撤关亏缩免罚")
_GRAMMAR = frozenset("的了都已也就还被在是将要会能可和与及或")
_PLACES_WITHIN = "里上中内"  # 门店里: a noun with where

Mask = list[bool]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a claim, ready to be looked for.

    `words` are (start, end, part of speech); `others` are stretches with what may stand for them.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int, str], ...]
    others: tuple[tuple[int, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Residue:
    """A run of the claim that nothing bears out, without its words that need no evidence."""

    text: str
    start: int
    end: int


def read_phrase(text: str, lexicon: Lexicon) -> Phrase:
    """Return folded `text` as it is looked for."""
    words, at = [], 0
    for word, tag in rjieba.tag(text):
        words.append((at, at + len(word), tag))
        at += len(word)
    alone = {start for start, end, _ in words if end - start == 1}
    others = [
        (match.start(), match.end(), tuple(o for o in SAME[match.group()] if len(o) > 1))
        for match in _overlapping(text)
        if len(match.group()) > 1 or match.start() in alone
    ]
    for one in lexicon.occurrences(text):
        sure = [words.lower() for words, weight in one.rewording.writes if weight >= _SURE]
        others.append((one.start, one.end, tuple(sure)))
    runs = tuple(match.span() for match in _RUN.finditer(text))
    return Phrase(text, runs, tuple(words), tuple(others))


def _overlapping(text: str) -> list[re.Match[str]]:
    """Return the words of `text` that have others of the same meaning, one inside another too."""
    found = (SAME_WORD.match(text, place) for place in range(len(text)))
    return [match for match in found if match]


def covered(phrase: Phrase, scope: str) -> Mask:
    """Return for each character of the phrase whether `scope` bears it out."""
    mask = [False] * len(phrase.text)
    _mark_runs(phrase, scope, mask)
    for start, end, others in phrase.others:
        if any(other in scope for other in others):
            mask[start:end] = [True] * (end - start)
    _mark_abbreviations(phrase, scope, mask)
    _unmark_parts(phrase, scope, mask)
    return mask


def named(phrase: Phrase, scope: str) -> Mask:
    """Return for each character whether it stands in a run that `scope` has word for word.

    Words of direction don't count: a heading's 提升 says nothing of a figure.
    """
    mask = [False] * len(phrase.text)
    _mark_runs(phrase, scope, mask)
    for match in OPPOSITE_WORD.finditer(phrase.text):
        mask[slice(*match.span())] = [False] * len(match.group())
    return mask


def either(*masks: Mask) -> Mask:
    """Return the union of masks of the same phrase."""
    return [any(column) for column in zip(*masks, strict=True)]


def residue_of(phrase: Phrase, mask: Mask) -> list[Residue]:
    """Return what `mask` leaves of the phrase, words that need no evidence aside."""
    out = []
    for begin, stop in phrase.runs:
        start = begin
        while start < stop:
            end = start
            while end < stop and not mask[end]:
                end += 1
            if start < end:
                left = _needing_evidence(phrase.text[start:end])
                if len(left) > 1 or _tells(phrase, left, start, end, mask):
                    whole = left if len(left) > 1 else phrase.text[start:end]
                    out.append(Residue(whole, start, end))
            start = max(end, start + 1)
    return out


def _needing_evidence(run: str) -> str:
    """Return the words of a run that need evidence: 开局 does, though 开 alone would not."""
    if LIGHT.fullmatch(run):
        return ""
    return "".join(
        word
        for word, tag in rjieba.tag(LIGHT_WORD.sub(" ", run))
        if word.strip()
        and (
            LIGHT.sub("", word)
            or (len(word) > 1 and tag[:1] in "njat" and word[-1] not in _PLACES_WITHIN)
        )
    )


def _tells(phrase: Phrase, left: str, start: int, end: int, mask: Mask) -> bool:
    """Tell whether one character left makes another thing of the word it stands in."""
    if len(left) == 1 and (left.isascii() or left in _TELLING_ALONE):
        return True
    if end - start != 1:
        return False
    if left and any(at == start and tag[:1] == "j" for at, _, tag in phrase.words):
        return True
    beside = phrase.text[end : end + 1]
    return phrase.text[start] in _TELLING and "\u4e00" <= beside <= "\u9fff" and mask[end]


def _mark_runs(phrase: Phrase, scope: str, mask: Mask) -> None:
    text = phrase.text
    for begin, stop in phrase.runs:
        if text[begin].isascii():
            pattern = rf"(?<![a-z\d.]){re.escape(text[begin:stop])}(?![a-z\d]|\.\d)"
            if text[begin:stop] in scope and re.search(pattern, scope):
                mask[begin:stop] = [True] * (stop - begin)
            continue
        for start in range(begin, stop - 1):
            end = start + 2
            if text[end - 1] == "了" and end < stop and text[start] + text[end] in scope:
                mask[start : end + 1] = [True] * 3  # 脱了贫
            if text[start:end] not in scope:
                continue
            while end < stop and text[start : end + 1] in scope:
                end += 1
            mask[start:end] = [True] * (end - start)


def _mark_abbreviations(phrase: Phrase, scope: str, mask: Mask) -> None:
    for begin, stop in phrase.runs:
        start = begin
        while start < stop:
            end = start
            while end < stop and not mask[end]:
                end += 1
            left = end - start
            spans = [(start, end)] if left == _ABBREVIATED[0] else []
            for size in _ABBREVIATED[:0:-1]:
                spans += [(at, at + size) for at in range(start, end - size + 1)]
            for one, other in spans:
                short = phrase.text[one:other]
                if not LIGHT.fullmatch(short) and _abbreviates(short, scope):
                    mask[one:other] = [True] * (other - one)
            start = max(end, start) + 1


def _abbreviates(short: str, scope: str) -> bool:
    """Tell whether the characters of `short` stand in `scope` in order and close together."""
    if not all(char in scope for char in short):
        return False
    pattern = f"[{_HAN}]{{0,{_SPREAD - 1}}}".join(map(re.escape, short))
    return re.search(pattern, scope) is not None


def _unmark_parts(phrase: Phrase, scope: str, mask: Mask) -> None:
    """Take back a name that is borne out only in part: 工业 is not in 服务业对."""
    for start, end, tag in phrase.words:
        if end - start not in (2, 3) or tag[:1] not in "nj":
            continue
        if all(mask[start:end]) or not any(mask[start:end]) or phrase.text[start:end] in scope:
            continue
        last = end - 1 if phrase.text[end - 1] in _PLACES_WITHIN else end
        missing = [
            c for c, seen in zip(phrase.text[start:last], mask[start:last], strict=True) if not seen
        ]
        missing = [char for char in missing if char not in _GRAMMAR]
        if missing and (end - start == 2 or any(not LIGHT.fullmatch(char) for char in missing)):
            mask[start:end] = [False] * (end - start)
