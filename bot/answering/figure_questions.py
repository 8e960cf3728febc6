"""Figure questions: a clause that states one figure becomes the question for it.

In: the clauses of a sentence with their quantities, and its period. Out: questions in words that a
citizen would type: 完成新建口袋公园6座 → 2025年完成新建口袋公园几座？ Whatever would not stand alone, as a
question on its own, is dropped and not mended.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.official_verbs import (
    ACT,
    ENDS_ACTING,
    INTENT,
    LEAD,
    OPENING_VERB,
    TOWARDS,
    VERBS_ONLY,
)
from bot.answering.well_formed import is_well_formed, opens_pair
from bot.language.lexicon import Lexicon
from bot.language.numbers import Quantity
from bot.language.units import CHINESE_COUNTERS, dimension
from bot.report.periods import Mode

_FEW = 10  # below it one asks 几座 and not 多少座
_LEAST_THING = 2  # characters that name what is counted, the verb before them not included
# Characters of a subject that is no known statistic, at the opening and behind another clause:
# 货邮吞吐量 there is that of an airport named before.
_LEAST_NAME, _LEAST_LATER_NAME = 4, 6
_SUBJECT = (4, 16)  # characters of the subject of a clause that goes on

# Words that show that a clause hangs on others, or that its number is no answer.
_HANGS = re.compile(
    r"其中|分别|各$|各有|之一|上述|等$|第$|连续|前$|排名|位居|位列|名列|跻身|累计达|[=＝:：]|(?<!平)[均都]$|(?<!平)[均都](?:提高|增长|达|超|为|实现)|的$|比重$|[、，,]$|[一二三四五六七八九十]是|以下|如下"
    r"|^(?:其|该|这|此|它|他|两者|前者|后者|占|比|较|达|至|由|从|以|超|近|仅|约|是|即|均|再|只|不|而|但|且|或|和|让|令|把|被|将"
    r"|人均$|平均$|入驻|受益|从业|参与|参加|就读|营业|总投资|投资额|总额|金额|总量|总数|规模|面积|资金|同比|增长|增速|下降|提高|降低|高于|低于)"
)
# A clause that only goes on about the subject of the one before.
_GROWS = re.compile(r"(?:同比|比上年|较上年)?(?:增长|上涨|下降)(?:达到?|为)?$")
# Words before a share that make it the answer to 多少: a rate, or what it changed by.
_RATE = re.compile(
    r"(?:率|度|比重|比例|占比|增速|增幅|强度|增长|增加|下降|降低|提高|上涨)(?:均|平均|稳定|保持|维持|提高|提升|达到?|完成|降低|降|为|在|到|至)*$"
)
_SHARE = ("share", "points")
# Spans of time, ranks and parts of names: nobody asks for these numbers.
_UNFIT_UNITS = frozenset(
    "年 个月 天 小时 分钟 岁 倍 成 位次 级 期 步 轮 起 度 强 季 周 类 层 对 口 门 路 街 站 城市 国家 省份 区县".split()
)
# What is counted here is nothing (11个领域), or one knows it only from elsewhere (10个试点).
_UNFIT_AFTER = re.compile(
    r"^(?:个|新)*(?:试点|方面|领域|环节|维度|大类|年|月|重要|关键|首|字|批次|左右|时间|多|几|之|内|至|，|工作$)|[、，,：:]|等$|其中|等(?:[大中])?$|新模式|新格局"
)
# Words between a thing and its figure; those that take 要 before them in a target.
_TAIL = re.compile(
    r"(?:达到?|为|是|有|保持|完成|实现|超过|突破|增至|增加到|提高到|提升到|降至|降到|稳定在|控制在|保持在|平均|累计|合计|总计|共|至|到|在|约|近|已)+$"
)
_SAYS = re.compile(
    r"(?:再|将|预计|平均|同比|实际)*(?:增长|提高|降低|下降|上涨|达到?|稳定在|保持在?|提高到|提升到|降至|控制在|突破|完成|超过|新增)$"
)
# A measure that a figure 是; things too general to be asked for by themselves.
_MEASURE = re.compile(
    r"(?:额|值|量|率|度|收入|支出|外资|投资|面积|里程|规模|[增降升跌涨]幅|增速|比|比重|比例|指数)$"
)
_GENERIC = re.compile(
    r"举措|措施|政策|企业|项目|人员|资金|面积|活动|单位|机构|产品|任务|部分|问题|群众|居民|干部|案件|工程|平台|家庭|设施|投资|事项"
)
# Units of size, which before a noun name a kind of thing; what money may be spent on.
_SIZE = re.compile(r"(?:瓦|瓦时|吨|元|标准煤|升|斤|克|箱)$")
_SPENT_ON = ("支持", "用于", "资金")
_FIRST_TIME = re.compile(r"(?:首次|历史性|成功|一举|已|累计)+(?=(?:达到?|突破|超过)?$)")
_INTRODUCTION = re.compile(r"^[^:：]*(?:目标|指标|任务|预期|如下)[^:：]{0,4}[:：]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a clause stands between semicolons; `owned`: one before it has a subject of its own."""

    first: bool = True
    owned: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a clause with one quantity: the words before it, the figure, the words after."""

    before: str
    quantity: Quantity
    figure: str
    after: str
    later: bool  # not the first of its clause: 签约项目9个、|投资额2.6亿元
    parted: bool  # one of several


def figure_questions(
    clauses: Sequence[tuple[str, Sequence[Quantity]]],
    year: int | None,
    mode: Mode,
    lexicon: Lexicon,
) -> Iterator[tuple[str, str]]:
    """Yield the questions for the figures of a sentence, each with its figure as written.

    `clauses` are the sentence's, each with its quantities; `year` and `mode` are its period. Where
    the year is unknown, no question names one.
    """
    period = f"{year}年" if year else ""
    subject = ""  # what a clause that goes on (同比增长5.2%) speaks of
    place = _Place()
    for clause, quantities in clauses:
        opening = LEAD.sub("", clause)
        if not opening:  # 同时，
            continue
        opens = bool(OPENING_VERB.match(opening) or TOWARDS.match(opening))
        for piece in _pieces(clause, quantities):
            body = _body(piece, subject, lexicon, place)
            question = f"{period}{_asked(body, piece, mode)}？"
            if body and is_well_formed(question):
                yield question, piece.figure
            subject = _subject(piece) or subject
        if not quantities:
            subject = ""
        ended = clause.rstrip()[-1:] in (";", "；")
        place = _Place() if ended else _Place(first=False, owned=place.owned or not opens)


def _pieces(clause: str, quantities: Sequence[Quantity]) -> list[_Piece]:
    """Cut a clause behind figures (…1256万人、城镇调查失业率…) into pieces of one figure each."""
    cuts = [
        one.end + 1 for one in quantities if clause[one.end : one.end + 1] in ("、", "，", "和")
    ]
    ends = [*cuts, len(clause)]
    pieces = []
    for start, end in zip([0, *cuts], ends, strict=True):
        inside = [one for one in quantities if start <= one.start < end]
        if len(inside) != 1:
            if len(cuts):
                continue
            return []
        (one,) = inside
        after = clause[one.end : end].strip(" ，,；;。、：:和\n\t")
        before, figure = clause[start : one.start], clause[one.number_start : one.end]
        pieces.append(_Piece(before.strip(), one, figure, after, start > 0, bool(cuts)))
    if any(piece.after for piece in pieces[1:]):  # 9项国家级、10项省级试点: halves of one thing
        return []
    return pieces


def _body(piece: _Piece, subject: str, lexicon: Lexicon, place: _Place) -> str:
    """Return the words before the figure as a question needs them, or an empty string."""
    before = _FIRST_TIME.sub("", _INTRODUCTION.sub("", piece.before))
    before = _last_verb_phrase(LEAD.sub("", before))
    after = piece.after
    share = dimension(piece.quantity.unit) in _SHARE
    if not _is_askable(piece):
        return ""
    if _GROWS.fullmatch(before):
        return f"{subject}{before}" if subject and share and not after else ""
    if _HANGS.search(before) or INTENT.match(before) or _UNFIT_AFTER.search(after):
        return ""
    known = any(one.rewording.indicator for one in lexicon.occurrences(before))
    owner = not TOWARDS.match(before)  # 对工业增长贡献率: of what?
    measures = share and owner and not after and bool(_RATE.search(before) or known)
    if share != measures or not (known or _stands_alone(before, piece, place)):
        return ""
    return re.sub(r"^(?:带动|拉动)(?=.*增长$)", "", before)


def _is_askable(piece: _Piece) -> bool:
    """Tell whether the figure can be asked for: no rank, no name (“三项改革”), no size of a thing.

    66万千瓦热电项目 and 能耗5000吨以上企业 are kinds of things, and no amounts of them.
    """
    unit = piece.quantity.unit
    spoken = not piece.figure[0].isdigit()
    size = piece.after and _SIZE.search(unit) and not piece.after.startswith(_SPENT_ON)
    return not (
        unit in _UNFIT_UNITS
        or piece.quantity.comparator == "range"
        or opens_pair(piece.before)
        or (spoken and unit in ("次", "项"))
        or size
    )


def _stands_alone(before: str, piece: _Piece, place: _Place) -> bool:
    """Tell whether a clause needs neither the subject nor the verb of one before it.

    入驻人员 of which house? And 创新型中小企业29家 behind 新增认定…3家 are those newly recognised.
    """
    if piece.later or (piece.parted and piece.after):
        return False
    opens = OPENING_VERB.match(before) or TOWARDS.match(before)
    acts = opens or ACT.search(before) or _SAYS.search(before) or _RATE.search(before)
    if place.owned if opens else not (place.first or acts):
        return False
    if before.endswith("占比") and not place.first:  # of what?
        return False
    thing = _TAIL.sub("", VERBS_ONLY.sub("", before, count=1) if opens else before)
    words = max(thing, piece.after, key=len)
    name = _LEAST_NAME if place.first else _LEAST_LATER_NAME
    least = _LEAST_THING if opens or piece.after else name
    return len(words) >= least and not _GENERIC.fullmatch(words)


def _last_verb_phrase(words: str) -> str:
    """Return the last of 开展活动、认定基地, but 新建、提升口袋公园 whole."""
    head, mark, last = words.rpartition("、")
    verbs = VERBS_ONLY.fullmatch(head)
    if mark and OPENING_VERB.match(last) and not verbs and not opens_pair(head):
        return last
    return words


def _asked(body: str, piece: _Piece, mode: Mode) -> str:
    """Return the clause with the words of asking in place of its figure."""
    unit, value = piece.quantity.unit, piece.quantity.value
    few = value < _FEW and value == int(value) and unit in CHINESE_COUNTERS and unit != "人"
    number = "多少" if unit == "%" else f"几{unit}" if few else f"多少{unit}"
    body = re.sub("达$", "达到", re.sub("(保持|稳定|维持)$", r"\1在", body))
    if OPENING_VERB.match(body) or TOWARDS.match(body) or piece.after:
        will = "要" if mode == "target" and not body.startswith("拟") else ""
        return f"{will}{body}{number}{piece.after}"
    said = _SAYS.search(body)
    if said:
        return f"{body[: said.start()]}{'要' if mode == 'target' else ''}{said.group()}{number}"
    if _TAIL.search(body):
        return f"{body}{number}"
    measured = _MEASURE.search(body)
    if mode == "target" and (measured or not ACT.search(body)):
        return f"{body}目标是{number}"
    return f"{body}{'是' if measured else ''}{number}"


def _subject(piece: _Piece) -> str:
    """Return the thing that a figure measures, as a subject for a clause that goes on."""
    before = LEAD.sub("", piece.before)
    before = re.sub(r"^(?:实现|完成|带动|拉动)", "", before)
    thing = _TAIL.sub("", re.sub(r"^(?:全年|全区|全市|全省)", "", before))
    thing = re.sub(r"(?:同比|比上年|较上年)?(?:增长|上涨|下降|提高)$", "", thing)
    fits = _SUBJECT[0] <= len(thing) <= _SUBJECT[1]
    odd = OPENING_VERB.match(thing) or _HANGS.search(thing) or ENDS_ACTING.search(thing)
    return thing if fits and not (piece.after or odd or "、" in thing) else ""
