"""Where a report disagrees with itself: the real one's faults, planted ones, and what is no fault."""

import dataclasses
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.audit import SourceIssue, audit, issues_at
from bot.report.facts import read_facts
from bot.report.loading import Report
from bot.report.sections import parse_report
from tests.report.planting import FAULTS, KINDS, plant

MADE_UP = Report("made-up", "报告", "", "", "", "", 2025, 2026, "", "")


def audited(report: Report) -> tuple[SourceIssue, ...]:
    outline = parse_report(report)
    return audit(report, outline, read_facts(report, outline))


def of(*paragraphs: str) -> tuple[SourceIssue, ...]:
    text = "\n".join(("各位代表：", "一、2025年工作回顾", *paragraphs)) + "\n"
    return audited(dataclasses.replace(MADE_UP, text=text))


def test_the_real_reports_faults_and_nothing_else(report: Report) -> None:
    spelling, added = audited(report)
    assert (spelling.kind, added.kind) == ("spelling", "sum")
    assert added.message == "原文写总数42.7万平方米，但“其中”各项相加为43.82万平方米。"
    assert "绿色数智航运" in spelling.message
    assert "绿色智能航运" in spelling.message
    quoted = [report.text[start:end] for start, end in spelling.spans]
    assert "筹建国能航运绿色数智航运装备联合研发中心" in quoted[0]
    assert "国能航运绿色智能航运装备联合研发中心" in quoted[1]


@pytest.mark.parametrize("seed", range(12))
def test_planted_faults_are_found_and_clean_text_is_left_alone(seed: int) -> None:
    planted = plant(seed)
    assert Counter(kind for kind, _span in planted.places) == dict.fromkeys(KINDS, FAULTS)
    assert audited(planted.clean) == ()
    issues = audited(planted.faulty)
    found = [
        (kind, span)
        for kind, span in planted.places
        if any(issue.kind == kind for issue in issues_at(issues, *span))
    ]
    missed = [
        planted.faulty.text[slice(*span)] for _, span in planted.places if (_, span) not in found
    ]
    assert len(found) >= 18, missed


@pytest.mark.parametrize(
    ("sentence", "kind", "message"),
    [
        pytest.param(
            "改造小区20个，其中东区12个、西区9个。",
            "sum",
            "原文写总数20个，但“其中”各项相加为21个。",
            id="sum",
        ),
        pytest.param(
            "拟安排赤字2.38万亿元，比去年增加2000亿元。其中，中央1.55万亿元，地方8800亿元。",
            "sum",
            "原文写总数2.38万亿元，但“其中”各项相加为2.43万亿元。",
            id="sum_in_the_next_sentence",
        ),
        pytest.param(
            "赤字2.38万亿元，其中中央1.55万亿元，地方7300亿元。",
            "sum",
            "原文写总数2.38万亿元，但“其中”各项相加为2.28万亿元。",
            id="sum_of_two_that_are_all",
        ),
        pytest.param(
            "引进企业40家，其中外资企业52家。", "sum", "原文写总数40家，但其中一项就有52家。", id="part_above_whole"
        ),
        pytest.param(
            "新增投资额35.16亿元，完成年度任务30亿元的127.2%。",
            "percentage",
            "原文写完成35.16亿元、任务30亿元，为任务的127.2%，但按这两个数计算是117.2%。",
            id="task",
        ),
        pytest.param(
            "年度任务为30亿元，实际完成35.16亿元，完成年度任务的127.2%。",
            "percentage",
            "原文写完成35.16亿元、任务30亿元，为任务的127.2%，但按这两个数计算是117.2%。",
            id="task_first",
        ),
        pytest.param(
            "税收由50.0亿元增加到60.0亿元，增长25.0%。",
            "percentage",
            "原文写由50.0亿元到60.0亿元、增长25.0%，但按这两个数计算是增长20%。",
            id="growth",
        ),
        pytest.param(
            "税收去年为50.0亿元，今年达到60.0亿元，同比增长25.0%。",
            "percentage",
            "原文写由50.0亿元到60.0亿元、增长25.0%，但按这两个数计算是增长20%。",
            id="growth_from_last_year",
        ),
        pytest.param(
            "税收63.00亿元，比上年增加3.00亿元，增长7.0%。",
            "percentage",
            "原文写63.00亿元、增加3.00亿元、变化7.0%，但按前两个数计算是5%。",
            id="increase",
        ),
        pytest.param(
            "城镇化率由52.6%提高到58.5%，提高6.9个百分点。",
            "percentage",
            "原文写由52.6%到58.5%，变化6.9个百分点，但两数相差是增加5.9个百分点。",
            id="points",
        ),
        pytest.param(
            "垃圾分类覆盖率达到104%。", "percentage", "原文写“垃圾分类覆盖率”为104%，这类比率不会超过100%。", id="rate"
        ),
        pytest.param(
            "能源消费结构中，煤、油、气占比分别为30%、40%、45%。",
            "percentage",
            "原文写各项占比分别为30%、40%、45%，相加为115%，超过100%。",
            id="shares",
        ),
        pytest.param(
            "三次产业结构调整为6.1:35.2:60.7。",
            "percentage",
            "原文写三次产业结构为6.1:35.2:60.7，三项相加为102，不是100。",
            id="structure",
        ),
        pytest.param("打造5-2所高中。", "order", "原文写“5-2所”，范围的终点小于起点。", id="range"),
        pytest.param(
            "办理时间之外，环节由3个减少到5个。", "order", "原文写由3个减少到5个，方向与数字相反。", id="direction"
        ),
        pytest.param(
            "一是抓项目。二是抓招商。四是抓服务。",
            "numbering",
            "原文序号由“二是”直接到“四是”，中间有缺号或次序颠倒。",
            id="points_skipped",
        ),
    ],
)  # fmt: skip
def test_what_is_told(sentence: str, kind: str, message: str) -> None:
    (issue,) = of(sentence)
    assert (issue.kind, issue.message) == (kind, message)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("改造小区20个，其中东区12个、西区5个。", id="parts_not_all"),
        pytest.param("拟安排赤字2.38万亿元，比去年增加2000亿元。其中，中央1.55万亿元，地方8300亿元。", id="adds_up"),
        pytest.param("投资10.0亿元，其中甲3.34亿元、乙3.34亿元、丙3.34亿元。", id="rounding"),
        pytest.param("营业里程12.1万公里，其中高铁超过1.9万公里，占世界60%以上。", id="share_of_another_whole"),
        pytest.param("重组11家实验室，国家级、省级平台分别达到22家、182家。", id="another_subject"),
        pytest.param("收入由54万亿元增加到82.7万亿元，年均增长7.1%。", id="yearly_average"),
        pytest.param("地区生产总值由50亿元增加到60亿元，增长5%。", id="constant_prices"),
        pytest.param("基本养老保险新增参保完成率161.2%，税收增长120%。", id="rates_that_may_exceed"),
        pytest.param("利润下降120%，资产负债率110%，完成全年任务的119%。", id="more_that_may_exceed"),
        pytest.param("全市排名由第10位上升到第5位，打造1-2所高中。", id="ranks"),
        pytest.param("覆盖率超过95%，优良天数比率77.5%，失业率控制在5.5%左右。", id="rates"),
        pytest.param("推进青川市第一人民医院建设，推进青川市第二人民医院建设。", id="numbered_names"),
        pytest.param("建设滨河文化公园一期工程，启动滨河文化公园二期工程。", id="stages"),
        pytest.param("一是抓项目。二是抓招商。三是抓服务。", id="points"),
        pytest.param("对7个城市（包括县城）及其他22个城市开展攻坚。", id="a_bracket_that_closes"),
        pytest.param("让“有一种叫青川的生活”成真，打响“有一种叫青川的机遇”品牌。", id="two_slogans"),
        pytest.param("钢铁、水泥产量分别占全国的60%、50%。", id="shares_of_two_wholes"),
        pytest.param("支持本市健儿在奥运会等重大赛事上夺金，本市健儿在全运会等重大赛事上夺金。", id="a_head_inside_a_word"),
    ],
)  # fmt: skip
def test_what_is_no_fault(sentence: str) -> None:
    assert of(sentence) == ()


