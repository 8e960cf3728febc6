"""Every quantified statement of a report is a row, every name with digits is none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.numbers import read_numerals
from bot.report.facts import FactTable, read_facts
from bot.report.indicator_words import normalise
from bot.report.loading import Report
from bot.report.number_names import read_number_names
from bot.report.sections import parse_report
from bot.settings import PROJECT_ROOT
from eval.facts import compare, load_gold


def report_of(text: str) -> Report:
    return Report(
        id="some-2031",
        title="某市2031年政府工作报告",
        issuer="",
        place="",
        date="",
        source="",
        result_year=2030,
        plan_year=2031,
        sha256="",
        text=text,
    )


def table_of(done: str = "", planned: str = "") -> FactTable:
    """Read a report of two parts: what was done in 2030, what is planned for 2031."""
    report = report_of(
        f"一、2030年工作回顾\n全市上下奋力拼搏。{done}\n二、2031年主要任务\n我们将努力工作。{planned}\n"
    )
    return read_facts(report, parse_report(report))


def rows(table: FactTable) -> list[tuple]:
    return [(one.indicator, one.value, one.unit, one.comparator) for one in table.facts]


TABLE = [
    (
        "地区生产总值完成820.5亿元，同比增长5.8%，总量居全市第4位。",
        [
            ("地区生产总值", 820.5, "亿元", "="),
            ("地区生产总值同比增长", 5.8, "%", "="),
            ("地区生产总值总量全市排名", 4, "名", "="),
        ],
    ),
    (
        "城镇新增就业2.1万人，城镇登记失业率控制在3%以内。",
        [("城镇新增就业", 2.1, "万人", "="), ("城镇登记失业率", 3, "%", "<=")],
    ),
    (
        "新建口袋公园12个、城市绿道35公里。",
        [("新建口袋公园", 12, "个", "="), ("新建城市绿道", 35, "公里", "=")],
    ),
    (
        "新建改造供水、供热管网800公里、600公里。",
        [("新建改造供水管网", 800, "公里", "="), ("新建改造供热管网", 600, "公里", "=")],
    ),
    (
        "粮食、蔬菜产量分别达到15万吨和48万吨。",
        [("粮食产量", 15, "万吨", "="), ("蔬菜产量", 48, "万吨", "=")],
    ),
    (
        "工业用电量、货运量分别增长6%、9%左右。",
        [("工业用电量增长", 6, "%", "~"), ("货运量增长", 9, "%", "~")],
    ),
    (
        "新建图书馆、文化馆、体育馆各2座。",
        [
            ("新建图书馆", 2, "座", "="),
            ("新建文化馆", 2, "座", "="),
            ("新建体育馆", 2, "座", "="),
        ],
    ),
    (
        "污水处理率、垃圾无害化处理率100%。",
        [("污水处理率", 100, "%", "="), ("垃圾无害化处理率", 100, "%", "=")],
    ),
    (
        "财政补助标准由每人每年640元提高到670元。",
        [("财政补助标准", 640, "元", "="), ("财政补助标准", 670, "元", "=")],
    ),
    (
        "建成云港路、滨湖街等5处停车场。",
        [("建成停车场", 5, "处", "=")],
    ),
    (
        "临江路片区等6个项目开工建设。",
        [("临江路片区等项目开工建设", 6, "个", "=")],
    ),
    ("认定7家市级技术创新中心。", [("认定市级技术创新中心", 7, "家", "=")]),
    ("36个老旧小区完成改造。", [("老旧小区完成改造", 36, "个", "=")]),
    ("推动18家企业上市。", [("推动企业上市", 18, "家", "=")]),
    ("对3200多名困难学生给予资助。", [("对困难学生给予资助", 3200, "名", ">")]),
    ("引进项目40余个，到位资金超千万元。", [("引进项目", 40, "个", ">"), ("项目到位资金", 1000, "万元", ">")]),
    ("培训群众百余万人次。", [("培训群众", 100, "万人次", ">")]),
    ("压缩管理层级至三级以内。", [("压缩管理层级", 3, "级", "<=")]),
    ("完成五批旧城改造任务。", [("完成旧城改造任务", 5, "批", "=")]),
    ("新建小学1-2所。", [("新建小学", 1, "所", "range")]),
    ("引进龙头企业3至5家。", [("引进龙头企业", 3, "家", "range")]),
    ("技术合同成交额翻了一番。", [("技术合同成交额翻番", 1, "番", "=")]),
    ("生猪出栏量实现翻番。", [("生猪出栏量翻番", 1, "番", "=")]),
    ("专利授权量是上年的3倍。", [("专利授权量是上年", 3, "倍", "=")]),
    ("民间投资占固定资产投资的58%。", [("民间投资占固定资产投资", 58, "%", "=")]),
    ("研发经费占比达到3.1%、提高0.2个百分点。", [("研发经费占比", 3.1, "%", "="), ("研发经费占比提高", 0.2, "个百分点", "=")]),
    ("举办文化活动2004场，惠及群众16万人次。", [("举办文化活动", 2004, "场", "="), ("文化活动惠及群众", 16, "万人次", "=")]),
    ("三次获得国家部委表彰。", [("获得国家部委表彰", 3, "次", "=")]),
    ("实施亿元以上项目120个。", [("实施亿元以上项目", 120, "个", "=")]),
    ("滨江新区规模跻身全国前10位。", [("滨江新区规模全国排名", 10, "位", "<=")]),
    ("群众满意度位居全省第一方阵。", [("群众满意度全省排名", 1, "方阵", "=")]),
    ("空气质量优良天数连续6年保持增长。", [("空气质量优良天数连续保持增长", 6, "年", "=")]),
    ("脱贫人口1.2万，易地搬迁6434户。", [("脱贫人口", 1.2, "万", "="), ("易地搬迁", 6434, "户", "=")]),
    ("解决8600万农村居民饮水问题。", [("解决农村居民饮水问题", 8600, "万", "=")]),
    ("铁路里程由9000多公里增加到2万5千公里。", [("铁路里程", 9000, "公里", ">"), ("铁路里程", 2.5, "万公里", "=")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=lambda value: str(value)[:14])
def test_a_sentence_is_read_as_rows(sentence, expected):
    assert rows(table_of(done=sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "优化12345热线服务。",
        "地铁4号线加快建设。",
        "举办第39届科技活动周、第十二届艺术节。",
        "“十五五”规划编制完成。",
        "5G网络实现全覆盖。",
        "PM2.5浓度持续下降。",
        "盘活人民路56号旧厂房。",
        "产业园二期和安置房三期交付使用。",
        "深化“三新”“三量”工作，推进“十项行动”。",
        "实施城市更新三年行动，开展百日攻坚。",
        "G331通车，国产C919首飞。",
        "党的二十大精神深入人心，市委十二届八次全会部署落实。",
        "打造15分钟便民生活圈。",
        "严格落实中央八项规定精神。",
        "第三批清单已经印发，第三产业稳步发展。",
        "隆重庆祝建市40周年，20世纪90年代建筑得到保护。",
        "景区创成国家5A级景区。",
        "从5月1日起执行。",
        "过去五年，我们砥砺前行。",
        "充分发挥两个积极性，抓好三方面工作。",
    ],
)
def test_names_with_numbers_are_no_rows(sentence):
    table = table_of(done=sentence)
    assert (table.facts, table.unread) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("甲区、乙区、丙区收入分别增长5%、6%。", "对不上"),
        ("三次产业结构调整为6.9:42.1:51。", "比例"),
        ("运行指标为88。", "单位"),
        ("增长5%。", "没有说明"),
    ],
)
def test_what_is_not_safe_is_listed(sentence, reason):
    table = table_of(done=sentence)
    assert table.facts == ()
    assert table.unread
    assert all(reason in one.reason for one in table.unread)


@pytest.mark.parametrize(
    ("planned", "year", "mode"),
    [
        ("新增学位3000个。", 2031, "target"),
        ("到2035年，森林覆盖率达到45%。", 2035, "target"),
        ("去年，新增学位3000个。", 2030, "result"),
        ("今年新增学位3000个。", 2031, "target"),
        ("“十六五”时期，新增学位3000个。", None, "target"),
        ("地区生产总值比2030年增长5%。", 2031, "target"),
        ("今后五年，新增学位3000个。", None, "target"),
        ("为60岁以上老人免费体检。", 2031, "status"),
        ("优化区街两级治理中心建设。", 2031, "status"),
    ],
)
def test_year_and_mode_of_a_plan(planned, year, mode):
    (fact,) = table_of(planned=planned).facts
    assert (fact.year, fact.mode) == (year, mode)


def test_year_and_mode_of_results():
    table = table_of(done="新增学位3000个。这是好成绩。", planned="新增学位800个。")
    assert [(one.year, one.mode) for one in table.facts] == [(2030, "result"), (2031, "target")]


def test_the_level_a_rise_starts_from_is_no_result():
    table = table_of(done="城镇化率从2025年的60.1%提高到65%。")
    assert [(one.value, one.year, one.mode) for one in table.facts] == [
        (60.1, 2025, "status"),
        (65, 2030, "result"),
    ]


def test_a_period_that_opens_a_paragraph_holds_for_it():
    report = report_of(
        "一、2030年工作回顾\n过去五年，全市面貌一新。新增就业10万人。\n2030年，新增就业2万人。\n"
    )
    facts = read_facts(report, parse_report(report)).facts
    assert [one.year for one in facts] == [None, 2030]


def test_the_subject_of_sentences_before_is_kept():
    (fact,) = table_of(planned="生物医药产业加快集聚。产值突破500亿元。").facts
    assert fact.indicator == "生物医药产业产值"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完成新建、提升口袋公园", "新建提升口袋公园"),
        ("产业项目到位额", "实现产业项目到位额"),
        ("一般公共预算收入同比增长", "一般公共预算收入增长"),
        ("更新社区健身园", "建设社区健身园"),
    ],
)
def test_the_normal_form_matches_over_the_years(one, other):
    assert normalise(one) == normalise(other)


def test_the_normal_form_keeps_what_distinguishes():
    assert normalise("新增就业") != normalise("就业")
    assert normalise("改造面积") != normalise("面积")
    assert normalise("地区生产总值增长") != normalise("地区生产总值")


PIECES = [*(sentence for sentence, _ in TABLE), "优化12345热线。", "第39届。", "到2035年，达到45%。",
          "(一)加快发展。", "“3+6”", "、", "，", "分别", "各", "从", "提高到", "5%", "30岁以上", "G331", "\n"]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40))
def test_laws(text):
    report = report_of(f"一、2030年工作回顾\n{text}\n二、2031年任务\n{text}")
    outline = parse_report(report)
    table = read_facts(report, outline)
    assert len({one.id for one in table.facts}) == len(table.facts)
    for fact in table.facts:
        assert fact.text == report.text[fact.start : fact.end]
        assert fact.start <= fact.number_start < fact.number_end <= fact.end
        assert fact.indicator
        assert fact.normalised
    for unread in table.unread:
        assert unread.text == report.text[unread.start : unread.end]
        assert unread.reason
    assert table == read_facts(report, outline)
    covered = [(one.number_start, one.number_end) for one in table.facts]
    covered += [(one.start, one.end) for one in table.unread]
    for _, _, paragraph in outline.paragraphs():
        for sentence in paragraph.sentences:
            own = report.text[sentence.start : sentence.end]
            named = [(one.start, one.end) for one in read_number_names(own)]
            for start, end in read_numerals(own):
                inside = any(a < end and start < b for a, b in named)
                place = sentence.start + start
                assert inside or any(a <= place < b for a, b in covered), own[start:end]


def test_the_report_is_read_as_two_people_read_it(report):
    found = compare(
        load_gold(PROJECT_ROOT / "eval" / "facts.jsonl"), read_facts(report, parse_report(report))
    )
    scores = found.scores()
    assert scores["recall"] >= 0.98
    assert scores["precision"] >= 0.98
    assert scores["fields"] >= 0.97
    assert scores["comparator"] >= 0.97


def test_indicators_are_told_without_marks_at_their_ends(report):
    for fact in read_facts(report, parse_report(report)).facts:
        assert not re.match(r"[，,、；;。：:]", fact.indicator)
        assert len(fact.indicator) <= 45
