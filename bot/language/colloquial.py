"""Colloquial figures: amounts as people say them, put as reports write them.

In: folded text (`language.text.folded`). Out: the same text with 一半以上, 两成多, 一千家出头, 上百家,
三分之一, 榜首 written so that `read_quantities` reads them. What it doesn't know stays as it is.
"""

import re

import cn2an

from bot.language.units import UNITS

_NUMERAL = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万亿]+)"
_DIGITS = {word: digit for digit, word in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_ROUND = {"十": "10", "百": "100", "千": "1000", "万": "1万", "亿": "1亿"}
_BEFORE_ROUND = {"上": "超过", "过": "超过", "超": "超过", "逾": "超过", "成": "超过"}

_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?:超过|超|过)了?(?:一半|半数)|过半数?|(?:一半|半数)以上|(?:一大|大|多)半", "超过50%"),
        (r"(?:不到|不足)(?:一半|半数)", "不足50%"),
        (r"一半|半数", "50%"),
        (rf"({_NUMERAL})({UNITS})(?:刚)?出头", r"\1多\2"),
        (rf"({_NUMERAL})出头", r"\1多"),
        (rf"({_NUMERAL})来({UNITS})", r"约\1\2"),
        (r"平米", "平方米"),
        (r"^(·*)(?:近)?[二三四五六七八九十\d]+年来,?", r"\1"),
        (r"(?:过去|这)?[二三四五六七八九十\d]+年间|(?:过去|这)[二三四五六七八九十\d]+年来?", ""),
        (r"(?<=克)每(?=立方米|升)|(?<=元)每(?=平方米|吨|人|月)", "/"),
        (r"跌破", "低于"),
        (r"(?<=[二三四五六七八九十\d])年来", "年"),
        (r"逼近|直逼", "接近"),
        (rf"(?<![突跌打])破(?={_NUMERAL})", "超过"),
        (r"(?:大?约|折)合(?:大?约)?(?=\d)", "约"),
        (r"([一二三四])([二三四五])级", r"\1级、\2级"),
        (r"首(?=[届批期])", "第一"),
        (r"个点(?![\w])", "个百分点"),
        (r"块钱", "元"),
        (r"(?:增长|增加|提高)了?一倍|翻了?一番|翻番", "增长100%"),
        (r"(?<=[居列占排夺])(?:在)?(首位|首|榜首|头名|第一名|第一位|头一名)(?!个|家|批|次|届)", "第1位"),
        (r"(?:位列|名列|排名|排在|排|居于|位居)第一(?=[,。;)]|$|了|名|位)(?:名|位)?", "位居第1位"),
    )
)  # fmt: skip
_TENTHS_AND_MORE = re.compile(r"([一二两三四五六七八九])成(?:多|余)")
_FRACTION = re.compile(r"([二三四五六七八九十])分之([一二两三四五六七八九])")
_RANGE = re.compile(rf"([一二两三四五六七八九])[到至]([二三四五六七八九])(?={UNITS})")
_LARGE = re.compile(
    r"[一二两三四五六七八九十百千]+(?:亿[零一二三四五六七八九十百千]+万?|万[零一二三四五六七八九十百千]+)"
)
_ORDINAL = re.compile(r"第([一二三四五六七八九十]+)")
_ROUND_NUMBER = re.compile(
    r"(?<![\d一二两三四五六七八九十百千几数])(近|上|过|超过?|逾|约|成)([十百千万亿])"
    rf"(?=[万亿]|多|余|(?:{UNITS})|(?<=[万亿])[\u4e00-\u9fff])(?!分)"
)


def plain_figures(text: str) -> str:
    """Return folded `text` with the amounts of everyday speech as reports write them."""
    text = _LARGE.sub(_large, text)
    for pattern, by in _REWRITES:
        text = pattern.sub(by, text)
    text = _TENTHS_AND_MORE.sub(lambda match: f"{_DIGITS[match[1]]}0多%", text)
    text = _RANGE.sub(lambda match: f"{_DIGITS[match[1]]}-{_DIGITS[match[2]]}", text)
    text = _FRACTION.sub(_percent, text)
    text = _ORDINAL.sub(_ordinal, text)
    return _ROUND_NUMBER.sub(_round_number, text)


def _large(match: re.Match[str]) -> str:
    """Return 1.5亿 for 一亿五千万; what can't be read stays."""
    try:
        value = float(cn2an.cn2an(match.group(), "smart"))
    except (ValueError, KeyError):
        return match.group()
    scale, name = (1e8, "亿") if value >= 1e8 else (1e4, "万")
    return f"{value / scale:.10g}{name}"


def _ordinal(match: re.Match[str]) -> str:
    """Return 第12 for 第十二; what is no plain number stays."""
    units, _, tens = match[1][::-1].partition("十")
    if len(units) > 1 or len(tens) > 1 or "十" in tens:
        return match.group()
    ten = _DIGITS[tens] if tens else int("十" in match[1])
    return f"第{10 * ten + (_DIGITS[units] if units else 0)}"


def _percent(match: re.Match[str]) -> str:
    share = 100 * _DIGITS[match[2]] / _DIGITS[match[1]]
    return f"{share:.0f}%" if share == round(share) else f"{share:.1f}%"


def _round_number(match: re.Match[str]) -> str:
    return _BEFORE_ROUND.get(match[1], match[1]) + _ROUND[match[2]]
