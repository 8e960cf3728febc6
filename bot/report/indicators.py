"""Indicators: what each number of a sentence measures, in the report's own words.

In: a sentence and its quantities. Out: for each quantity a `Naming`: the indicator (several for
联系率、服务率100%), where the clause begins that names it, and whether it is safe. A clause that goes
on without a subject (同比增长5.2%) measures what stood before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.language.numbers import Quantity
from bot.language.text import split_clauses
from bot.report.changes import how_grown, read_change
from bot.report.indicator_words import (
    ANY,
    GREW,
    STARTS_VERB,
    TRAIL,
    VAGUE,
    noun_of,
    strip_lead,
    tidy,
)
from bot.report.naming import Counted, name_counted
from bot.report.number_rows import ONWARD, RISES, Group, number_groups
from bot.report.parallels import alike, share_out, split_list
from bot.report.telling import Naming, Told, actor_of, checked, owned, remember_words

_FROM = re.compile(r"(?:从|由)[^，,、]{0,14}$")
_ON_TO = re.compile(r"[\u4e00-\u9fff]{0,8}(?:到了?|至|为)(?:全国|全省|全市|全球)?")
_FIGURATIVE = re.compile("的(?:增速|速度|高?基数|增量)")
_EACH = re.compile(r"(?:各(?![类项级地种界方族市县区乡镇])|均|都)[^、，,]{0,6}$")
_LONGEST_BEFORE = 120  # characters before a number that are looked at, whoever wrote them
_FOREMOST = re.compile("^在?(?:全国|全省|全市|全区|全县)?(?:唯一|率先)?$")


def name_figures(sentence: str, quantities: Sequence[Quantity], about: str = "") -> list[Naming]:
    """Return a `Naming` for each of `quantities`, which are those of `sentence` in order.

    `about` is what the sentences before speak of, for one that says but 产值突破1300亿元.
    """
    told = Told(about=about, actor=actor_of(sentence))
    for start, end in split_clauses(sentence, 0, len(sentence)):
        inside = [one for one in quantities if start <= one.number_start < end]
        if not inside:
            remember_words(told, sentence[start:end], start)
            continue
        for group in number_groups(sentence, start, end, inside):
            _name_group(told, group, sentence)
            told.aside = ""
    return told.namings


def _name_group(told: Told, group: Group, sentence: str) -> None:
    before = re.sub(r"^.*[：:]", "", group.before)
    opened = max(before.rfind("("), before.rfind("（"))
    if opened >= 0 and not re.search(r"[)）]", before[opened:]):
        before = before[opened + 1 :]
    before = strip_lead(before[-_LONGEST_BEFORE:])
    if len(group.quantities) > 1:
        names = _shared_out(told, group, before, sentence)
        if names is None:
            reason = "几个数与几个名称对不上"
            words = tidy(re.sub("分别", "", TRAIL.sub("", before)))
            told.namings += [Naming((words,), group.start, reason) for _ in group.quantities]
        else:
            told.namings += [Naming((name,), group.start) for name in names]
            told.figures = True
            told.subject = told.noun = ""
        return
    told.namings.append(_name_one(told, group, before, sentence))


def _shared_out(told: Told, group: Group, before: str, sentence: str) -> list[str] | None:
    """Return a name for each of several numbers in a row, or None."""
    count = len(group.quantities)
    head = re.sub("分别|各自|依次", "", before)
    trailed = TRAIL.sub("", head)
    grew = GREW.match(trailed)
    how = how_grown(grew["how"]) if grew else ""
    words = tidy(grew["head"] if grew else trailed)
    if not words:
        words = told.noun
    behind = re.sub(r"^(?:来|的)", "", tidy(group.after))
    tail = how + (behind if len(behind) <= 10 else "")
    taken = re.sub(r"(?:取得|获得|实现|达到|完成)$", "", words)
    names = share_out(taken, count, acting=not how)
    if names is None:
        clause = sentence[: group.start].rstrip("，,；;。 ")
        listed = re.split(r"[，,；;。]", clause)[-1]
        items = share_out(re.sub(r"(?:期间|中|方面|以来)$", "", listed), count)
        names = [one + taken for one in items] if items and "分别" in before else None
    return [one + tail for one in names] if names else None


def _name_one(told: Told, group: Group, before: str, sentence: str) -> Naming:
    (quantity,) = group.quantities
    onward = ONWARD.match(before) or _ON_TO.fullmatch(before)
    if told.namings and told.namings[-1].side == "start" and onward:
        return replace(told.namings[-1], side="")
    source = _FROM.search(before)
    behind = sentence[quantity.end : quantity.end + 24]
    rises = (
        RISES.match(behind) if not source else re.match(r"[^，,、；;。]{0,16}?(?:到|至|为)", behind)
    )
    if source and rises:  # 从全国第11位跃升至第4位 keeps of what it is a rank
        place = before[source.start() + 1 :] if quantity.unit == "位次" else ""
        changed = re.search("(?:增长|下降|减少|上涨)$", before)
        before = before[: source.start()] + (changed.group() if changed else place)
    naming = _plain(told, group, before, quantity)
    told.figures = True
    if rises:
        return replace(naming, side="start")
    return naming


def _plain(told: Told, group: Group, before: str, quantity: Quantity) -> Naming:
    bare = TRAIL.sub("", before)
    if re.search("每(?:增长|增加|提高|下降)$", before) or _FIGURATIVE.match(group.after):
        return Naming((), group.start, "只是打比方的数")
    change = read_change(told, before, bare, group.after, quantity)
    if change is not None:
        told.verb = ""
        return _placed(told, group, change[0], inherited=change[1])
    many = _each(before, bare, quantity)
    if many:
        names = tuple(owned(told, one) for one in many)
        told.subject, told.noun = names[0], names[0].removesuffix(many[0]) or names[0]
        return Naming(names, group.start)
    if quantity.unit == "倍" and re.match("是|相当于", bare) and told.subject:
        return _placed(told, group, told.subject + bare, inherited=True)
    counted = name_counted(before, bare, group.after, quantity, (told.verb, told.unit))
    told.verb, told.unit = counted.verb, quantity.unit
    if quantity.unit == "年" and bare.endswith("连续"):
        head = _FOREMOST.sub("", bare.removesuffix("连续")) or told.subject
        told.subject = head
        return checked(head + counted.name[counted.name.rfind("连续") :], group.start, "")
    naming = _counted(told, group, counted, not bare and quantity.unit in ("%", "成"))
    return replace(naming, side="describes") if counted.side else naming


def _counted(told: Told, group: Group, counted: Counted, partial: bool) -> Naming:
    """Name what is counted; of a part (95%以上实行备案管理) say of what it is one."""
    before = told.aside or told.subject
    if not counted.name:
        return _placed(told, group, told.subject, inherited=True)
    name = before + counted.name if partial and STARTS_VERB.match(counted.name) else counted.name
    whole = owned(told, name)
    told.noun = noun_of(name) if whole == name else whole.removesuffix(name)
    vague = VAGUE.match(whole) or re.fullmatch(f"(?:新|再)?(?:{ANY}){{1,3}}", whole)
    inherited = bool(vague and before and before not in whole and whole != "各地")
    told.subject = before + whole if inherited else whole
    return _placed(told, group, told.subject, inherited)


def _placed(told: Told, group: Group, name: str, inherited: bool) -> Naming:
    """Return the naming, with the clause from which on it is told."""
    if not inherited:
        told.start = group.start
    return checked(name, told.start, "")


def _each(before: str, bare: str, quantity: Quantity) -> list[str] | None:
    """Return the names that one number is told of: 健身房、体育园各1处, 联系率、服务率100%."""
    items = split_list(bare, re.compile("、"))
    last = split_list(items[-1]) if items else []
    if len(last) == 2 and len(items) > 0:
        items = [*items[:-1], *last]
    rates = (
        quantity.unit == "%" and alike(items) and all(re.search("[率度]$", one) for one in items)
    )
    each = _EACH.search(before) and "等" not in bare and len(items) > 1
    if not (rates or (each and all(len(one) <= 16 for one in items))):
        return None
    grew = GREW.match(bare)
    return share_out(grew["head"] if grew else bare, len(items)) if not grew else None
