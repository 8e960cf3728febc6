"""Figures: the quantities of a text with the words of what they measure.

In: a sentence (of a report, an answer, a claim). Out: `Measured` quantities: the indicator as the
table of facts has it, and the context, all words around by which two figures are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.numbers import Quantity, read_quantities
from bot.language.text import split_clauses, split_sentences
from bot.report.indicators import name_figures

# Clauses that go on about the subject of the clause before them.
GOES_ON = re.compile(
    r"^(分别)?(同比|增长|下降|增速|增幅|降低|提高|占|位居|位列|排名|居(全|第|市|省|首)|其中|较上年|比上年|是|达到?\d|高于|低于)"
    r"|^完成(全年|年度|市下达|预期)"
)
_LEADING = re.compile(
    r"^(并|且|其中|全年|当年|累计|已经?|共|预计|力争|努力|推动|实现|完成|建成|达到|保持|持续|年度)+"
)
_TRAILING = re.compile(
    r"(累计|已|共|约|近|总计|合计|分别|完成|实现|达到|达|为|是|有|保持|增至|提高到|至|到|超过|超|不低于|审核通过|了)+$"
)
_AFTER = 8  # characters behind a number that still say what is counted (188部老旧电梯)


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity (its span is the text's), its indicator, and all the words around that tell it."""

    quantity: Quantity
    indicator: str
    context: str


def read_figures(text: str) -> list[Measured]:
    """Return the measured quantities of `text` in order."""
    return [
        figure for sentence in split_sentences(text) for figure in _of_sentence(text, *sentence)
    ]


def _of_sentence(text: str, start: int, end: int) -> Iterator[Measured]:
    sentence = text[start:end]
    quantities = read_quantities(sentence)
    namings = name_figures(sentence, quantities)
    contexts = _contexts(sentence, quantities)
    for quantity, naming, context in zip(quantities, namings, contexts, strict=True):
        moved = replace(
            quantity,
            start=quantity.start + start,
            end=quantity.end + start,
            number_start=quantity.number_start + start,
            number_end=quantity.number_end + start,
        )
        yield Measured(moved, "、".join(naming.indicators), context)


def _contexts(sentence: str, quantities: list[Quantity]) -> Iterator[str]:
    """Yield all the words around each quantity that tell what it measures."""
    subject = ""
    for start, end in split_clauses(sentence, 0, len(sentence)):
        own_subject = words = ""
        cursor = start
        for quantity in (one for one in quantities if start <= one.start < end):
            words = _strip(sentence[cursor : quantity.start]) or words
            goes_on = not words or bool(GOES_ON.match(words))
            after = re.split(
                "[,，;；。、]", sentence[quantity.end : min(end, quantity.end + _AFTER)]
            )
            yield (subject if goes_on else "") + words + after[0]
            own_subject = own_subject or ("" if goes_on else words)
            cursor = quantity.end
        whole = _strip(sentence[start:end])
        subject = own_subject or (whole if not GOES_ON.match(whole) and not words else subject)


def _strip(words: str) -> str:
    words = re.sub(r"^.*[:：、]", "", words.strip(" ,，;；。"))
    return _TRAILING.sub("", _LEADING.sub("", words))
