"""What official prose says in figures, and the names with digits that say nothing."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.numbers import read_numerals, read_quantities, read_years

LAW = settings(deadline=None, max_examples=300)

# text, value, value2, unit, comparator, exact substring
FORMS = [
    ("一般公共预算收入完成23.69亿元", 23.69, None, "亿元", "=", "23.69亿元"),
    ("拉动消费28000万元", 28000, None, "万元", "=", "28000万元"),
    ("总量达到108万亿元", 108, None, "万亿元", "=", "108万亿元"),
    ("规模达到1.8万亿", 1.8, None, "万亿", "=", "1.8万亿"),
    ("规模2.8亿左右", 2.8, None, "亿", "~", "2.8亿左右"),
    ("规模2.8亿以上", 2.8, None, "亿", ">=", "2.8亿以上"),
    ("新增4万多亿元", 4, None, "万亿元", ">", "4万多亿元"),
    ("达到6000多亿斤", 6000, None, "亿斤", ">", "6000多亿斤"),
    ("规模达三万五千亿元", 35000, None, "亿元", "=", "三万五千亿元"),
    ("新增七万五千人", 75000, None, "人", "=", "七万五千人"),
    ("文化活动2004场", 2004, None, "场", "=", "2004场"),
    ("新招引企业1009家", 1009, None, "家", "=", "1009家"),
    ("新招引企业1,009家", 1009, None, "家", "=", "1,009家"),
    ("新招引企业１，００９家", 1009, None, "家", "=", "１，００９家"),
    ("交易6.13万笔", 6.13, None, "万笔", "=", "6.13万笔"),
    ("交易６．１３万笔", 6.13, None, "万笔", "=", "６．１３万笔"),
    ("工单7.07万件", 7.07, None, "万件", "=", "7.07万件"),
    ("约2.8亿元", 2.8, None, "亿元", "~", "约2.8亿元"),
    ("增长25%左右", 25, None, "%", "~", "25%左右"),
    ("增长5％以上", 5, None, "%", ">=", "5％以上"),
    ("总数不低于50%", 50, None, "%", ">=", "不低于50%"),
    ("控制在5%以内", 5, None, "%", "<=", "控制在5%以内"),
    ("不超过3个", 3, None, "个", "<=", "不超过3个"),
    ("不到5%", 5, None, "%", "<", "不到5%"),
    ("提高0.8个百分点", 0.8, None, "个百分点", "=", "0.8个百分点"),
    ("提高2百分点", 2, None, "百分点", "=", "2百分点"),
    ("千分之三即3‰", 3, None, "‰", "=", "3‰"),
    ("增长百分之六点三", 6.3, None, "%", "=", "百分之六点三"),
    ("占百分之五十以上", 50, None, "%", ">=", "百分之五十以上"),
    ("不低于百分之六", 6, None, "%", ">=", "不低于百分之六"),
    ("超过百分之五十", 50, None, "%", ">", "超过百分之五十"),
    ("约百分之五", 5, None, "%", "~", "约百分之五"),
    ("增长-3.5%", -3.5, None, "%", "=", "-3.5%"),
    ("近四成", 4, None, "成", "~", "近四成"),
    ("六成以上", 6, None, "成", ">=", "六成以上"),
    ("办件七万多件", 7, None, "万件", ">", "七万多件"),
    ("项目40余个", 40, None, "个", ">", "40余个"),
    ("受益百余万人次", 100, None, "万人次", ">", "百余万人次"),
    ("融资超千万元", 1000, None, "万元", ">", "超千万元"),
    ("30多万人", 30, None, "万人", ">", "30多万人"),
    ("100余万元", 100, None, "万元", ">", "100余万元"),
    ("投资额30亿元以上", 30, None, "亿元", ">=", "30亿元以上"),
    ("超过7万件", 7, None, "万件", ">", "超过7万件"),
    ("高质量完成四批项目", 4, None, "批", "=", "四批"),
    ("层级保持在三级以内", 3, None, "级", "<=", "三级以内"),
    ("管理层级不超过三级", 3, None, "级", "<=", "不超过三级"),
    ("对2700多名幼儿", 2700, None, "名", ">", "2700多名"),
    ("浓度36微克/立方米", 36, None, "微克/立方米", "=", "36微克/立方米"),
    ("运力147.5万载重吨", 147.5, None, "万载重吨", "=", "147.5万载重吨"),
    ("外资2745万美元", 2745, None, "万美元", "=", "2745万美元"),
    ("管网9.8公里", 9.8, None, "公里", "=", "9.8公里"),
    ("建设十二条路", 12, None, "条", "=", "十二条"),
    ("新增二十余万元", 20, None, "万元", ">", "二十余万元"),
    ("排名全国第3", 3, None, "位次", "=", "第3"),
    ("位居全市第二位", 2, None, "位次", "=", "第二位"),
    ("增速居全市第1位", 1, None, "位次", "=", "第1位"),
    ("打造1-2所高中", 1, 2, "所", "range", "1-2所"),
    ("培育2—3家企业", 2, 3, "家", "range", "2—3家"),
    ("培育2至3家企业", 2, 3, "家", "range", "2至3家"),
    ("增长5%-6%", 5, 6, "%", "range", "5%-6%"),
    ("增长5～6%", 5, 6, "%", "range", "5～6%"),
    ("投资3亿至5亿元", 3, 5, "亿元", "range", "3亿至5亿元"),
    ("新增1.2万—1.5万人", 1.2, 1.5, "万人", "range", "1.2万—1.5万人"),
]


@pytest.mark.parametrize(
    ("text", "value", "value2", "unit", "comparator", "written"),
    [pytest.param(*form, id=f"number:{form[0]}") for form in FORMS],
)
def test_one_quantity(text, value, value2, unit, comparator, written):
    quantities = read_quantities(text)
    assert [text[one.start : one.end] for one in quantities] == [written]
    (one,) = quantities
    assert one.value == pytest.approx(value)
    assert one.value2 == (None if value2 is None else pytest.approx(value2))
    assert (one.unit, one.comparator) == (unit, comparator)
    assert one.start <= one.number_start < one.end


@pytest.mark.parametrize(
    "text",
    [
        "办理12345热线",
        "轨道交通4号线",
        "第39届科技活动周",
        "“十五五”开局",
        "PM2.5平均浓度",
        "117项目",
        "沿G318线",
        "国产C919客机",
        "2025年",
        "2025年度",
        "2025—2030年",
        "二〇二五年",
        "12月31日",
        "三级医院",
        "引进一批企业",
        "“五一”假期",
        "一个中心",
        "林容里5号楼",
        "天美86号园区",
        "三十五中学",
        "二三级公立医院",
        "百家讲坛",
        "党的二十大",
        "第一医院",
        "第三产业",
        "第十五批",
        "第三十四条",
        "第十二次会议",
        "市委十二届八次全会",
        "新中国成立75周年",
        "数十家",
        "数百万人",
        "几十万人",
        "1.2.3",
        "",
    ],
    ids=lambda text: f"name:{text or 'empty'}",
)
def test_names_are_no_quantities(text):
    assert read_quantities(text) == []


# A guess (七八家 → 78家) would be a wrong figure; an exception would take the whole page down.
@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("四五个村", 4, 5),
        ("七八家企业", 7, 8),
        ("两三年", 2, 3),
        ("三五百人", 300, 500),
        ("三四十人", 30, 40),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_approximate_pairs_are_ranges_or_nothing(text, low, high):
    assert [(one.value, one.value2) for one in read_quantities(text)] in ([], [(low, high)])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("分别增长20%、25%左右", ["20%", "25%左右"]),
        ("惠民演出9场、音乐汇11场", ["9场", "11场"]),
        ("12345热线工单7.07万件、留言657件", ["7.07万件", "657件"]),
        ("到2026年达到5个以上", ["5个以上"]),
        ("市内六区第1,优良天数77.5%", ["第1", "77.5%"]),
        ("盘活56号等洋楼2.9万平方米", ["2.9万平方米"]),
        ("近二十年、十年来", ["近二十年"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_several_quantities_in_order(text, written):
    assert [text[one.start : one.end] for one in read_quantities(text)] == written


NUMBER = st.one_of(
    st.integers(0, 99999).map(str),
    st.integers(0, 999999).map(lambda n: f"{n:,}"),
    st.decimals(0, 9999, places=2).map(str),
    st.sampled_from(
        "二 两 十 十二 二十 一百二十 百 千 三千五百 百分之六 百分之六点三 第3 第二 第十二".split()
    ),
    st.tuples(st.integers(1, 9), st.integers(10, 30)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
QUANTITIES = st.tuples(
    st.sampled_from(["", "超过", "不低于", "约", "近", "控制在", "第"]),
    NUMBER,
    st.sampled_from(["", "余", "多"]),
    st.sampled_from(["", "万", "亿", "万亿"]),
    st.sampled_from(["", "元", "家", "个", "%", "个百分点", "位", "级", "项", "公里", "号", "年"]),
    st.sampled_from(["", "以上", "以内", "左右", "目", "庭", "医院", "、", "，", "。", " "]),
).map("".join)
TEXTS = st.lists(
    QUANTITIES | st.sampled_from(["同比增长", "完成", "第39届", "4号线", "PM2.5", "，"]), max_size=5
).map("".join)
NUMERALS = st.tuples(
    st.text(st.sampled_from("零一二三五十百千点"), min_size=1, max_size=4),
    st.sampled_from("余多万亿"),
    st.sampled_from(["个", "家", "人", "%", "年", "亿元"]),
).map("".join)


@LAW
@given(TEXTS | NUMERALS | NUMERALS.map(lambda text: text.replace("余", "")) | st.text(max_size=30))
def test_any_text_is_read_without_an_error_in_order_and_disjoint(text):
    quantities = read_quantities(text)
    assert all(0 <= one.start <= one.number_start < one.end <= len(text) for one in quantities)
    assert all(math.isfinite(one.value) for one in quantities)
    ends = [0, *(one.end for one in quantities)]
    assert all(end <= one.start for end, one in zip(ends, quantities, strict=False))


@LAW
@given(TEXTS)
def test_the_span_of_a_quantity_reads_as_the_same_quantity(text):
    for one in read_quantities(text):
        written = text[one.start : one.end]
        (again,) = read_quantities(written)
        assert (again.start, again.end) == (0, len(written))
        assert (again.value, again.value2) == (one.value, one.value2)
        assert (again.unit, again.comparator) == (one.unit, one.comparator)


@LAW
@given(st.integers(1, 10**9), st.sampled_from(["元", "家", "人次", "公里", "件"]))
def test_the_thousands_separator_changes_nothing(value, unit):
    (plain,), (marked,) = read_quantities(f"{value}{unit}"), read_quantities(f"{value:,}{unit}")
    assert (plain.value, plain.unit) == (marked.value, marked.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025年执行情况与2026年草案", [2025, 2026]),
        ("２０２５年", [2025]),
        ("2004场活动", []),
        ("12025年", []),
        ("“十五五”时期", []),
        ("", []),
    ],
    ids=["two", "full_width", "count", "longer_number", "five_year_plan", "empty"],
)
def test_years(text, years):
    assert read_years(text) == years


def test_numerals_are_whole():
    text = "12345热线4.65亿元、1,009家和PM2.5，第39届"
    assert [text[s:e] for s, e in read_numerals(text)] == ["12345", "4.65", "1,009", "2.5", "39"]
