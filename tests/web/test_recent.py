"""Recent answers: found by token for a while, then gone, never more than there is room for."""

import pytest

from bot.errors import InputError
from bot.records.tokens import is_token
from bot.web.recent import RecentAnswers


def test_kept_and_found():
    recent = RecentAnswers()
    tokens = [recent.keep(answer) for answer in "甲乙"]
    assert [recent.find(token) for token in tokens] == ["甲", "乙"]
    assert all(is_token(token) for token in tokens)
    assert recent.keep("丙", "own") == "own"
    assert recent.find("own") == "丙"


def test_the_oldest_make_room():
    recent = RecentAnswers(most=2)
    first, *others = (recent.keep(answer) for answer in "甲乙丙")
    with pytest.raises(InputError, match="已经过期"):
        recent.find(first)
    assert [recent.find(token) for token in others] == ["乙", "丙"]


def test_an_unknown_token_is_an_error_with_a_mend():
    with pytest.raises(InputError, match="请重新提问"):
        RecentAnswers().find("nobody")
