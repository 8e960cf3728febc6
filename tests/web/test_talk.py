"""Turns and messages: only what is well-formed is kept, and text stays text."""

import pytest

from bot.errors import QuestionError
from bot.web.talk import (
    HISTORY_CHARS,
    HISTORY_TURNS,
    SHOWN_TURNS,
    Turn,
    history,
    kept,
    messages,
    readable,
    verbatim,
)

NOT_A_QUESTION = [
    pytest.param(None, id="none"),
    pytest.param({"text": "问"}, id="dict"),
    pytest.param(["问"], id="list"),
    pytest.param(3, id="number"),
    pytest.param("", id="empty"),
    pytest.param(" \n\u3000", id="blank"),
    pytest.param("问" * 301, id="too_long"),
    pytest.param("问" * 50_000_000, id="huge"),
]


@pytest.mark.parametrize("message", NOT_A_QUESTION)
def test_unreadable(message):
    with pytest.raises(QuestionError):
        readable(message, 300)


def test_readable_is_stripped_and_may_fill_the_limit():
    assert readable("  问" + "题" * 299 + "\n", 300) == "问" + "题" * 299


@pytest.mark.parametrize(
    "forged",
    [
        None,
        "turns",
        3,
        {"role": "user"},
        [None, 3, "x", ["问", "答"], {"question": "问", "answer": "答"}],
    ],
)
def test_forged_turns_are_dropped(forged):
    assert kept(forged) == []


def test_well_formed_turns_survive_among_forged_ones():
    assert kept([None, Turn("问", "答"), "x"]) == [Turn("问", "答")]


def test_only_the_newest_turns_are_kept():
    turns = [Turn(str(number), "答") for number in range(SHOWN_TURNS + 5)]
    assert kept(turns) == turns[5:]


def test_history_is_the_last_turns_each_clipped():
    turns = [Turn(f"{number}" + "问" * 5000, "答" * 5000) for number in range(9)]
    told = history(turns)
    assert [question[0] for question, _ in told] == list("345678")
    assert len(told) == HISTORY_TURNS
    assert {len(text) for pair in told for text in pair} == {HISTORY_CHARS}


def test_an_answer_not_there_yet_has_no_bubble():
    assert [m["role"] for m in messages([Turn("甲", "乙"), Turn("丙", "")])] == [
        "user",
        "assistant",
        "user",
    ]


def test_a_question_never_written_has_no_bubble_and_no_history():
    turns = [Turn("", "还没有写下问题。"), Turn("甲", "乙")]
    assert [m["role"] for m in messages(turns)] == ["assistant", "user", "assistant"]
    assert history(turns) == [("甲", "乙")]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("增长39.4%", r"增长39\.4\%"),
        ("![x](http://evil.example)", r"\!\[x\]\(http\:\/\/evil\.example\)"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("# 标题", r"\# 标题"),
        ("a\\b `c` $d$", r"a\\b \`c\` \$d\$"),
        ("一\n\n    二", "一  \n二"),
    ],
)
def test_verbatim(text, markdown):
    assert verbatim(text) == markdown
