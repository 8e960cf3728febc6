"""What staff see and do: the register, reviews and conflicts, checks, facts, questions, exports."""

import json
import re
from html import unescape

import pytest

from bot.records.feedback import store_feedback
from bot.records.questions import store_question
from bot.records.reviews import changes, find_review
from bot.staff.checking_pages import MOST_BYTES
from tests.records.samples import asked, feedback
from tests.staff.conftest import NAME, Browser
from tests.staff.workbench import REGISTER, REPORT, SENTENCES, TEXT, span

ONE = REGISTER.commitments[0]


def words(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def listed(browser: Browser, query: str = "") -> list[str]:
    """Return the texts of the rows shown."""
    page = browser.get(f"/staff/register{query}")
    assert page.status_code == 200
    body = page.text.partition("<tbody>")[2]
    return re.findall(r'<span class="quote">(.*?)</span>', body)


def review(browser: Browser, version: int = 0, **values: str):
    form = {"id": ONE.id, "version": str(version), "status": "推进中", "note": "", "evidence": ""}
    return browser.submit("/staff/commitment", **{**form, **values})


ALL = [one.text for one in REGISTER.commitments]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ALL),
        ("?kind=quantified", ALL[:1]),
        ("?strength=soft", ALL[2:]),
        ("?topic=改善民生", ALL[1:]),
        ("?section=二(二)安排", ALL[1:2]),
        ("?status=未启动", ALL),
        ("?status=已完成", []),
        ("?q=公园 开放", ALL[1:2]),
        ("?q=<script>", []),
        ("?kind=nothing", []),
        ("?sort=section&order=desc", ALL[::-1]),
        ("?sort=target", [ALL[1], ALL[0], ALL[2]]),
        ("?sort=target&order=desc", [ALL[0], ALL[1], ALL[2]]),
        ("?sort=indicator", [ALL[2], ALL[1], ALL[0]]),
        ("?sort=change&order=desc", ALL),
        ("?sort=nothing&order=nothing", ALL),
    ],
)
def test_the_register_is_filtered_and_sorted(inside: Browser, query: str, shown: list[str]) -> None:
    assert listed(inside, query) == shown


@pytest.mark.parametrize(
    "sort", ["indicator", "kind", "topic", "section", "target", "change", "status", "updated"]
)
@pytest.mark.parametrize("order", ["", "desc"])
def test_sorting_loses_nothing(inside: Browser, sort: str, order: str) -> None:
    review(inside)
    assert sorted(listed(inside, f"?sort={sort}&order={order}")) == sorted(ALL)


def test_a_row_says_all_and_leads_to_its_sentence(inside: Browser) -> None:
    page = inside.get("/staff/register").text
    assert f'href="../reports/{REPORT.id}#{ONE.start}-{ONE.end}"' in page
    for said in (
        "量化指标",
        "硬承诺",
        "扩大投资",
        "≥70亿元",
        "2025年 63.2亿元",
        "推算",
        "+6.8亿元",
        "70-63.2=6.8亿元",
        "期限：年底前",
    ):
        assert said in words(page), said


def test_a_review_is_saved_shown_and_remembered(inside: Browser, records) -> None:
    link = "https://example.gov.cn/a?b=1&c=2"
    saved = review(inside, note="已开工\n进度一半", evidence=link, back="kind=quantified&q=投资")
    assert saved.status_code == 303
    page = inside.get(f"/staff/{saved.headers['location']}").text
    assert "已保存。" in page
    assert 'href="register?kind=quantified&amp;q=投资"' in page
    table = inside.get("/staff/register").text
    assert (
        f'href="{link.replace("&", "&amp;")}" target="_blank" rel="noopener noreferrer nofollow"'
        in table
    )
    assert "已开工\n进度一半" in table
    assert f"{NAME} · 2026-03-02 09:00" in table
    assert listed(inside, "?status=推进中&q=一半") == ALL[:1]
    review(inside, 1, status="已完成")
    history = changes(records, REPORT.id, ONE.id)
    assert [(one.by, one.after.status) for one in history] == [(NAME, "已完成"), (NAME, "推进中")]
    shown = words(
        inside.get(f"/staff/commitment?id={ONE.id.replace('+', '%2B').replace('#', '%23')}").text
    )
    assert shown.index("第 2 次") < shown.index("第 1 次")


