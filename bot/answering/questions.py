"""Questions: what a question asks for, read from its words alone.

In: a stand-alone question. Out: its kind, its years and mode, the unit it asks for, and what is
left when the words of asking are taken away. No knowledge of any report enters here.
"""

import re
from typing import Literal

from bot.language.units import UNITS

Kind = Literal["how_many", "list", "where", "who", "when", "yes_no", "which", "how", "about"]

_UNIT = rf"((?:万|亿|万亿)?(?:{UNITS})|平米|亿|万|块)"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("where", r"哪里|哪儿|哪块|在哪|到哪|去哪|什么地方|啥地方|什么位置|哪条(路|街)|哪个(地方|地段|位置|片区|小区|街道)"),
    ("how_many", rf"多少|(?<!哪)几{_UNIT}|几(?=[^\u4e00-\u9fff]|$)|多大|多高|多长|多久|多快|占比|比例|比重|百分之几|百分比|增速|增幅|增长率|第几|几名"
                 r"|排名|总额|总量|数量|数额|面积|规模|浓度|金额|目标值|(是|有|到|至|多)几(?!乎)|几(点|分)"),
    ("list", r"哪些|哪几|哪两|哪三|有什么|有啥|都有谁|包括(什么|哪)|列一?下|列举|分别是|都是(什么|谁)|几大"),
    ("who", r"谁|哪(一)?(家|个)(公司|企业|单位|部门|机构|学校|医院|大学|酒店|银行|人)|哪家"),
    ("when", r"什么时候|啥时候|何时|哪年|哪一年|几月|哪天|多会儿|几时|什么时间"),
    ("yes_no", r"吗|有没有|有无|是否|是不是|能不能|会不会|让不让|可不可以|要不要|了没|没有[？?]?$|不[？?]?$|(?<![什怎那这多])么[？?]?$"),
    ("how", r"怎么|如何|为什么|为何|咋|怎样|什么(办法|措施|情况|进展|打算|样)|啥(办法|措施|情况|进展|打算|样)"),
    ("which", r"哪|什么|啥|叫"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

_TARGET = re.compile(r"目标|计划|打算|准备|预期|预计|将要|将会|安排|要求|指标定|定的|定在|规划")
_RESULT = re.compile(r"完成了|实现了|达到了|实际(?!使用|利用|到位)|已经|实绩|结果|成绩")
_ASKED_UNIT = re.compile(rf"(?:多少|(?<!哪)几){_UNIT}(?!点)")
_YEAR_WORDS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0,
               "这一年": 0, "明年": 1, "来年": 1, "下一年": 1, "后年": 2}  # fmt: skip
# A year compared with (比去年增长多少) is not the year asked for.
_NOT_COMPARED = "(?<!比)(?<!较)"
_YEAR_WORD = re.compile(
    _NOT_COMPARED + f"(?:{'|'.join(sorted(_YEAR_WORDS, key=len, reverse=True))})"
)
_COUNTED = rf"(?!(?:万|亿|千|百|余|多)|(?:{UNITS}))"  # 2000平方米 and 2000多家 are no years
_YEAR = re.compile(
    _NOT_COMPARED + rf"(?<!\d)((?:19|20)\d\d)(?:年|(?=[^\d.]|$){_COUNTED})"
    r"|(?<![\d近续龄满超约第每达过这连])(2\d)年(?![级以来前后内限多])"
)
_COMPARISON = re.compile(
    r"(比|较|跟|和|与)(去年|上年|今年|前一年)[^，。？?]{0,6}(多|少|高|低|差|增|减|变化|怎么样)|相差|差多少|哪(个|一?年)(更?高|更?低|更?多|更?少)|对比"
)
_STOCK = re.compile(r"目前|现在|现有|一共有|总共有|共有|总数|有多少|有几")
_FLOW = re.compile(r"新|增|建|办|开|引|招|来|修|换|改|落地")
# Words of asking: they say how the answer should look, not what it is about.
_ASKING = re.compile(
    r"请问一?下?|^请|麻烦|帮我|(告诉|跟|和)我(说|讲|查)?一?下?|我想(问|知道|了解|查)一?下?|想(问|知道|了解)一?下?"
    r"|你(知道|晓得)|能不能|可不可以|是不是|有没有|会不会|让不让|要不要|是否|有无|了没有?|没有"
    r"|到底|究竟|大概|大约|一共|总共|共计|全部|具体|现在|目前|如今|最近|分别|各自|各"
    r"|(根据|按照)?(这份|这个|该)?报告(里|中|上|提到|显示|怎么说)*(的|对|有)?"
    r"|什么时候|啥时候|何时|哪一?年|几月|哪天|多会儿|为什么|为何|怎么样|怎么|如何|怎样|咋样?"
    r"|哪一?(些|几|两|三|家|个|条|处|座|所|种|里|儿|块|位)+|哪|什么地方|什么|啥|谁|百分之几|百分比|第几|几成|几个点"
    rf"|(多少|几){_UNIT}?|多大|多高|多长|多久|多快|叫做?|列举|列一?下|列出|介绍一?下?|说说|讲讲|谈谈"
    r"|(比|较|跟|和|与)(去年|上年|前年|上一年|今年)(同期)?(相比)?"
    r"|情况|数字|数据|名字|名称|[吗呢吧啊呀嘛呐哦噢么啦]|[?？!！。,，、;；:：…~～]"
)


