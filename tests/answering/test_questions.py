"""What a question asks for, read from its words alone."""

import pytest

from bot.answering.questions import (
    content_of,
    read_asked_unit,
    read_asked_years,
    read_kind,
    read_mode,
)

KINDS = [
    ("去年建了几座公园", "how_many"),
    ("增长率是多少", "how_many"),
    ("排第几", "how_many"),
    ("有哪些公园", "list"),
    ("跟哪几家合作", "list"),
    ("在哪条路上", "where"),
    ("和谁合作", "who"),
    ("哪家医院", "who"),
    ("什么时候建成", "when"),
    ("开通了吗", "yes_no"),
    ("有没有停车场", "yes_no"),
    ("专列叫什么", "which"),
    ("电动车怎么管", "how"),
    ("口袋公园", "about"),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_kind(question: str, kind: str) -> None:
    assert read_kind(question) == kind


YEARS = [
    ("今年的目标", (2026,)),
    ("去年和今年", (2025, 2026)),
    ("前年", (2024,)),
    ("明年呢", (2027,)),
    ("2025年与2026年", (2025, 2026)),
    ("25年的投资", (2025,)),
    ("2004场活动", ()),
    ("12345热线", ()),
    ("连续5年", ()),
]


@pytest.mark.parametrize(("question", "years"), YEARS)
def test_years(question: str, years: tuple[int, ...]) -> None:
    assert read_asked_years(question, 2026) == years


def test_a_relative_year_needs_a_report_with_years() -> None:
    assert read_asked_years("今年", None) == ()


@pytest.mark.parametrize(
    ("question", "unit"),
    [("多少家企业", "家"), ("几座公园", "座"), ("花了多少钱", "元"), ("占比多少", "%"), ("哪几家", None),
     ("多少人口", None), ("多少万人次", "万人次")],
)  # fmt: skip
def test_asked_unit(question: str, unit: str | None) -> None:
    assert read_asked_unit(question) == unit


@pytest.mark.parametrize(
    ("question", "mode"),
    [
        ("今年的目标", "target"),
        ("打算建几个", "target"),
        ("已经完成多少", "result"),
        ("有几个", None),
    ],
)
def test_mode(question: str, mode: str | None) -> None:
    assert read_mode(question) == mode


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("请问今年口袋公园建几座？", "口袋公园建"),
        ("那今年呢？", "那"),
        ("2025年有多少家企业", "有 企业"),
    ],
)
def test_content_is_what_is_left_without_the_words_of_asking(question: str, content: str) -> None:
    assert content_of(question) == content
