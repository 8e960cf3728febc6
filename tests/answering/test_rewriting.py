"""A question that leans on the history becomes one that stands alone; another one stays as it is."""

import pytest

from bot.answering.conversation import Turn
from bot.answering.rewriting import leans, stand_alone

HISTORY = [Turn("去年建了几座口袋公园", "6座")]


@pytest.mark.parametrize(
    "question",
    ["那今年呢？", "今年呢", "在哪条路上？", "具体在哪", "为什么", "它的面积呢", "那7号线呢？"],
)
def test_elliptical_questions_lean(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    ["今年要新增多少学位", "养老服务有什么安排", "2025年财政收入是多少", "轨道交通4号线通车了吗"],
)
def test_whole_questions_do_not_lean(question: str) -> None:
    assert not leans(question)
    assert stand_alone(question, HISTORY).question == question


def test_a_year_alone_asks_the_last_question_of_that_year() -> None:
    done = stand_alone("那今年呢？", HISTORY)
    assert "今年" in done.question
    assert "去年" not in done.question
    assert "口袋公园" in done.question


def test_a_side_alone_is_asked_of_the_last_topic_in_its_year() -> None:
    done = stand_alone("在哪条路上？", HISTORY)
    assert "口袋公园" in done.question
    assert "去年" in done.question


def test_another_topic_is_asked_of_itself() -> None:
    done = stand_alone("停车场呢？", HISTORY)
    assert "停车场" in done.question
    assert "口袋公园" not in done.question
    assert "口袋公园" in done.carried


def test_the_topic_is_carried_over_several_turns() -> None:
    turns = [*HISTORY, Turn("那今年呢？", "3座")]
    assert "口袋公园" in stand_alone("在哪儿？", turns).question


def test_without_a_history_nothing_is_added() -> None:
    assert stand_alone("那今年呢？", []).question == "那今年呢？"
