"""Tallies: the numbers of a sentence that a table of facts has, names apart.

In: a sentence. Out: its quantities as the judge of answers reads them, and besides what only a
table needs: levels told by their names (区街居三级), sets (打造两大商圈), standing (第一方阵),
doublings (翻一番); and the numerals that were not read, with the reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cn2an

from bot.language.numbers import Quantity, read_numerals, read_quantities
from bot.language.text import Folded, fold
from bot.language.units import dimension
from bot.report.number_names import NumberName, read_number_names

_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "十": 10}  # fmt: skip
_ONE = f"[{''.join(_DIGITS)}]"
_LEVELS = re.compile(
    r"(?<![\u4e00-\u9fff]省)([国中省市区县旗乡镇街居村社组户]{2,5})([两二三四五])级"
)
_SET = re.compile(
    rf"(?:打造|建设|构建|培育|建成|布局)({_ONE}大)"
    r"(?=[\u4e00-\u9fff])(?!战略|攻坚|体系|任务|目标|行动|工程|保卫|优势|重点|类|会|员)"
)
_STANDING = re.compile(
    r"(?:位居|跻身|进入|居|列|是|成为|保持|迈入|稳居)[^,;。]{0,16}?(第([一二三]))(方阵|梯队|大?(?=[省市区县]))"
)
_DOUBLED = re.compile(rf"翻了?(?:({_ONE}|\d)番|番)")
_SINCE = re.compile(rf"(?<![\d.第十百千])({_ONE}+|\d{{1,3}})(年)来?(?=最|首次|新高|同期)")
_RANKS = re.compile(
    r"居|列|排|位|名|跃|升|全国|全省|全市|全区|全县|全球|世界|亚洲|保持|东北|[东西中]部"
)
_AMONG_FIRST = re.compile(r"(?:前|跻身|进入|入围|入选)[^,;。、\d]{0,12}$")
_DIVIDED = re.compile(r"\d+/\d+|\d+分之\d+|\d+(?:\.\d+)?[:：]\d")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A numeral of the sentence that can't be read safely, and why, for a reader."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The quantities of a sentence, in order, and the numerals that are neither these nor names."""

    quantities: tuple[Quantity, ...]
    unclear: tuple[Unclear, ...]


def read_tally(sentence: str) -> Tally:
    """Return what the numbers of `sentence` say; a name's number is in neither list."""
    form = fold(sentence)
    names = read_number_names(sentence)
    read = [
        _bounded(sentence, one)
        for one in read_quantities(sentence)
        if not _named(one, names) and not _no_rank(sentence, one)
    ]
    extra = [
        one
        for one in _extra(form)
        if not any(one.number_start < other.end and other.start < one.number_end for other in read)
        and not _named(one, names)
    ]
    quantities = sorted([*read, *extra], key=lambda one: one.number_start)
    return Tally(tuple(quantities), tuple(_unclear(sentence, quantities, names)))


def _named(one: Quantity, names: list[NumberName]) -> bool:
    return any(
        name.start <= one.number_start < name.end
        or (one.number_start <= name.start and name.why == "等级" and name.start < one.number_end)
        for name in names
    )


def _no_rank(sentence: str, one: Quantity) -> bool:
    """Tell 质量第一 from 位居全国第一."""
    return one.unit == "位次" and not _RANKS.search(sentence[max(0, one.start - 14) : one.end])


def _bounded(sentence: str, one: Quantity) -> Quantity:
    """Read 前10位 and 跻身12强 as at most."""
    among = one.unit in ("位", "名", "强") and _AMONG_FIRST.search(sentence[: one.start])
    if among and one.comparator == "=":
        return replace(one, comparator="<=")
    return one


def _extra(form: Folded) -> Iterator[Quantity]:
    for match in _LEVELS.finditer(form.text):
        if _DIGITS[match[2]] == len(match[1]):
            yield _count(form, (match.start(2), match.end()), _DIGITS[match[2]], "级")
    for match in _SET.finditer(form.text):
        yield _count(form, match.span(1), _DIGITS[match[1][0]], "大")
    for match in _STANDING.finditer(form.text):
        unit = match[3] if match[3] in ("方阵", "梯队") else "位次"
        yield _count(form, match.span(1), _DIGITS[match[2]], unit)
    for match in _DOUBLED.finditer(form.text):
        span = match.span() if not match[1] else (match.start(1), match.end())
        times = _DIGITS.get(match[1] or "一") or int(match[1])
        yield _count(form, span, times, "番")
    for match in _SINCE.finditer(form.text):
        years = int(cn2an.cn2an(match[1], "smart"))
        yield _count(form, (match.start(1), match.end(2)), years, "年")


def _count(form: Folded, span: tuple[int, int], value: float, unit: str) -> Quantity:
    start, end = form.span(*span)
    return Quantity(float(value), None, unit, "=", start, end, start, end)


def _unclear(
    sentence: str, quantities: list[Quantity], names: list[NumberName]
) -> Iterator[Unclear]:
    for start, end in read_numerals(sentence):
        inside = any(one.start <= start < one.end for one in quantities)
        named = any(name.start < end and start < name.end for name in names)
        if not inside and not named:
            yield Unclear(start, end, _reason(sentence, start, end))


def _reason(sentence: str, start: int, end: int) -> str:
    around = sentence[max(0, start - 6) : end + 6]
    if _DIVIDED.search(around):
        return "比例或分数，没有单独的数值"
    return "没有认出它的单位"


_NEIGHBOURS = re.compile(r"^[、和与及,\s]+$")
# 聚焦6条产业链、优化区街两级中心: a number that only describes what something is done to.
_DESCRIBED = re.compile(r"(?:聚焦|围绕|紧扣|对照|依托|贯通|落实|深入开展|发挥|利用)[^,;。]{0,8}$")


def together(sentence: str, quantities: tuple[Quantity, ...]) -> list[Quantity]:
    """Return the quantities, with 左右 and the like at the end of a row said of all of it.

    分别增长20%、25%左右: both are about.
    """
    out = list(quantities)
    for place in range(len(out) - 2, -1, -1):
        one, following = out[place], out[place + 1]
        between = fold(sentence[one.end : following.start]).text
        said_behind = following.end > following.number_end
        if (
            _NEIGHBOURS.match(between)
            and one.unit == following.unit
            and one.comparator == "="
            and said_behind
            and "分别" in sentence[: one.start]
        ):
            out[place] = replace(one, comparator=following.comparator, end=one.end)
    return out


def describes(before: str, quantity: Quantity) -> bool:
    """Tell whether a quantity only describes: levels by name, the size of a given set."""
    counted = dimension(quantity.unit) == "count"
    return (quantity.unit == "级" and quantity.comparator == "=") or (
        counted and bool(_DESCRIBED.search(fold(before).text))
    )