def read_kind(question: str) -> Kind:
    """Return what sort of answer is asked for; "about" where there is no word of asking."""
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(question)), "about")


def read_mode(question: str) -> Literal["result", "target"] | None:
    """Return "target" for plans, "result" for things done, None where the words leave it open."""
    if _TARGET.search(question):
        return "target"
    return "result" if _RESULT.search(question) else None


def read_asked_years(question: str, this_year: int | None) -> tuple[int, ...]:
    """Return the years named, 今年/去年/明年 counted from `this_year`, in order of naming."""
    years: list[tuple[int, int]] = []
    for match in _YEAR.finditer(question):
        years.append((match.start(), int(match[1]) if match[1] else 2000 + int(match[2])))
    if this_year is not None:
        for match in _YEAR_WORD.finditer(question):
            years.append((match.start(), this_year + _YEAR_WORDS[match.group()]))
    return tuple(dict.fromkeys(year for _, year in sorted(years)))


def year_words(text: str) -> str:
    """Return the year words of `text` as written, or an empty string."""
    found = [match.group() for pattern in (_YEAR, _YEAR_WORD) for match in pattern.finditer(text)]
    return "和".join(dict.fromkeys(word if word[-1] in "年" else f"{word}年" for word in found))


def without_years(text: str) -> str:
    """Return `text` without its year words."""
    return _YEAR_WORD.sub(" ", _YEAR.sub(" ", text))


def read_asked_unit(question: str) -> str | None:
    """Return the measure word asked for (多少家 → 家), where the question has one."""
    match = _ASKED_UNIT.search(question)
    if match:
        return match[1]
    if re.search(r"多少钱|花了?多少|金额", question):
        return "元"
    return (
        "%"
        if re.search(r"百分之|百分比|占比|比例|比重|增速|增幅|增长率|几个点|几成", question)
        else None
    )


def asks_comparison(question: str) -> bool:
    """Tell whether a question sets one year against another: it needs both."""
    return _COMPARISON.search(question) is not None


def asks_stock(question: str) -> bool:
    """Tell whether a question asks how many there are in all, not how many came to be."""
    return bool(_STOCK.search(question)) and not _FLOW.search(question)


def read_asked_object(question: str) -> str:
    """Return the first two characters of what is counted (多少家航运企业 → 航运), or nothing."""
    match = re.search(rf"(?:多少|(?<!哪)几){_UNIT}?的?([\u4e00-\u9fff]{{2}})", question)
    return match[2] if match and match[2] not in ("时间", "左右") else ""


def content_of(question: str) -> str:
    """Return `question` without years and words of asking: what it is about."""
    return " ".join(_ASKING.sub(" ", without_years(question)).split())
