"""Concepts: what a question is about, word by word, each with the report wordings that would also do.

In: the content of a question (its words of asking taken away) and the lexicon. Out: `Concept`s. The
lexicon's words are taken whole; the rest is cut into words, weighed by their part of speech.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import rjieba

from bot.answering.places import Homeland, without_home
from bot.answering.questions import content_of
from bot.language.lexicon import Lexicon, Occurrence
from bot.language.text import folded, pairs

# Part-of-speech tags (jieba's) of words that carry content, with how much a missing one matters.
_CONTENT_TAGS = {"n": 1.0, "eng": 1.0, "j": 1.0, "i": 0.8, "l": 0.8, "v": 0.4, "a": 0.3, "b": 0.7,
                 "z": 0.4, "s": 0.7, "f": 0.3, "t": 0.5, "m": 0.6, "q": 0.3, "x": 0.8, "d": 0.2, "g": 0.8}  # fmt: skip
# Everyday words that say nothing about the topic; official texts never use them.
_EMPTY_WORDS = frozenset(
    """
    搞 弄 做 干 整 要 能 会 可以 应该 打算 准备 计划 规划 目标 想 有 是 在 去 来
    到 给 让 把 被 用 说 讲 看 叫 算 成 得 了 的 地 着 过 和 跟 与 对 为
    从 往 向 里 上 下 中 内 外 这 那 这个 那个 这些 那些 我 你 他 她 它 我们
    咱们 咱 你们 他们 大家 自己 家里 就 都 也 还 又 再 才 只 很 太 最 更 不
    没 没有 一 一个 一下 一些 一点 点 些 个 块 件 次 时候 地方 事 事儿 东西 年
    月 日 天 多 少 好 大 小 行 够 完 起来 出来 下来 进行 方面 问题 怎么回事
    行不行 政府 公里 万元 亿元 里面 之前 以后 之后 今后 数 数量 比 相比 较 了解
    情况 内容 部分 共 总 总共 全 底 初 份 头 儿 方式 样 各种 还有 其他 其它
    另外 别的 到底 目前 是否 需要 得到 以及 或者 还是 哪怕 总额 总量 金额 数额 钱
    人 名 名字 家 处 座 条 所 场 部 一起 一块 一块儿 块儿 那块儿 现成 实际 完成
    一年 每年 全年 年度 一个月 每月 一天 每天 平均 实现 达到 达 预期 预计 将 定 定的
""".split()
)
# Words that name a side of a topic: a question of only these (在哪条路上？) has no topic of its own.
_SIDES = frozenset(
    """
    路上 街上 位置 地点 时间 原因 名称 进展 程度 步 面积 数字 比例 排名 结果 效果 内容 措施 办法 做法
    难点 好处 依据 来源 类型 单位 部门 公司 企业 学校 项目 指标 目标 计划 任务 安排
    """.split()
)
_CARRIED = 0.4  # what a concept of the last topic weighs when a follow-up sets another beside it
# Words that ask for a dimension are answered by its unit: 养护面积 by 养护维修7.9万平方米.
_DIMENSIONS = {"面积": ("平方米", "公顷", "亩", "平方公里"), "长度": ("公里", "米"), "里程": ("公里",),
               "资金": ("元",), "投资额": ("元",), "人数": ("人", "名"), "人次": ("人次",), "户数": ("户",),
               "占比": ("%",), "比例": ("%",), "比重": ("%",), "比率": ("%",), "增速": ("%",), "增幅": ("%",)}  # fmt: skip
_UNIT_WEIGHT = 0.8
_SINGLE_VERB = 0.12  # 办, 换, 修: everyone has another word for doing it
_SINGLE = 0.3  # a single character is too easily found, and too easily another word, to count more
_NAME_AFTER_NUMBER = ("号", "期", "届", "路")


@dataclass(frozen=True, slots=True)
class Form:
    """A folded wording of a concept, with its character pairs; `weight` in (0, 1]."""

    text: str
    weight: float
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the question is about; of its `forms` the asker's own comes first.

    `importance` in (0, 1] tells how much it matters that the evidence has it. `excused` is true of
    everyday words that the lexicon knows: that the report has other words for them is expected.
    """

    forms: tuple[Form, ...]
    importance: float
    excused: bool = False
    indicator: bool = False


