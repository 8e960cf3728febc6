"""Planting: reports of made-up sentences, right or with faults of five kinds at known places.

Every sentence is made twice, once right and once wrong by one slip of the kind that clerks make (a
digit, a character, two numbers changed round), so that the same seed gives the faulty report and
the clean one. In: a seed. Out: `Planted`.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.report.loading import Report

KINDS = ("sum", "two_values", "spelling", "percentage", "order")
FAULTS = 4  # of each kind

_ITEMS = ("滨河片区", "东岭片区", "老城片区", "新港片区", "柳林片区", "石桥片区", "南山片区")
_NAMES = (
    "青川智慧物流装备联合研发中心",
    "云岭生物育种数据服务平台",
    "长风新能源汽车检测试验基地",
    "白鹭湖湿地生态修复示范工程",
    "锦河跨境电子商务综合产业园",
    "天工高端轴承制造创新中心",
    "西岭清洁能源装备产业研究院",
    "银杏湾城市文化艺术博物馆",
)
_INDICATORS = (
    ("地区生产总值", "亿元"),
    ("一般公共预算收入", "亿元"),
    ("固定资产投资", "亿元"),
    ("社会消费品零售总额", "亿元"),
    ("城镇新增就业", "万人"),
    ("外贸进出口总额", "亿元"),
    ("粮食播种面积", "万亩"),
    ("规上工业企业营业收入", "亿元"),
)
_COUNTED = (
    ("改造老旧小区", "个"),
    ("培育科技企业", "家"),
    ("新建便民驿站", "处"),
    ("更新电梯", "部"),
)
_MEASURED = (("盘活存量资产", "万平方米"), ("新增绿地", "万平方米"), ("发放贷款", "亿元"))
_SLIPS = "源研验治能务设备际科创新环境"


@dataclass(frozen=True, slots=True)
class Planted:
    """`clean` and `faulty` have the same sentences; `places` are kind and span in `faulty`."""

    clean: Report
    faulty: Report
    places: tuple[tuple[str, tuple[int, int]], ...]


_Pair = tuple[list[str], list[str]]  # the sentences of one fact: right, and wrong


def plant(seed: int) -> Planted:
    """Return a report of forty sentences and more, and the same with twenty faults planted."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    names, indicators = rng.sample(_NAMES, FAULTS), rng.sample(_INDICATORS, FAULTS)
    things = rng.sample(_COUNTED + _MEASURED, FAULTS)
    made: list[tuple[str, _Pair]] = []
    for index in range(FAULTS):
        made.append(("sum", _sum(rng, things[index])))
        made.append(("two_values", _two_values(rng, *indicators[index])))
        made.append(("spelling", _spelling(rng, names[index])))
        made.append(("percentage", _percentage(rng, index)))
        made.append(("order", _order(rng, index)))
    sentences = [
        (kind, right, wrong) for kind, pair in made for right, wrong in zip(*pair, strict=True)
    ]
    rng.shuffle(sentences)
    clean = _text([right for _kind, right, _wrong in sentences])
    faulty = _text([wrong for _kind, _right, wrong in sentences])
    places = []
    for kind, right, wrong in sentences:
        if right != wrong:
            start = faulty.index(wrong)
            places.append((kind, (start, start + len(wrong))))
    return Planted(_report(clean), _report(faulty), tuple(places))


def _text(sentences: list[str]) -> str:
    lines = ["各位代表：", "一、2025年工作回顾"]
    for number in range(0, len(sentences), 4):
        lines.append("各项工作扎实推进。" + "".join(sentences[number : number + 4]))
    return "\n".join(lines) + "\n"


def _report(text: str) -> Report:
    return Report("made-up", "报告", "", "", "", "", 2025, 2026, "", text)


def _slip(rng: random.Random, number: str) -> str:
    """Change one digit behind the first, so that the number stays of its size."""
    digits = [match.start() for match in re.finditer(r"\d", number)]
    place = rng.choice(digits[1:] or digits)
    other = rng.choice([digit for digit in "123456789" if digit != number[place]])
    return number[:place] + other + number[place + 1 :]


