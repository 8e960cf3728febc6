"""Folding keeps its way back to the original; cutting loses no character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.text import (
    fold,
    folded,
    grams,
    simplify,
    split_clauses,
    split_sentences,
    strip_invisible,
    trimmed,
)

LAW = settings(deadline=None, max_examples=200)
PROSE = "固投增长5％,，。！？!?;；、：“”‘’\"'（）()【】《》 　\u00a0\u200b\n—–-－…①Ⅳ㎡½ＡaİßẞKﬁ１２3.4é·•"
TEXTS = st.text(st.sampled_from(PROSE), max_size=40) | st.text(max_size=40)


@LAW
@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@LAW
@given(TEXTS)
def test_every_folded_character_knows_its_origin(text):
    form = fold(text)
    assert len(form.text) == len(form.origin)
    assert list(form.origin) == sorted(form.origin)
    assert all(0 <= offset < len(text) for offset in form.origin)


@LAW
@given(TEXTS, st.data())
def test_a_folded_span_maps_back_to_a_span_that_folds_to_it(text, data):
    form = fold(text)
    if not form.text:
        return
    start = data.draw(st.integers(0, len(form.text) - 1))
    end = data.draw(st.integers(start + 1, len(form.text)))
    begin, stop = form.span(start, end)
    assert 0 <= begin < stop <= len(text)
    assert form.text[start:end] in folded(text[begin:stop])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("５％", "5%", id="full_width_digits_and_percent"),
        pytest.param("１，００９家", "1,009家", id="full_width_comma"),
        pytest.param("（一）总体要求", "(一)总体要求", id="full_width_brackets"),
        pytest.param("“十五五”", '"十五五"', id="curly_quotes"),
        pytest.param("2—3家", "2-3家", id="em_dash"),
        pytest.param("2－3家", "2-3家", id="full_width_hyphen"),
        pytest.param("京 津\u3000冀\u00a0协同\n发展", "京津冀协同发展", id="white_space"),
        pytest.param("津\u200b心\ufeff办", "津心办", id="zero_width"),
        pytest.param("ＰＭ２.５", "pm2.5", id="letters_lower"),
        pytest.param("4.65亿元", "4.65亿元", id="decimal_point_survives"),
        pytest.param("ﬁne①", "fine1", id="one_character_becomes_several"),
    ],
)
def test_fold(text, form):
    assert folded(text) == form


@pytest.mark.parametrize(
    "text", ["", " \u3000\n", "\u200b\ufeff"], ids=["empty", "blank", "hidden"]
)
def test_nothing_to_fold(text):
    assert fold(text).text == ""


def pieces(text, spans):
    return [text[start:end] for start, end in spans]


@LAW
@given(TEXTS)
def test_sentences_give_the_text_back(text):
    assert "".join(pieces(text, split_sentences(text))) == text


@LAW
@given(TEXTS, st.data())
def test_sentences_and_clauses_of_a_stretch_give_it_back(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert "".join(pieces(text, split_sentences(text, start, end))) == text[start:end]
    assert "".join(pieces(text, split_clauses(text, start, end))) == text[start:end]


@LAW
@given(TEXTS)
def test_no_piece_is_empty(text):
    assert all(pieces(text, split_sentences(text)))
    assert all(pieces(text, split_clauses(text, 0, len(text))))


@LAW
@given(st.integers(0, 10**12), st.sampled_from([",", "，"]))
def test_a_thousands_separator_is_never_a_cut(value, comma):
    text = f"新招引企业{value:,}家".replace(",", comma)
    assert pieces(text, split_clauses(text, 0, len(text))) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("稳就业。促消费！", ["稳就业。", "促消费！"], id="two"),
        pytest.param("稳就业", ["稳就业"], id="no_mark"),
        pytest.param("增长4.65亿元。好", ["增长4.65亿元。", "好"], id="point_is_no_stop"),
        pytest.param(
            "做到“事事有回音。”再出发。", ["做到“事事有回音。”", "再出发。"], id="closing_quote"
        ),
        pytest.param(
            "破解“要不要？谁来办？”难题。", ["破解“要不要？谁来办？”难题。"], id="inside_quotes"
        ),
        pytest.param(
            "（注：含街道。下同）继续。", ["（注：含街道。下同）继续。"], id="inside_brackets"
        ),
        pytest.param("真的吗？！是。", ["真的吗？！", "是。"], id="double_mark"),
        pytest.param("一；二；三。", ["一；二；三。"], id="semicolons"),
        pytest.param("", [], id="empty"),
    ],
)
def test_split_sentences(text, expected):
    assert pieces(text, split_sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("完成5亿元,增长3%。", ["完成5亿元,", "增长3%。"], id="ascii_comma"),
        pytest.param("完成5亿元，增长3%。", ["完成5亿元，", "增长3%。"], id="full_width_comma"),
        pytest.param("一;二；三", ["一;", "二；", "三"], id="semicolons"),
        pytest.param("企业1,009家，增3家", ["企业1,009家，", "增3家"], id="thousands"),
        pytest.param("实施“稳,进;好”行动,见效", ["实施“稳,进;好”行动,", "见效"], id="quotes"),
        pytest.param("公司(天津,北京),投产", ["公司(天津,北京),", "投产"], id="ascii_brackets"),
        pytest.param("公司（天津，北京），投产", ["公司（天津，北京），", "投产"], id="brackets"),
        pytest.param(
            "出台《关于稳岗，促就业的意见》，见效",
            ["出台《关于稳岗，促就业的意见》，", "见效"],
            id="book_title",
        ),
        pytest.param("践行‘稳，进’要求，见效", ["践行‘稳，进’要求，", "见效"], id="single_quotes"),
        pytest.param("招商——引资", ["招商——", "引资"], id="double_dash"),
        pytest.param("见效，", ["见效，"], id="comma_at_the_end"),
    ],
)
def test_split_clauses(text, expected):
    assert pieces(text, split_clauses(text, 0, len(text))) == expected


@LAW
@given(TEXTS)
def test_trimmed_takes_white_space_only(text):
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == text.strip()


def test_trimmed_takes_extra_characters():
    assert trimmed("\ufeff 一、总体。\n", 0, 8, "\ufeff。") == (2, 6)


@LAW
@given(TEXTS)
def test_strip_invisible_keeps_what_is_compared(text):
    assert folded(strip_invisible(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "营商环境", ["营", "商", "环", "境", "营商", "商环", "环境"], id="one_and_two"
        ),
        pytest.param("稳，进", ["稳", "进"], id="not_across_punctuation"),
        pytest.param(
            "PM2.5浓度", ["pm", "2.5", "浓", "度", "pm2.5", "2.5浓", "浓度"], id="runs_whole"
        ),
        pytest.param("“”，。", [], id="marks_only"),
    ],
)
def test_grams(text, expected):
    assert grams(text) == expected


@LAW
@given(TEXTS)
def test_grams_do_not_mind_width_case_or_space(text):
    assert grams(text) == grams(folded(text))


def test_simplify():
    assert simplify("區屬國企") == "区属国企"
    assert simplify("区属国企") == "区属国企"
