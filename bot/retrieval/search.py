"""Search: a LangChain retriever over the open report, two legs fused.

In: a stand-alone question, and beside it what understanding found: years, mode, report wordings.
Out: LangChain `Document`s, best first: the chunk's text, its fields as metadata, its score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from bot.report.chunks import Chunk
from bot.retrieval.lexical import LexicalIndex
from bot.retrieval.ranking import DENSE_WEIGHT, fuse, order
from bot.retrieval.vectors import ChunkIndex

TOP = 12  # hits a question; beyond it recall on the development questions no longer rises


class HybridRetriever(BaseRetriever):
    """Dense vectors in Chroma and BM25 over characters, for one report of the index."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    report: str
    index: ChunkIndex
    embeddings: Embeddings
    chunks: tuple[Chunk, ...]
    lexical: LexicalIndex
    dense_weight: float = DENSE_WEIGHT
    top: int = TOP

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        years: Sequence[int] = (),
        mode: Literal["result", "target"] | None = None,
        expansions: Mapping[str, float] | None = None,
        **_: Any,
    ) -> list[Document]:
        if not self.chunks:
            return []
        lexical = self.lexical.scores(query, expansions or {})
        scores = fuse(lexical, self._dense(query), self.dense_weight)
        best = order(self.chunks, scores, years, mode)[: self.top]
        return [_document(self.chunks[index], float(scores[index])) for index in best]

    def _dense(self, query: str) -> NDArray[np.float64]:
        scores = np.zeros(len(self.chunks))
        vector = self.embeddings.embed_query(query)
        if not any(vector):
            return scores
        place = {chunk.id: index for index, chunk in enumerate(self.chunks)}
        for chunk_id, similarity in self.index.nearest(vector, len(self.chunks), self.report):
            scores[place[chunk_id]] = similarity
        return scores


def open_retriever(index: ChunkIndex, embeddings: Embeddings, report: str) -> HybridRetriever:
    """Return the retriever of one report of `index`."""
    chunks = tuple(chunk for chunk in index.chunks if chunk.report == report)
    lexical = LexicalIndex([chunk.embedded_text for chunk in chunks] or [""])
    return HybridRetriever(
        report=report, index=index, embeddings=embeddings, chunks=chunks, lexical=lexical
    )


def _document(chunk: Chunk, score: float) -> Document:
    return Document(
        id=chunk.id, page_content=chunk.text, metadata={**asdict(chunk), "score": score}
    )
