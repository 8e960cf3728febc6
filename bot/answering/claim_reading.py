"""Reading a claim: a sentence becomes units, each one thing that is said to be so.

In: one sentence of a claim or an article, the report's place and its plan year. Out: a `Claim`:
its years, whether it tells something as planned, as done or as not yet done, and its units, with
figures as amounts. The report's own place and the years are taken out of the text; all is folded.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answering.claim_words import DONE, NOT_YET, PLANNED
from bot.answering.places import Homeland, without_home
from bot.answering.questions import read_asked_years
from bot.checking.amounts import Amount
from bot.language.colloquial import plain_figures
from bot.language.numbers import read_quantities
from bot.language.text import folded, simplify, split_clauses
from bot.report.figures import GOES_ON

GAP = "·"  # stands where a figure, a year or the report's own place was
_COUNTRY = re.compile(
    r"^(?:中国|全国)|我国|全国(?=[^\u4e00-\u9fff]|[^第首前最排])|中国(?=[的今去\d])"
)
_YEAR = re.compile(r"(?:大前|[前去上今明来后])年|(?<!\d)(?:\d{4}|\d{2})年")
# While a sentence is cut, a year stands as one character of Unicode's private use area.
_FIRST_MARK, _FIRST_YEAR = 0xE000, 1900
_YEAR_MARK = re.compile("[\ue000-\ue0ff]")
_BETWEEN = re.compile(r"[、和及与]|以及|并且|并")
_EXCEEDED = re.compile(r"超额(?:完成)?了?|超出|超过(?=.*任务)")
_SHARES = ("%", "成")
_ENDS = re.compile(r"^[\s,;:。!?、\"']+|[\s,;:。!?、]+$")
_WORD = re.compile(r"[\u4e00-\u9fffa-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing said: `text` as it stands, `content` with its figures taken out, and the figures.

    `subject` is the content of an earlier unit where this one goes on without its own; `years` are
    those named in it (今年 and 去年 as years), else the earlier unit's.
    """

    text: str
    content: str
    amounts: tuple[Amount, ...]
    subject: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as read; `text` is folded, without years and the report's own place."""

    sentence: str
    text: str
    planned: bool
    done: bool
    not_yet: bool
    units: tuple[Unit, ...]


def read_claim(sentence: str, home: Homeland, this_year: int | None) -> Claim:
    """Return `sentence` as read; one that says nothing has no units."""
    simple = simplify(sentence)
    here = without_home(_with_year_marks(simple, this_year), home)
    text = plain_figures(folded(here.replace(" ", GAP)))
    if not home.above and not home.level:
        text = _COUNTRY.sub(GAP, text)
    plain = folded(simple)
    not_yet = bool(NOT_YET.search(plain))
    return Claim(
        sentence=sentence,
        text=_YEAR_MARK.sub(GAP, text),
        planned=bool(PLANNED.search(plain)),
        done=bool(DONE.search(plain)) and not not_yet,
        not_yet=not_yet,
        units=tuple(_with_subjects([unit for piece in _pieces(text) for unit in _units(piece)])),
    )


def _with_year_marks(text: str, this_year: int | None) -> str:
    """Return `text` with each year it speaks of as one mark; 比去年 and 25年来 name none."""

    def mark(match: re.Match[str]) -> str:
        around = text[max(0, match.start() - 1) : match.end() + 1]
        years = read_asked_years(around, this_year)
        return chr(_FIRST_MARK + years[0] - _FIRST_YEAR) if years else match.group()

    return _YEAR.sub(mark, text)


def _pieces(text: str) -> list[str]:
    pieces = [_ENDS.sub("", text[start:end]) for start, end in split_clauses(text, 0, len(text))]
    joined: list[str] = []
    for piece in pieces:
        if joined and len(_WORD.findall(joined[-1])) < 3:  # 2025年, : no clause of its own
            joined[-1] += GAP + piece
        elif _WORD.search(piece) or _YEAR_MARK.search(piece):
            joined.append(piece)
    return joined


def _units(piece: str) -> list[Unit]:
    """Return the units of a clause: one, or one a figure where figures are joined by 、 or 和."""
    quantities = read_quantities(piece)
    cuts = [0]
    for before, after in pairwise(quantities):
        found = _BETWEEN.search(piece, before.end, after.start)
        if found and _WORD.search(piece[found.end() : after.start]):
            cuts.append(found.end())
    cuts.append(len(piece))
    return [_unit(piece[a:b]) for a, b in pairwise(cuts)]


def _unit(text: str) -> Unit:
    quantities = read_quantities(text)
    amounts = tuple(Amount(one, text[one.start : one.end]) for one in quantities)
    years = tuple(_FIRST_YEAR + ord(mark) - _FIRST_MARK for mark in _YEAR_MARK.findall(text))
    text = content = _YEAR_MARK.sub(GAP, text)
    for one in reversed(quantities):
        content = content[: one.start] + GAP * (one.end - one.start) + content[one.end :]
    exceeded = _EXCEEDED.search(content)
    if exceeded and any(one.quantity.unit in _SHARES for one in amounts):
        amounts = tuple(_in_all(one) for one in amounts)
        content = content[: exceeded.start()] + "完成" + content[exceeded.end() :]
    return Unit(text, content, amounts, years=years)


def _in_all(amount: Amount) -> Amount:
    """Return 119% for 超额19%."""
    quantity = amount.quantity
    if quantity.unit not in _SHARES:
        return amount
    share = quantity.value * (10 if quantity.unit == "成" else 1)
    # A rough excess is rough about itself, not about the whole.
    rough = "~" if quantity.comparator == "~" else "="
    whole = replace(quantity, value=100 + share, value2=None, unit="%", comparator=rough)
    return Amount(whole, "约" if rough == "~" else amount.written)


def _with_subjects(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        words = unit.content.strip(GAP)
        short = len(_WORD.findall(words)) < 3
        goes_on = bool(out) and (short or GOES_ON.match(words) is not None)
        subject = (out[-1].subject or out[-1].content) if goes_on else ""
        years = unit.years or (out[-1].years if out else ())
        out.append(replace(unit, subject=subject, years=years))
    return out
