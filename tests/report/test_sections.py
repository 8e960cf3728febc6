"""The outline of a report: nothing lost, nothing misplaced, ids that stay."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.loading import Report, load_report
from bot.report.sections import parse_report

ROOT = Path(__file__).parents[2]
LAW = settings(deadline=None, max_examples=150)


def report_of(text, result_year=2025, plan_year=2026):
    return Report("made-up", "", "", "", "", "", result_year, plan_year, "", text)


def extract(name):
    return report_of((ROOT / "tests" / "data" / f"{name}.txt").read_bytes().decode())


EXTRACTS = ("province", "bare_headings", "broken_lines")

LINES = st.sampled_from(
    [
        "各位代表：",
        "下载",
        "来源：东湖日报",
        "一、2025年工作回顾",
        "二、2026年主要任务",
        "三、“十五五”目标任务",
        "2024年工作回顾",
        "（一）稳投资促消费",
        "(二)优化营商环境",
        "（一）稳投资促消费。投资完成4.65亿元，增长5％。",
        "　　一是持续发力。新增企业1,009家；拉动消费2.8亿元。",
        "\u00a0\u00a0“一网通办（试点）”见效，办件七万多件。",
        "在总结成绩的同时，我们也清醒认识到存在的差距和不足。",
        "全年固定资产投资完成",
        "5亿元，同比增长3%。",
        "稳中求进、以进促稳、先立后破，" * 5 + "全面完成了各项目标任务。",
        "\u200b",
        "",
        "相关报道：",
    ]
)
GENERATED = st.lists(LINES, max_size=14).map("\n".join)
TEXTS = (
    GENERATED
    | st.text(max_size=80)
    | st.text(st.sampled_from("一二、（）(。，；“”\n\r\u2028 　各位代表：年"))
)


def leaves_text(report):
    return [report.text[leaf.start : leaf.end] for leaf in parse_report(report).leaves]


@LAW
@given(TEXTS)
def test_leaves_give_the_report_back_without_gap(text):
    leaves = parse_report(report_of(text)).leaves
    assert "".join(text[leaf.start : leaf.end] for leaf in leaves) == text
    ends = [0, *(leaf.end for leaf in leaves)]
    assert all(end == leaf.start for end, leaf in zip(ends, leaves, strict=False))
    assert all(leaf.start < leaf.end for leaf in leaves)


@LAW
@given(TEXTS)
def test_ids_are_unique(text):
    outline = parse_report(report_of(text))
    sections = [section.id for part in outline.parts for section in part.sections]
    paragraphs = [paragraph.id for *_, paragraph in outline.paragraphs()]
    sentences = [one.id for *_, paragraph in outline.paragraphs() for one in paragraph.sentences]
    for ids in ([part.id for part in outline.parts], sections, paragraphs, sentences):
        assert len(ids) == len(set(ids))


@LAW
@given(TEXTS)
def test_every_clause_hangs_in_exactly_one_sentence_in_order(text):
    outline = parse_report(report_of(text))
    clauses = [
        (clause.start, clause.end)
        for *_, paragraph in outline.paragraphs()
        for sentence in paragraph.sentences
        for clause in sentence.clauses
    ]
    assert clauses == [(one.start, one.end) for one in outline.leaves if one.kind == "clause"]


@LAW
@given(TEXTS)
def test_sentences_lie_in_their_paragraph_without_white_space_around(text):
    for *_, paragraph in parse_report(report_of(text)).paragraphs():
        assert paragraph.sentences
        for one in paragraph.sentences:
            assert paragraph.start <= one.start < one.end <= paragraph.end
            assert text[one.start : one.end] == text[one.start : one.end].strip()


@LAW
@given(TEXTS)
def test_everything_but_the_clauses_is_furniture_heading_salutation_or_blank(text):
    for leaf in parse_report(report_of(text)).leaves:
        if leaf.kind == "blank":
            assert all(
                char.isspace() or char in "\u200b\ufeff" for char in text[leaf.start : leaf.end]
            )


BODY = st.lists(
    st.sampled_from(
        [
            "投资增长5％。",
            "新增企业1,009家；拉动消费2.8亿元。",
            "办件“一网通办”。",
            "建成9座公园，见效。",
        ]
    ),
    min_size=1,
    max_size=4,
).map("".join)


@settings(deadline=None, max_examples=50)
@given(st.lists(BODY, min_size=8, max_size=8), st.integers(0, 3), BODY)
def test_sentence_ids_outlive_additions_to_another_section(bodies, grown, addition):
    def ids(bodies):
        names = [
            "一、2025年工作回顾\n（一）甲",
            "（二）乙",
            "二、2026年主要任务\n（一）丙",
            "（二）丁",
        ]
        text = "各位代表：\n"
        for name, first, second in zip(names, bodies[::2], bodies[1::2], strict=True):
            text += f"{name}\n{first}\n{second}\n"
        return {
            section.id: [
                (one.id, text[one.start : one.end])
                for p in section.paragraphs
                for one in p.sentences
            ]
            for part in parse_report(report_of(text)).parts
            for section in part.sections
        }

    before = ids(bodies)
    bodies[grown * 2 + 1] += addition
    after = ids(bodies)
    changed = ["1.1", "1.2", "2.1", "2.2"][grown]
    assert list(before) == list(after) == ["1.1", "1.2", "2.1", "2.2"]
    for section, sentences in before.items():
        assert after[section][: len(sentences)] == sentences
        assert section == changed or after[section] == sentences


# The report itself.


@pytest.fixture(scope="module")
def hebei():
    return load_report(ROOT / "corpus" / "hebei-2026")


@pytest.fixture(scope="module")
def outline(hebei):
    return parse_report(hebei)


def test_the_report_has_eighteen_headings(outline):
    headings = outline.headings()
    assert len(headings) == 18
    assert headings[0] == "一、2025年国民经济和社会发展计划执行情况"
    assert headings[8] == "(八)增强风险防范化解能力,社会大局安全稳定"
    assert headings[9] == "二、2026年国民经济和社会发展的主要目标任务"


def test_the_reports_parts_have_year_and_mode(outline):
    assert [(part.number, part.year, part.mode) for part in outline.parts] == [
        ("", None, "status"),
        ("一", 2025, "result"),
        ("二", 2026, "target"),
    ]


def test_every_label_starts_with_its_part(outline):
    for part, section, paragraph in outline.paragraphs():
        assert paragraph.label.startswith(part.number + section.number)


def test_labels_are_told_apart_from_one_section_to_the_next(outline):
    where = {}
    for _, section, paragraph in outline.paragraphs():
        where.setdefault(paragraph.label, set()).add(section.id)
    assert {label for label, sections in where.items() if len(sections) > 1} <= {
        "一、2025年国民经济和社会发展计划执行情况"
    }


def test_the_shortcomings_are_not_part_of_section_eight(hebei, outline):
    (found,) = [
        (section, paragraph)
        for _, section, paragraph in outline.paragraphs()
        if hebei.text[paragraph.start :].startswith("在总结成绩的同时")
    ]
    assert found[0].number == ""
    assert not found[1].label.startswith("一(八)")


def test_the_reports_furniture_is_in_no_paragraph(hebei, outline):
    head = hebei.text.index("各位代表")
    assert [leaf.kind for leaf in outline.leaves][:3] == ["furniture", "furniture", "salutation"]
    assert all(paragraph.start > head for *_, paragraph in outline.paragraphs())


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ("社会事业全面发展。", "一(六)社会事业全面发展"),
        ("加强与北京资源协作。", "一(一)加强与北京资源协作"),
        ("2025年是“十四五”规划收官", "一、2025年国民经济和社会发展计划执行情况"),
        ("2026年,河北区经济社会发展主要预期目标", "二、2026年国民经济和社会发展的主要目标任务"),
        ("做强航运服务业。", "二(二)做强航运服务业"),
        ("受区人民政府委托", "引言"),
    ],
    ids=["social", "beijing", "results", "targets", "shipping", "opening"],
)
def test_labels_of_the_report(hebei, outline, opening, label):
    labels = [
        paragraph.label
        for *_, paragraph in outline.paragraphs()
        if hebei.text[paragraph.start :].startswith(opening)
    ]
    assert labels == [label]


# Other governments' styles, in short made-up extracts.


def kinds(report):
    outline = parse_report(report)
    return {
        kind: [
            report.text[one.start : one.end].strip() for one in outline.leaves if one.kind == kind
        ]
        for kind in ("furniture", "salutation", "heading")
    }


def sentences(report):
    return [
        report.text[one.start : one.end]
        for *_, paragraph in parse_report(report).paragraphs()
        for one in paragraph.sentences
    ]


@pytest.mark.parametrize("name", EXTRACTS)
def test_extracts_are_given_back(name):
    report = extract(name)
    assert "".join(leaves_text(report)) == report.text


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        (
            "province",
            [
                "一、2025年主要工作和“十四五”发展成就",
                "（一）提振消费扩大投资，内需潜力持续释放",
                "（二）培育新质生产力，创新动能加快集聚",
                "二、“十五五”时期经济社会发展的总体要求和主要目标",
                "三、2026年重点工作",
                "（一）着力扩大有效需求",
            ],
        ),
        ("bare_headings", ["2024年工作回顾", "2025年工作安排"]),
        (
            "broken_lines",
            [
                "一、2025年计划执行情况",
                "(一)产业发展提质增效",
                "二、2026年主要任务",
                "(一)扩大有效投资",
            ],
        ),
    ],
)
def test_headings_of_extracts(name, headings):
    assert parse_report(extract(name)).headings() == headings


@pytest.mark.parametrize(
    ("name", "periods"),
    [
        ("province", [(None, "status"), (2025, "result"), (None, "target"), (2026, "target")]),
        ("bare_headings", [(None, "status"), (2024, "result"), (2025, "target")]),
        ("broken_lines", [(None, "status"), (2025, "result"), (2026, "target")]),
    ],
)
def test_periods_of_extracts(name, periods):
    assert [(part.year, part.mode) for part in parse_report(extract(name)).parts] == periods


@pytest.mark.parametrize(
    ("name", "furniture"),
    [
        (
            "province",
            [
                *("下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】"),
                "2026年江北省政府工作报告",
                "——2026年1月20日在江北省第十届人民代表大会第四次会议上",
                *("来源：江北日报", "时间：2026-01-28", "江北省省长　林知行", "相关报道：", "打印"),
            ],
        ),
        ("bare_headings", ["2025年东湖市政府工作报告", "来源：东湖日报"]),
        ("broken_lines", []),
    ],
)
def test_furniture_of_extracts(name, furniture):
    assert kinds(extract(name))["furniture"] == furniture


def test_a_heading_run_into_its_paragraph_leaves_the_paragraph_to_be_cited():
    assert "发放消费券12.5亿元，拉动消费近百亿元。" in sentences(extract("province"))
    assert not any("提振消费扩大投资" in one for one in sentences(extract("province")))


def test_points_in_words_become_titles_without_their_number():
    labels = [
        p.label
        for _, section, p in parse_report(extract("province")).paragraphs()
        if section.id == "1.2"
    ]
    assert labels == ["一(二)强化平台支撑", "一(二)深化成果转化", "一(二)优化人才服务"]


def test_the_shortcomings_of_an_extract_stand_outside_its_numbered_sections():
    report = extract("province")
    for _, section, paragraph in parse_report(report).paragraphs():
        if report.text[paragraph.start :].startswith("各位代表！"):
            assert section.number == ""


def test_a_paragraph_broken_over_lines_is_one():
    found = sentences(extract("broken_lines"))
    assert (
        "一般公共预算收入完成\n31.5亿元，同比增长2.6%；固定资产投资完成\n57.08亿元，同比增长\n8.3%。"
        in found
    )
    assert "新引进企业\n210家，其中航运企业18家。" in found
    assert "新建口袋公园9座，\n改造供热管网12.4公里。" in found


# A closing page of short paragraphs would vanish as furniture: never found, never cited.
def test_short_paragraphs_at_the_end_are_body():
    assert "推行“一窗受理”，平均办理时限压缩三成以上，让企业办事像网购一样方便。" in sentences(
        extract("bare_headings")
    )
