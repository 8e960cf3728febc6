"""Telling: what a sentence has spoken of so far, for the clauses that go on about it.

入驻人员达到850人 is of the building that the sentence began with, 盘活率 of what the clause before
is about, 产值突破1300亿元 of the industry that the sentences before speak of.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from bot.report.indicator_words import (
    ANY,
    DOING,
    ITSELF,
    OF_SOMETHING,
    STARTS_VERB,
    VAGUE,
    noun_of,
    strip_lead,
    tidy,
)

Side = Literal["", "start", "describes"]
_BODY = "中心|大楼|大厦|公司|集团|园区|产业园|科技园|开发区|新区|基地|学校|大学|医院|商圈|自贸区|口岸|港|机场"
_ACTOR = re.compile(
    rf"^([^，,、；;：:“]{{2,16}}?(?:{_BODY}|街道|平台))"
    r"(?=[\u4e00-\u9fff]{2})(?!等|的|和|与|及|建设|群|园|区|站|项目)"
)
_INDUSTRY = re.compile(
    r"^([^，,、；;：:“的]{2,10}(?:产业|行业|工业|渔业|农业|牧业))(?=[\u4e00-\u9fff]{2})(?!园|链|带|集群|基金|投资|工人)"
)
_SPREADS = re.compile("拉动|带动|撬动|惠及|减轻|节约|节省|覆盖|为[^，]*减")
_ADVERBS = re.compile("(?:正式|全面|顺利|成功|持续|加快|加速|不断|稳步|积极|均|已|全部)+$")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a quantity measures: `indicators` (mostly one), named from `start` of the sentence on.

    `reason` says why it is not safe to tell, and is empty where it is. `side` marks the "start" that
    a rise sets out from, and a number that only "describes" (an age, levels).
    """

    indicators: tuple[str, ...]
    start: int
    reason: str = ""
    side: Side = ""


@dataclass(slots=True)
class Told:
    """What the sentence has spoken of so far."""

    subject: str = ""
    noun: str = ""
    verb: str = ""
    actor: str = ""
    start: int = 0
    figures: bool = False
    aside: str = ""
    share: str = ""
    about: str = ""
    unit: str = ""
    namings: list[Naming] = field(default_factory=list)


def doer_of(sentence: str) -> str:
    """Return the industry that a sentence opens with (石化产业…), or the empty string."""
    match = _INDUSTRY.match(strip_lead(sentence))
    return match[1] if match and not re.match(DOING, match[1]) else ""


def actor_of(sentence: str) -> str:
    """Return the institution that a sentence opens with (智算中心…), or the empty string."""
    match = _ACTOR.match(strip_lead(sentence))
    return match[1] if match and not re.match(DOING, match[1]) else ""


def remember_words(told: Told, words: str, start: int) -> None:
    """Keep a clause without numbers as what a bare 盘活率 in the next one may be of."""
    words = re.sub("^.*[：:]", "", words)
    noun = noun_of(words)
    named = re.sub("“[^”]*”", "", noun)
    body = re.search(f"(?:{_BODY})$", noun) and not re.search("^一|^各|、|建设|打造|等", named)
    if body and len(noun) <= 24:
        told.actor = noun
    if not STARTS_VERB.match(strip_lead(words)):  # 吉化乙烯项目投产: the doer
        doer = re.split(ANY, noun)[0]
        doer = doer if len(doer) > 2 else noun
        noun = _ADVERBS.sub("", doer)
    told.aside = noun if 2 <= len(noun) <= 20 and not re.match("[与和及、的了以]", noun) else ""
    if not told.figures:
        told.subject, told.noun, told.start = told.aside, told.aside, start
    told.verb = ""


def owned(told: Told, name: str) -> str:
    """Give a name that presupposes of what (投资额, 盘活率) the thing it is of."""
    if OF_SOMETHING.match(name) and not ITSELF.search(name):
        owner = told.aside or told.noun or told.actor or told.about
        if owner and owner not in name and not OF_SOMETHING.match(owner):
            return owner + name
        return name
    spreads = _SPREADS.match(name)
    owner = told.aside or (told.subject if told.figures else "")
    if spreads and owner and owner not in name and len(owner) <= 16:
        return owner + name
    acts = STARTS_VERB.match(name) or re.fullmatch("[\u4e00-\u9fff]{4,6}率", name)
    if told.actor and told.actor not in name and acts and len(name) <= 18:
        return told.actor + name
    return name


def checked(name: str, start: int, side: Side) -> Naming:
    """Return the naming of one number by `name`; not safe where that says nothing (同比增长)."""
    name = re.sub(r"(?<=.)(?:累计|共计)(?=..)", "", tidy(name))
    vague = not name or VAGUE.match(name)
    return Naming((name,) if name else (), start, "没有说明是什么的数" if vague else "", side)
