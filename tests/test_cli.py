"""The command line as outside programs call it: JSON alone on standard output, honest exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.assistant import Assistant

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(assistant: Assistant, data_dir: Path):
    """Run `python -m bot` on the index that the session's assistant has built."""

    def call(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env={**os.environ, "WENBAO_DATA_DIR": str(data_dir), "NO_COLOR": "1", **more},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return call


def test_ask_json_is_one_json_value(run) -> None:
    done = run("ask", "今年产业项目到位额目标是多少", "--json")
    value = json.loads(done.stdout)
    assert done.returncode == 0
    assert "45亿元" in value["answer"]
    text = (ROOT / "corpus" / "hebei-2026" / "report.txt").read_text(encoding="utf-8")
    for one in value["citations"]:
        assert text[one["start"] : one["end"]] == one["quote"]


@pytest.mark.parametrize("words", [("--json",), ()])
def test_output_is_utf8_whatever_the_terminal(run, words: tuple[str, ...]) -> None:
    done = run("ask", "口袋公园建几座", *words, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "6座" in done.stdout


def test_a_refusal_is_done(run) -> None:
    done = run("ask", "2024年GDP是多少", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["refused"] is True


def test_a_person_reads_the_answer_with_its_source(run) -> None:
    done = run("ask", "口袋公园建几座")
    assert "6座" in done.stdout
    assert "一(七)城市管理精耕细作" in done.stdout


def test_history_comes_from_a_file(run, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text(json.dumps([["去年建了几座口袋公园", "6座"]]), encoding="utf-8")
    done = run("ask", "那今年呢？", "--history", str(history), "--json")
    assert "3座" in json.loads(done.stdout)["answer"]


@pytest.mark.parametrize("content", ["{", '{"a": 1}', '["x"]', "[[1]]"])
def test_a_malformed_history_is_wrong_input(run, tmp_path: Path, content: str) -> None:
    history = tmp_path / "history.json"
    history.write_text(content, encoding="utf-8")
    done = run("ask", "那今年呢？", "--history", str(history), "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("ask", "口袋公园", "--report", "nowhere"), {}),
        (("ask", "口袋公园", "--history", "/none/such.json"), {}),
        (("ask",), {}),
        (("dance",), {}),
        (("reports",), {"WENBAO_CORPUS_DIR": "/none/such"}),
        (("reports",), {"WENBAO_PORT": "many"}),
        (("ask", "口袋公园"), {"WENBAO_PROMPTS_DIR": "/none/such"}),
    ],
)
def test_wrong_usage_is_status_2_without_a_traceback(
    run, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    done = run(*words, **environment)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("question", ["", "问" * 301, "\x07\x08"])
def test_what_is_no_question_is_wrong_input_with_one_kind_line(run, question: str) -> None:
    done = run("ask", question, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["status"] == "invalid"
    assert len(done.stderr.strip().splitlines()) == 1


def test_reports_lists_the_corpus(run) -> None:
    done = run("reports", "--json")
    (report,) = json.loads(done.stdout)
    assert report["id"] == "hebei-2026"
    assert report["headings"] == 18
    assert report["furniture"] == ["天津市河北区人民政府", "2019年12月3日星期二"]


def test_index_says_that_it_is_ready(run) -> None:
    done = run("index")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "索引" in done.stderr


def test_the_command_line_imports_no_gradio() -> None:
    code = "import sys, bot.__main__, bot.assistant; print('gradio' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_facts_as_json_are_exact(run) -> None:
    done = run("facts", "--year", "2026", "--format", "json")
    rows = json.loads(done.stdout)
    text = (ROOT / "corpus" / "hebei-2026" / "report.txt").read_bytes().decode("utf-8")
    assert done.returncode == 0
    assert {row["year"] for row in rows} == {2026}
    for row in rows:
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["kind"] == "quantified"
    assert any((row["value"], row["unit"], row["mode"]) == (45, "亿元", "target") for row in rows)


CONTRACT = {
    "id", "report", "section", "topic", "year", "mode", "kind", "strength", "text", "start", "end",
    "indicator", "value", "value2", "unit", "comparator", "deadline", "baseline",
}  # fmt: skip


@pytest.mark.parametrize("words", [("facts",), ("commitments",)])
def test_every_row_has_every_field(run, words: tuple[str, ...]) -> None:
    rows = json.loads(run(*words, "--format", "json").stdout)
    assert rows
    assert all(set(row) == CONTRACT for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize("words", [("facts",), ("commitments",)])
def test_csv_opens_in_a_spreadsheet(run, words: tuple[str, ...]) -> None:
    done = run(*words, "--format", "csv")
    assert done.stdout.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(done.stdout.lstrip("\ufeff")))
    assert len(rows) > 20
    assert {len(row) for row in rows} == {len(header)}


def test_a_workbook_is_written(run, tmp_path: Path) -> None:
    target = tmp_path / "登记簿.xlsx"
    assert run("commitments", "--format", "xlsx", "--out", str(target)).returncode == 0
    sheet = load_workbook(target).worksheets[0]
    assert sheet.freeze_panes
    assert sheet.max_row > 20
    refused = run("commitments", "--format", "xlsx")
    assert refused.returncode == 2
    assert "--out" in refused.stderr


def test_audit_tells_where_the_report_disagrees_with_itself(run) -> None:
    issues = json.loads(run("audit", "--json").stdout)
    assert any("43.82" in issue["message"] for issue in issues)
    assert any("绿色数智" in issue["message"] for issue in issues)
    assert all(place["quote"] for issue in issues for place in issue["places"])


def test_an_answer_says_where_its_source_is_in_doubt(run) -> None:
    done = run("ask", "今年盘活存量资源多少万平方米")
    assert "42.7万平方米" in done.stdout
    assert "原文存疑" in done.stdout
    assert "43.82" in done.stdout


@pytest.mark.parametrize(
    ("claim", "label", "difference"),
    [
        ("2025年产业项目到位额达到63.2亿元。", "supported", None),
        ("2025年产业项目到位额达到36.2亿元。", "contradicted", "value"),
        ("2025年全区新建了12座污水处理厂。", "not_found", None),
    ],
)
def test_a_claim_is_checked(run, claim: str, label: str, difference: str | None) -> None:
    (verdict,) = json.loads(run("check", claim, "--json").stdout)
    assert set(verdict) == {"claim", "label", "difference", "corrected", "citations"}
    assert (verdict["label"], verdict["difference"]) == (label, difference)
    assert bool(verdict["citations"]) is (label != "not_found")


def test_an_article_is_checked_sentence_by_sentence(run, tmp_path: Path) -> None:
    article = tmp_path / "文章.txt"
    article.write_text("去年建成口袋公园6座。今年要建9座口袋公园！", encoding="utf-8")
    verdicts = json.loads(run("check", "--file", str(article), "--json").stdout)
    assert [verdict["label"] for verdict in verdicts] == ["supported", "contradicted"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("check",), id="nothing"),
        pytest.param(("check", "  "), id="blank"),
        pytest.param(("check", "话", "--file", "x"), id="both"),
        pytest.param(("check", "--file", "no-such-file.txt"), id="no_file"),
        pytest.param(("facts", "--report", "nowhere"), id="no_report"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().count("\n") == 0


def test_a_staff_account_is_made_once(run, tmp_path: Path) -> None:
    made = run("staff", "add", "张三", WENBAO_DATA_DIR=str(tmp_path))
    assert made.returncode == 0
    assert "已开通账号“张三”" in made.stdout
    again = run("staff", "add", "张三", WENBAO_DATA_DIR=str(tmp_path))
    assert again.returncode == 2
