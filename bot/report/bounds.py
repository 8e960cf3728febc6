"""Bounds: percentages that can't be, and orders that run backwards.

A coverage above 100%, a fall by more than all there was, shares that exceed their whole, a range
that ends below its start, a rise from more to less. Rates that may exceed 100% (完成率, 增长率,
资产负债率, 毛入学率) are not in the list of those that can't.
"""

import re
from collections.abc import Iterator, Sequence

from bot.language.units import dimension
from bot.report.intervals import NUMBER, WORDS, Passage, Written
from bot.report.issues import SourceIssue

_N, _W = NUMBER, WORDS
_PROPORTIONS = (
    "覆盖率|普及率|合格率|达标率|优良率|及格率|就业率|失业率|满意率|满意度|绿化率|绿化覆盖率|绿地率|城镇化率|办结率|响应率|"
    "解决率|好评率|回复率|按时率|通过率|入住率|出租率|空置率|死亡率|检出率|处置率|无害化处理率|收集率|巩固率|优良天数比率|优良天数比例|"
    "优良比例|知晓率|接种率|建成率|开工率|录取率|合格比例|化率"
)
_IMPOSSIBLE = re.compile(
    rf"(?P<name>{_W}{{0,10}}(?:{_PROPORTIONS}))(?:[^\w]?(?:分别|均|已|都))*(?:为|达到?|提高到|提升到|提升至|升至|实现|保持在?|稳定在|是)?"
    rf"(?P<p>{_N})"
)
_SHARE = re.compile(rf"占(?P<of>{_W}{{0,16}}?)(?:的|比|比重|比例)?(?:为|达到?|约)?(?P<p>{_N})")
_MAY_EXCEED = re.compile(
    r"任务|目标|计划|预算|指标|预期|债|贷|存款|GDP|生产总值|资产|上年|去年|同期|比$|收入", re.I
)
_FALL = re.compile(
    rf"(?P<name>{_W}{{0,12}})(?:同比)?(?:下降|降低|减少|压减|缩减|回落)了?(?P<p>{_N})"
)
_GAINS = re.compile(r"利润|亏|净|收益|顺差|逆差|余额|增幅|增速|成本费用")
# Shares of several wholes (“钢铁、水泥分别占全国60%、50%”) may exceed 100% together, those that make up
# one whole may not.
_SHARES = re.compile(
    rf"(?:构成|结构|组成){_W}{{0,8}}[,:]?{_W}{{0,24}}(?:分别占|(?:占比|比重|比例|份额)分别(?:为|是|达到?)?)"
    rf"(?P<list>{_N}(?:[、,和及与]+{_N})+)"
)
_STRUCTURE = re.compile(
    r"(?:三次产业|三产|产业结构|一二三产)[^,;。\d]{0,14}?(\d+(?:\.\d+)?)[:∶比](\d+(?:\.\d+)?)[:∶比](\d+(?:\.\d+)?)"
)
_FROM_TO = re.compile(
    rf"(?P<name>{_W}{{0,12}})[由从](?P<a>{_N})(?P<verb>增加|增长|增|升|上升|扩大|上涨|减少|下降|降低|降|减|压减|回落)(?:至|到)(?P<b>{_N})"
)
_DOWNWARD = frozenset({"减少", "下降", "降低", "降", "减", "压减", "回落"})
_RANKED = re.compile(r"排名|位次|名次|位居|第")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:[-~至]|到)((?:19|20)\d{2})年")
_ROUNDING = 0.15  # points: three shares of one decimal, each rounded


def bound_issues(passages: Sequence[Passage]) -> Iterator[SourceIssue]:
    """Yield what can't be, passage by passage."""
    for passage in passages:
        span = ((passage.start, passage.end),)
        for message in (*_impossible(passage), *_shares(passage)):
            yield SourceIssue("percentage", message, span)
        for message in _backwards(passage):
            yield SourceIssue("order", message, span)


def _impossible(passage: Passage) -> Iterator[str]:
    for match in _IMPOSSIBLE.finditer(passage.words):
        number = passage.number(match["p"])
        if _exceeds(number):
            yield f"原文写“{_tail(match['name'])}”为{number.text}，这类比率不会超过100%。"
    for match in _SHARE.finditer(passage.words):
        number = passage.number(match["p"])
        if _exceeds(number) and not _MAY_EXCEED.search(match["of"]):
            yield f"原文写占{number.text}，部分不会超过全部的100%。"
    for match in _FALL.finditer(passage.words):
        number = passage.number(match["p"])
        if _exceeds(number) and not _GAINS.search(match["name"]):
            yield f"原文写下降{number.text}，降幅不会超过100%。"


def _exceeds(number: Written) -> bool:
    return number.unit == "%" and number.comparator in ("=", "~", ">", ">=") and number.amount > 100


def _tail(name: str) -> str:
    """Return the end of a name that stands before its number: what is measured."""
    return re.split("[、和及与:]", name)[-1].strip("\"'()")


def _shares(passage: Passage) -> Iterator[str]:
    for match in _SHARES.finditer(passage.words):
        shares = [passage.number(sign) for sign in re.findall(_N, match["list"])]
        total = sum(share.amount for share in shares)
        low = sum(share.span.low for share in shares)
        if all(share.unit == "%" for share in shares) and low > 100:
            yield f"原文写各项占比分别为{'、'.join(s.text for s in shares)}，相加为{total:g}%，超过100%。"
    for match in _STRUCTURE.finditer(passage.words):
        total = sum(float(part) for part in match.groups())
        if abs(total - 100) > _ROUNDING:
            yield f"原文写三次产业结构为{':'.join(match.groups())}，三项相加为{total:g}，不是100。"


def _backwards(passage: Passage) -> Iterator[str]:
    for number in passage.numbers:
        if number.comparator == "range" and number.falls:
            yield f"原文写“{number.text}”，范围的终点小于起点。"
    for match in _YEARS.finditer(passage.words):
        if int(match[2]) < int(match[1]):
            yield f"原文写{match[1]}年至{match[2]}年，终止年份早于起始年份。"
    for match in _FROM_TO.finditer(passage.words):
        former, latter = passage.number(match["a"]), passage.number(match["b"])
        if former.unit != latter.unit or dimension(former.written_unit) in ("rank", "time"):
            continue
        if _RANKED.search(match["name"]):
            continue
        downward = match["verb"] in _DOWNWARD
        wrong = latter.span.above(former.span) if downward else former.span.above(latter.span)
        if wrong:
            yield f"原文写由{former.text}{match['verb']}到{latter.text}，方向与数字相反。"
