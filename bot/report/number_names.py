"""Names with numbers in them: what looks like a figure and says none.

In: a sentence. Out: the spans of hotlines (12345热线), lines (4号线), editions (第39届), plans
(“十五五”, 三年行动), dates, standards (PM2.5, 5G, 5A级), ages of anniversaries, quoted slogans
(“3+6”), periods (过去五年), each with why it is a name.
"""

import re
from dataclasses import dataclass

from bot.language.text import fold
from bot.language.units import UNITS

_N = r"[零〇一二两三四五六七八九十百千\d]+"
_HAN = r"[\u4e00-\u9fff]"
_PLAN = (
    "行动|计划|方案|攻坚|规划|倍增|改革|滚动|实施方案|提升行动|任务清单|工程|大会战|整治|专项|目标"
)
_IDEAS = "全面|意识|自信|维护|确立|代表|务必|统筹|结合|伟大|必须|最严|一百年|百年|一|没有|毫不动摇"
_KINDS = (
    ("热线号码", rf"(?<![\d.])(?:1\d{{4}}|1[12]\d|96\d{{3,4}})(?!{UNITS})(?={_HAN}{{0,6}}(?:热线|平台|电话|便民))"),
    ("日期", r"(?<!\d)(?:19|20)\d\d(?:年(?!代)|(?=(?:-{1,2}|~|至|到)(?:19|20)?\d\d年))|(?<![\d.])\d{1,2}(?:(?:-{1,2}|~|至|到|、)\d{1,2})*(?:月(?:份)?(?:\d{1,2}日)?|日(?!均|益|常))"),
    ("年代", rf"{_N}(?:世纪|年代)"),
    ("周年", rf"{_N}周年"),
    ("名称中的年份", rf"(?<![\d.,])20\d\d(?!\d|[.,]\d|年|[万亿余多]|-?{UNITS})"),
    ("序数", rf"第{_N}(?:届|次(?!{_HAN}{{0,2}}(?:获|被|入))|批|条|期|代|轮|产业|医院|中学|小学|季度|步|号|章|款|个|阶段|课堂|责任|书记|时间|议题|要务|线|支)"),
    ("型号", r"[a-z][a-z]*-?\d+(?:\.\d+)?[a-z]*"),
    ("制式", r"(?<![\d.])\d+(?:\.\d+)?(?!pflops)(?:[a-z]+(?:级|网|\b|(?=[\u4e00-\u9fff])))"),
    ("编号", rf"{_N}号(?!召)"),
    ("等级", r"(?<=\d)(?:[万亿]?(?:吨|元|斤|平方米))级"),
    ("世代", r"(?<!\d)\d0后"),
    ("服务时间", r"7[×x*]24小?时?|24小时(?=服务|在线|不打烊|值守|开放|自助|营业|全天)"),
    ("生活圈", rf"{_N}分钟(?={_HAN}{{0,7}}圈)"),
    ("行动名", rf"{_N}(?:年|日|天)(?=(?!{_HAN}{{0,4}}(?:完成|实现|新增|建成)){_HAN}{{0,4}}(?:{_PLAN}))"),
    ("时期", rf"(?:过去|今后|未来|这|前|后|头|最近|近(?!{_N}年(?:、{_N}年)*来?(?:最|首|新高)))的?{_N}个?(?:年(?!级|度)|月)(?:来|间|里|时间)?"),
    ("时期", rf"(?<!连续)(?<![\d.])(?:(?<![零〇一二两三四五六七八九十百千]){_N})(?:年|个月)(?:以?来|间)(?!最|首|新高|同期)"),
    ("时期", r"(?<!连续)(?<![\d.])\d{1,2}年(?=增长|累计|新增|增加|年均|共|完成|投入|提高|下降)"),
    ("时期", rf"{_N}[余多]年(?=的|来)|{_N}年前"),
    ("提法", rf"56个民族|[一二两三四五六七八九十]+个(?:{_IDEAS})|{_N}位一体|三次产业|[一二三四五六七八九]项规定|两位数|二人转|{_N}(?:个|项|种|大)(?:方面|举措|工作(?!日)|市场|资源|积极性|字|翻番|补贴(?=、|制度|政策|标准|惠))|(?<=个)[百千][万亿]?元?(?=台阶|级|$|[,，。;])"),
    ("会议", rf"{_N}(?:届|次)(?={_HAN}{{0,6}}(?:全会|会议|、))"),
    ("时期", r"今明两年|(?<!连续)(?<!延长)(?<!提前)(?<!缩短)(?<!为期)(?<![、近])(?<![零〇一二两三四五六七八九十百千\d])[一二两三四五六七八九十]+年(?!来?最|、)"),
    ("编号", r"(?:^|(?<=[。;]))\(?\d{1,2}[.、)](?!\d)"),
    ("组合", r"\d+(?:[+]\d*[a-z]*)+(?:\+?n)?"),
    ("项目名", r"(?<![\d.])\d+(?=项目|工程|高速|国道|省道|医院|会议)"),
    ("名次名", rf"(?<={_HAN})[一二三四五六七八九十]+中(?={_HAN}|、|和)"),
)  # fmt: skip
_PATTERNS = tuple((why, re.compile(pattern)) for why, pattern in _KINDS)
_QUOTED = re.compile(r"[\"《]([^\"《》]{1,12})[\"》]")
_STATES = re.compile(rf"^\d+(?:\.\d+)?(?:[万亿]?(?:{UNITS}))$")


@dataclass(frozen=True, slots=True)
class NumberName:
    """A stretch of the text whose number belongs to a name, and what kind of name."""

    start: int
    end: int
    why: str


def read_number_names(text: str) -> list[NumberName]:
    """Return the names with numbers in `text`, in order of their start; they may overlap."""
    form = fold(text)
    names = [
        NumberName(*form.span(*match.span()), why)
        for why, pattern in _PATTERNS
        for match in pattern.finditer(form.text)
        if match.end() > match.start()
    ]
    for match in _QUOTED.finditer(form.text):
        if re.search(rf"\d|{_N}", match[1]) and not _STATES.match(match[1]):
            names.append(NumberName(*form.span(*match.span()), "引号中的名称"))
    return sorted(names, key=lambda name: (name.start, -name.end))
