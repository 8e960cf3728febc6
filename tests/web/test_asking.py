"""The handler, called directly with what a hostile browser may send."""

import asyncio

import pytest

from bot.errors import BotError
from bot.web.asking import UNEXPECTED, answering, asking_example
from bot.web.talk import SHOWN_TURNS, Turn


def steps(ask, message, turns, render=lambda reply: iter((reply,))):
    """Return every step the handler sends for one message."""

    async def collect():
        return [step async for step in answering(ask, render, limit=300)(message, turns)]

    return asyncio.run(collect())


def last_answer(ask, message, turns=()):
    return steps(ask, message, list(turns))[-1][1][-1]["content"]


def test_the_answer_grows_and_the_box_is_emptied():
    def render(reply):
        yield reply[:1]
        yield reply

    sent = steps(lambda *_: "回答", "问题", [], render)
    assert [box for box, _, _ in sent] == ["", "", ""]
    assert [turns for _, _, turns in sent] == [
        [Turn("问题", "")],
        [Turn("问题", "回")],
        [Turn("问题", "回答")],
    ]


def test_the_assistant_is_told_of_earlier_turns_only():
    heard = []
    steps(lambda _, told: heard.append(told) or "答", "新问题", [Turn("旧问题", "旧回答")])
    assert heard == [[("旧问题", "旧回答")]]


@pytest.mark.parametrize(
    "message", [None, {"text": "问"}, ["问"], 7, b"x", "", "  ", "问" * 5_000_000]
)
def test_an_unreadable_message_never_reaches_the_assistant(message):
    def ask(question, told):
        raise AssertionError

    answer = last_answer(ask, message)
    assert answer.startswith(("没有收到", "还没有写下", "问题太长"))


def test_an_overlong_question_is_shown_clipped():
    _, bubbles, turns = steps(lambda *_: "答", "问" * 5000, [])[-1]
    assert bubbles[0]["content"] == turns[0].question == "问" * 300


@pytest.mark.parametrize(
    "turns", [None, "x", 3, {"a": 1}, [["问", "答"]], [Turn("问", "答")] * 9999]
)
def test_forged_turns_do_no_harm(turns):
    _, bubbles, now = steps(lambda _, told: f"{len(told)}", "问题", turns)[-1]
    assert bubbles[-1]["content"] in ("0", "6")
    assert len(now) <= SHOWN_TURNS + 1


def test_a_known_error_is_its_two_sentences():
    def ask(question, told):
        raise BotError("索引读不出来。", "请管理员重建索引。")

    assert last_answer(ask, "问题") == "索引读不出来。请管理员重建索引。"


def test_a_defect_is_one_kind_sentence_and_a_stack_in_the_log_without_the_question(caplog):
    def ask(question, told):
        raise ZeroDivisionError("secret detail")

    assert last_answer(ask, "私人的问题") == UNEXPECTED
    assert "Traceback" in caplog.text
    assert "私人的问题" not in caplog.text


def test_a_defect_while_rendering_is_caught_too(caplog):
    def render(reply):
        yield "开头"
        raise ZeroDivisionError

    assert steps(lambda *_: "答", "问题", [], render)[-1][2] == [Turn("问题", UNEXPECTED)]


def test_an_example_asks_its_own_question():
    async def collect():
        answer = answering(lambda question, _: question, lambda reply: iter((reply,)), limit=300)
        return [step async for step in asking_example(answer, "有哪些目标？")([])]

    assert asyncio.run(collect())[-1][2] == [Turn("有哪些目标？", "有哪些目标？")]
