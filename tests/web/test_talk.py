"""Turns and messages: only what is well-formed is kept, and text stays text."""

import pytest

from bot.web.talk import SHOWN_TURNS, Turn, history, kept, messages, verbatim


@pytest.mark.parametrize(
    "forged",
    [
        None,
        "turns",
        3,
        {"role": "user"},
        [None, 3, "x", ["问", "答"], {"question": "问", "bubble": "答"}],
    ],
)
def test_forged_turns_are_dropped(forged):
    assert kept(forged) == []


def test_well_formed_turns_survive_among_forged_ones():
    assert kept([None, Turn("问", "答"), "x"]) == [Turn("问", "答")]


def test_only_the_newest_turns_are_kept():
    turns = [Turn(str(number), "答") for number in range(SHOWN_TURNS + 5)]
    assert kept(turns) == turns[5:]


def test_history_is_what_was_understood_and_told():
    turns = [
        Turn("那去年呢", "<div>…</div>", "done", "去年口袋公园建几座", "6座"),
        Turn("问", "<div>没能处理好</div>"),
        Turn("又问", "<div>正在查</div>", "working"),
    ]
    assert history(turns) == [("去年口袋公园建几座", "6座")]


def test_a_question_or_an_answer_that_is_not_there_has_no_bubble():
    roles = [m["role"] for m in messages([Turn("甲", "乙"), Turn("丙", ""), Turn("", "丁")])]
    assert roles == ["user", "assistant", "user", "assistant"]


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
