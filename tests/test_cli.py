"""The command line as outside programs call it: JSON alone on standard output, honest exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
