"""Which place a question speaks of, from the report's place alone."""

import pytest
import rjieba

from bot.answering.places import places_elsewhere, read_homeland, without_home

DISTRICT = read_homeland("甲川市东岭区")

ELSEWHERE = [
    ("南开区有多少公园", ("南开区",)),
    ("河北省的投资", ("河北省",)),
    ("北京的投资", ("北京",)),
    ("东岭区有多少公园", ()),
    ("我区有多少公园", ()),
    ("全区的小区有多少", ()),
    ("老旧小区改造", ()),
    ("社区食堂", ()),
    ("菜市场", ()),
    ("城市更新", ()),
]


@pytest.mark.parametrize(("question", "places"), ELSEWHERE)
def test_places_elsewhere(question: str, places: tuple[str, ...]) -> None:
    assert places_elsewhere(question, DISTRICT, list(rjieba.cut(question))) == places


def test_homeland_knows_its_own_names_and_those_above() -> None:
    assert set(DISTRICT.own) >= {"甲川市东岭区", "东岭区", "东岭"}
    assert set(DISTRICT.above) == {"甲川市", "甲川"}


def test_the_names_of_home_are_no_content() -> None:
    assert without_home("东岭区的公园", DISTRICT).strip() == "的公园"
    assert "东岭省" in without_home("东岭省的公园", DISTRICT)


def test_a_report_without_a_stated_place_has_no_home() -> None:
    assert read_homeland("").own == ()
