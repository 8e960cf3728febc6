"""Parallels: lists of names that share numbers, taken apart.

食品、石化等产业增加值分别增长7.5%、11.5% says two things of two industries; 健身房、体育园各1处 says one
thing of each. In: the words before the numbers. Out: one name a number, or none where the two
lists can't be matched safely.
"""

import re
from itertools import pairwise

from bot.report.indicator_words import VERB_RUN, strip_lead, tidy

_JOINT = re.compile(r"[、，,]|以及|及(?!其|时|格)|和(?!平|谐|睦)|与(?!会)")
_SHARED = re.compile(
    r"(?:等[\u4e00-\u9fff]{0,2}?)?((?:人均)?(?:财政)?补助标准|(?:规模以上|规上)?(?:产业|行业|企业)?(?:增加值|总产值|产值|投资额?|总?收入|支出|产量|销售额|销量|营业额|营业收入|余额|管网|管道|里程|人数|项目|面积|总额|排放量|"
    r"浓度|占比|比重|增速|覆盖率|普及率|综合利用率|利用率|满意率|合格率|床位|人口|贷款|数量|总量|交易额|客运量|货运量|吞吐量|发电量|装机容量|装机|金额|规模|公路|铁路|高考|成绩|资金|税收|消费|补助|标准|指数|价格))$"
)
# Measures that two figures may have of one thing: 企业营业收入、利润, 事故起数和死亡人数.
_MEASURE = re.compile(
    r"(?:营业收入|主营业务收入|总?收入|利润总额|利润|税收|产值|增加值|产量|销量|销售额|交易额|成交额|数量|金额|面积|起数|死亡人数|受伤人数|件数|人数|人次|"
    r"用水量|能耗|(?:二氧化碳|化学需氧量|氨氮|二氧化硫|氮氧化物)?排放量|总花费|支出|出口额?|进口额?|投资额?|营业额|客运量|货运量|吞吐量|发病率|死亡率|覆盖率|户数|总量|总额|规模)$"
)
_TWO = {"产销量": ("产量", "销量"), "进出口": ("进口", "出口"), "存贷款": ("存款", "贷款")}
_BOTH = re.compile("|".join(_TWO))
_QUOTES = {"“": "”", "‘": "’", "(": ")", "（": "）", "《": "》"}


def split_list(words: str, marks: re.Pattern[str] = _JOINT) -> list[str]:
    """Return the items of a list, cut at its marks outside quotes and brackets."""
    items, begin, close = [], 0, ""
    for place, char in enumerate(words):
        if close:
            close = "" if char == close else close
        elif char in _QUOTES:
            close = _QUOTES[char]
        elif place >= begin and (match := marks.match(words, place)):
            items.append(words[begin:place])
            begin = match.end()
    items.append(words[begin:])
    return [item for item in map(tidy, items) if item]


def share_out(words: str, count: int, acting: bool = True) -> list[str] | None:
    """Return one name for each of `count` numbers told in a row of the list in `words`, or None.

    供水、供热管网 for two: 供水管网, 供热管网; where they are `acting`, verbs at the head are everybody's.
    """
    bare = strip_lead(words)
    if count == 2 and bare.startswith("城乡"):
        return ["城市" + bare[2:], "农村" + bare[2:]]
    both = _BOTH.search(bare) if count == 2 else None
    if both:  # 产销量、进出口 are two words in one
        end = bare[both.end() :]
        return [bare[: both.start()] + one + end for one in _TWO[both.group()]]
    for marks in (re.compile("、|，|,"), _JOINT):
        items = split_list(bare, marks)
        if marks.pattern != _JOINT.pattern and len(items) == count - 1:
            last = split_list(items[-1])
            items = [*items[:-1], *last] if len(last) == 2 else items
        if len(items) == count > 1:
            return _with_shared(items, acting)
    return None


def _with_shared(items: list[str], acting: bool) -> list[str]:
    whose = _MEASURE.search(items[0])
    if whose and whose.start() and all(_MEASURE.fullmatch(one) for one in items[1:]):
        return [items[0], *(items[0][: whose.start()] + one for one in items[1:])]
    run = VERB_RUN.match(items[0]) if acting else None
    verbs = run.group() if run and run.end() < len(items[0]) else ""
    items = [items[0][len(verbs) :], *items[1:]]
    last, tail = _split_last(items)
    return [verbs + one + tail for one in [*items[:-1], last]]


def _split_last(items: list[str]) -> tuple[str, str]:
    """Split the last item into its own words and what all items share (信息|产业增加值)."""
    last, before = items[-1], items[:-1]
    listed = re.match(r"(.+?)等(?:\d|[一二三四五六七八九十两]+[个项类大]?)?(.+)$", last)
    if listed:
        return listed[1], listed[2]
    if len(last) <= max(map(len, before)) and not _SHARED.search(last):
        return last, ""
    if all(_SHARED.search(one) for one in before):
        return last, ""
    end = before[-1][-1]
    if any(one[-1] in "费率额量值数入款资润积价幅比度出耗" for one in before):
        return last, ""
    place = last.find(end)
    if len(before[-1]) > 1 and 0 < place <= len(before[-1]) + 2 and place + 1 < len(last):
        return last[: place + 1], last[place + 1 :]
    shared = _SHARED.search(last)
    if shared and shared.start(1) > 0:
        return last[: shared.start(1)], shared[1]
    if len({len(one) for one in before}) == 1 and len(last) >= len(before[-1]) + 2:
        return last[: len(before[-1])], last[len(before[-1]) :]
    return last, ""


def alike(items: list[str]) -> bool:
    """Tell whether all items end in the same character, as rates do: 联系率、服务率."""
    return len(items) > 1 and all(a[-1] == b[-1] for a, b in pairwise(items))
