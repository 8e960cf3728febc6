"""Amounts: does a figure of the report make a claimed one true, or rule it out?

In: two quantities with their words. Out: "entails", "excludes" or "open". A quantity is taken as the
stretch of numbers it allows: 约 a twentieth either way, 近 up to a tenth below, 二十多 up to thirty,
以上 without end. A claim is borne out where the report's stretch lies within the claimed one, ruled
out where the two have nothing in common; a rounded figure (23.7 for 23.69) says the same.
"""

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.language.comparing import comparable
from bot.language.numbers import Quantity
from bot.language.units import base_unit

Relation = Literal["entails", "excludes", "open"]

_ABOUT = 0.05  # 约: as language.comparing has it
_ALMOST = 0.1  # 近: so far below the number named
_LOOSE = 0.1  # a rough claim is ruled out only beyond this
_ROUNDED = 0.005  # a figure told with fewer decimals may be off by this
_MORE = re.compile(r"[多余]")
_NEARLY = re.compile(r"近|将近|接近|逼近")
_FAR = 1.6  # 超过1万件 says too little of 7.07万件 to be about it
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity and the words it was read from."""

    quantity: Quantity
    written: str


def relation(stated: Amount, claimed: Amount) -> Relation:
    """Return what `stated`, from the report, says of `claimed`; "open" where units differ."""
    if not comparable(stated.quantity, claimed.quantity):
        return "open"
    has, wants = _stretch(stated), _stretch(claimed)
    if has[0] == has[1] and _beyond(claimed) and has[0] in wants:
        return "excludes"  # 不到702家 of exactly 702
    apart = _far_below(has, wants) or _bound_apart(stated, claimed)
    apart = apart or (_is_range(stated) and _is_range(claimed) and has != wants)
    if (
        (_within(has, wants) and not apart)
        or _rounded(stated, claimed)
        or _roughly_same(stated, claimed)
    ):
        return "entails"
    if _further(stated.quantity, claimed.quantity, has, wants):
        return "excludes"
    slack = _LOOSE if "~" in (claimed.quantity.comparator, stated.quantity.comparator) else 0.0
    low, high = wants[0] * (1 - slack), wants[1] * (1 + slack)
    if apart:
        return "open"
    if has[1] < low * (1 - _CLOSE) or has[0] > high * (1 + _CLOSE):
        return "open" if _coarser(stated, claimed) else "excludes"
    touching = has[1] == wants[0] or has[0] == wants[1]
    return "excludes" if touching and _opposed(stated.quantity, claimed.quantity) else "open"


def _stretch(amount: Amount) -> tuple[float, float]:
    """Return the least and greatest number that the words allow, in the base unit."""
    quantity = amount.quantity
    factor = base_unit(quantity.unit)[0]
    value = quantity.value * factor
    if quantity.value2 is not None:
        return value, quantity.value2 * factor
    if quantity.comparator == "~":
        if _NEARLY.search(amount.written):
            return value * (1 - _ALMOST), value
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    if quantity.comparator == ">" and _MORE.search(amount.written):
        return value, value + _step(quantity.value) * factor
    if quantity.comparator in (">", ">="):
        return value, math.inf
    if quantity.comparator in ("<", "<="):
        return -math.inf, value
    return value, value


def _is_range(amount: Amount) -> bool:
    return amount.quantity.value2 is not None


def _beyond(amount: Amount) -> bool:
    """Tell whether the number named is itself left out: 超过, 不到."""
    return amount.quantity.comparator in ("<", ">")


def _far_below(has: tuple[float, float], wants: tuple[float, float]) -> bool:
    """Tell whether an open bound is true but says so little that something else may be meant."""
    if math.isinf(wants[1]) and wants[0] > 0:
        return has[0] > _FAR * wants[0]
    return math.isinf(wants[0]) and 0 < has[1] < wants[1] / _FAR


def _bound_apart(stated: Amount, claimed: Amount) -> bool:
    """Tell a bound from another of the same kind: 1000万人以上 is not what 1100万人以上 says."""
    pairs = ({">", ">="}, {"<", "<="})
    kinds = {stated.quantity.comparator, claimed.quantity.comparator}
    open_ended = not any(_MORE.search(one.written) for one in (stated, claimed))
    return any(kinds <= pair for pair in pairs) and open_ended and not _same(stated, claimed)


def _same(stated: Amount, claimed: Amount) -> bool:
    return _stretch(Amount(_bare(stated.quantity), "")) == _stretch(
        Amount(_bare(claimed.quantity), "")
    )


def _further(
    stated: Quantity, claimed: Quantity, has: tuple[float, float], wants: tuple[float, float]
) -> bool:
    """Tell whether the claim sets the same kind of bound farther out: 至少200家 for 150家以上."""
    if {stated.comparator, claimed.comparator} <= {">", ">="}:
        return has[0] < wants[0] and math.isinf(has[1])
    if {stated.comparator, claimed.comparator} <= {"<", "<="}:
        return has[1] > wants[1]
    return False


def _within(inner: tuple[float, float], outer: tuple[float, float]) -> bool:
    spare = _CLOSE * max(1.0, abs(inner[0]) if math.isfinite(inner[0]) else 1.0)
    return inner[0] >= outer[0] - spare and inner[1] <= outer[1] + spare


def _step(value: float) -> float:
    """Return the worth of the last digit that is told: 100 for 2700, 10 for 20, 0.1 for 4.7."""
    digits = f"{value:g}" if value < 1e6 else f"{value:.0f}"
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _rounded(stated: Amount, claimed: Amount) -> bool:
    """Tell whether the claim tells the very figure with fewer decimals: 23.7 for 23.69."""
    has, wants = stated.quantity, claimed.quantity
    if not (has.comparator == wants.comparator == "="):
        return False
    value, told = (one.value * base_unit(one.unit)[0] for one in (has, wants))
    if not value or abs(value - told) > _ROUNDED * abs(value):
        return False
    fewer = _digits(told) < _digits(value) and _written_digits(wants) < _written_digits(has)
    return fewer and _coarser(stated, claimed)


def _roughly_same(stated: Amount, claimed: Amount) -> bool:
    """Tell whether one is rough and both name the same number: 约40个 for 40余个, 5.5% for 5.5%左右."""
    has, wants = stated.quantity, claimed.quantity
    same = _stretch(Amount(_bare(has), "")) == _stretch(Amount(_bare(wants), ""))
    if not same or has.value2 is not None or wants.value2 is not None:
        return False
    more = has.comparator == ">" and bool(_MORE.search(stated.written))
    return (wants.comparator in ("~", "=") and has.comparator == "~") or (
        wants.comparator == "~" and more and not _NEARLY.search(claimed.written)
    )


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, value2=None, comparator="=")


def _coarser(stated: Amount, claimed: Amount) -> bool:
    """Tell whether an exact claim is the stated figure rounded to fewer (two at least) digits."""
    has, wants = stated.quantity, claimed.quantity
    if not (has.comparator == wants.comparator == "="):
        return False
    value, told = (one.value * base_unit(one.unit)[0] for one in (has, wants))
    digits = _digits(told)
    if value <= 0 or not 2 <= digits < _digits(value):
        return False
    places = digits - 1 - math.floor(math.log10(value))
    scale = 10.0**places
    return math.isclose(math.floor(value * scale + 0.5) / scale, told, rel_tol=1e-9)


def _digits(value: float) -> int:
    """Return how many significant digits a number has: 2 for 7700."""
    written = f"{abs(value):.10g}"
    mantissa = written.partition("e")[0].replace(".", "").lstrip("0")
    return len(mantissa.rstrip("0")) if mantissa else 0


def _written_digits(quantity: Quantity) -> int:
    return len(f"{quantity.value:.10g}".replace(".", ""))


def _opposed(a: Quantity, b: Quantity) -> bool:
    """Tell 5个以上 from 不到5个: they meet at the number and go apart."""
    up, down = (">", ">="), ("<", "<=")
    strict = "<" in (a.comparator, b.comparator) or ">" in (a.comparator, b.comparator)
    apart = (a.comparator in up and b.comparator in down) or (
        a.comparator in down and b.comparator in up
    )
    point = "=" in (a.comparator, b.comparator) and strict
    return apart or point
