"""Titles: most paragraphs of such reports open with a topic sentence that works as their title."""

import re
from collections.abc import Sequence

from bot.language.numbers import read_quantities, read_years

_LONGEST_TITLE = 32  # characters, without the final mark
_SALUTATION = re.compile(r"(各位(人大)?代表|各位委员|同志们)$")
_LEAD = re.compile(
    r"^(——|--|[一二三四五六七八九十]+是(要)?|\d{1,2}[.．、]|[①-⑳]|[（(]\d{1,2}[）)])\s*"
)


def topic_title(sentences: Sequence[str]) -> str | None:
    """Return the topic sentence of a paragraph without its marks, or None.

    It is short, opens a longer paragraph, and states no figure: a sentence that does is content.
    """
    if len(sentences) < 2:
        return None
    title = _LEAD.sub("", sentences[0]).rstrip("。！!：:")
    if (
        not title
        or _SALUTATION.match(title)
        or len(title) > _LONGEST_TITLE
        or len(re.findall("[，,；;]", title)) > 1
    ):
        return None
    return None if read_quantities(title) or read_years(title) else title
