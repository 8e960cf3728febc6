"""Understanding: a stand-alone question becomes a `Query` that search and answer can act on.

In: a question that needs no history, the years and place of the report it goes to, the lexicon.
Out: kind, years, mode, asked unit, places elsewhere, and the concepts: what must be found, each
with the report wordings that would also do.
"""

from dataclasses import dataclass, replace
from typing import Literal

import rjieba

from bot.answering.places import Homeland, places_elsewhere, without_home
from bot.answering.questions import (
    Kind,
    content_of,
    read_asked_unit,
    read_asked_years,
    read_kind,
    read_mode,
)
from bot.language.lexicon import Lexicon
from bot.language.numbers import Quantity, read_quantities
from bot.language.text import folded, simplify

# Part-of-speech tags (jieba's) of words that carry content, with how much a missing one matters.
_CONTENT_TAGS = {"n": 1.0, "eng": 1.0, "j": 1.0, "i": 0.8, "l": 0.8, "v": 0.5, "a": 0.5, "b": 0.7,
                 "z": 0.4, "s": 0.7, "f": 0.3, "t": 0.5, "m": 0.6, "q": 0.3, "x": 0.8, "d": 0.2, "g": 0.8}  # fmt: skip
# Everyday words that say nothing about the topic; official texts never use them.
_EMPTY_WORDS = frozenset(
    "搞 弄 做 干 整 要 能 会 可以 应该 打算 准备 计划 目标 想 有 是 在 去 来 到 给 让 把 被 用 说 讲 看 叫 算 成 得 了 的 地 着 过 和 跟 与 对 为 "
    "从 往 向 里 上 下 中 内 外 这 那 这个 那个 这些 那些 我 你 他 她 它 我们 咱们 咱 你们 他们 大家 自己 家里 "
    "就 都 也 还 又 再 才 只 很 太 最 更 不 没 没有 一 一个 一下 一些 一点 点 些 个 块 件 次 时候 地方 事 事儿 东西 "
    "年 月 日 天 多 少 好 大 小 行 够 完 起来 出来 下来 进行 方面 问题 怎么回事 行不行 政府 公里 万元 亿元 里面 之前 以后 之后 今后 数 数量 "
    "比 相比 较 了解 情况 内容 部分 共 总 总共 全 底 初 份 头 儿 方式 样 各种 还有 其他 其它 另外 别的 到底 目前 是否 需要 得到 以及 或者 还是 哪怕 "
    "实际 完成 实现 达到 达 预期 预计 将 定 定的".split()
)
_CARRIED = 0.4  # what a concept of the last topic weighs when a follow-up sets another beside it
_WEAK = 0.25  # an empty word that is all a question has still counts a little


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the question is about: `forms` are (wording, weight), the asker's own first.

    `importance` in (0, 1] tells how much it matters that the evidence has it.
    """

    forms: tuple[tuple[str, float], ...]
    importance: float


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood; whatever it leaves open is empty."""

    question: str = ""
    content: str = ""
    kind: Kind = "about"
    years: tuple[int, ...] = ()
    mode: Literal["result", "target"] | None = None
    unit: str | None = None
    places: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def expansions(self) -> dict[str, float]:
        """The report wordings beside the asker's own, with their weights."""
        return {form: weight for concept in self.concepts for form, weight in concept.forms[1:]}


def understand(
    question: str, this_year: int | None, home: Homeland, lexicon: Lexicon, carried: str = ""
) -> Query:
    """Return the `Query` of a question; `this_year` is what 今年 means to the asker.

    `carried` are words of an earlier topic: they help to choose, and weigh less.
    """
    question = simplify(question)
    content = content_of(without_home(question, home))
    words = list(rjieba.cut(question))
    return Query(
        question=question,
        content=content,
        kind=read_kind(question),
        years=read_asked_years(question, this_year),
        mode=read_mode(question),
        unit=read_asked_unit(question),
        places=places_elsewhere(question, home, words),
        concepts=tuple(_with_carried(_concepts(content, lexicon), carried, home, lexicon)),
        quantities=tuple(read_quantities(question)),
    )


def _concepts(content: str, lexicon: Lexicon) -> list[Concept]:
    """Cut `content` at the lexicon's words, the rest into words, and weigh each by its tag."""
    concepts: list[Concept] = []
    cursor = 0
    for occurrence in lexicon.occurrences(content):
        concepts += _words(content[cursor : occurrence.start])
        own = content[occurrence.start : occurrence.end]
        concepts.append(Concept(((own, 1.0), *occurrence.rewording.writes), 1.0))
        cursor = occurrence.end
    concepts += _words(content[cursor:])
    return _distinct(concepts)


def _with_carried(
    own: list[Concept], carried: str, home: Homeland, lexicon: Lexicon
) -> list[Concept]:
    before = _concepts(content_of(without_home(carried, home)), lexicon)
    return _distinct(
        own + [replace(concept, importance=_CARRIED * concept.importance) for concept in before]
    )


def is_topical(word: str, tag: str) -> bool:
    """Tell whether a word with this part-of-speech tag can be what a question is about."""
    return word not in _EMPTY_WORDS and (
        (len(word) > 1 and tag[:1] in "njilvbsg" and tag != "v") or tag == "eng" or tag[:2] in ("nr", "nz")
    )


def _words(text: str) -> list[Concept]:
    concepts = []
    for word, tag in rjieba.tag(text):
        if not folded(word) or not any(char.isalnum() for char in word):
            continue
        importance = _WEAK if word in _EMPTY_WORDS else _tag_importance(tag)
        if importance and not (word in _EMPTY_WORDS and len(word) == 1):
            concepts.append(Concept(((word, 1.0),), importance))
    return concepts


def _tag_importance(tag: str) -> float:
    return _CONTENT_TAGS.get(tag) or _CONTENT_TAGS.get(tag[:1], 0.0)


def _distinct(concepts: list[Concept]) -> list[Concept]:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        seen.setdefault(folded(concept.forms[0][0]), concept)
    return list(seen.values())
