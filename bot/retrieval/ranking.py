"""Ranking: two legs become one order, and the asked year comes first.

In: one score a chunk from each leg. Out: the fused scores. The lexical leg leads; the dense leg of
hashed vectors sees the same characters less sharply, so it weighs less. A question that names a year nearly always finds the same topic of the other year
beside the right one, so the period orders before the score does.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.report.chunks import Chunk

# Weight of the dense leg (cosine, 0..1) beside the lexical one (its own best = 1), from
# `python -m eval.bench --fusion --cases eval/spine-dev.jsonl`: recall@1 .727 and @3 .940 with the
# lexical leg alone, .741 and .940 at .15, .764 and .944 at 1. The least weight with a gain beyond a
# case or two is taken: a weak leg that weighs more helps some questions and loses others.
DENSE_WEIGHT = 0.15


def fuse(
    lexical: NDArray[np.float64], dense: NDArray[np.float64], weight: float = DENSE_WEIGHT
) -> NDArray[np.float64]:
    """Return lexical scores scaled to a best of 1, plus `weight` times the dense ones."""
    best = float(lexical.max(initial=0.0))
    scaled = lexical / best if best > 0 else lexical
    return scaled + weight * dense


def in_period(
    year: int | None,
    mode: str,
    text: str,
    asked_years: Sequence[int],
    asked_mode: Literal["result", "target"] | None,
) -> bool:
    """Tell whether a passage speaks of what was asked: its part's year, or a year it names itself.

    A named year decides; without one, an asked mode does; without either, everything is asked.
    """
    if asked_years:
        return year in asked_years or any(f"{asked}年" in text for asked in asked_years)
    return asked_mode != "target" or mode == "target"


def order(
    chunks: Sequence[Chunk],
    scores: NDArray[np.float64],
    asked_years: Sequence[int],
    asked_mode: Literal["result", "target"] | None,
) -> list[int]:
    """Return the indices of `chunks`, those of the asked period first, each by falling score."""
    outside = [
        not in_period(chunk.year, chunk.mode, chunk.text, asked_years, asked_mode)
        for chunk in chunks
    ]
    return sorted(range(len(chunks)), key=lambda index: (outside[index], -scores[index]))
