"""Spellings: one long proper name that a report writes in two ways.

Two places that agree in a name's characters before and behind, and differ by one or two between,
are found by their shared runs; no dictionary says what a name is. What tells a name: it ends in the
word for an organisation, a project or a platform, or stands in quotes. Names that differ by a
number, a place, a side or a rank (第一医院, 东站, 市级) are two names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, takewhile

from bot.language.text import fold
from bot.report.issues import SourceIssue

_ANCHOR = 4  # characters that two spellings share on one side of where they differ
_WIDEST = 2  # characters by which they differ, each
_SHARED = 9  # characters they share on both sides together
_SWAPPED = 6  # the same, where two neighbours only changed places
_LONG = 12  # the same, where one of the two differs by a word that often tells names apart
_SURE = 14  # characters shared where what differs has nothing in common (数智, 绿色)
_LEAST = 2  # of these on the left, behind any verb
_QUOTED = 8  # characters of a name in quotes, whose ends are known
_HEADS = (
    "研发中心|研究中心|创新中心|服务中心|交易中心|计算中心|中心|研究院|研究所|学院|大学|学校|中学|小学|幼儿园|医院|实验室|"
    "平台|基地|产业园|园区|示范区|试验区|先导区|示范园|孵化器|公司|集团|联盟|协会|工作站|服务站|枢纽|综合体|纪念馆|博物馆|图书馆|"
    "体育馆|文化馆|体育场|体育园|工程|项目|铁路|高铁|高速公路|大桥|隧道|水库|机场|港区|公园|街区|社区|专列|航线|"
    "博览会|交易会|洽谈会|论坛|大会|峰会|艺术季|文化节|音乐会|设计周|行动计划|专项行动|大赛(?!事)|联赛|锦标赛"
)
_HEAD = re.compile(_HEADS)
_HAN = "\u4e00-\u9fff"
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_IN_QUOTES = re.compile(rf'["《]([^"《》\n]{{{_QUOTED},30}})["》]')
_NAME_CHAR = re.compile(f"[{_HAN}a-z]")
# What differs between two names that are both right.
_DISTINCT = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿甲乙丙丁戊东南西北中上下左右内外前后首末新老旧大小高低初双单男女省市区县州乡镇村街"
    r"国期号批届次年月日春夏秋冬增减少多进退升降公民的地得和与及或等了着是在为将把由从以有无不]"
)
_VERBS = re.compile(
    r"^(加快|推进|推动|推|建设|建成|打造|实施|开展|启动|筹建|组建|成立|设立|落地|引进|引入|完成|实现|支持|深化|加强|做强|做优|做大|"
    r"依托|发挥|举办|承办|参加|高标准|高质量|高水平|持续|积极|扎实|全面|深入|稳步|大力|统筹|谋划|创建|获批|建好|用好|办好|抓好|促进|"
    r"提升|优化|完善|强化|拓展|培育|布局|创新|加大|新建|改造|服务|保障|利用|争取|筹备|继续|有序|坚持|协同|共建|联合|与|和|及|在|对|将|为|以|等)+"
)
_OTHER_WORDS = re.compile(
    r"打造|建设|推进|实施|加快|提升|开展|完成|推动|发展|支持|深化|加强|促进|服务"
)


@dataclass(frozen=True, slots=True)
class _Variant:
    """Two places of folded text that share `left` and `right` and differ between.

    `first` and `second` are where the two begin to differ, as offsets in the folded text.
    """

    left: str
    one: str
    other: str
    right: str
    first: int
    second: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Joined:
    """The folded clauses, with a line end before and after each; `origin` is each character's own offset."""

    form: str
    origin: tuple[int, ...]


def spelling_issues(text: str, clauses: Sequence[tuple[int, int]]) -> Iterator[SourceIssue]:
    """Yield each name spelt two ways once; `clauses` are spans of `text`, in order."""
    joined = _join(text, clauses)
    told: set[frozenset[str]] = set()
    for variant in (*_variants(joined.form), *_quoted(joined.form)):
        named = _named(variant)
        if named is None:
            continue
        names, spans = [], set()
        for place, gap in ((named.first, named.one), (named.second, named.other)):
            start = joined.origin[place - len(named.left)]
            last = place + len(gap) + len(named.right) - 1
            names.append(text[start : joined.origin[last] + 1])
            spans.add(next(span for span in clauses if span[0] <= start < span[1]))
        if frozenset(names) not in told:
            told.add(frozenset(names))
            message = f"同一名称疑有两种写法：“{names[0]}”与“{names[1]}”。"
            yield SourceIssue("spelling", message, tuple(sorted(spans)))


def _join(text: str, clauses: Sequence[tuple[int, int]]) -> _Joined:
    letters, origin = ["\n"], [0]
    for start, end in clauses:
        form = fold(text[start:end])
        letters += [form.text, "\n"]
        origin += [*(start + offset for offset in form.origin), end - 1]
    return _Joined("".join(letters), tuple(origin))


