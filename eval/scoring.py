"""Scoring: is an answer right, does it cite the right sentences, was a refusal in its place?

All by code. An answer is right when every group of gold alternatives has one that occurs in it, a
number only whole (5家 does not match 25家), and the answer is short enough to be one.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.language.text import folded
from eval.cases import Case

# A pasted paragraph contains every answer and is none. Paragraphs of this kind have 120 to 400
# characters; a both-year answer or a list of five takes up to 240.
LONGEST_ANSWER = 260


@dataclass(frozen=True, slots=True)
class Score:
    """What one reply is worth; a value that does not apply to the case is None."""

    id: str
    category: str
    right: bool
    cited: bool | None
    length: int
    ms: float


def score(case: Case, reply: dict[str, object], text: str) -> Score:
    """Return the score of a reply (an `ask --json` object) to `case` on the report's `text`."""
    answer = str(reply["answer"])
    refused = bool(reply["refused"])
    if case.answerable:
        right = (
            not refused and len(answer) <= LONGEST_ANSWER and contains(answer, case.gold_answers)
        )
    else:
        right = refused
    cited = _cites(case, reply["citations"], text) if case.answerable else None
    ms = float(reply["timings_ms"]["total"])  # type: ignore[index]
    return Score(case.id, case.category, right, cited, len(answer), ms)


def contains(answer: str, groups: Iterable[Sequence[str]]) -> bool:
    """Tell whether each group has an alternative in `answer`, numbers matched whole."""
    form = folded(answer)
    return all(any(_occurs(folded(one), form) for one in group) for group in groups)


def _occurs(needle: str, text: str) -> bool:
    before = r"(?<!\d)(?<!\d\.)" if needle[:1].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if needle[-1:].isdigit() else ""
    return re.search(before + re.escape(needle) + after, text) is not None


def _cites(case: Case, citations: object, text: str) -> bool:
    """Tell whether every gold quote is touched by a citation, by offsets."""
    spans = [(one["start"], one["end"]) for one in citations]  # type: ignore[attr-defined]
    return all(
        any(start < place + len(quote) and place < end for start, end in spans for place in [at])
        for quote in case.gold_quotes
        for at in [text.index(quote)]
    )


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson 1927); nan where there is nothing to score."""
    if not total:
        return math.nan, math.nan
    share = right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    half = z * spread / (1 + z * z / total)
    return centre - half, centre + half
