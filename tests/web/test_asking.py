"""The handlers, called directly with what a hostile browser may send."""

import asyncio
from threading import Event

import pytest

from bot.errors import BotError, IndexFault
from bot.web.asking import UNEXPECTED, Asking
from bot.web.talk import SHOWN_TURNS, Turn
from bot.web.telling import OURS
from bot.web.waiting import Turnstile

NAME = "name-of-the-answer"


def asking(ask, record=lambda *_: None, turnstile=None, limit=300):
    return Asking(ask, lambda _: NAME, record, turnstile or Turnstile(8, 64), limit)


def steps(handlers, message, turns=()):
    """Return every step the handler sends for one message."""

    async def collect():
        return [step async for step in handlers.answer(message, list(turns))]

    return asyncio.run(collect())


def last_bubble(handlers, message, turns=()):
    return steps(handlers, message, turns)[-1][1][-1]["content"]


def test_the_answer_grows_and_the_box_is_emptied(assistant):
    sent = steps(asking(assistant.ask), "口袋公园建几座")
    assert {box for box, _, _ in sent} == {""}
    assert [turns[-1].state for _, _, turns in sent] == ["working", "growing", "done"]
    assert [bubbles[-1]["content"].count('class="statement"') for _, bubbles, _ in sent] == [
        1,
        1,
        2,
    ]
    done = sent[-1][2][-1]
    assert (done.question, done.alone) == ("口袋公园建几座", "口袋公园建几座")
    assert done.told.startswith("2025年：")
    assert f'id="answer-{NAME}"' in done.bubble


def test_the_assistant_is_told_of_earlier_turns_only():
    heard = []

    def ask(question, told):
        heard.append(told)
        raise BotError("够了。")

    steps(asking(ask), "新问题", [Turn("旧问题", "旧泡", "done", "旧问题", "旧回答")])
    assert heard == [[("旧问题", "旧回答")]]


@pytest.mark.parametrize("message", [None, {"text": "问"}, ["问"], 7, b"x", "问" * 5_000_000])
def test_an_unreadable_message_never_reaches_the_assistant(message):
    def ask(question, told):
        raise AssertionError

    assert "没有收到" in (answer := last_bubble(asking(ask), message)) or "太长" in answer


@pytest.mark.parametrize(("message", "said"), [("", "还没有"), (" \n\u3000", "还没有")])
def test_an_empty_question_gets_a_friendly_word(assistant, message, said):
    assert 'class="answer invalid' in last_bubble(asking(assistant.ask), message)


def test_an_overlong_question_is_shown_clipped(assistant):
    _, bubbles, turns = steps(asking(assistant.ask), "问" * 1000)[-1]
    assert bubbles[0]["content"] == turns[0].question == "问" * 300
    assert "300" in bubbles[1]["content"]


def test_known_errors_are_told_with_their_mend():
    def ask(question, told):
        raise BotError("索引正在建立。", "请稍候。")

    assert "索引正在建立。请稍候。" in last_bubble(asking(ask), "问")


def test_what_is_wrong_inside_is_not_told():
    def ask(question, told):
        raise IndexFault("索引 /srv/secret 损坏。")

    assert OURS in (bubble := last_bubble(asking(ask), "问"))
    assert "secret" not in bubble


def test_a_defect_is_one_kind_sentence_and_its_stack_goes_to_the_log(caplog):
    def ask(question, told):
        raise ZeroDivisionError("secret")

    bubble = last_bubble(asking(ask), "机密的问题")
    assert UNEXPECTED in bubble
    assert "secret" not in bubble
    assert "ZeroDivisionError" in caplog.text
    assert "机密的问题" not in caplog.text


def test_what_was_answered_is_recorded_once(assistant):
    noted = []
    steps(asking(assistant.ask, lambda token, reply: noted.append((token, reply.question))), "你好")
    assert noted == [(NAME, "你好")]


def test_long_conversations_lose_their_oldest_turns(assistant):
    turns = [Turn(str(n), "泡") for n in range(SHOWN_TURNS + 5)]
    *_, now = steps(asking(assistant.ask), "你好", turns)[-1]
    assert len(now) == SHOWN_TURNS + 1
    assert now[0].question == "5"


@pytest.mark.parametrize(
    ("state", "kept_bubble"), [("working", False), ("growing", True)], ids=["working", "growing"]
)
def test_stop_says_so_and_keeps_what_was_verified(state, kept_bubble):
    messages, turns = Asking.stop([Turn("问", "<div>泡</div>", state)])
    assert turns[-1].state == "done"
    assert "已停止回答。" in messages[-1]["content"]
    assert ("<div>泡</div>" in messages[-1]["content"]) is kept_bubble


def test_stop_leaves_a_whole_answer_alone():
    turns = [Turn("问", "<div>泡</div>", "done", "问", "答")]
    assert Asking.stop(turns)[1] == turns


def test_leaving_while_being_answered_gives_the_seat_back():
    turnstile, may_go = Turnstile(1, 1), Event()

    def ask(question, told):
        may_go.wait(5)
        raise BotError("够了。")

    async def leave_early():
        handlers = asking(ask, turnstile=turnstile)
        running = asyncio.create_task(anext_of(handlers.answer("甲", [])))
        await asyncio.sleep(0.05)
        running.cancel()
        may_go.set()
        await asyncio.gather(running, return_exceptions=True)
        return [step async for step in handlers.answer("乙", [])]

    async def anext_of(stream):
        async for _ in stream:
            pass

    assert "够了。" in asyncio.run(leave_early())[-1][1][-1]["content"]
