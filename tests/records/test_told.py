"""Questions, feedback and shares: what comes back, what is refused, what is never stored."""

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import StatementError

from bot.errors import FeedbackError, InputError
from bot.records.columns import storable_tree
from bot.records.database import Database
from bot.records.feedback import REASONS, feedbacks, store_feedback
from bot.records.models import Base
from bot.records.questions import questions, store_question
from bot.records.shares import find_share, store_share
from tests.records.samples import CITATION, QUOTE, SHA, asked, feedback, shared, token

PHONE = "13812345678"
NOON = datetime(2026, 1, 13, 12, 34, 56, tzinfo=UTC)


def test_a_question_comes_back_with_its_hour(each_db: Database) -> None:
    one = asked(reason="year_outside", status="refused", citations=())
    store_question(each_db, one, now=NOON.astimezone(timezone(timedelta(hours=8))))
    (stored,) = questions(each_db)
    assert stored.asked == one
    assert stored.asked_at == datetime(2026, 1, 13, 12, tzinfo=UTC)


def test_the_present_is_rounded_down(db: Database, file: Path) -> None:
    store_question(db, asked())
    store_feedback(db, feedback())
    store_share(db, shared())
    columns = (("question", "asked_at"), ("feedback", "given_at"), ("shared_answer", "shared_at"))
    with closing(sqlite3.connect(file)) as raw:
        for table, column in columns:
            ((when,),) = raw.execute(f"SELECT {column} FROM {table}")  # noqa: S608
            assert when.endswith(":00:00.000000")


def test_questions_are_read_by_status_and_time(each_db: Database) -> None:
    kinds = ("answered", "refused", "answered", "partial")
    for hour, status in enumerate(kinds):
        store_question(each_db, asked(status=status), now=NOON + timedelta(hours=hour))
    assert [one.asked.status for one in questions(each_db)] == list(reversed(kinds))
    assert len(questions(each_db, status="answered")) == 2
    assert len(questions(each_db, since=NOON + timedelta(hours=2))) == 2
    assert len(questions(each_db, status="refused", since=NOON + timedelta(hours=2))) == 0
    assert len(questions(each_db, limit=3)) == 3


def test_a_question_is_stored_once(each_db: Database) -> None:
    one = asked()
    store_question(each_db, one)
    store_question(each_db, replace(one, question="另一个问题"))
    assert [stored.asked for stored in questions(each_db)] == [one]


def test_the_second_vote_replaces_the_first(each_db: Database) -> None:
    first = feedback("数字是错的", reasons=REASONS)
    second = replace(first, verdict="up", reasons=(), comment="", question=None, answer=None)
    store_feedback(each_db, first, now=NOON)
    store_feedback(each_db, second, now=NOON + timedelta(days=1))
    (stored,) = feedbacks(each_db)
    assert stored.feedback == second
    assert stored.given_at == NOON.replace(minute=0, second=0) + timedelta(days=1)
    assert feedbacks(each_db, "down") == ()
    assert feedbacks(each_db, "up", since=NOON + timedelta(days=2)) == ()


def test_a_reason_counts_once(each_db: Database) -> None:
    store_feedback(each_db, feedback(reasons=(REASONS[2], REASONS[0], REASONS[2])))
    assert feedbacks(each_db)[0].feedback.reasons == (REASONS[0], REASONS[2])


@pytest.mark.parametrize(
    "values",
    [
        {"verdict": "sideways"},
        {"verdict": ""},
        {"reasons": ("不喜欢",)},
        {"reasons": (*REASONS, "13812345678")},
        {"comment": "长" * 501},
    ],
)
def test_feedback_we_cannot_take(each_db: Database, values: dict[str, Any]) -> None:
    with pytest.raises(FeedbackError) as caught:
        store_feedback(each_db, feedback(**values))
    assert caught.value.mend
    assert feedbacks(each_db) == ()


def test_a_comment_may_have_five_hundred_characters(each_db: Database) -> None:
    store_feedback(each_db, feedback("长" * 500))
    assert feedbacks(each_db)[0].feedback.comment == "长" * 500


BAD_TOKENS = [
    "",
    "short",
    "13812345678",
    "a" * 65,
    "a" * 15 + "'",
    "../" * 8,
    "字" * 20,
    "a" * 20 + "\n",
]


