"""Deadlines: by when a clause says that something is to be done, in its own words.

In: a clause. Out: its deadline as written (年底前, 上半年, 6月底前), or None. A year or 全年 is the time
that the whole plan speaks of, and a duration (三年免租) is none.
"""

import re

_YEAR = r"(?:20\d\d年|今年|明年|本年度?|年内|当年)?"
_BEFORE = r"(?:之前|以前|前|内|以内)"
_DEADLINE = re.compile(
    rf"(?:到|至|于|在|力争)?(?P<when>"
    rf"{_YEAR}(?:(?<![百千十几多])年[底末中](?!华|山|心|学)|上半年|下半年|第?[一二三四1-4]季度|[上下]旬)(?:末|底)?{_BEFORE}?"
    rf"|(?:20\d\d年|今年|明年)(?:底|末|初|中)(?:{_BEFORE})?"
    rf"|(?:20\d\d年|今年|明年)?(?<![\d.])(?:1[0-2]|[1-9])月(?:\d{{1,2}}日|份|底|末|初|中旬|上旬|下旬)?{_BEFORE}?(?!度|均|报|薪|租)"
    rf"|20\d\d年{_BEFORE}|(?<![一二三四五六七八九十两几\d])年内(?!外)"
    rf"|(?:(?<=到)|(?<=至))20\d\d年"
    rf"|(?:国庆节?|春节|元旦|五一|“五一”|汛期|主汛期|入汛|供暖季?|采暖季|供热季|开学|秋季开学|入冬|冬季){_BEFORE}(?!来)"
    rf"|“?十[一二三四五六七八九]五”?(?:期末|末)"
    rf"|(?:[一二三四五两]|\d)年内(?=.{{0,12}}(?:完成|实现|建成|达到|解决|基本))"
    rf")"
)


def deadline_of(clause: str) -> str | None:
    """Return the first deadline in `clause` as written there, or None."""
    match = _DEADLINE.search(clause)
    return match["when"] if match else None
