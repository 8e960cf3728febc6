"""From a sentence to a question: what is asked, and what had better not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.figure_questions import figure_questions
from bot.answering.places import read_homeland
from bot.answering.related import candidates_of, title_question
from bot.answering.understanding import understand
from bot.answering.well_formed import LONGEST, SHORTEST, is_well_formed
from bot.assistant import Assistant
from bot.language.lexicon import Lexicon
from bot.language.numbers import read_quantities, read_years
from bot.language.text import split_clauses
from bot.report.loading import Report
from bot.report.periods import Mode

LEXICON = Lexicon(
    {"城镇调查失业率": [], "居民人均可支配收入": [], "一般公共预算收入": []},
    ["城镇调查失业率", "居民人均可支配收入", "一般公共预算收入"],
)


def questions(sentence: str, mode: Mode = "result", year: int | None = 2025) -> list[str]:
    clauses = [sentence[start:end] for start, end in split_clauses(sentence, 0, len(sentence))]
    read = [(clause, read_quantities(clause)) for clause in clauses]
    return [question for question, _ in figure_questions(read, year, mode, LEXICON)]


ASKED: list[tuple[str, Mode, list[str]]] = [
    ("完成新建、提升口袋公园6座。", "result", ["2025年完成新建、提升口袋公园几座？"]),
    ("更新改造188部老旧电梯。", "target", ["2025年要更新改造多少部老旧电梯？"]),
    ("新增运力20万载重吨以上。", "target", ["2025年要新增运力多少万载重吨？"]),
    ("对2700多名大班幼儿实行减免政策。", "result", ["2025年对多少名大班幼儿实行减免政策？"]),
    ("固定资产投资增长5%。", "target", ["2025年固定资产投资要增长多少？"]),
    (
        "一般公共预算收入完成23.69亿元,同比增长1.3%。",
        "result",
        ["2025年一般公共预算收入完成多少亿元？", "2025年一般公共预算收入同比增长多少？"],
    ),
    (
        "城镇新增就业1256万人、城镇调查失业率平均为5.1%。",
        "result",
        ["2025年城镇新增就业多少万人？", "2025年城镇调查失业率平均为多少？"],
    ),
    ("主要预期目标是：居民人均可支配收入增长5%左右。", "target",
     ["2025年居民人均可支配收入要增长多少？"]),
    ("城镇调查失业率5.5%左右。", "target", ["2025年城镇调查失业率目标是多少？"]),
    ("粮食产量1.4万亿斤左右。", "target", ["2025年粮食产量目标是多少万亿斤？"]),
    ("优良天数比率77.5%。", "result", ["2025年优良天数比率是多少？"]),
    ("带动交通运输业营业收入同比增长10.6%。", "result", ["2025年交通运输业营业收入同比增长多少？"]),
    ("全年新招引企业1009家。", "result", []),  # 企业 alone names too little
    ("同时，高标准建成高标准农田30万亩。", "result", ["2025年建成高标准农田多少万亩？"]),
    ("服务贸易增长6%。", "target", ["2025年服务贸易要增长多少？"]),
    ("拟安排地方政府专项债券4.4万亿元。", "target", ["2025年拟安排地方政府专项债券多少万亿元？"]),
    ("城乡居民基础养老金最低标准再提高20元。", "target",
     ["2025年城乡居民基础养老金最低标准要再提高多少元？"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "mode", "asked"), ASKED)
def test_a_clause_with_one_figure_becomes_a_question(
    sentence: str, mode: Mode, asked: list[str]
) -> None:
    assert questions(sentence, mode) == asked


NOT_ASKED = [
    "其中新增国家级企业30家。",
    "农村自来水、卫生厕所普及率分别达到97.7%和83.1%。",
    "增速位居全市第1位。",
    "占全市运力的21.2%。",
    "举办第39届科技活动周。",
    "轨道交通4号线新增车站2座。",  # a number that is a name
    "连续5年保持增长。",
    "天美艺术街区等3个项目加快建设。",
    "明确11个新领域全链条责任。",
    "开展能耗5000吨标准煤以上重点企业在线监测。",  # a size, not an amount
    "建成66万千瓦热电项目。",
    "持之以恒贯彻中央八项规定精神。",
    "扎实推进“三项改革”试点。",
    "重点做好以下8项工作。",
    "打造1-2所科学高中。",
    "新认定国家级9项、省级10项试点项目。",  # halves of one thing
    "该项目完成投资3亿元。",
    "分别新建中小学5所。",
    "新建1680个。",
    "完成10个试点的验收工作。",
    "建成“一站式服务站30个。",  # a quote left open
    "坚持和完善城乡融合发展体制机制推动县域内义务教育优质均衡发展新建改扩建学校30所。",  # too long
]


@pytest.mark.parametrize("sentence", NOT_ASKED)
@pytest.mark.parametrize("mode", ["result", "target"])
def test_what_would_not_stand_alone_is_not_asked(sentence: str, mode: Mode) -> None:
    assert questions(sentence, mode) == []


HANGING = [
    ("华为大楼持续装载业务板块,入驻人员达到850人。", "入驻"),
    ("新增认定专精特新企业30家,创新型中小企业29家。", "创新型"),  # newly recognised ones too
    ("开展文化活动2004场,受益人群百余万人次。", "受益"),
    ("咸阳机场旅客突破4900万人次,货邮吞吐量达到29万吨。", "货邮"),  # of the airport
    ("推动产业合作项目9个、投资额2.6亿元。", "投资额"),
]


@pytest.mark.parametrize(("sentence", "hanging"), HANGING)
def test_a_clause_that_needs_the_one_before_is_not_asked(sentence: str, hanging: str) -> None:
    assert not any(hanging in question for question in questions(sentence))


def test_without_a_year_no_question_names_one() -> None:
    assert questions("更新改造188部老旧电梯。", "result", None) == ["更新改造多少部老旧电梯？"]


TITLES: list[tuple[str, Mode, str]] = [
    ("优化卫生健康服务", "target", "2025年在优化卫生健康服务方面有哪些安排？"),
    ("大力提振消费活力", "target", "2025年在提振消费活力方面有哪些安排？"),
    ("改善生态环境质量", "result", "2025年在改善生态环境质量方面做了哪些工作？"),
    ("社会保障不断完善", "result", "2025年社会保障方面做了哪些工作？"),
    ("科技创新能级稳步提升", "result", "2025年科技创新方面做了哪些工作？"),
    ("市场主体健康发展", "result", "2025年市场主体发展方面做了哪些工作？"),
    ("投资消费良性互促", "result", ""),
    ("综合施策，经济运行稳中有进", "result", ""),
    ("“稳”的态势巩固延续", "result", ""),
    ("", "target", ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "mode", "question"), TITLES)
def test_a_title_becomes_the_question_for_what_is_done(
    title: str, mode: Mode, question: str
) -> None:
    assert title_question(title, 2025, mode) == question


@pytest.mark.parametrize(
    ("question", "well"),
    [
        ("2025年新建口袋公园几座？", True),
        ("几座公园？", False),
        ("2025年" + "很" * 30 + "长？", False),
        ("2025年新建“口袋公园几座？", False),
        ("2025年新建）口袋（公园几座？", False),
        ("2025年新建3座公园花了多少万元？", False),
        ("2025年第三批试点有多少个？", False),
        ("2025年建成几个产值过百亿的园区？", False),
        ("2025年生产总值达到多少万亿元？", True),
        ("2025年新建公园，改造小区多少个？", False),
    ],
)
def test_well_formed(question: str, well: bool) -> None:
    assert is_well_formed(question) is well


WORDS = st.sampled_from(
    "新建 完成 口袋公园 企业 6座 39.4% 1.3亿元 同比增长 、 ， ； “ ” 其中 分别 等 第 城镇新增就业 达到 2025年 （ ） 的".split()
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map("".join), st.sampled_from(["result", "target"]))
def test_whatever_is_asked_is_well_formed_and_asks_for_its_year(text: str, mode: Mode) -> None:
    for question in questions(text + "。", mode):
        assert SHORTEST <= len(question) <= LONGEST
        assert question.endswith("？")
        assert "多少" in question or "几" in question
        assert not read_quantities(question.removeprefix("2025年"))
        assert read_years(question) == [2025]


def test_candidates_stand_in_the_report_and_are_understood(
    assistant: Assistant, report: Report
) -> None:
    home = read_homeland(report.place)
    passages = assistant.desk().base.passages
    found = candidates_of(passages, assistant.lexicon)
    assert len({one.question for one in found}) == len(found) > 50
    for one in found:
        assert one.figure is None or one.figure in report.text[one.start : one.end]
        query = understand(one.question, 2026, home, assistant.lexicon)
        assert query.years[0] in (2025, 2026)
        assert query.kind == ("list" if one.figure is None else "how_many")