@pytest.mark.parametrize("bad", BAD_TOKENS)
def test_what_is_no_token(each_db: Database, bad: str) -> None:
    assert find_share(each_db, bad) is None
    for store in (
        lambda: store_question(each_db, asked(id=bad)),
        lambda: store_feedback(each_db, feedback(answer_id=bad)),
        lambda: store_share(each_db, shared(token=bad)),
    ):
        with pytest.raises(InputError, match="编号不对"):
            store()


def test_a_share_comes_back_exactly(each_db: Database) -> None:
    one = shared()
    store_share(each_db, one)
    assert find_share(each_db, one.token) == one
    assert find_share(each_db, token()) is None


def test_a_share_keeps_the_report_and_masks_the_rest(each_db: Database) -> None:
    one = shared("我是13812345678")
    store_share(each_db, one)
    found = find_share(each_db, one.token)
    assert found == replace(shared("我是〔手机号〕"), token=one.token)
    assert found is not None
    assert found.reply["answer"]["citations"][0]["quote"] == QUOTE


def test_a_link_keeps_what_it_promised(each_db: Database) -> None:
    one = shared()
    store_share(each_db, one)
    store_share(each_db, replace(one, question="换掉它"))
    assert find_share(each_db, one.token) == one


@pytest.mark.parametrize(
    ("tree", "stored"),
    [
        ({"text": PHONE, "quote": PHONE}, {"text": "〔手机号〕", "quote": PHONE}),
        ({"quote": {"text": PHONE}}, {"quote": {"text": "〔手机号〕"}}),
        ({"sha": SHA}, {"sha": SHA}),
        ({"sha": PHONE}, {"sha": "〔手机号〕"}),
        ({PHONE: [PHONE, (PHONE,)]}, {"〔手机号〕": ["〔手机号〕", ["〔手机号〕"]]}),
        ([int(PHONE), float(PHONE), 63.2, 2025, True, None], [None, None, 63.2, 2025, True, None]),
        ("138\x001234\ud8005678", "〔手机号〕"),
    ],
)
def test_every_word_and_number_of_a_tree_is_masked(tree: Any, stored: Any) -> None:
    assert storable_tree(tree) == stored


def test_what_is_no_json_is_our_mistake(each_db: Database) -> None:
    for wrong in ({"answer": object()}, {"value": float("nan")}):
        with pytest.raises((StatementError, ValueError)):  # as the driver says it
            store_share(each_db, shared(reply=wrong))
    with pytest.raises(StatementError):
        store_question(each_db, asked(), now=datetime(2026, 1, 13))  # noqa: DTZ001


@pytest.mark.parametrize(
    "words", ["半个字\ud800", "空\0字", "表情😀", "'; DROP TABLE question; --"]
)
def test_any_text_can_be_stored(each_db: Database, words: str) -> None:
    store_question(each_db, asked(words))
    clean = words.replace("\0", "").encode("utf-8", "ignore").decode()
    assert questions(each_db)[0].asked.question == clean


PLANTED = ["我是{}", "{}", "电话:{}，请回电", "请打 {} 找我"]
WRITTEN = ("138-1234-5678", "13812345678", "１３８１２３４５６７８")


@pytest.mark.parametrize("sentence", PLANTED)
def test_no_column_ever_holds_a_phone_number(db: Database, file: Path, sentence: str) -> None:
    for number in WRITTEN:
        words = sentence.format(number)
        tree = [{**CITATION, "section": words, "quote": "原文", "extra": [words, {"deep": words}]}]
        store_question(db, asked(words, citations=tree))
        store_feedback(db, feedback(words))
        store_share(db, shared(words))
    for path in file.parent.iterdir():  # the write-ahead log too
        for form in WRITTEN:
            assert form.encode() not in path.read_bytes(), path.name
    with closing(sqlite3.connect(file)) as raw:
        for table in Base.metadata.tables:
            for row in raw.execute(f"SELECT * FROM {table}"):  # noqa: S608
                said = "".join(char for char in str(row).replace(QUOTE, "") if char.isdecimal())
                assert "13812345678" not in unicodedata.normalize("NFKC", said)


def test_no_table_can_tell_who_somebody_is() -> None:
    of_citizens = [Base.metadata.tables[name] for name in ("question", "feedback", "shared_answer")]
    columns = {one.name for table in of_citizens for one in table.columns}
    assert columns == {
        *("id", "token", "asked_at", "given_at", "shared_at", "report", "sha", "question"),
        *("standalone", "status", "reason", "mode", "answer", "citations", "total_ms"),
        *("verdict", "reasons", "comment", "reply"),
    }
