"""Intervals: what a written number may mean, so that rounding is never taken for a mistake.

23.69亿元 is anything from 23.685 to 23.695亿元, 15家 is 15, 超过100亿元 has no upper end. Two statements
disagree only where their intervals do not meet. In: a passage of a report. Out: its `Passage`, the
words with every quantity drawn together into one character, so that patterns read over them.
"""

import math
import re
from dataclasses import dataclass

from bot.language.numbers import Quantity, read_quantities
from bot.language.text import fold, folded
from bot.language.units import base_unit, dimension

_FIRST, _LAST = 0xE000, 0xF8FF  # Unicode's private use area: no report writes these
NUMBER = f"[{chr(_FIRST)}-{chr(_LAST)}]"
WORDS = f"[^{chr(_FIRST)}-{chr(_LAST)},;。]"  # what stands between numbers of one clause
_DECIMALS = re.compile(r"\d\.(\d+)")
_SCALED = re.compile(r"[十百千万亿]")
_ROUGHLY = 0.05  # 约: a twentieth either way, as in comparing
_MARGIN = 1e-9  # relative; arithmetic on decimals in binary


@dataclass(frozen=True, slots=True)
class Interval:
    """All amounts from `low` to `high`, in base units; either end may be infinite."""

    low: float
    high: float

    def meets(self, other: "Interval") -> bool:
        """Tell whether an amount may be both."""
        return not (self.above(other) or other.above(self))

    def above(self, other: "Interval") -> bool:
        """Tell whether every amount of this one is greater than every one of `other`."""
        margin = _MARGIN * max(1.0, abs(self.low)) if math.isfinite(self.low) else 0.0
        return self.low > other.high + margin

    def plus(self, other: "Interval") -> "Interval":
        """Return what the sum of both may be."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: "Interval") -> "Interval":
        """Return what the difference may be."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: "Interval") -> "Interval":
        """Return what the quotient may be; anything where the divisor may be nought."""
        if other.low <= 0:
            return Interval(-math.inf, math.inf)
        ends = [
            end / by
            for end in (self.low, self.high)
            for by in (other.low, other.high)
            if math.isfinite(end) or math.isfinite(by)
        ]
        return Interval(min(ends), max(ends))

    def times(self, factor: float) -> "Interval":
        """Return the interval `factor` (> 0) times as large."""
        return Interval(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it stands: `text` (42.7万平方米), its `value` in `written_unit`, what it may mean.

    `amount` and `span` are in `unit`, which is the base unit for what is measured (平方米) and the word itself for what is counted
    (家), so that 处 and 项 are never added up. `factor` turns amounts of `written_unit` into base;
    `falls` says that it is a range whose end is below its start.
    """

    text: str
    value: float
    amount: float
    span: Interval
    unit: str
    written_unit: str
    factor: float
    comparator: str
    falls: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """`words` is folded text in which the character `chr(0xE000 + i)` stands for `numbers[i]`."""

    start: int
    end: int
    words: str
    numbers: tuple[Written, ...]

    def number(self, sign: str) -> Written:
        """Return the number for which the character `sign` of `words` stands."""
        return self.numbers[ord(sign) - _FIRST]


def read_passage(text: str, start: int, end: int) -> Passage:
    """Return the passage `text[start:end]` with its quantities drawn together."""
    piece = "".join("□" if _FIRST <= ord(char) <= _LAST else char for char in text[start:end])
    quantities = read_quantities(piece)[: _LAST - _FIRST]
    words, cursor = [], 0
    for index, quantity in enumerate(quantities):
        words += [piece[cursor : quantity.start], chr(_FIRST + index)]
        cursor = quantity.end
    words.append(piece[cursor:])
    numbers = tuple(_written(piece[q.number_start : q.end], q) for q in quantities)
    return Passage(start, end, folded("".join(words)), numbers)


def _written(text: str, quantity: Quantity) -> Written:
    factor, base = base_unit(quantity.unit)
    counted = dimension(quantity.unit) == "count"
    unit = re.sub(rf"^{_SCALED.pattern}+", "", quantity.unit) if counted else base
    if counted:
        factor = _scale(quantity, unit)
    amount = quantity.value * factor
    return Written(
        text=text,
        value=quantity.value,
        amount=amount,
        span=_span(text, quantity, factor),
        unit=unit,
        written_unit=quantity.unit,
        factor=factor,
        comparator=quantity.comparator,
        falls=quantity.value2 is not None and quantity.value2 < quantity.value,
    )


def _scale(quantity: Quantity, unit: str) -> float:
    """Return the factor of the scale alone: 万 of 7.07万件."""
    return base_unit(quantity.unit)[0] / base_unit(unit)[0] if unit else 1.0


def _span(text: str, quantity: Quantity, factor: float) -> Interval:
    amount = quantity.value * factor
    if quantity.value2 is not None:
        return Interval(*sorted((amount, quantity.value2 * factor)))
    if quantity.comparator in (">", ">="):
        return Interval(amount, math.inf)
    if quantity.comparator in ("<", "<="):
        return Interval(-math.inf, amount)
    step = precision(text, quantity.unit) * factor
    if quantity.comparator == "~":
        step = max(step, abs(amount) * _ROUGHLY)
    return Interval(amount - step, amount + step)


def precision(text: str, unit: str) -> float:
    """Return half of the last place that `text` writes, in its unit; 0 for a plain count (15家)."""
    decimals = _DECIMALS.search(fold(text).text)
    if decimals:
        return float(0.5 * 10.0 ** -len(decimals[1]))
    plain = dimension(unit) == "count" and not _SCALED.search(unit)
    return 0.0 if plain else 0.5
