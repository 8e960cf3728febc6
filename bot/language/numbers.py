"""Quantities: every number with a unit in official Chinese prose, with its exact span.

A quantity is value, unit as written (7.07 and 万件), comparator and span. Names that carry digits
are no quantities: 12345热线, 4号线, 第39届, PM2.5, 117项目; a year (2025年) is none either, a count
that looks like one (2004场) is. Whatever has no known unit is left out rather than guessed.
"""

import re
from dataclasses import dataclass
from typing import Protocol

import cn2an

from bot.language.text import fold
from bot.language.units import CHINESE_COUNTERS, SCALES, UNITS

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# Only numerals that say one number: 三四十人 and 数十家 say none, so nothing is read of them.
_DIGIT = "[一二两三四五六七八九]"
_HUNDREDS = rf"(?:{_DIGIT}?千)?(?:零?{_DIGIT}?百)?(?:零?{_DIGIT}?十)?(?:零?{_DIGIT})?"
_CHINESE = rf"(?=[零一二两三四五六七八九十百千]){_HUNDREDS}(?:[万亿](?={_DIGIT}){_HUNDREDS})*(?:点[零一二三四五六七八九]+)?"
# No number begins inside a longer one, or is the number of a name: 第十五批, 十二届八次.
_APART = r"(?<![a-z\d.])(?<![a-z]-)(?<!第)"
_ALONE = r"(?<![a-z\d.])(?<![零〇一二两三四五六七八九十百千万亿数几第届])"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_BEFORE = {
    ">=": "不低于|不少于|不小于|至少达到|至少",
    "<=": "不超过|不高于|不多于|不大于|控制在|至多",
    ">": "超过了?|超出|超|突破|逾|高于|大于|多于",
    "<": "低于|少于|不足|不到|小于",
    "~": "大约|大概|约为|约|将近|接近|近",
}
_AFTER = {">=": "以上", "<=": "以内|以下", "~": "左右|上下"}
_PREFIX = "|".join(f"(?P<b{i}>{words})" for i, words in enumerate(_BEFORE.values()))
_SUFFIX = "|".join(f"(?P<a{i}>{words})" for i, words in enumerate(_AFTER.values()))
_BARE = r"(?<=[万亿])|(?<=[万亿][余多])"  # 约2.8亿, 5575万农村贫困人口: a scale alone

