"""The chain from a question to an answer, as LangChain Runnables.

rewriting → understanding → retrieval → answering → release. Each stage takes a `Turnaround`, fills
in one field of it, and adds a `Stage` with its output and its time to the trace. Related questions
are added after it, by `with_related`: they are found by asking this chain, which so never recurs.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableLambda

from bot.answering.answer import Answer
from bot.answering.conversation import Turn
from bot.answering.evidence import EvidenceBase
from bot.answering.extractive import Finding, find_answer
from bot.answering.places import Homeland
from bot.answering.replying import reply_to
from bot.answering.rewriting import StandAlone, stand_alone
from bot.answering.sufficiency import Lack
from bot.answering.templates import Templates
from bot.answering.understanding import Query, understand
from bot.bank import QuestionBank
from bot.language.lexicon import Lexicon
from bot.report.loading import Report
from bot.retrieval.search import HybridRetriever


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the chain: what it put out, and how long it took in milliseconds."""

    name: str
    output: object
    ms: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering about one report needs."""

    report: Report
    home: Homeland
    base: EvidenceBase
    retriever: HybridRetriever

    @property
    def this_year(self) -> int | None:
        """What 今年 means to someone who asks: the year that the report plans."""
        if self.report.plan_year or not self.report.result_year:
            return self.report.plan_year
        return self.report.result_year + 1


@dataclass(frozen=True, slots=True)
class Turnaround:
    """A question on its way; each stage fills in what the next ones read."""

    question: str
    history: tuple[Turn, ...]
    desk: Desk
    alone: StandAlone = StandAlone("")
    query: Query = Query()
    documents: tuple[Document, ...] = ()
    finding: Finding = Finding()
    answer: Answer = Answer("refused", "not_run", "")
    stages: tuple[Stage, ...] = ()


def wire(lexicon: Lexicon, templates: Templates) -> Runnable[Turnaround, Turnaround]:
    """Return the chain; it is safe to invoke from many threads at once."""

    def understood(turn: Turnaround) -> Turnaround:
        alone, desk = turn.alone, turn.desk
        query = understand(alone.question, desk.this_year, desk.home, lexicon, alone.carried)
        return replace(turn, query=query)

    def released(turn: Turnaround) -> Turnaround:
        if not turn.query.concepts and turn.finding.lack is not Lack.YEAR_OUTSIDE:
            return replace(
                turn, answer=Answer("refused", "unclear", templates.fill("question_unclear"))
            )
        answer = reply_to(turn.query, turn.finding, turn.desk.report, templates)
        return replace(turn, answer=answer)

    return (
        _stage("rewriting", _rewrite, lambda turn: turn.alone)
        | _stage("understanding", understood, lambda turn: turn.query)
        | _stage("retrieval", _retrieve, lambda turn: [hit.id for hit in turn.documents])
        | _stage("answering", _find, lambda turn: turn.finding)
        | _stage("release", released, lambda turn: turn.answer)
    )


def with_related(turn: Turnaround, bank: QuestionBank) -> Turnaround:
    """Return `turn` with questions to go on with in its answer, as one more stage of its trace."""

    def offered(turn: Turnaround) -> Turnaround:
        related = bank.related(turn.alone.question, turn.answer)
        return replace(turn, answer=replace(turn.answer, related=related))

    return _timed("related", offered, lambda turn: turn.answer.related)(turn)


def _rewrite(turn: Turnaround) -> Turnaround:
    return replace(turn, alone=stand_alone(turn.question, turn.history))


def _retrieve(turn: Turnaround) -> Turnaround:
    query = turn.query
    documents = turn.desk.retriever.invoke(
        query.search_text,
        years=query.years,
        mode=query.mode,
        expansions=query.expansions,
    )
    return replace(turn, documents=tuple(documents))


def _find(turn: Turnaround) -> Turnaround:
    base = turn.desk.base
    spans = [(hit.metadata["start"], hit.metadata["end"]) for hit in turn.documents]
    return replace(turn, finding=find_answer(turn.query, base, base.within(spans)))


def _stage(
    name: str, step: Callable[[Turnaround], Turnaround], output: Callable[[Turnaround], object]
) -> Runnable[Turnaround, Turnaround]:
    """Return `step` as a Runnable that also records what it put out and its time."""
    return RunnableLambda(_timed(name, step, output), name=name)


def _timed(
    name: str, step: Callable[[Turnaround], Turnaround], output: Callable[[Turnaround], object]
) -> Callable[[Turnaround], Turnaround]:
    def timed(turn: Turnaround) -> Turnaround:
        begun = time.perf_counter()
        done = step(turn)
        ms = round((time.perf_counter() - begun) * 1000, 3)
        return replace(done, stages=(*done.stages, Stage(name, output(done), ms)))

    return timed