def _variants(form: str) -> Iterator[_Variant]:
    """Yield what shares an anchor on its left; then, read backwards, what shares one on its right."""
    yield from _anchored(form)
    last = len(form)
    for back in _anchored(form[::-1]):
        yield _Variant(
            back.right[::-1],
            back.other[::-1],
            back.one[::-1],
            back.left[::-1],
            last - back.second - len(back.other),
            last - back.first - len(back.one),
        )


def _anchored(form: str) -> Iterator[_Variant]:
    seen: dict[str, list[int]] = defaultdict(list)
    for anchor in re.finditer(rf"(?=([{_HAN}]{{{_ANCHOR}}}))", form):
        second = anchor.start() + _ANCHOR
        for first in seen[anchor[1]]:
            if form[first] != form[second] and (gaps := _gaps(form, first, second)):
                yield _widened(form, first, second, gaps)
        seen[anchor[1]].append(second)


def _gaps(form: str, first: int, second: int) -> tuple[int, int] | None:
    """Return how many characters to leave out at both places until they agree again."""
    for total in range(1, 2 * _WIDEST + 1):
        for one in range(max(0, total - _WIDEST), min(_WIDEST, total) + 1):
            here, there = first + one, second + total - one
            again = form[here : here + 2]
            if again == form[there : there + 2] and _HAN_ONLY.fullmatch(
                form[first:here] + form[second:there] + again
            ):
                return one, total - one
    return None


def _widened(form: str, first: int, second: int, gaps: tuple[int, int]) -> _Variant:
    left, right = 0, 0
    here, there = first + gaps[0], second + gaps[1]
    while (
        first > left
        and form[first - left - 1] == form[second - left - 1]
        and _NAME_CHAR.match(form[first - left - 1])
    ):
        left += 1
    while (
        there + right < len(form)
        and form[here + right] == form[there + right]
        and _NAME_CHAR.match(form[here + right])
    ):
        right += 1
    return _Variant(
        form[first - left : first], form[first:here], form[second:there],
        form[here : here + right], first, second,
    )  # fmt: skip


def _quoted(form: str) -> Iterator[_Variant]:
    """Yield the long names in quotes that differ by little, wherever in the name."""
    found = {match[1]: match.start(1) for match in _IN_QUOTES.finditer(form)}
    for (one, first), (other, second) in combinations(found.items(), 2):
        if abs(len(one) - len(other)) > 1:
            continue
        left = _agree(one, other)
        right = min(_agree(one[::-1], other[::-1]), min(len(one), len(other)) - left)
        gap, gap2 = one[left : len(one) - right], other[left : len(other) - right]
        if max(len(gap), len(gap2)) <= _WIDEST and left + right >= _QUOTED - 1:
            tail = one[len(one) - right :] if right else ""
            yield _Variant(one[:left], gap, gap2, tail, first + left, second + left, quoted=True)


def _agree(one: str, other: str) -> int:
    """Return how many characters the two have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _named(variant: _Variant) -> _Variant | None:
    """Return the variant cut down to the name, or None where it is no name or two of them."""
    if variant.quoted:
        slip = min(len(variant.left) + len(variant.right), _SURE - 1)  # a slogan may end otherwise
        return variant if _differ(variant.one, variant.other, slip) else None
    left = _VERBS.sub("", variant.left)
    right = variant.right[
        : max(_head_end(left, gap, variant.right) for gap in (variant.one, variant.other))
    ]
    shared = len(left) + len(right)
    swapped = sorted(variant.one) == sorted(variant.other)
    if len(left) < _LEAST or not right or shared < (_SWAPPED if swapped else _SHARED):
        return None
    if not _differ(variant.one, variant.other, shared):
        return None
    return replace(variant, left=left, right=right)


def _head_end(left: str, gap: str, right: str) -> int:
    """Return how far into `right` the name reaches: to the end of its last head, or 0."""
    before = len(left) + len(gap)
    ends = [match.end() - before for match in _HEAD.finditer(left + gap + right)]
    return max((end for end in ends if end > 0), default=0)


def _differ(one: str, other: str, shared: int) -> bool:
    """Tell whether two gaps look like a slip, and not like what tells two names apart."""
    if _OTHER_WORDS.search(one) or _OTHER_WORDS.search(other):
        return False
    common = set(one) & set(other)
    apart = [char for char in one + other if char not in common]
    if not one or not other:
        return len(one + other) == 1 and one + other != "级" and not _DISTINCT.search(one + other)
    kinds = [
        any(_DISTINCT.fullmatch(char) for char in apart if char in gap) for gap in (one, other)
    ]
    if all(kinds) or (any(kinds) and shared < _LONG):
        return False
    return bool(common) or len(one) == len(other) == 1 or shared >= _SURE
