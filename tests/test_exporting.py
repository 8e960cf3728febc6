"""Exports: the agreed rows, and tables that a spreadsheet opens as they are meant."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exporting import (
    commitment_json,
    commitments_csv,
    commitments_xlsx,
    fact_json,
    facts_csv,
    facts_xlsx,
)
from bot.report.baselines import Baseline
from bot.report.commitments import Commitment, NotACommitment, Register
from bot.report.facts import Fact, FactTable
from bot.report.loading import Report
from bot.workbooks import Sheet, workbook

KEYS = """
    id report section topic year mode kind strength text start end indicator value value2 unit
    comparator deadline baseline
""".split()
REPORT = Report("made-up", "某区计划报告", "某区政府", "", "", "", 2025, 2026, "ab12", "")
RESULT = Fact(
    "1.4/3+12#2", "一(四)招商", "(四)招商", 2025, "result", "实现到位额63.2亿元", 5, 15,
    "到位额", "到位额", 63.2, None, "亿元", "=", 10, 15,
)  # fmt: skip
TARGET = Fact(
    "2.4/3+12#1", "二(四)招商", "(四)招商", 2026, "target", "完成到位额45亿元", 25, 34,
    "到位额", "到位额", 45.0, None, "亿元", ">=", 30, 34,
)  # fmt: skip
QUANTIFIED = Commitment(
    "2.4/3+12@1", "二(四)招商", "(四)招商", 2026, "quantified", "hard", "完成到位额45亿元", 25, 34,
    TARGET, "年底前", Baseline(RESULT, -18.2, "亿元", "45-63.2=-18.2亿元"),
)  # fmt: skip
DIRECTIONAL = Commitment(
    "2.4/3+12@2", "二(四)招商", "(四)招商", 2026, "directional", "soft", "=HYPERLINK(1)", 35, 48,
    None, None, None,
)  # fmt: skip
REGISTER = Register(
    "made-up",
    (QUANTIFIED, DIRECTIONAL),
    (NotACommitment(0, 4, "@围绕需求", "时间、前提或方式"),),
)
TABLE = FactTable("made-up", (RESULT, TARGET), ())


def test_rows_have_every_key_in_order_and_go_through_json():
    for row in (
        fact_json("made-up", RESULT),
        commitment_json("made-up", QUANTIFIED),
        commitment_json("made-up", DIRECTIONAL),
    ):
        assert list(row) == KEYS
        assert json.loads(json.dumps(row, ensure_ascii=False)) == row


def test_a_commitment_carries_its_figure_and_baseline():
    row = commitment_json("made-up", QUANTIFIED)
    assert (row["mode"], row["kind"], row["strength"]) == ("target", "quantified", "hard")
    assert (row["value"], row["unit"], row["comparator"]) == (45.0, "亿元", ">=")
    assert row["baseline"] == {
        "fact": "1.4/3+12#2",
        "value": 63.2,
        "unit": "亿元",
        "change": -18.2,
        "formula": "45-63.2=-18.2亿元",
    }


def test_without_a_figure_its_fields_are_null():
    row = commitment_json("made-up", DIRECTIONAL)
    empty = ("indicator", "value", "value2", "unit", "comparator", "deadline", "baseline")
    assert all(row[name] is None for name in empty)


def test_a_fact_promises_nothing():
    row = fact_json("made-up", RESULT)
    assert (row["mode"], row["kind"], row["strength"]) == ("result", "quantified", None)


def read_csv(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_of_commitments():
    rows = read_csv(commitments_csv(REGISTER))
    assert len(rows) == 2
    assert rows[0]["承诺原文"] == "完成到位额45亿元"
    assert (rows[0]["类别"], rows[0]["力度"], rows[0]["口径"]) == ("定量", "硬", "不低于")
    assert (rows[0]["数值"], rows[0]["上年实绩"], rows[0]["比上年增减"]) == ("45", "63.2", "-18.2")
    assert rows[0]["推算"] == "45-63.2=-18.2亿元"
    assert rows[1]["承诺原文"] == "'=HYPERLINK(1)"


def test_csv_of_facts():
    rows = read_csv(facts_csv(TABLE))
    assert [row["性质"] for row in rows] == ["实绩", "目标"]
    assert [row["数值"] for row in rows] == ["63.2", "45"]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_workbook_of_commitments():
    book = opened(commitments_xlsx(REPORT, REGISTER))
    assert book.sheetnames == ["承诺台账", "说明", "未列为承诺"]
    page = book["承诺台账"]
    names = [cell.value for cell in page[1]]
    first = dict(zip(names, page[2], strict=True))
    assert first["数值"].value == 45
    assert first["数值"].data_type == "n"
    assert first["比上年增减"].value == -18.2
    assert first["推算"].value == "45-63.2=-18.2亿元"
    assert first["所在章节"].value == "(四)招商"
    assert first["时限"].value == "年底前"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{page.cell(1, page.max_column).column_letter}3"
    assert page["E2"].alignment.wrap_text
    assert page.column_dimensions["E"].width == 60
    book.close()


def test_text_that_begins_like_a_formula_is_text_in_a_workbook():
    book = opened(commitments_xlsx(REPORT, REGISTER))
    cells = [cell for page in book for row in page for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    dangerous = next(cell for cell in cells if cell.value == "=HYPERLINK(1)")
    assert (dangerous.data_type, dangerous.quotePrefix) == ("s", True)
    book.close()


def test_the_notes_say_from_which_report_and_what_the_words_mean():
    book = opened(commitments_xlsx(REPORT, REGISTER))
    notes = {row[0].value: row[1].value for row in book["说明"]}
    assert notes["来源报告"] == "某区计划报告"
    assert notes["报告日期"] == "未注明"
    assert notes["原文校验值"] == "SHA-256 ab12"
    assert notes["定量承诺"] == "1 条"
    assert {"定量", "节点", "方向", "硬", "软", "推算", "接上一句的说明"} <= set(notes)
    book.close()


def test_workbook_of_facts():
    book = opened(facts_xlsx(REPORT, TABLE))
    assert book.sheetnames == ["数据", "说明"]
    assert book["数据"].max_row == 3
    book.close()


def test_the_same_rows_give_the_same_bytes_without_a_time():
    first = commitments_xlsx(REPORT, REGISTER)
    assert commitments_xlsx(REPORT, REGISTER) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_report_without_a_plan_still_makes_files():
    empty = Register("made-up", (), ())
    assert read_csv(commitments_csv(empty)) == []
    opened(commitments_xlsx(REPORT, empty)).close()


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+86电话", "'+86电话"),
        ("-SUM(A1)", "'-SUM(A1)"),
        ("@名", "'@名"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-18.2", "-18.2"),
        ("+3", "+3"),
        ("一般,“引号”", "一般,“引号”"),
        ('带"双引号"', '带"双引号"'),
        ("两\n行", "两\n行"),
    ],
)
def test_csv_cells_that_would_run(cell, safe):
    other = Commitment("1", "", "", None, "directional", "soft", cell, 0, 1, None, None, None)
    assert read_csv(commitments_csv(Register("r", (other,), ())))[0]["承诺原文"] == safe


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30))
def test_whatever_the_text_no_cell_runs(text):
    other = Commitment("1", "", "", None, "directional", "soft", text, 0, 1, None, None, None)
    shown = read_csv(commitments_csv(Register("r", (other,), ())))[0]["承诺原文"]
    assert not shown.lstrip().startswith(("=", "@"))
    book = opened(workbook([Sheet("表", ("文字",), (20,), [(text,)])]))
    assert book["表"]["A2"].data_type in ("s", "n")  # an empty cell counts as a number
    book.close()
