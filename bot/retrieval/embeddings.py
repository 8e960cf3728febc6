"""Embeddings that need no model: hashed character n-grams.

The default dense leg must work without a download. Each character n-gram of the folded text is
hashed to one of `dimension` signed places (the hashing trick: Weinberger et al., "Feature Hashing
for Large Scale Multitask Learning", ICML 2009), damped by the square root of its count and weighted
by its length; vectors have length 1. It finds shared wording, not shared meaning: the fusion in
`ranking` weighs it low.
"""

import hashlib

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from bot.language.text import grams

_SIZES = (1, 2, 3)
_WEIGHT = {1: 0.3, 2: 1.0, 3: 1.2}  # a single character says little, three in a row say much


class HashedEmbeddings(Embeddings):
    """LangChain embeddings of `dimension` floats, the same on every machine and in every run."""

    def __init__(self, dimension: int = 1024) -> None:
        self.dimension = dimension
        self.name = f"hashed-char-1-3-{dimension}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each text; the zero vector where nothing can be counted."""
        return [self._embed(text).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return [float(value) for value in self._embed(text)]

    def _embed(self, text: str) -> NDArray[np.float64]:
        counts: dict[str, int] = {}
        for gram in grams(text, _SIZES):
            counts[gram] = counts.get(gram, 0) + 1
        vector = np.zeros(self.dimension)
        for gram, count in counts.items():
            place, sign = self._place(gram)
            vector[place] += sign * _WEIGHT.get(len(gram), _WEIGHT[3]) * count**0.5
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    def _place(self, gram: str) -> tuple[int, int]:
        digest = hashlib.blake2b(gram.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        return (number >> 1) % self.dimension, 1 if number & 1 else -1
