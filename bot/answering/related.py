"""Related questions: what else could be asked of a paragraph, in words a citizen would type.

In: the passages of one paragraph. Out: `Candidate`s, made from its own figures and its title
(优化公共服务 → 2026年在优化公共服务方面有哪些安排？). Nobody may offer a candidate before the report has
answered it: see `bot.bank`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.figure_questions import figure_questions
from bot.answering.official_verbs import OPENING_VERB
from bot.answering.passages import Passage
from bot.answering.rewriting import leans
from bot.answering.well_formed import is_well_formed
from bot.language.lexicon import Lexicon
from bot.language.numbers import read_years
from bot.report.periods import Mode

_SEVERAL_YEARS = re.compile(r"五年|十[一二三四五]五|年来|以来|年均")
# 社会保障不断完善: the topic, an adverb, what became of it.
_BECAME = re.compile(
    r"^(?P<topic>[^，,、；;：:“”的]{3,12}?)(?:能级|效能|效力|质效|水平|能力|活力|动能)?"
    r"(?:不断|持续|稳步|全面|有效|有力|加快|加速|逐步|更加|更趋|更为|进一步|显著|明显|深入|扎实|大幅|总体|稳定|协同|健康)"
    r"(?P<became>[\u4e00-\u9fff]{1,4})$"
)

_EAGER = re.compile(
    r"^(?:大力|全力|突出|千方百计|积极稳妥|积极|扎实|深入|有效|持续用力|持续|着力|切实|加快|稳步)+(?=[\u4e00-\u9fff“]{4})"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question made from the report, not yet asked.

    `start` and `end` span the sentence it was made from, for a title the paragraph; `figure` is the
    figure as written that its answer must have, None for a title's.
    """

    question: str
    start: int
    end: int
    figure: str | None


def candidates_of(passages: Sequence[Passage], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the questions that the passages of one paragraph suggest, figures first, each once.

    None leans on what was asked before: whoever picks one is in the middle of a conversation.
    """
    found: dict[str, Candidate] = {}
    for passage in passages:
        for question, figure in _of_figures(passage, lexicon):
            sentence = passage.sentence
            one = Candidate(question, sentence.start, sentence.end, figure)
            found.setdefault(question, one)
    for passage in passages[:1]:
        paragraph, part = passage.paragraph, passage.part
        question = title_question(paragraph.title or "", part.year, part.mode)
        if question:
            one = Candidate(question, paragraph.start, paragraph.end, None)
            found.setdefault(question, one)
    return tuple(one for one in found.values() if not leans(one.question))


def title_question(title: str, year: int | None, mode: Mode) -> str:
    """Return the question for what a titled paragraph tells of, or an empty string."""
    became = _BECAME.match(title)
    if re.search(r"[，,；;：:]", title):
        return ""
    if OPENING_VERB.match(title):
        topic = f"在{_EAGER.sub('', title)}"
    elif became:
        topic = became["topic"] + ("发展" if became["became"] == "发展" else "")
    else:
        return ""
    asks = "有哪些安排" if mode == "target" else "做了哪些工作"
    question = f"{year}年{topic}方面{asks}？" if year else f"{topic}方面{asks}？"
    return question if is_well_formed(question) else ""


def _of_figures(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    if _spans_years(passage):
        return
    origin = passage.sentence.start
    clauses = [
        (passage.text[clause.start - origin : clause.end - origin], quantities)
        for clause, quantities in zip(passage.sentence.clauses, passage.quantities, strict=True)
    ]
    yield from figure_questions(clauses, passage.part.year, passage.part.mode, lexicon)


def _spans_years(passage: Passage) -> bool:
    """Tell whether the figures of a sentence may be those of several years (“十四五”发展成就)."""
    part, year = passage.part, passage.part.year
    if _SEVERAL_YEARS.search(passage.text):
        return True
    if not _SEVERAL_YEARS.search(part.heading):
        return False
    return year is None or (not passage.section.number and year not in read_years(passage.text))