_QUANTITY = re.compile(
    rf"(?:(?:{_PREFIX})(?:到|达)?)?(?P<sign>(?<=[\u4e00-\u9fff])-(?=\d))?"
    rf"(?P<first>{_APART}(?:{_ARABIC})|{_ALONE}(?:{_CHINESE}))"
    rf"(?:(?P<unit1>(?:{_SCALE})?(?:{UNITS})?)(?:-{{1,2}}|~|至|到)(?P<second>{_ARABIC}))?"
    rf"(?P<more1>余|多)?(?P<scale>万(?=[余多]亿)|{_SCALE})?(?P<more2>余|多)?(?P<scale2>(?<=[余多])亿)?"
    rf"(?:(?P<unit>{UNITS})|{_BARE})(?P<suffix>{_SUFFIX})?"
)
# 1万6千多户, 1亿3千多万: figures and Chinese scales in turn.
_MIXED = re.compile(
    rf"(?:(?:{_PREFIX})(?:到|达)?)?{_APART}(?P<first>\d+)(?P<scale>万|亿)(?P<low>\d+)(?P<low_scale>[百千])?"
    rf"(?P<more1>余|多)?(?P<tail>万)?(?:(?P<unit>{UNITS})|(?![\d%.]))(?P<suffix>{_SUFFIX})?"
)
_PERCENT_WORDS = re.compile(
    rf"(?:{_PREFIX})?(?:到|达)?百分之(?P<value>{_ARABIC}|{_CHINESE})"
    rf"(?![零一二两三四五六七八九十百])(?P<suffix>{_SUFFIX})?"
)
_RANK = re.compile(rf"第(?P<number>\d+|{_CHINESE})(?:(?:位|名)(?!师|校)|(?![\w(])|(?=的))")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_WORD_NUMBER = re.compile(
    rf"((?<![\d.第余多零一二两三四五六七八九十百千万亿])第?[零一二两三四五六七八九十百千万亿]+)"
    rf"(批|届|次|期|级|号|年|季度|{'|'.join(sorted(CHINESE_COUNTERS, key=len, reverse=True))}|\")"
)
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` (and `value2`, the end of a range) in `unit` as written; the span is the original's.

    `comparator`: "=", ">=", ">", "<=", "<", "~" or "range". The span covers the comparator's words,
    `start:end` of the text given; `number_start:number_end` is the number with its unit.
    """

    value: float
    value2: float | None
    unit: str
    comparator: str
    start: int
    end: int
    number_start: int
    number_end: int


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` (a clause, a sentence, a question) in order of their place."""
    form = fold(text)
    found = [
        quantity
        for pattern, read in (
            (_MIXED, _mixed),
            (_QUANTITY, _amount),
            (_PERCENT_WORDS, _percent),
            (_RANK, _rank),
        )
        for match in pattern.finditer(form.text)
        if (quantity := read(match, form.span)) is not None
    ]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.number_start >= kept[-1].end:
            kept.append(quantity)
    return kept


def read_years(text: str) -> list[int]:
    """Return the calendar years written as 2025年, in order; 2004场 is no year."""
    return [int(year) for year in _YEAR.findall(fold(text).text)]


def read_word_numbers(text: str) -> list[tuple[str, str]]:
    """Return the Chinese numerals of `text` that count or name, each with what follows it.

    (三, 次) of 三次, (第三, 批) of 第三批, (十五五, ”) of “十五五”: numbers that a statement may get
    wrong though they are no quantities.
    """
    return [(match[1], match[2]) for match in _WORD_NUMBER.finditer(fold(text).text)]


def read_numerals(text: str) -> list[tuple[int, int]]:
    """Return the spans of all digit runs (12345, 4.65, 1,009), whatever they mean."""
    form = fold(text)
    return [form.span(*match.span()) for match in _NUMERAL.finditer(form.text)]


class _Spanner(Protocol):
    def __call__(self, start: int, end: int, /) -> tuple[int, int]: ...


def _amount(match: re.Match[str], span: "_Spanner") -> Quantity | None:
    first, unit = match["first"], match["unit"] or ""
    value = _number(first)
    if value is None:
        return None
    arabic = first[0].isdigit()
    if arabic and unit == "年" and re.fullmatch(r"(?:19|20)\d{2}", first):
        return None
    if not arabic and not _counts_in_chinese(match):
        return None
    # 近5年: the last five, not some five
    comparator = "=" if unit == "年" and match["b4"] == "近" else _comparator(match)
    scale = (match["scale"] or "") + (match["scale2"] or "")
    second = _number(match["second"]) if match["second"] else None
    if second is not None and match["unit1"] not in ("", scale, scale + unit):
        return None
    start, end = span(*match.span())
    number = _number_span(match, span)
    return Quantity(
        value=-value if match["sign"] else value,
        value2=second,
        unit=scale + unit,
        comparator="range" if second is not None else comparator,
        start=start,
        end=end,
        number_start=number[0],
        number_end=number[1],
    )


def _number_span(match: re.Match[str], span: "_Spanner") -> tuple[int, int]:
    """Return the original span of the number with its unit: 40余个, without 超过 and 以上."""
    signed = "sign" in match.groupdict() and match["sign"]
    start = match.start("sign") if signed else match.start("first")
    return span(start, match.end() - len(match["suffix"] or ""))


def _mixed(match: re.Match[str], span: "_Spanner") -> Quantity | None:
    """Read 1万6千户 as 1.6 万户; 1亿3千 without its 万 is not said safely."""
    low = float(match["low"]) * SCALES.get(match["low_scale"] or "", 1.0)
    if (match["scale"] == "亿") != bool(match["tail"]):
        return None
    low *= 1e4 if match["tail"] else 1.0
    value = round(float(match["first"]) + low / SCALES[match["scale"]], 8)
    unit = match["scale"] + (match["unit"] or "")
    start, end = span(*match.span())
    return Quantity(value, None, unit, _comparator(match), start, end, *_number_span(match, span))


def _counts_in_chinese(match: re.Match[str]) -> bool:
    """Tell a Chinese count (四批, 百余万人次) from a word that begins like one (一个, 三级医院)."""
    first, unit = match["first"], match["unit"] or "个"
    if first in ("一", "零") and not match["scale"]:
        return False  # 一批、一个: not a number anyone states
    if unit in ("级", "层") and not (match["suffix"] or any(match[f"b{i}"] for i in range(5))):
        return False  # 三级医院, but 三级以内
    compared = any(match[f"b{i}"] for i in range(5))
    if first in ("百", "千") and not (match["scale"] or match["more1"] or compared):
        return False  # 百家讲坛、千人计划, but 超百家
    if not match["unit"] and re.match(
        r"(?!以上|以内|以下|左右|上下)\w|\(", match.string[match.end() :]
    ):
        return False  # 百万职工
    return unit in CHINESE_COUNTERS


def _percent(match: re.Match[str], span: "_Spanner") -> Quantity | None:
    value = _number(match["value"])
    if value is None:
        return None
    start, end = span(*match.span())
    number = span(match.start("value") - len("百分之"), match.end("value"))
    return Quantity(value, None, "%", _comparator(match), start, end, number[0], number[1])


def _rank(match: re.Match[str], span: "_Spanner") -> Quantity | None:
    value = _number(match["number"])
    if value is None:
        return None
    start, end = span(*match.span())
    return Quantity(value, None, "位次", "=", start, end, start, end)


def _comparator(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("more1") or groups.get("more2"):
        return ">"
    for letter, table in (("a", _AFTER), ("b", _BEFORE)):
        for index, comparator in enumerate(table):
            if groups.get(f"{letter}{index}"):
                return comparator
    return "="


def _number(written: str) -> float | None:
    """Return the number written in figures or in Chinese numerals, or None where it says none."""
    if not written:
        return None
    if written[0].isdigit():
        return float(written.replace(",", ""))
    if written[0] in "百千十":
        written = "一" + written
    try:
        return float(cn2an.cn2an(written, "smart"))
    except (ValueError, KeyError):  # 二亿二: cn2an can't read it, and nobody can be sure
        return None