def test_whoever_is_late_sees_both_and_can_save(inside: Browser, records) -> None:
    review(inside, note="甲说的")
    late = review(inside, 0, status="已完成", note="乙说的", evidence="https://example.cn/乙")
    assert late.status_code == 409
    said = words(late.text)
    assert "甲说的" in said
    assert "乙说的" in said
    assert find_review(records, REPORT.id, ONE.id).finding.note == "甲说的"
    version = re.search(r'name="version" value="(\d+)"', late.text)
    assert (
        review(inside, int(version[1]), status="已完成", note="甲说的\n乙说的").status_code == 303
    )
    assert find_review(records, REPORT.id, ONE.id).finding.note == "甲说的\n乙说的"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"status": "做完了"}, "没有这种核实状态"),
        ({"evidence": "javascript:alert(1)"}, "佐证链接不是完整的网址"),
        ({"note": "字" * 2001}, "说明太长了"),
    ],
)
def test_what_cannot_be_saved_is_given_back(inside: Browser, records, values, told) -> None:
    answer = review(inside, **{"note": "留着我", **values})
    assert answer.status_code == 400
    assert told in answer.text
    assert values.get("note", "留着我") in answer.text
    assert "javascript:" not in re.sub(r'<input type="text".*?>', "", answer.text)
    assert find_review(records, REPORT.id, ONE.id) is None


@pytest.mark.parametrize("name", ["", "nothing", "2.1/3+26#1'--", "x" * 3000])
def test_an_unknown_commitment(inside: Browser, name: str) -> None:
    assert inside.get("/staff/commitment", params={"id": name}).status_code == 404
    assert inside.submit("/staff/commitment", id=name, status="已完成").status_code == 404


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 40, "1.5", "٣"])
def test_a_forged_version_overwrites_nothing(inside: Browser, records, version: str) -> None:
    review(inside, note="甲说的")
    form = {"id": ONE.id, "version": version, "status": "已完成", "note": "乙", "evidence": ""}
    assert inside.submit("/staff/commitment", **form).status_code == 409
    assert find_review(records, REPORT.id, ONE.id).finding.note == "甲说的"


def test_what_people_type_is_escaped_everywhere(inside: Browser, records) -> None:
    evil = "<script>alert(1)</script>\"'{{7*7}}"
    review(inside, note=evil)
    late = review(inside, 0, note=evil + "2", back='"><script>')
    store_question(records, asked(evil))
    for page in (
        inside.get(
            "/staff/register", params={"q": evil, "topic": evil, "sort": "kind", "order": evil}
        ),
        inside.get("/staff/register"),
        inside.get("/staff/commitment", params={"id": ONE.id, "back": '"><script>', "saved": evil}),
        inside.get("/staff/facts", params={"q": evil}),
        inside.get("/staff/questions", params={"q": evil, "told": evil}),
        inside.get("/staff/questions"),
        inside.submit("/staff/check", text=evil),
        late,
    ):
        assert "<script>alert" not in page.text
        assert '"><script>' not in page.text
        assert "49" not in words(page.text).replace("2026", "")


def test_each_sentence_is_checked(inside: Browser) -> None:
    page = inside.submit("/staff/check", text="投资63.2亿元。投资64亿元。天气很好。")
    said = words(page.text)
    assert "共 3 句：一致 1 句，不符 1 句，报告未提及 1 句" in said
    assert "数值不同。报告写的是：63.2亿元" in said
    start, end = span(SENTENCES[0])
    assert f"../reports/{REPORT.id}#{start}-{end}" in page.text


def upload(browser: Browser, name: str, content: bytes, text: str = ""):
    return browser.post(
        "/staff/check",
        data={"csrf": browser.csrf(), "text": text},
        files={"file": (name, content, "text/plain")},
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["讲稿.txt", "讲稿.MD"])
def test_a_file_is_checked(inside: Browser, name: str, encoding: str) -> None:
    page = upload(inside, name, "投资63.2亿元。".encode(encoding))
    assert "共 1 句：一致 1 句" in words(page.text)


def test_no_file_chosen_is_no_file(inside: Browser) -> None:
    assert "共 1 句" in words(upload(inside, "", b"", "投资63.2亿元。").text)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("讲稿.docx", b"PK", "只能核对 .txt 和 .md 文件"),
        ("讲稿.txt", b"", "没有可以核对的文字"),
        ("讲稿.txt", b"\xff\xfe\x00\xd8\xff", "读不出这个文件的文字"),
        ("讲稿.txt", "。".encode() * 10, "没有可以核对的文字"),
        ("讲稿.txt", b"a" * (MOST_BYTES + 1), "这段文字太长了"),
        ("../../讲稿.txt.exe", b"a", "只能核对 .txt 和 .md 文件"),
    ],
)
def test_what_cannot_be_checked(inside: Browser, name: str, content: bytes, told: str) -> None:
    page = upload(inside, name, content)
    assert page.status_code == 400
    assert told in page.text


def test_nothing_to_check(inside: Browser) -> None:
    assert inside.submit("/staff/check", text=" \n").status_code == 400


