"""Quantities compared as numbers, with their units and comparators."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.comparing import comparable, entails, same_value
from bot.language.numbers import Quantity, read_quantities

LAW = settings(deadline=None, max_examples=200)


def read(text):
    (one,) = read_quantities(text)
    return one


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("28000万元", "2.8亿元"),
        ("1.2万亿元", "12000亿元"),
        ("1,009家", "1009家"),
        ("5％", "5%"),
        ("四成", "40%"),
        ("百分之六点三", "6.3%"),
        ("2百分点", "2个百分点"),
        ("10公里", "10000米"),
        ("2公斤", "2千克"),
        ("1公顷", "15亩"),
        ("1平方公里", "100公顷"),
        ("5个", "5项"),
        ("188部", "188台"),
        ("10531人", "10531名"),
        ("2-3家", "2至3家"),
        ("2.8亿", "2.8亿元"),
        ("600万千瓦", "6000000千瓦"),
        ("1兆瓦", "1000千瓦"),
        ("3亿千瓦时", "300000000千瓦时"),
        ("5万吨", "50000吨"),
    ],
    ids=lambda text: text,
)
def test_same_value(a, b):
    assert same_value(read(a), read(b))
    assert same_value(read(b), read(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5%", "5个百分点"),
        ("5家", "5个"),
        ("4.65亿元", "44.65亿元"),
        ("4.65亿元", "465亿元"),
        ("4.65亿元", "4.65万元"),
        ("2.8亿元", "2.8亿美元"),
        ("5人", "5人次"),
        ("第3位", "3位"),
        ("10公里", "10平方公里"),
        ("2-3家", "2家"),
        ("2-3家", "2-4家"),
        ("2.8亿", "2.9亿元"),
        ("5‰", "5%"),
        ("5场", "5场次"),
    ],
    ids=lambda text: text,
)
def test_another_value(a, b):
    assert not same_value(read(a), read(b))
    assert not same_value(read(b), read(a))


@pytest.mark.parametrize(
    ("stated", "claimed"),
    [
        ("2.8亿元", "28000万元"),
        ("27580万元", "约2.8亿元"),
        ("约2.8亿元", "2.8亿元左右"),
        ("7.07万件", "超过7万件"),
        ("7.07万件", "七万多件"),
        ("7.07万件", "7万件以上"),
        ("38.6%", "近四成"),
        ("4.6%", "不到5%"),
        ("4.6%", "不超过5%"),
        ("超过5家", "5家以上"),
        ("不低于5家", "5家以上"),
        ("三级以内", "三级以下"),
        ("百余万人次", "超过100万人次"),
        ("1-2所", "1至2所"),
    ],
    ids=lambda text: text,
)
def test_entails(stated, claimed):
    assert entails(read(stated), read(claimed))


@pytest.mark.parametrize(
    ("stated", "claimed"),
    [
        ("40余个", "40个"),
        ("30亿元以上", "30亿元"),
        ("30亿元", "30亿元以上"),
        ("25%左右", "25%"),
        ("不低于5家", "5家"),
        ("不低于5家", "超过5家"),
        ("5家以上", "5家以内"),
        ("三级以内", "三级以上"),
        ("1-2所", "1所"),
        ("2所", "1-2所"),
        ("5%", "5个百分点"),
        ("7.07万件", "超过8万件"),
        ("7.07万件", "超过1万件"),
        ("7.07万件", "不到7万件"),
        ("44.65亿元", "约4.65亿元"),
        ("44.65亿元", "约50亿元"),
        ("4.6%", "不到4.6%"),
        ("90%以上", "80%以上"),
        ("25%左右", "26%左右"),
        ("不超过90%", "不超过95%"),
        ("超千万元", "1000万元"),
    ],
    ids=lambda text: text,
)
def test_does_not_entail(stated, claimed):
    assert not entails(read(stated), read(claimed))


AMOUNTS = st.builds(
    Quantity,
    st.floats(0, 1e6, allow_nan=False),
    st.none() | st.floats(0, 1e6, allow_nan=False),
    st.sampled_from(["元", "亿元", "家", "个", "%", "个百分点", "位次", "亿", "万千瓦", ""]),
    st.sampled_from(["=", ">=", ">", "<=", "<", "~", "range"]),
    st.just(0),
    st.just(3),
    st.just(0),
)


@LAW
@given(AMOUNTS)
def test_a_quantity_entails_itself(one):
    assert comparable(one, one)
    assert same_value(one, one)
    assert entails(one, one)


@LAW
@given(AMOUNTS, AMOUNTS)
def test_sameness_has_no_direction(a, b):
    assert comparable(a, b) == comparable(b, a)
    assert same_value(a, b) == same_value(b, a)


@LAW
@given(AMOUNTS, AMOUNTS)
def test_an_exact_claim_needs_the_exact_figure(stated, claimed):
    if claimed.comparator == "=" and entails(stated, claimed):
        assert stated.comparator == "="
        assert same_value(stated, claimed)


@LAW
@given(AMOUNTS, AMOUNTS)
def test_only_what_measures_alike_entails(stated, claimed):
    assert comparable(stated, claimed) or not entails(stated, claimed)