def test_two_values_need_one_year_and_one_scope() -> None:
    (issue,) = of("固定资产投资增长39.4%。", "发挥带动作用，固定资产投资增长34.9%。")
    assert issue.kind == "two_values"
    assert "39.4%" in issue.message
    assert "34.9%" in issue.message
    assert of("固定资产投资增长39.4%。", "上半年固定资产投资增长34.9%。") == ()
    assert of("固定资产投资增长39.4%。", "二、2026年工作任务", "固定资产投资增长5.0%。") == ()


def test_numbers_of_sections() -> None:
    (issue,) = of("（一）抓项目", "全力推进。", "（三）抓招商", "全力推进。")
    assert issue.message == "原文序号由“（一）”直接到“（三）”，中间有缺号或次序颠倒。"
    (twice,) = of("（一）抓项目", "全力推进。", "（一）抓招商", "全力推进。")
    assert twice.message == "序号“（一）”在原文中出现两次。"


def test_issues_at_gives_those_that_touch() -> None:
    near, far = SourceIssue("sum", "", ((5, 9),)), SourceIssue("sum", "", ((1, 2), (20, 30)))
    assert issues_at((near, far), 8, 21) == (near, far)
    assert issues_at((near, far), 9, 20) == ()
    assert issues_at((near, far), 0, 2) == (far,)


def test_it_takes_a_moment(report: Report) -> None:
    long = dataclasses.replace(report, text=report.text + "\n" + report.text[200:])
    outline = parse_report(long)
    table = read_facts(long, outline)
    begun = time.perf_counter()
    audit(long, outline, table)
    assert time.perf_counter() - begun < 1.0


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "固定资产投资 增长 5% 、 ， ； 。 44.65亿元 其中 分别 合计 占 由 到 增加到 完成任务的 30亿元 3-1家 "
            "(一) 一是 三是 “ ” ( ) 40余个 联合研发中心 \ue000 \n".split(" ")
        ),
        max_size=25,
    ).map("".join)
    | st.text(max_size=40)
)
def test_every_issue_quotes_the_text(text: str) -> None:
    report = dataclasses.replace(MADE_UP, text=text)
    for issue in audited(report):
        assert issue.message
        assert issue.spans
        for start, end in issue.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
