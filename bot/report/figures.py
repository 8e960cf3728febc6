"""Figures: the quantities of a text with the words of what they measure.

In: a sentence (of a report, an answer, a claim). Out: `Measured` quantities. A clause that goes on
without a subject (同比增长5.2%) measures what the clause before it spoke of, and of several numbers
in a row (20%、25%左右) the later ones measure what the first does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.numbers import Quantity, read_quantities
from bot.language.text import split_clauses, split_sentences

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
_NOUN_AFTER = re.compile(r"^[^\d,，;；。、:：(（“及和与]{2,12}")
_AFTER = (
    8  # characters behind a number that still say what is counted (7.9万平方米 / 188部老旧电梯)
)
_BARE_VERB = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity (its span is the text's), its indicator, and all the words around that tell it."""

    quantity: Quantity
    indicator: str
    context: str


def read_figures(text: str) -> list[Measured]:
    """Return the measured quantities of `text` in order."""
    return [
        figure
        for sentence in split_sentences(text)
        for figure in _of_sentence(text, list(split_clauses(text, *sentence)))
    ]


def _of_sentence(text: str, clauses: list[tuple[int, int]]) -> Iterator[Measured]:
    subject = ""
    for start, end in clauses:
        clause = text[start:end]
        own_subject = ""
        cursor = 0
        words = ""
        for quantity in read_quantities(clause):
            own = _strip(clause[cursor : quantity.start]) or words
            words = own
            goes_on = not own or bool(GOES_ON.match(own))
            after = re.split("[,，;；。、]", clause[quantity.end : quantity.end + _AFTER])[0]
            yield Measured(
                replace(
                    quantity,
                    start=quantity.start + start,
                    end=quantity.end + start,
                    number_start=quantity.number_start + start,
                ),
                _indicator(own, subject if goes_on else "", clause[quantity.end :]),
                (subject if goes_on else "") + own + after,
            )
            own_subject = own_subject or ("" if goes_on else own)
            cursor = quantity.end
        whole = _strip(clause)
        subject = own_subject or (whole if not GOES_ON.match(whole) and not words else subject)


def _indicator(own: str, subject: str, after: str) -> str:
    noun = _NOUN_AFTER.match(after)
    if own and not GOES_ON.match(own):  # 认定5家区级科普教育基地: the verb alone says too little
        return own + noun.group() if noun and len(own) <= _BARE_VERB else own
    return (subject + own) or (noun.group() if noun else "")


def _strip(words: str) -> str:
    words = re.sub(r"^.*[:：、]", "", words.strip(" ,，;；。"))
    return _TRAILING.sub("", _LEADING.sub("", words))
