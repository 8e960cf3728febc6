"""Well-formed questions: is a question made from a report's words one that a person would type?

In: the question. Out: yes or no. Its length is sensible, its quotes and brackets are whole, and
it says no number but its year: the number is what it asks for.
"""

import re

from bot.language.numbers import read_numerals

SHORTEST, LONGEST = 8, 30  # characters of a question, its mark included
_PAIRS = tuple(zip("“‘《（(【〔", "”’》）)】〕", strict=True))
_NOT_SAID = re.compile(r"^20\d\d年|(?<=多少)[十百千万亿]+")  # the year, the scale of what is asked
_UNFIT = re.compile(
    r"第[一二三四五六七八九十]|[；;。！!,，…]|\s|——|\d|[百千万亿]{2}|[过超][十百千万亿]"
)


def is_well_formed(question: str) -> bool:
    """Tell whether `question` has a sensible length, whole pairs, and no number but its year."""
    rest = _NOT_SAID.sub("", question)
    return (
        SHORTEST <= len(question) <= LONGEST
        and not read_numerals(rest)
        and not _UNFIT.search(rest)
        and all(rest.count(left) == rest.count(right) for left, right in _PAIRS)
        and all(rest.find(left) <= rest.find(right) for left, right in _PAIRS)
    )


def opens_pair(words: str) -> bool:
    """Tell whether a quote or bracket is open at the end of `words`."""
    return any(words.count(left) > words.count(right) for left, right in _PAIRS)