def read_concepts(
    content: str, carried: str, home: Homeland, lexicon: Lexicon
) -> tuple[tuple[Concept, ...], int]:
    """Return the concepts of `content`, then those of `carried`, an earlier topic, weighing less.

    The number beside them says how many are the question's own.
    """
    own = [_as_level(one, home) for one in _concepts(content, lexicon)]
    before = _concepts(content_of(without_home(carried, home)), lexicon)
    lighter = [replace(concept, importance=_CARRIED * concept.importance) for concept in before]
    return _distinct(own + lighter), len(_distinct(own))


def is_content(word: str) -> bool:
    """Tell whether a word says something of a topic at all, verbs included (就业, 改造)."""
    return len(word) > 1 and word not in _EMPTY_WORDS | _SIDES


def is_topical(word: str, tag: str) -> bool:
    """Tell whether a word with this part-of-speech tag can be what a question is about."""
    return word not in _EMPTY_WORDS | _SIDES and (
        (len(word) > 1 and tag[:1] in "njilvbsg" and tag != "v")
        or tag == "eng"
        or tag[:2] in ("nr", "nz")
    )


def _concepts(content: str, lexicon: Lexicon) -> tuple[Concept, ...]:
    """Cut `content` at the lexicon's words, the rest into words, and weigh each by its tag."""
    concepts: list[Concept] = []
    for piece in content.split():  # no word stands across what was taken out: 整修[几条]路
        cursor = 0
        for occurrence in lexicon.occurrences(piece):
            concepts += _words(piece[cursor : occurrence.start])
            concepts.append(_reworded(piece[occurrence.start : occurrence.end], occurrence))
            cursor = occurrence.end
        concepts += _words(piece[cursor:])
    return _distinct(concepts)


def _reworded(own: str, occurrence: Occurrence) -> Concept:
    rewording = occurrence.rewording
    concept = _concept([(own, 1.0), *rewording.writes], 1.0)
    return replace(concept, excused=not rewording.indicator, indicator=rewording.indicator)


def _concept(wordings: list[tuple[str, float]], importance: float) -> Concept:
    forms = [(folded(wording), weight) for wording, weight in wordings]
    return Concept(tuple(Form(text, weight, pairs(text)) for text, weight in forms), importance)


def _as_level(concept: Concept, home: Homeland) -> Concept:
    """Let a place above the report's own be found as reports write it: 天津市 as 全市."""
    word = concept.forms[0].text
    if word not in home.above:
        return concept
    levels = ["全省", "省级"] if word.endswith("省") else ["全市", "市级"]
    return _concept([(word, 1.0), *((level, 0.9) for level in levels)], concept.importance)


def _words(text: str) -> list[Concept]:
    return [
        _concept(
            [(word, 1.0), *((unit, _UNIT_WEIGHT) for unit in _DIMENSIONS.get(word, ()))], importance
        )
        for word, tag in _named_numbers(rjieba.tag(text))
        if any(char.isalnum() for char in word) and (importance := _importance(word, tag))
    ]


def _named_numbers(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join a number with the word that makes a name of it: 7 and 号线 are 7号线."""
    number = ""
    for word, tag in words:
        if word.isdigit():
            number += word
            continue
        if number and not word.startswith(_NAME_AFTER_NUMBER):
            yield number, "m"
            number = ""
        yield number + word, "n" if number else tag
        number = ""
    if number:
        yield number, "m"


def _importance(word: str, tag: str) -> float:
    if word in _EMPTY_WORDS:
        return 0.0
    importance = _CONTENT_TAGS.get(tag) or _CONTENT_TAGS.get(tag[:1], 0.0)
    if len(word) == 1 and not word.isascii():
        return min(importance, _SINGLE_VERB if tag == "v" else _SINGLE)
    return importance


def _distinct(concepts: list[Concept]) -> tuple[Concept, ...]:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        seen.setdefault(concept.forms[0].text, concept)
    return tuple(seen.values())
