"""Models that need no network, and chunks that need no report."""

import zlib
from itertools import pairwise

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.report.chunks import Chunk


class FakeEmbeddings(Embeddings):
    """Character pairs, hashed and counted: deterministic, and alike for texts that look alike."""

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = np.zeros(self.dimension)
        for pair in pairwise(text):
            vector[zlib.crc32("".join(pair).encode()) % self.dimension] += 1.0
        length = float(np.linalg.norm(vector))
        return [float(value) for value in (vector / length if length else vector)]


def some_chunks(count: int, report: str = "hebei-2026") -> list[Chunk]:
    """Chunks no two of which are alike, every other one without a year."""
    return [
        Chunk(
            id=f"{report}:s2+{number * 20}",
            report=report,
            part="p2",
            section="s2",
            paragraph=f"s2p{number}",
            label=f"第{number}段",
            path="2026年政府工作报告 > 主要目标",
            year=2026 if number % 2 else None,
            mode="target" if number % 2 else "status",
            start=number * 20,
            end=number * 20 + 18,
            text=f"第{number}项工作完成投资{number * 7919 % 10007}亿元，增长{number % 13}%。",
            tokens=20 + number % 5,
        )
        for number in range(count)
    ]
