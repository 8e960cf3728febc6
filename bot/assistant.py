"""The assistant: a corpus, its index and the chain, opened once and asked many times."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import langsmith
from langchain_core.embeddings import Embeddings

from bot.answering.answer import Answer
from bot.answering.conversation import Turn, clean, read_history, without_surrogates
from bot.answering.evidence import EvidenceBase
from bot.answering.places import read_homeland
from bot.answering.rewriting import StandAlone
from bot.answering.social import read_social
from bot.answering.templates import Templates, load_templates
from bot.bank import QuestionBank
from bot.chain import Desk, Stage, Turnaround, wire, with_related
from bot.errors import CorpusError
from bot.indexing import cut_all, index_spec
from bot.language.lexicon import Lexicon
from bot.readings import Readings
from bot.report.loading import Report, load_corpus, load_lexicon
from bot.report.sections import parse_report
from bot.retrieval.embeddings import HashedEmbeddings
from bot.retrieval.search import open_retriever
from bot.retrieval.vectors import ChunkIndex, open_index
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the whole way to it.

    `remarks` say where the report disagrees with itself in a sentence that the answer cites.
    """

    question: str
    standalone_question: str
    rewritten: bool
    mode: Literal["extractive", "model"]
    report: Report
    answer: Answer
    stages: tuple[Stage, ...] = ()
    total_ms: float = 0.0
    remarks: tuple[str, ...] = ()


class Assistant:
    """Answers questions about the reports of a corpus; safe to ask from many threads."""

    def __init__(
        self,
        reports: dict[str, Report],
        default: str,
        index: ChunkIndex,
        embeddings: Embeddings,
        lexicon: Lexicon,
        templates: Templates,
        most_chars: int,
    ) -> None:
        self._reports = reports
        self._default = default
        self._index = index
        self._embeddings = embeddings
        self.lexicon = lexicon
        self._templates = templates
        self._most_chars = most_chars
        self._desk = lru_cache(maxsize=None)(self._open_desk)
        self._bank = lru_cache(maxsize=None)(self._open_bank)
        self._readings = lru_cache(maxsize=None)(self._open_readings)
        self._chain = wire(lexicon, templates)
        self._desk(default)

    @property
    def report(self) -> Report:
        """The open report."""
        return self._reports[self._default]

    @property
    def reports(self) -> tuple[Report, ...]:
        """All reports of the corpus."""
        return tuple(self._reports.values())

    def ask(
        self,
        question: str,
        history: Sequence[Sequence[str]] = (),
        report: str | None = None,
    ) -> Reply:
        """Return the reply to `question`; `history` is `[[question, answer], …]`, oldest first.

        A question we can't take (empty, too long) gets a reply that says so. Raises `InputError`
        where `history` is malformed, `CorpusError` where `report` is unknown.
        """
        begun = time.perf_counter()
        desk = self.desk(report)
        turns = read_history(history)
        question = without_surrogates(question)
        asked = clean(question)
        done = with_related(self._answered(asked, turns, desk), self._bank(desk.report.id))
        return Reply(
            question=question,
            standalone_question=_closed_up(done.alone.question),
            rewritten=done.alone.rewritten,
            mode="extractive",
            report=desk.report,
            answer=done.answer,
            stages=done.stages,
            total_ms=_since(begun),
            remarks=self._readings(desk.report.id).remarks(done.answer.citations),
        )

    def desk(self, report: str | None = None) -> Desk:
        """Return what answering about `report` (default: the open one) needs; opened once."""
        return self._desk(report or self._default)

    def starters(self, report: str | None = None) -> tuple[str, ...]:
        """Return questions to begin with: those of the report's metadata, else of its sections."""
        return self._bank(report or self._default).starters()

    def warm(self, report: str | None = None) -> int:
        """Find the related questions of a whole report; return how many may be offered.

        Asking works without: a first answer then takes the time to find its own.
        """
        return self._bank(report or self._default).warm()

    def close(self) -> None:
        """Close the index; asking afterwards is an error."""
        self._index.close()

    def _open_readings(self, report_id: str) -> Readings:
        return Readings(self._reports[report_id], self.lexicon)

    def _open_desk(self, report_id: str) -> Desk:
        if report_id not in self._reports:
            known = "、".join(self._reports)
            raise CorpusError(f"没有编号为“{report_id}”的报告。", f"现有：{known}。")
        report = self._reports[report_id]
        outline = parse_report(report)
        retriever = open_retriever(self._index, self._embeddings, report_id)
        base = EvidenceBase(report, outline)
        return Desk(report, read_homeland(report.place), base, retriever)

    def _open_bank(self, report_id: str) -> QuestionBank:
        desk = self.desk(report_id)

        def ask(question: str) -> Answer:
            return self._answered(clean(question), (), desk).answer

        return QuestionBank(desk.base.passages, desk.report.examples, self.lexicon, ask)

    def _answered(self, question: str, turns: tuple[Turn, ...], desk: Desk) -> Turnaround:
        """Return the question answered, without related ones."""
        turn = Turnaround(question, turns, desk)
        short = self._without_search(question, desk.report)
        if short is not None:
            return replace(turn, alone=StandAlone(question), answer=short)
        return self._chain.invoke(turn)

    def _without_search(self, question: str, report: Report) -> Answer | None:
        """Return the reply to what is no question about the report: invalid or social words."""
        fill = self._templates.fill
        if not question:
            return Answer("invalid", "empty", fill("question_empty"))
        if len(question) > self._most_chars:
            text = fill("question_too_long", limit=str(self._most_chars))
            return Answer("invalid", "too_long", text)
        if not any(char.isalnum() for char in question):
            return Answer("invalid", "unreadable", fill("question_unreadable"))
        social = read_social(question)
        if social is None:
            return None
        values = {"title": report.title} if social in ("greeting", "identity") else {}
        return Answer("social", social, fill(social, **values))


def open_assistant(
    settings: Settings,
    *,
    progress: Callable[[int, int], None] | None = None,
    notice: Callable[[str], None] | None = None,
    rebuild: bool = False,
) -> Assistant:
    """Load the corpus, open its index (building it where needed), and return the assistant.

    Raises `CorpusError`, `SettingsError` or `IndexFault`.
    """
    # Wins over LANGSMITH_TRACING: no question leaves the machine.
    langsmith.configure(enabled=False)
    reports = load_corpus(settings.corpus_dir)
    default = default_report(reports, settings.report)
    lexicon = load_lexicon(settings.corpus_dir / "lexicon.toml")
    templates = load_templates(settings.prompts_dir)
    embeddings = HashedEmbeddings()
    index = open_index(
        settings.data_dir / "index",
        index_spec(reports.values(), embeddings),
        embeddings,
        lambda: cut_all(reports.values(), notice),
        progress=progress,
        notice=notice,
        rebuild=rebuild,
    )
    most = settings.max_question_chars
    return Assistant(reports, default, index, embeddings, lexicon, templates, most)


def default_report(reports: Mapping[str, Report], wanted: str) -> str:
    """Return the id of the report that is open: the `wanted` one, else the latest of the corpus.

    Raises `CorpusError` where `wanted` is not in the corpus.
    """
    if not wanted:
        return max(reports, key=lambda name: (reports[name].plan_year or 0, name))
    if wanted not in reports:
        raise CorpusError(
            f"WENBAO_REPORT 指定的报告“{wanted}”不存在。", f"现有：{'、'.join(reports)}。"
        )
    return wanted


def _closed_up(question: str) -> str:
    """Return a question put together from pieces without the gaps between Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff，。]) +(?=[\u4e00-\u9fff])", "", question)


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 3)
