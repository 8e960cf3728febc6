"""The register of a plan: every clause judged once, kinds, strengths, deadlines, baselines."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.baselines import baseline_of
from bot.report.clause_roles import REASONS, roles_of
from bot.report.commitments import read_commitments
from bot.report.deadlines import deadline_of
from bot.report.facts import Fact, read_facts
from bot.report.loading import Report
from bot.report.pledging import kind_of, strength_of
from bot.report.sections import parse_report
from bot.settings import PROJECT_ROOT

LAW = settings(deadline=None, max_examples=100)


def report_of(text):
    return Report("made-up", "", "", "", "", "", 2025, 2026, "", text)


def register_of(report):
    outline = parse_report(report)
    return read_commitments(report, outline, read_facts(report, outline))


def plan(*lines):
    return report_of("\n".join(["一、2025年工作回顾", "二、2026年重点工作", *lines]))


def texts(register):
    return [one.text for one in register.commitments]


@pytest.mark.parametrize(
    ("clause", "kind", "strength"),
    [
        ("完成环城绿道建设", "milestone", "hard"),
        ("二期主体结构封顶", "milestone", "hard"),
        ("推动文体中心年内竣工", "milestone", "soft"),
        ("加快建成区妇幼保健院", "milestone", "soft"),
        ("启动老旧小区加装电梯试点", "milestone", "hard"),
        ("实现东站北广场地块出让", "milestone", "hard"),
        ("谋划举办邻里节", "milestone", "soft"),
        ("举办邻里节", "milestone", "hard"),
        ("完成市下达的新增就业任务", "milestone", "hard"),
        ("确保如期建成综合档案馆", "milestone", "hard"),
        ("力争地铁六号线通车", "milestone", "soft"),
        ("出台人才安居办法", "milestone", "hard"),
        ("做好旧桥改造工程前期工作", "directional", "soft"),
        ("支持社会力量举办职业教育", "directional", "soft"),
        ("巩固创建成果", "directional", "soft"),
        ("加强窗口作风建设", "directional", "soft"),
        ("探索积分入学", "directional", "soft"),
        ("实现公办园延时服务全覆盖", "directional", "hard"),
        ("推动公办园延时服务全覆盖", "directional", "soft"),
        ("严禁新增隐性债务", "directional", "hard"),
        ("坚决守住耕地红线", "directional", "hard"),
        ("做优“建成即投用”品牌", "directional", "soft"),
        ("提高建成区绿化水平", "directional", "soft"),
    ],
)
def test_kind_and_strength(clause, kind, strength):
    found = kind_of(clause, False)
    assert (found, strength_of(clause, found)) == (kind, strength)


@pytest.mark.parametrize(
    ("clause", "number", "strength"),
    [
        ("新建口袋公园5座", "5", "hard"),
        ("居民收入增长5%左右", "5", "hard"),
        ("力争新增企业300家", "300", "soft"),
        ("推动12个小区建成新模式", "12", "soft"),
        ("确保推动12个小区完成改造", "12", "hard"),
        ("新建公园5座并积极推广", "5", "hard"),
    ],
)
def test_strength_of_a_figure_is_told_by_what_stands_before_it(clause, number, strength):
    assert kind_of(clause, True) == "quantified"
    assert strength_of(clause, "quantified", clause.index(number)) == strength


@pytest.mark.parametrize(
    ("clause", "deadline"),
    [
        ("年底前完成主体施工", "年底前"),
        ("上半年启动招标", "上半年"),
        ("6月底前全部交付", "6月底前"),
        ("2026年9月投用", "2026年9月"),
        ("10月1日前恢复通行", "10月1日前"),
        ("第三季度开工", "第三季度"),
        ("年内建成", "年内"),
        ("到2030年建成科技强区", "2030年"),
        ("2030年前碳达峰", "2030年前"),
        ("汛期前完成清淤", "汛期前"),
        ("两年内完成改造", "两年内"),
        ("全年新增就业7000人", None),
        ("2026年新增就业7000人", None),
        ("振兴百年中山路", None),
        ("给予三年内税费减免", None),
        ("建设12个月度微网格", None),
        ("月度通报", None),
    ],
)
def test_deadline(clause, deadline):
    assert deadline_of(clause) == deadline


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("以数字化为抓手,|提升服务水平。", ["时间、前提或方式", "commits"]),
        ("依托智慧平台,|夯实网格基础。", ["时间、前提或方式", "commits"]),
        ("依托创业园建设孵化基地,|培育新企业。", ["commits", "commits"]),
        ("与三家高校合作,|共建实验室。", ["时间、前提或方式", "commits"]),
        ("围绕需求发力,|优化供给。", ["时间、前提或方式", "commits"]),
        ("打造人才公寓,|让人才安居乐业。", ["commits", "接上一句的说明"]),
        (
            "开展燃气等领域治理,|以及交通运输等领域整治行动。",
            ["commits", "with_previous"],
        ),
        ("增长5%,|在实际工作中努力争取更好结果。", ["commits", "with_previous"]),
        ("年底前,|完成管网改造。", ["with_next", "commits"]),
        ("2026年,|加快补齐短板。", ["时间、前提或方式", "commits"]),
        ("今年是攻坚之年,|也是关键一年。", ["形势判断或理由", "形势判断或理由"]),
        ("就业是民生之本。", ["形势判断或理由"]),
        ("食品安全事关人民健康,|必须严格监管。", ["形势判断或理由", "commits"]),
        ("各街道要压实责任。", ["commits"]),
        ("让我们携手奋进,|共创未来！", ["称谓或结束语", "称谓或结束语"]),
        ("总体要求是:坚持稳字当头,|推动高质量发展。", ["总体要求", "总体要求"]),
        ("全面贯彻新发展理念,|扩大有效投资。", ["总体要求", "commits"]),
        ("重点做好以下工作。", ["标题或引出语"]),
        ("把好事办实办好。", ["commits"]),
        ("坚持依法行政。", ["commits"]),
    ],
)
def test_roles(sentence, roles):
    clauses = sentence.split("|")
    assert roles_of(clauses, ["%" in clause for clause in clauses]) == roles


def test_a_title_is_no_commitment_and_the_sentences_behind_it_are():
    register = register_of(plan("(一)做强产业", "壮大数字产业。新建机房3座。深化协同创新。"))
    assert texts(register) == ["新建机房3座", "深化协同创新"]
    assert [one.text for one in register.others if one.reason == "标题或引出语"] == [
        "二、2026年重点工作",
        "(一)做强产业",
        "壮大数字产业",
    ]
    first = register.commitments[0]
    assert (first.kind, first.strength, first.topic, first.year) == (
        "quantified",
        "hard",
        "(一)做强产业",
        2026,
    )
    assert first.fact is not None
    assert (first.fact.value, first.fact.unit) == (3, "座")


def test_a_deadline_that_stands_alone_belongs_to_what_follows():
    register = register_of(plan("年底前,完成北路管网改造,优化路网结构。"))
    assert texts(register) == ["年底前,完成北路管网改造", "优化路网结构"]
    assert [one.deadline for one in register.commitments] == ["年底前", None]


def test_each_figure_is_a_commitment_of_its_own():
    register = register_of(plan("新建幼儿园5所、停车场12座,深化课程改革。"))
    assert [one.fact and one.fact.value for one in register.commitments] == [5, 12, None]
    assert len({one.id for one in register.commitments}) == 3


def test_results_and_status_parts_commit_to_nothing():
    register = register_of(report_of("一、2025年工作回顾\n完成新建公园6座。"))
    assert register.commitments == ()
    assert register.others == ()


LINES = st.sampled_from(
    [
        "各位代表：",
        "二、2026年重点工作",
        "一、2025年工作回顾",
        "（一）稳投资促消费。",
        "(二)优化营商环境",
        "　　一是持续发力。新增企业1,009家；拉动消费2.8亿元。",
        "——年底前，建成学校3所，让孩子上好学；以及配套道路。",
        "今年是开局之年，要稳中求进。以改革为动力，推进“一网通办”，力争办件7万件以上。",
        "坚持节约优先，",
        "\u200b",
        "",
        "，；。",
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join) | st.text(
    st.sampled_from("二、2026年重点工作，。；：\n新增3家推动以为前让和“”"), max_size=60
)


def clauses_of_plan(report):
    outline = parse_report(report)
    for part, _, paragraph in outline.paragraphs():
        if part.mode == "target":
            for sentence in paragraph.sentences:
                yield from sentence.clauses


def check_laws(report):
    register = register_of(report)
    rows = [*register.commitments, *register.others]
    assert all(row.text == report.text[row.start : row.end] and row.text for row in rows)
    assert len({one.id for one in register.commitments}) == len(register.commitments)
    assert {other.reason for other in register.others} <= set(REASONS)
    spans = [(other.start, other.end) for other in register.others]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for clause in clauses_of_plan(report):
        words = [
            place
            for place in range(clause.start, clause.end)
            if report.text[place].isalnum() and report.text[place] not in "\u200b"
        ]
        if not words:
            continue
        committed = any(
            row.start < words[-1] + 1 and words[0] < row.end for row in register.commitments
        )
        other = sum(row.start < words[-1] + 1 and words[0] < row.end for row in register.others)
        assert committed + other == 1, report.text[clause.start : clause.end]


@LAW
@given(TEXTS)
def test_every_clause_is_in_exactly_one_list(text):
    check_laws(report_of(text))


def test_every_clause_of_the_real_plan_is_in_exactly_one_list(report):
    check_laws(report)


def test_every_target_figure_of_the_real_plan_is_in_the_register(report):
    lines = (PROJECT_ROOT / "eval" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [row for row in map(json.loads, lines) if row.get("mode") == "target"]
    quantified = [one for one in register_of(report).commitments if one.kind == "quantified"]
    missing = [
        row["text"]
        for row in gold
        if not any(
            one.fact and one.fact.number_start < row["end"] and row["start"] < one.fact.number_end
            for one in quantified
        )
    ]
    assert len(gold) > 20
    assert missing == []


def fact(text, indicator, value, unit, year=2026, mode="target", **more):
    number = f"{value:g}"
    place = text.index(number) if number in text else len(text)
    stated = Fact(
        "1#1", "", "", year, mode, text, 0, len(text), indicator, indicator, value, None, unit, "=",
        place, place + len(number) + len(unit),
    )  # fmt: skip
    return replace(stated, **more)


def result(text, indicator, value, unit, **more):
    told = {"id": "0#1", "year": 2025, "mode": "result"}
    return replace(fact(text, indicator, value, unit), **(told | more))


@pytest.mark.parametrize(
    ("target", "before", "change", "formula"),
    [
        (
            fact("新建湖边等3座口袋公园", "新建口袋公园", 3, "座"),
            result("完成新建口袋公园6座", "新建口袋公园", 6, "座"),
            -3,
            "3-6=-3座",
        ),
        (
            fact("固定资产投资增长5%", "固定资产投资增长", 5, "%"),
            result("固定资产投资同比增长39.4%", "固定资产投资同比增长", 39.4, "%"),
            -34.4,
            "5-39.4=-34.4个百分点",
        ),
        (
            fact("新增就业1.2万人", "新增就业", 1.2, "万人"),
            result("新增就业7685人", "新增就业", 7685, "人"),
            0.4315,
            "1.2-0.7685=0.4315万人",
        ),
        (
            fact("增长-1%", "贸易额增长", -1, "%"),
            result("增长-3%", "贸易额增长", -3, "%"),
            2,
            "-1-(-3)=2个百分点",
        ),
        (
            fact("引进项目2个", "引进外资项目", 2, "个", value2=3.0, comparator="range"),
            result("引进项目1个", "引进外资项目", 1, "个"),
            None,
            "2-1=1，3-1=2个",
        ),
        (
            fact("出口增长8%", "出口增长", 8, "%"),
            result("出口增长超200%", "出口增长", 200, "%", comparator=">"),
            None,
            "",
        ),
    ],
    ids=["count", "growth", "converted", "negative", "range", "inexact"],
)
def test_baseline(target, before, change, formula):
    found = baseline_of(target, [before])
    assert found is not None
    assert found.fact is before
    assert found.change == (pytest.approx(change) if change is not None else None)
    assert found.formula == formula


TARGET = fact("新增养老床位100张", "新增养老床位", 100, "张")


@pytest.mark.parametrize(
    "other",
    [
        result("养老床位达到900张", "养老床位", 900, "张"),
        result("新增托育床位80张", "新增托育床位", 80, "张"),
        result("新增养老床位80处", "新增养老床位", 80, "处"),
        result("新增养老床位增长8%", "新增养老床位增长", 8, "%"),
        result("新增养老床位80张", "新增养老床位", 80, "张", year=2024),
        result("新增养老床位80张", "新增养老床位", 80, "张", mode="target"),
        result("改造养老床位80张", "改造养老床位", 80, "张"),
    ],
    ids=["stock", "thing", "counter", "growth", "year", "mode", "deed"],
)
def test_no_baseline_is_better_than_a_wrong_one(other):
    assert baseline_of(TARGET, [other]) is None


def test_two_results_that_disagree_are_no_baseline():
    one = result("新增养老床位80张", "新增养老床位", 80, "张")
    assert baseline_of(TARGET, [one, one]) is not None
    assert baseline_of(TARGET, [one, replace(one, value=90.0)]) is None


def test_what_a_target_is_compared_with_in_its_own_sentence_is_no_baseline():
    beside = replace(result("新增养老床位80张", "新增养老床位", 80, "张"), id=TARGET.id)
    assert baseline_of(TARGET, [beside]) is None


def test_words_without_a_subject_have_no_baseline():
    target = fact("产值突破900亿元", "产值", 900, "亿元")
    assert baseline_of(target, [result("产值突破800亿元", "产值", 800, "亿元")]) is None