def _sum(rng: random.Random, thing: tuple[str, str]) -> _Pair:
    items = rng.sample(_ITEMS, rng.randint(2, 5))
    what, unit = thing
    if thing in _COUNTED:
        parts = [str(rng.randint(12, 98)) for _ in items]
        total = str(sum(map(int, parts)))
    else:
        parts = [f"{rng.uniform(2, 20):.2f}" for _ in items]
        total = f"{sum(map(float, parts)):.2f}"
    way = rng.randrange(4)
    # In the first two the text doesn't say that the parts are all: only too much is a fault.
    most = max(range(len(parts)), key=lambda index: float(parts[index]))
    more = list(parts)
    more[most] = f"{float(parts[most]) + 0.08 * float(total) + 1:.{2 if '.' in total else 0}f}"
    less = list(parts)
    less[most] = f"{float(parts[most]) * 0.7:.{2 if '.' in total else 0}f}"

    def said(numbers: list[str]) -> str:
        listed = [f"{item}{number}{unit}" for item, number in zip(items, numbers, strict=True)]
        if way == 0:
            return f"全年{what}{total}{unit}，其中{'、'.join(listed)}。"
        if way == 1:
            return f"{what}{total}{unit}，其中{what[:2]}{('，' + what[:2]).join(listed)}。"
        if way == 2:
            return f"{what}在{'、'.join(listed)}，合计{total}{unit}。"
        return f"全年{what}{total}{unit}，其中{'、'.join(listed[:-1])}，其余{listed[-1]}。"

    return [said(parts)], [said(more if way < 2 or rng.random() < 0.5 else less)]


def _two_values(rng: random.Random, indicator: str, unit: str) -> _Pair:
    level = f"{rng.uniform(20, 900):.2f}"
    rate = f"{rng.uniform(2, 39):.1f}"
    if rng.random() < 0.5:
        first, second = (
            f"{indicator}{{0}}{level}{unit}。",
            "{1}" + indicator + "达到{2}" + unit + "。",
        )
        told = level
    else:
        first, second = f"{indicator}{{0}}增长{rate}%。", "{1}" + indicator + "增长{2}%。"
        told = rate
    one = first.format(rng.choice(("", "完成", "达到") if told == level else ("", "同比")))
    lead = rng.choice(("", "全年", "2025年，", "经济运行总体平稳，"))
    return (
        [one, second.format("", lead, told)],
        [one, second.format("", lead, _slip(rng, told))],
    )


def _spelling(rng: random.Random, name: str) -> _Pair:
    place = rng.randrange(2, len(name) - 3)
    char = rng.choice([one for one in _SLIPS if one not in name])
    wrong = rng.choice(
        (
            name[:place] + char + name[place + 1 :],
            name[:place] + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        )
    )
    first = f"{rng.choice(('筹建', '建成', '加快推进'))}{name}，带动相关产业集聚。"
    second = "依托{}等资源，不断提升服务能力。"
    return [first, second.format(name)], [first, second.format(wrong)]


def _percentage(rng: random.Random, index: int) -> _Pair:
    old, new = rng.uniform(50, 90), rng.uniform(95, 140)
    old, new = round(old, 1), round(new, 1)
    rise, share = 100 * (new - old) / old, 100 * old / new
    done = 100 * new / old
    forms: tuple[tuple[str, float], ...] = (
        (f"研发投入由{old}亿元增加到{new}亿元，增长{{:.1f}}%。", rise),
        (f"产业项目到位额{new}亿元，完成年度任务{old}亿元的{{:.1f}}%。", done),
        (f"贷款余额{new}亿元，其中小微企业{old}亿元，占{{:.1f}}%。", share),
        ("常住人口医保覆盖率达到{:.1f}%。", rng.uniform(80, 99)),
        ("服务业增加值占全区经济比重达到{:.1f}%。", rng.uniform(50, 70)),
    )
    form, right = forms[index if index < 3 else rng.randint(3, 4)]
    wrong = right + rng.choice((-7.0, 6.0, 9.0)) if index < 3 else right + 100
    return [form.format(right)], [form.format(wrong)]


def _order(rng: random.Random, index: int) -> _Pair:
    low = rng.randint(2, 40)
    high = low + rng.randint(1, 30)
    forms: tuple[Callable[[int, int], str], ...] = (
        lambda a, b: f"每年培育重点企业{a}-{b}家。",
        lambda a, b: f"平均办理环节由{b}个减少到{a}个。",
        lambda a, b: f"市级科普基地从{a}个增加到{b}个。",
        lambda a, b: f"编制完成{1980 + a}至{1980 + b}年发展纲要。",
    )
    return [forms[index](low, high)], [forms[index](high, low)]
