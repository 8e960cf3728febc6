"""Rows: the numbers of a clause with the words before and behind each.

Numbers of one unit told in a row (800公里、600公里) make one group. In: a clause of a sentence and
its quantities. Out: its `Group`s, in order.
"""

import re
from dataclasses import dataclass

from bot.language.numbers import Quantity
from bot.report.indicator_words import tidy

_BETWEEN = re.compile(r"^[\s、，,和与及]*$|^(?:以及)$")
ONWARD = re.compile(
    r"^(?:元|左右|以上)?(?:大幅|快速|稳步|进一步|逐步|再|又|，|,){0,3}(?:提高|提升|增加|增长|下降|降低|减少|扩大|上升|调整|压缩|缩短|回落|跃升|跃|升|降|增|减|发展|拓展|恢复|变|攀升|上调|优化|改善|延长|扩容|压减|精简|前移|进位|收窄){1,3}(?:到了?|至|为)|^(?:到|至)"
)
# 现行16%的税率降至13%: what stands before the verb is the level it starts from.
RISES = re.compile(
    r"的?[\u4e00-\u9fff]{0,6}(?:提高|提升|增加|降低|下调|上调|扩大|缩短|压缩|压减|降|升|增|减)(?:到|至|为)\d"
)
_CLOSED = re.compile(r"[（(][^（()）]*[)）][^、，,]")
_QUALIFIES = re.compile(r"以上|以下|以内|之内|及以上")


@dataclass(frozen=True, slots=True)
class Group:
    """Quantities in a row, the words before and behind them, in a clause from `start`."""

    quantities: tuple[Quantity, ...]
    before: str
    after: str
    start: int


def number_groups(sentence: str, start: int, end: int, inside: list[Quantity]) -> list[Group]:
    """Return the groups of `inside`, the quantities of the clause `sentence[start:end]`."""
    rows: list[list[Quantity]] = []
    for one in inside:
        joined = rows and _BETWEEN.match(sentence[rows[-1][-1].end : one.start])
        if joined and rows[-1][-1].unit == one.unit:
            rows[-1].append(one)
        else:
            rows.append([one])
    groups: list[Group] = []
    cursor = start
    for index, row in enumerate(rows):
        stop = rows[index + 1][0].start if index + 1 < len(rows) else end
        behind = sentence[row[-1].end : stop]
        after, begin = _cut(behind, index + 1 == len(rows), row[-1], sentence)
        before = sentence[cursor : row[0].start]
        groups.append(Group(tuple(row), before, after, start))
        cursor = cursor if begin is None else row[-1].end + begin
    return groups


def _cut(behind: str, last: bool, quantity: Quantity, sentence: str) -> tuple[str, int | None]:
    """Return the words that follow a number, and where those before the next one begin.

    None where the number and all before it qualify the next: 10亿元以上项目15个, 5亿元的项目3个.
    """
    if quantity.unit in ("岁", "级") and not last and quantity.comparator != "<=":
        return behind, None
    if last:
        return re.sub(r"[（(].*$", "", behind), 0
    for match in re.finditer(r"[、；;（(]|，|,", behind):
        if _outside_quotes(behind, match.start()) and not _CLOSED.match(behind[match.start() :]):
            return behind[: match.start()], match.end()
    for match in re.finditer(r"以及|及(?!其)|和(?!平|谐)|与(?!会)|并(?!购|网)", behind):
        return behind[: match.start()], match.end()
    if ONWARD.match(behind):
        return "", 0
    if RISES.match(behind + sentence[quantity.end + len(behind) :][:1]):
        return behind, 0
    bound = _QUALIFIES.search(sentence[quantity.number_end : quantity.end] + behind[:2])
    if behind.startswith("的") or (bound and len(tidy(behind)) > 1 and quantity.unit != "%"):
        return behind, None
    return behind, 0


def _outside_quotes(words: str, place: int) -> bool:
    return all(
        words[:place].count(left) == words[:place].count(right)
        for left, right in (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
    )
