"""The lexical leg: BM25 over character 1–2-grams, the strong retriever for Chinese of this kind."""

from collections.abc import Mapping, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from bot.language.text import grams

_K1, _B = 1.5, 0.75  # Robertson's usual values, bm25s's defaults


class LexicalIndex:
    """BM25 scores of every text of a list for a weighted question."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index `texts` (at least one)."""
        tokens = [grams(text) or ["\x00"] for text in texts]
        self._bm25 = bm25s.BM25(k1=_K1, b=_B)
        self._bm25.index(tokens, show_progress=False)
        self._size = len(texts)

    def scores(self, question: str, expansions: Mapping[str, float]) -> NDArray[np.float64]:
        """Return one score a text, ≥ 0: the question's own, plus each expansion's times its weight."""
        total = self._scores(question)
        for words, weight in expansions.items():
            total = total + weight * self._scores(words)
        return total

    def _scores(self, text: str) -> NDArray[np.float64]:
        known = [gram for gram in grams(text) if gram in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float64)
