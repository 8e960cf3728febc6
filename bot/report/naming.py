"""Naming what is counted: the words before and behind a number, put together as one name.

认定5家区级科普教育基地 → 认定区级科普教育基地; 新建提升北安桥、滨海道等3座口袋公园 → 新建提升口袋公园;
10个街级综治中心通过验收 → 街级综治中心通过验收.
"""

import re
from dataclasses import dataclass

from bot.language.numbers import Quantity
from bot.language.units import dimension
from bot.report.indicator_words import (
    ANY,
    ANY_VERB,
    DOING,
    ENDS_VERB,
    GENERIC,
    OF_SOMETHING,
    REACH,
    STARTS_VERB,
    VERB_RUN,
    strip_lead,
    tidy,
)

_LONGEST = 30  # characters of an indicator; a list of examples in a longer one is dropped
_LONGEST_AFTER = 30
_TOWARDS = re.compile(
    r"(?:对|为|向|给|让|使|把|将|在|帮助|支持|推动|带动|惠及|服务|吸引|助力|促进|组织)$"
)
_LISTED = re.compile(r"^(?P<list>.*)等(?P<noun>[^、，,]*)$")
_DURATION = {"年", "个月", "天", "小时", "分钟", "日"}
_MEDALS = {"金": "金牌", "银": "银牌", "铜": "铜牌"}
_RATE = re.compile(r"的?([\u4e00-\u9fff]{0,4}(?:率|比例|标准|额度))")
_GOES_TO = re.compile("用于|投向|来自|集中在|纳入")
_HAS = re.compile("(?:我国|全国|全省|全市|全区)?(?:拥|共|已|建)?有$")
_OVERCOMES = re.compile(r"(?:跨越|迈上|完成|实现|包括|涵盖|争取)$")
_NO_NOUN = re.compile(
    r"^(?:左右|以上|以下|以内|之内|的(?:较|历史|目标|速度|水平|增长|增速|幅度|新高|基础)|新台阶|大关|关口|规模$|水平|目标|（|\(|新高|范围内|区间|之间|且|并|后|时|起|内(?:$|[^\u4e00-\u9fff])|次之|[到至])"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The name, the verb that later items of the list share, and whether the number only qualifies."""

    name: str
    verb: str
    side: bool = False


def name_counted(
    before: str, bare: str, after: str, quantity: Quantity, earlier: tuple[str, str]
) -> Counted:
    """Return the name of a quantity from the words around it.

    `bare` is `before` without the verbs of reaching at its end; `earlier` are the verb and the unit
    of the item before it in a list.
    """
    noun = _noun_after(after)
    words = _Words(before, _last_of_list(bare, quantity), after, noun, quantity, *earlier)
    for read in (_by_unit, _by_phrase, _by_noun):
        found = read(words)
        if found is not None:
            return found
    return _by_words_before(words)


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands around a number; `verb` and `unit` are those of the item before it."""

    before: str
    bare: str
    after: str
    noun: str
    quantity: Quantity
    verb: str
    unit: str


def _last_of_list(bare: str, quantity: Quantity) -> str:
    """Drop what is done beside: 推进“三权”分置改革、确权面积 → 确权面积."""
    parts = bare.split("、")
    measured = re.search("(?:率|面积|比重|额|量|值)$", parts[-1]) and quantity.unit != "年"
    return parts[1] if len(parts) == 2 and STARTS_VERB.match(parts[0]) and measured else bare


def _by_unit(words: _Words) -> Counted | None:
    """Name what the unit tells: ages, levels, medals, doublings, people."""
    unit, bare, noun = words.quantity.unit, words.bare, words.noun
    if unit == "番":
        return Counted(re.sub("翻了?$", "", bare) + "翻番", "")
    if unit[-1:] in "万亿" and noun.startswith(("人口", "中国人")):
        return Counted(re.split("的", noun)[0], "", True)
    if unit in _MEDALS and not noun:
        return Counted(bare + _MEDALS[unit], bare)
    if unit == "岁" and not re.search("寿命|平均|年龄", words.before):
        who = re.split(f"{ANY}|已|达", noun)[0] if noun else bare
        return Counted(re.sub("的$", "", who) + "年龄", words.verb, True)
    if unit == "级" and words.quantity.comparator == "=" and bare:
        return Counted(_levels(bare, noun), words.verb, True)
    if unit == "年" and re.match("来?(?:最|首次|新高)", words.after):
        return Counted(bare + tidy(re.split("[、，,]", words.after)[0]).removeprefix("来"), "")
    return None


def _by_phrase(words: _Words) -> Counted | None:
    """Name what a fixed phrase tells: 现行16%的税率, 总投资50亿元的项目, 梅花60万吨赖氨酸项目."""
    unit, bare, noun = words.quantity.unit, words.bare, words.noun
    rate = _RATE.match(words.after)
    if rate and unit in ("%", "元") and bare:
        return Counted(bare + rate[1], "")
    if words.after.startswith("的") and noun and OF_SOMETHING.match(bare):
        return Counted(re.split(ANY_VERB, noun)[0] + bare, "")
    listed = _LISTED.match(bare)
    if listed and not listed["noun"] and noun:
        return _examples(listed["list"], noun)
    if noun and not bare:
        return _bare(noun, words.before, words.verb)
    if noun.startswith("部分"):
        return Counted(bare + noun, "", True)
    counts = dimension(unit) == "count"
    if not counts and "项目" in noun and "元" not in unit and not _TOWARDS.search(words.before):
        return Counted(bare + noun, "", True)
    if bare.endswith("时速") and noun:
        return Counted(bare + noun, "", True)
    return None


def _by_noun(words: _Words) -> Counted | None:
    """Name what stands behind the number, with the verb before it: 认定5家区级基地."""
    before, bare, noun = words.before, words.bare, words.noun
    counts = dimension(words.quantity.unit) == "count"
    if not noun:
        return None
    if _TOWARDS.search(before):
        return Counted(before + noun, "")
    if before.endswith("有"):
        return Counted(_HAS.sub("", before) + noun, "")
    if counts and _OVERCOMES.search(before):
        return Counted(_joined(before, noun), "")
    if ENDS_VERB.search(bare) or before.endswith("的"):
        return Counted(_joined(bare, noun), bare)
    if counts and not STARTS_VERB.match(noun) and bare == tidy(before):
        return Counted(bare + noun, "")
    if words.quantity.unit in ("%", "成") and _GOES_TO.match(noun):
        return Counted(bare + noun, "")
    if words.quantity.unit in _DURATION and not before.endswith("为"):
        return Counted(_joined(bare, noun), "")
    return None


def _by_words_before(words: _Words) -> Counted:
    """Name what stands before the number: 养护面积8万平方米; a list's first verb is everybody's."""
    bare, verb = words.bare, words.verb
    if not bare:
        return Counted("", verb)
    listed = _LISTED.match(bare)
    if listed and listed["noun"]:
        if OF_SOMETHING.match(listed["noun"]):
            return Counted(bare, "")
        return _examples(listed["list"], listed["noun"])
    run = VERB_RUN.match(bare)
    acts = run or re.search(ANY, bare[:4])
    if verb and not acts and (words.unit == words.quantity.unit or _bare_item(bare)):
        return Counted(REACH.sub("", _joined(verb, bare)), verb)
    return Counted(REACH.sub("", bare), run.group() if run and run.end() < len(bare) else "")


def _levels(bare: str, noun: str) -> str:
    """Name levels that stand before what they are levels of: 优化区街两级综治中心建设."""
    run = VERB_RUN.match(bare)
    whose = bare[run.end() :] if run else bare
    return whose + re.split(f"{ANY}|的", noun)[0] + "层级"


def _bare_item(words: str) -> bool:
    """Tell whether an item of a list has no verb of its own, and is no measure of its own."""
    return not re.search(
        r"(?:率|额|量|值|面积|人数|收入|总数|投资|规模|价格|里程|资金|人次|比重)$", words
    )


def _joined(verb: str, noun: str) -> str:
    joined = verb + noun
    return joined if len(joined) <= _LONGEST + 6 else noun


def _bare(noun: str, before: str, verb: str) -> Counted:
    if verb and not ANY_VERB.search(noun):
        return Counted(_joined(verb, noun), verb)
    reach = tidy(before)
    own = reach if ENDS_VERB.search(reach) and reach not in ("达到", "实现", "完成") else ""
    if reach in ("实现", "完成") and not ANY_VERB.search(noun):
        own = reach
    return Counted(own + noun, own)


def _examples(examples: str, noun: str) -> Counted:
    """Name what a list gives examples of; where the noun says too little, keep the examples."""
    bare = strip_lead(examples)
    verb = _opening_verb(bare)
    kept = bare + "等" + noun
    said = re.split(rf"{DOING}|[“的]", noun)[0] or noun
    if GENERIC.match(said) and len(kept) <= _LONGEST + 10:
        return Counted(kept, verb)
    return Counted(verb + noun, verb)


def _opening_verb(words: str) -> str:
    run = VERB_RUN.match(words)
    if run:
        return run.group()
    first = re.split("[、“]", words)[0]
    verbs = list(ANY_VERB.finditer(first))
    return first[: verbs[-1].end()] if verbs else ""


def _noun_after(after: str) -> str:
    words = re.split(r"[，,；;。：:！!？?]", after)[0]
    words = re.sub(r"^的(?=[\u4e00-\u9fff“])", "", tidy(words)) if not _NO_NOUN.match(words) else ""
    if not words or not re.match(r"[\u4e00-\u9fffA-Za-z“《0-9]", words):
        return ""
    parts = words.split("、")
    if len(parts) > 1 and (
        len(words) > _LONGEST_AFTER or any(STARTS_VERB.match(p) for p in parts[1:])
    ):
        words = parts[0]
    joint = re.search(r"及|以及", words)
    if joint and len(words) > 14 and joint.start() > 3:
        words = words[: joint.start()]
    return words if len(words) <= _LONGEST_AFTER else _shortened(words)


def _shortened(words: str) -> str:
    cut = re.match(r"(.{4,30}?)(?:，|并|且|以|用于|，|开展|进行|实现)", words)
    return cut[1] if cut else words[:_LONGEST_AFTER]
