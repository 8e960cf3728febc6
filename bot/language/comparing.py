"""Comparing quantities as numbers: 28000万元 is 2.8亿元, 5% is not 5个百分点.

`comparable` says whether two quantities measure alike, `entails` whether one stated in the report
makes another one true.
"""

import math

from bot.language.numbers import Quantity
from bot.language.units import base_unit

_ROUGHLY = 0.05  # "about": a twentieth either way, as the rounding of 约2.8亿 for 27580万 needs
_NEAR = 0.15  # how far a bound may lie from the figure it stands for: 超过7万件, not 超过1万件


def comparable(a: Quantity, b: Quantity) -> bool:
    """Tell whether both have the same base unit; a bare 2.8亿 may stand for any unit."""
    unit_a, unit_b = base_unit(a.unit)[1], base_unit(b.unit)[1]
    return unit_a == unit_b or "" in (unit_a, unit_b)


def same_value(a: Quantity, b: Quantity) -> bool:
    """Tell whether both are the same amount (and range), units converted."""
    return comparable(a, b) and all(
        math.isclose(x, y, rel_tol=1e-9) for x, y in zip(_amounts(a), _amounts(b), strict=True)
    )


def entails(stated: Quantity, claimed: Quantity) -> bool:
    """Tell whether `stated`, from the report, makes `claimed` true.

    The same comparator needs the same figure: 40余个 is not 40个, 90%以上 not 80%以上. A rough claim
    needs an exact figure near it, a bound one on its side and near it.
    """
    if not comparable(stated, claimed):
        return False
    if stated.comparator == claimed.comparator:
        return same_value(stated, claimed)
    if stated.value2 is not None or claimed.value2 is not None:
        return False
    value, bound = _amounts(stated)[0], _amounts(claimed)[0]
    if claimed.comparator == "~":
        return stated.comparator in ("=", ">") and math.isclose(value, bound, rel_tol=_ROUGHLY)
    if value == bound:  # 超过5家 makes 5家以上 true; exactly 39.4% is not told as 39.4%以上
        return stated.comparator + "=" == claimed.comparator
    if stated.comparator != "=" or claimed.comparator not in (">", ">=", "<", "<="):
        return False
    beyond = value > bound if claimed.comparator in (">", ">=") else value < bound
    return beyond and math.isclose(value, bound, rel_tol=_NEAR)


def _amounts(quantity: Quantity) -> tuple[float, float]:
    factor = base_unit(quantity.unit)[0]
    second = quantity.value if quantity.value2 is None else quantity.value2
    return quantity.value * factor, second * factor