def test_facts_and_doubts(inside: Browser) -> None:
    page = inside.get("/staff/facts").text
    said = words(page)
    assert said.index("同一指标两个数") < said.index("口袋公园")
    assert "若干件次" in said
    start, end = span(SENTENCES[1])
    assert f"#{start}-{end}" in page
    for query, count in {
        "?year=2025": 1,
        "?mode=target": 2,
        "?topic=改善民生": 1,
        "?q=公园": 1,
    }.items():
        assert f"符合的 {count} 条" in words(inside.get(f"/staff/facts{query}").text)
    assert TEXT[start:end] in said


@pytest.fixture
def told(records):
    refused = asked("垃圾分类怎么做", status="refused", reason="not_found", citations=())
    answered, wrong = asked("产业项目到位额"), asked("今年的呢", standalone="2026年投资目标")
    for one in (refused, answered, wrong):
        store_question(records, one)
    store_feedback(records, feedback("应该是70亿", answer_id=wrong.id, reasons=("数字不对",)))
    store_feedback(
        records, feedback("没保存", answer_id="somebody-unknown", question=None, answer=None)
    )
    return refused, answered, wrong


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("?status=refused", 1),
        ("?status=answered", 2),
        ("?verdict=down", 2),
        ("?verdict=none", 2),
        ("?reason=数字不对", 2),
        ("?reason=答非所问", 0),
        ("?q=垃圾", 1),
        ("?q=70亿", 1),
    ],
)
def test_questions_are_filtered(inside: Browser, told, query: str, count: int) -> None:
    page = inside.get(f"/staff/questions{query}").text
    assert page.count('<p class="question">') == count


def test_a_question_becomes_a_case_once(inside: Browser, told, tmp_path) -> None:
    refused, answered, wrong = told
    for _ in range(2):
        for one in told:
            answer = inside.submit("/staff/questions", id=one.id, q="投资", told="x")
            assert answer.status_code == 303
    assert answer.headers["location"] == "questions?q=%E6%8A%95%E8%B5%84&told=again"
    assert "这个提问已经在评测题里了。" in inside.get("/staff/" + answer.headers["location"]).text
    lines = (tmp_path / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = {case["id"]: case for case in map(json.loads, lines)}
    assert len(lines) == len(cases) == 3
    for case in cases.values():
        assert list(case) == [
            *("id", "category", "history", "question"),
            *("answerable", "gold_quotes", "gold_answers", "notes"),
        ]
    assert cases[f"citizen-{refused.id}"]["answerable"] is False
    assert cases[f"citizen-{answered.id}"]["gold_quotes"] == [answered.citations[0]["quote"]]
    assert cases[f"citizen-{wrong.id}"]["gold_quotes"] == []
    assert cases[f"citizen-{wrong.id}"]["question"] == "2026年投资目标"
    assert "市民标记：数字不对" in cases[f"citizen-{wrong.id}"]["notes"]
    assert inside.get("/staff/questions").text.count("已在评测题里") == 3


@pytest.mark.parametrize("name", ["", "nothing", "somebody-unknown"])
def test_what_is_no_question_becomes_no_case(inside: Browser, told, tmp_path, name: str) -> None:
    assert inside.submit("/staff/questions", id=name).status_code == 404
    assert not (tmp_path / "cases.jsonl").exists()


def test_a_case_file_that_a_person_edited(inside: Browser, told, tmp_path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "mine"}', encoding="utf-8")  # without an end of line
    assert inside.submit("/staff/questions", id=told[0].id).status_code == 303
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == [
        "mine",
        f"citizen-{told[0].id}",
    ]
    file.write_text("这不是题目\n", encoding="utf-8")
    answer = inside.submit("/staff/questions", id=told[1].id)
    assert answer.status_code == 400
    assert "cases.jsonl 第1行读不懂" in answer.text
    assert file.read_text(encoding="utf-8") == "这不是题目\n"


@pytest.mark.parametrize("what", ["register", "facts"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exports(inside: Browser, what: str, form: str) -> None:
    review(inside, status="已完成")
    response = inside.get(f"/staff/export/{what}.{form}")
    assert response.status_code == 200
    assert (
        response.headers["content-disposition"]
        == f'attachment; filename="wenbao-jia-2026-{what}.{form}"'
    )
    assert f"{what},{form}" in response.content.decode("utf-8-sig")
    assert "已完成" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("path", ["export/all.csv", "export/register.pdf", "nowhere", "a/b/c"])
def test_what_is_not_there_is_told_in_chinese(inside: Browser, path: str) -> None:
    response = inside.get(f"/staff/{path}")
    assert response.status_code in (404, 405, 422)
    assert "没能完成" in response.text
    assert response.headers["cache-control"] == "no-store"
