"""The workbench on the real report: everything is read, and the exports hold the reviews."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from bot.readings import Readings
from bot.records.reviews import Finding, Review
from bot.report.loading import Report, load_lexicon
from bot.settings import PROJECT_ROOT
from bot.staff.checking_pages import LABELS
from bot.staff.opening import open_workbench
from bot.staff.register import SORTS, Choice, chosen, rows, subject_of
from bot.staff.workbench import Workbench

NOTE = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def bench(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    lexicon = load_lexicon(PROJECT_ROOT / "corpus" / "lexicon.toml")
    return open_workbench(
        Readings(report, lexicon), tmp_path_factory.mktemp("data") / "cases.jsonl"
    )


@pytest.fixture(scope="module")
def reviewed(bench: Workbench) -> Review:
    subject = subject_of(bench.report, bench.register().commitments[1])
    when = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    return Review(subject, Finding("已完成", NOTE, "https://example.gov.cn/a"), 1, "王小明", when)


def test_every_commitment_is_a_row(bench: Workbench) -> None:
    register = bench.register()
    everything = rows(register, {})
    assert len(everything) == len(register.commitments) > 100
    for sort in SORTS:
        for order in ("", "desc"):
            found = chosen(everything, Choice(sort=sort, order=order))
            assert sorted(map(id, found)) == sorted(map(id, everything))


def test_a_claim_is_checked(bench: Workbench) -> None:
    fact = bench.facts().facts[0]
    (verdict,) = bench.check(f"{fact.text}。")
    assert verdict.label in LABELS


def test_the_workbook_holds_the_reviews(bench: Workbench, reviewed: Review) -> None:
    content = bench.export("register", "xlsx", {reviewed.subject.commitment: reviewed})
    book = load_workbook(io.BytesIO(content))
    head, *body = book.worksheets[0].iter_rows()
    names = [cell.value for cell in head]
    assert len(body) == len(bench.register().commitments)
    row = dict(zip(names, body[1], strict=True))
    assert row["核实状态"].value == "已完成"
    assert (row["核实说明"].value, row["核实说明"].data_type) == (NOTE, "s")  # no formula
    assert row["核实时间"].value == "2026-03-03 01:00"
    assert dict(zip(names, body[0], strict=True))["核实状态"].value == "未启动"
    book.close()


def test_the_csv_holds_the_reviews(bench: Workbench, reviewed: Review) -> None:
    content = bench.export("register", "csv", {reviewed.subject.commitment: reviewed})
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == len(bench.register().commitments)
    assert lines[1]["核实人"] == "王小明"
    assert lines[1]["核实说明"] == "'" + NOTE


def test_the_facts_are_exported(bench: Workbench) -> None:
    count = len(bench.facts().facts)
    assert (
        load_workbook(io.BytesIO(bench.export("facts", "xlsx", {}))).worksheets[0].max_row
        == count + 1
    )
    text = bench.export("facts", "csv", {}).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == count + 1
