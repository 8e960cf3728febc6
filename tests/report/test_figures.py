"""Quantities with the words of what they measure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.numbers import read_quantities
from bot.report.figures import read_figures


def told(text):
    """What the figures of a text read as: written form and indicator."""
    return [
        (text[one.quantity.start : one.quantity.end], one.indicator) for one in read_figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一般公共预算收入完成23.69亿元,同比增长1.3%。",
            [("23.69亿元", "一般公共预算收入"), ("1.3%", "一般公共预算收入同比增长")],
            id="growth_goes_on_about_the_subject",
        ),
        pytest.param(
            "一般公共预算收入完成23.69亿元，同比增长1.3％；固定资产投资完成44.65亿元，同比增长39.4％。",
            [
                ("23.69亿元", "一般公共预算收入"),
                ("1.3％", "一般公共预算收入同比增长"),
                ("44.65亿元", "固定资产投资"),
                ("39.4％", "固定资产投资同比增长"),
            ],
            id="the_subject_changes_at_the_semicolon",
        ),
        pytest.param(
            "接待游客分别同比增长20%、25%左右",
            [("20%", "接待游客同比增长"), ("25%左右", "接待游客同比增长")],
            id="numbers_in_a_row",
        ),
        pytest.param(
            "航运企业运力达到147.5万载重吨,占全市运力的21.2%",
            [("147.5万载重吨", "航运企业运力"), ("21.2%", "航运企业运力占全市运力")],
            id="share",
        ),
        pytest.param(
            "固定资产投资同比增长39.4%,增速位居全市第1位",
            [("39.4%", "固定资产投资同比增长"), ("第1位", "固定资产投资增速全市排名")],
            id="rank",
        ),
        pytest.param(
            "地区生产总值增长4.5%;一般公共预算收入增长2%,固定资产投资增长5%",
            [
                ("4.5%", "地区生产总值增长"),
                ("2%", "一般公共预算收入增长"),
                ("5%", "固定资产投资增长"),
            ],
            id="every_clause_its_own_subject",
        ),
        pytest.param("认定5家区级科普教育基地", [("5家", "认定区级科普教育基地")], id="noun_after"),
        pytest.param("新招引企业1,009家", [("1,009家", "新招引企业")], id="thousands"),
        pytest.param(
            "办理12345热线工单7.07万件", [("7.07万件", "办理12345热线工单")], id="name_inside"
        ),
        pytest.param(
            "投资完成5亿元。同比增长3%。",
            [("5亿元", "投资"), ("3%", "同比增长")],
            id="not_over_sentences",
        ),
        pytest.param("没有数字。", [], id="none"),
    ],
)
def test_indicators(text, expected):
    assert told(text) == expected


def test_the_context_has_the_words_behind_the_number():
    (figure,) = read_figures("更新改造188部老旧电梯")
    assert "老旧电梯" in figure.context


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            "固定资产投资 增长 5% 、 ， ； 。 44.65亿元 25%左右 第3位 “ ” ( ) 40余个 1,009家 \n".split(
                " "
            )
        ),
        max_size=12,
    ).map("".join)
    | st.text(max_size=40)
)
def test_spans_are_the_texts_own_and_in_order(text):
    spans = [(one.quantity.start, one.quantity.end) for one in read_figures(text)]
    assert spans == sorted(spans)
    for start, end in spans:
        assert len(read_quantities(text[start:end])) == 1
