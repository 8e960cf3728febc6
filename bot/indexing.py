"""Indexing: what the index of a corpus is made of, and the chunks that go into it."""

from collections.abc import Callable, Iterable

from bot.language.tokens import counter_name, open_counter
from bot.report.chunks import BUDGET, CHUNKER, Chunk, cut_chunks
from bot.report.loading import Report
from bot.report.sections import parse_report
from bot.retrieval.embeddings import HashedEmbeddings
from bot.retrieval.vectors import IndexSpec


def index_spec(reports: Iterable[Report], embeddings: HashedEmbeddings) -> IndexSpec:
    """Return what the index of `reports` is made of; another spec is another index."""
    return IndexSpec(
        reports=tuple(sorted((report.id, report.sha256) for report in reports)),
        chunker=f"{CHUNKER}/{BUDGET}/{counter_name()}",
        embedding=embeddings.name,
        dimension=embeddings.dimension,
    )


def cut_all(reports: Iterable[Report], notice: Callable[[str], None] | None = None) -> list[Chunk]:
    """Return the chunks of all `reports`; `notice` is told where tokens could only be bounded."""
    counter = open_counter()
    if not counter.exact and notice:
        notice("缺少分词表 bot/language/ranks，片段长度按每字一个词元的上限计算。")
    return [
        chunk
        for report in reports
        for chunk in cut_chunks(report, parse_report(report), counter.count)
    ]
