"""Measured changes: growth, shares, ranks, tasks done: figures that go on about a subject.

In: the words before a number, and what the sentence has told. Out: the indicator and whether its
subject was taken from before, or None where the figure is none of these.
"""

import re

from bot.language.numbers import Quantity
from bot.report.indicator_words import (
    CAUSES,
    DONE_OF,
    GREW,
    PLACE,
    RANKED,
    REACH,
    SHARE,
    VAGUE,
    noun_of,
    tidy,
)
from bot.report.telling import Told, owned

Found = tuple[str, bool]
_ATTRIBUTE = re.compile("增速|增幅|涨幅|降幅|规模|总量|总数|数量|名次")


def read_change(told: Told, before: str, bare: str, after: str, quantity: Quantity) -> Found | None:
    """Return the indicator of a change, share or rank; True where its subject stood before.

    `bare` is `before` without the verbs of reaching at its end, `after` what follows the number.
    """
    return (
        _rank(told, before, quantity)
        or _share(told, bare, quantity)
        or _done(told, bare, quantity)
        or _growth(told, bare, after, quantity)
    )


def _rank(told: Told, before: str, quantity: Quantity) -> Found | None:
    among = quantity.unit == "强" or (quantity.unit in ("名", "位") and quantity.comparator == "<=")
    if not among and quantity.unit not in ("位次", "方阵", "梯队"):
        return None
    before = tidy(re.sub(r"前$", "", before))
    match = RANKED.match(before) or PLACE.search(before)
    if not match:
        return None
    head = tidy(
        before[: match.start("where")] if "head" not in match.groupdict() else match["head"]
    )
    where = tidy(match["where"])
    if "的" in where:  # 是名副其实的“津城”运力第一区
        head, where = where.rpartition("的")[2], ""
    inherited = not head or bool(_ATTRIBUTE.fullmatch(head))
    base = GREW.match(told.subject)
    subject = (base["head"] + ("" if head else "增速")) if base and base["head"] else told.subject
    name = (subject + head if inherited else head) + where
    return re.sub("排名$", "", name) + "排名", inherited


def _share(told: Told, bare: str, quantity: Quantity) -> Found | None:
    match = SHARE.match(bare)
    if not match or quantity.unit not in ("%", "成", "个百分点", "‰", "倍"):
        return None
    head = tidy(match["head"])
    share = re.sub(r"的(?:比重|比例)?$|的$", lambda m: m.group().strip("的"), match["share"])
    if head and not VAGUE.match(head):
        told.subject = told.noun = owned(told, REACH.sub("", head))
        told.share = told.subject + share
        return told.share, False
    told.share = told.subject + share
    return told.share, True


def _done(told: Told, bare: str, quantity: Quantity) -> Found | None:
    match = DONE_OF.match(bare)
    if not match or quantity.unit != "%":
        return None
    head = tidy(match["head"])
    if head:
        told.subject = told.noun = head
        return head + match["how"], False
    return told.subject + match["how"], True


def _growth(told: Told, bare: str, after: str, quantity: Quantity) -> Found | None:
    match = GREW.match(bare)
    if not match or (
        re.match(r"的?[\u4e00-\u9fff]{2,}", after) and quantity.unit not in ("%", "倍", "个百分点")
    ):
        return None
    how = how_grown(match["how"])
    if quantity.unit == "番":
        how = re.sub("翻了?$", "翻番", how)
    head = tidy(CAUSES.sub("", tidy(match["head"])))
    if quantity.unit == "个百分点" and told.share and (not head or VAGUE.match(head)):
        return told.share + how, True
    head = re.sub(r"(?:止跌|企稳|由负转正|稳步|大幅|快速|持续)+$", "", head)
    if not head or VAGUE.match(head) or re.fullmatch("增速|增幅|涨幅|降幅", head):
        return told.subject + how, True
    head = owned(told, head)
    told.subject, told.noun = head, noun_of(head)
    return head + how, False


def how_grown(words: str) -> str:
    """Return the words of growth without those that name no growth (分别增长 → 增长)."""
    return re.sub(
        r"分别|(?<![年平户人月日亩])均(?!价|值)|各|预计|又|再|要|将|力争|了$|约$", "", words
    )
