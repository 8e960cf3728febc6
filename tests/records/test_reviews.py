"""Reviews: nothing is written over unseen, and every change is remembered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StaffError
from bot.records.database import Database, open_database
from bot.records.reviews import (
    STATUSES,
    Finding,
    Saved,
    Stale,
    Subject,
    changes,
    checked_finding,
    find_review,
    reviews,
    save_review,
)

NOW = datetime(2026, 3, 2, 1, 23, 45, 678, tzinfo=UTC)
SUBJECT = Subject("r-2026", "ab" * 32, "2.1/3+26#1", "完成投资70亿元以上", 26, 36)
FIRST = Finding("推进中", "已开工", "https://example.gov.cn/a?b=1&c=2")


def save(db: Database, finding: Finding, base: int, by: str = "王小明") -> Saved | Stale:
    return save_review(db, SUBJECT, finding, base=base, by=by, now=NOW)


def test_a_review_comes_back_as_saved(each_db: Database) -> None:
    saved = save(each_db, FIRST, 0)
    found = find_review(each_db, SUBJECT.report, SUBJECT.commitment)
    assert isinstance(saved, Saved)
    assert found == saved.review
    assert (found.subject, found.finding, found.version) == (SUBJECT, FIRST, 1)
    assert (found.updated_by, found.updated_at) == ("王小明", NOW)
    assert reviews(each_db, SUBJECT.report) == {SUBJECT.commitment: found}
    assert reviews(each_db, "another") == {}
    assert find_review(each_db, SUBJECT.report, "another") is None


def test_the_second_editor_gets_both_versions(each_db: Database) -> None:
    save(each_db, FIRST, 0)
    theirs = save(each_db, Finding("已完成", "验收"), 1, "李四")
    mine = Finding("推进中", "还差一段")
    met = save(each_db, mine, 1, "王小明")
    assert isinstance(theirs, Saved)
    assert met == Stale(theirs.review, mine)
    assert find_review(each_db, SUBJECT.report, SUBJECT.commitment) == theirs.review
    merged = save(each_db, Finding("已完成", "验收\n还差一段"), met.review.version, "王小明")
    assert isinstance(merged, Saved)
    assert [
        (one.version, one.by) for one in changes(each_db, SUBJECT.report, SUBJECT.commitment)
    ] == [
        (3, "王小明"),
        (2, "李四"),
        (1, "王小明"),
    ]


def test_two_first_reviews_meet(each_db: Database) -> None:
    save(each_db, FIRST, 0)
    assert isinstance(save(each_db, Finding("已完成"), 0, "李四"), Stale)


def test_the_same_again_is_no_change(each_db: Database) -> None:
    for _ in range(3):
        assert isinstance(save(each_db, FIRST, 0), Saved)
    assert len(changes(each_db, SUBJECT.report, SUBJECT.commitment)) == 1


def test_a_changed_report_is_reviewed_anew(db: Database) -> None:
    save(db, FIRST, 0)
    moved = replace(SUBJECT, sha="cd" * 32, text="完成投资75亿元以上")
    saved = save_review(db, moved, FIRST, base=1, by="李四", now=NOW)
    assert isinstance(saved, Saved)
    assert (saved.review.version, saved.review.subject) == (2, moved)


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (Finding("完成"), "没有这种核实状态"),
        (Finding("推进中", "字" * 2001), "说明太长"),
        (Finding("推进中", "", "javascript:alert(1)"), "不是完整的网址"),
        (Finding("推进中", "", "JavaScript://example.cn/%0aalert(1)"), "不是完整的网址"),
        (Finding("推进中", "", "data:text/html,x"), "不是完整的网址"),
        (Finding("推进中", "", "http://"), "不是完整的网址"),
        (Finding("推进中", "", "//example.cn/a"), "不是完整的网址"),
        (Finding("推进中", "", "https://example.cn/a b"), "不是完整的网址"),
        (Finding("推进中", "", "https://[bad/"), "不是完整的网址"),
        (Finding("推进中", "", "https://example.cn/" + "a" * 1000), "链接太长"),
    ],
)
def test_what_cannot_be_a_finding(db: Database, finding: Finding, told: str) -> None:
    with pytest.raises(StaffError, match=told):
        save(db, finding, 0)
    assert reviews(db, SUBJECT.report) == {}


def test_a_link_with_a_long_number_stays_and_a_phone_number_goes(db: Database) -> None:
    link = "https://www.example.gov.cn/art/2026/3/2/art_13812345678_110101199003071234.html"
    saved = save(db, Finding("已完成", "请找张三 13812345678", link), 0)
    assert saved.review.finding == Finding("已完成", "请找张三 〔手机号〕", link)
    assert changes(db, SUBJECT.report, SUBJECT.commitment)[0].after == saved.review.finding


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(note=st.text(max_size=200))
def test_any_note_is_stored_as_checked(each_db: Database, note: str) -> None:
    finding = checked_finding(Finding("推进中", note))
    before = find_review(each_db, SUBJECT.report, SUBJECT.commitment)
    saved = save(each_db, Finding("推进中", note), before.version if before else 0)
    assert isinstance(saved, Saved)
    found = find_review(each_db, SUBJECT.report, SUBJECT.commitment)
    assert found
    assert found.finding == finding
    assert checked_finding(finding) == finding


def test_no_update_is_lost_and_the_history_is_complete(each_url: str) -> None:
    """Editors at once, each adding a word of its own and merging where it was late."""
    editors, words_each = 6, 8

    def edit(editor: int) -> int:
        late = 0
        with open_database(each_url) as db:
            for number in range(words_each):
                word = f"第{editor}人{number}"
                found = find_review(db, SUBJECT.report, SUBJECT.commitment)
                note, base = (found.finding.note, found.version) if found else ("", 0)
                while True:
                    mine = Finding(STATUSES[number % len(STATUSES)], f"{note}\n{word}".strip())
                    met = save(db, mine, base, f"{editor}")
                    if isinstance(met, Saved):
                        break
                    late += 1
                    note, base = met.review.finding.note, met.review.version
        return late

    with ThreadPoolExecutor(editors) as threads:
        late = sum(threads.map(edit, range(editors)))
    with open_database(each_url) as db:
        last = find_review(db, SUBJECT.report, SUBJECT.commitment)
        history = changes(db, SUBJECT.report, SUBJECT.commitment)[::-1]
    wanted = {f"第{editor}人{number}" for editor in range(editors) for number in range(words_each)}
    assert last
    assert set(last.finding.note.split("\n")) == wanted
    assert [one.version for one in history] == list(range(1, editors * words_each + 1))
    assert [one.before for one in history] == [None, *(one.after for one in history[:-1])]
    assert history[-1].after == last.finding
    for one in history:
        added = set(one.after.note.split("\n")) - set(
            one.before.note.split("\n") if one.before else ()
        )
        assert [word[:2] for word in added] == [f"第{one.by}"]
    assert late  # or nobody met anybody, and nothing was tried
