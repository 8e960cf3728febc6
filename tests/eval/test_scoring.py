"""Scoring by code: numbers whole, pasted paragraphs refused, malformed cases named by line."""

import json
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.report.loading import Report
from bot.settings import PROJECT_ROOT
from eval.cases import Case, load_cases
from eval.scoring import contains, score, wilson

CASE = {
    "id": "a", "category": "c", "history": [], "question": "问", "answerable": True,
    "gold_quotes": ["甲5家"], "gold_answers": [["5家"]], "notes": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "groups", "right"),
    [
        ("共25家", [["5家"]], False),
        ("共5家", [["5家"]], True),
        ("共1.5家", [["5家"]], False),
        ("增长4.5%。", [["4.5%"]], True),
        ("增长14.5%。", [["4.5%"]], False),
        ("增长４．５％。", [["4.5%"]], True),
        ("甲和乙", [["甲"], ["乙"]], True),
        ("甲", [["甲"], ["乙"]], False),
        ("丙", [["甲", "丙"]], True),
        ("浓度36微克", [["36"]], True),
        ("浓度360微克", [["36"]], False),
    ],
)
def test_contains(answer: str, groups: list[list[str]], right: bool) -> None:
    assert contains(answer, groups) is right


def reply(answer: str, refused: bool = False) -> dict[str, object]:
    citations = [{"start": 0, "end": 3}]
    return {
        "answer": answer,
        "refused": refused,
        "citations": citations,
        "timings_ms": {"total": 1},
    }


def case() -> Case:
    return Case("a", "c", "问", (), True, ("甲5家",), (("5家",),))


def test_a_pasted_paragraph_is_no_answer() -> None:
    assert score(case(), reply("5家"), "甲5家").right
    assert not score(case(), reply("5家" + "字" * 300), "甲5家").right
    assert not score(case(), reply("5家", refused=True), "甲5家").right


@pytest.mark.parametrize(
    "line",
    ["{", "[]", json.dumps({**CASE, "gold_quotes": ["乙"]}), json.dumps({**CASE, "gold_answers": []}),
     json.dumps({"id": "a"})],
)  # fmt: skip
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(CASE) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行"):
        load_cases(file, "甲5家")


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError):
        load_cases(file, "甲5家")


@pytest.mark.parametrize(("name", "count"), [("spine.jsonl", 40), ("spine-dev.jsonl", 290)])
def test_the_shipped_cases_are_whole(report: Report, name: str, count: int) -> None:
    cases = load_cases(PROJECT_ROOT / "eval" / name, report.text)
    assert len(cases) == len({one.id for one in cases}) == count


def test_no_case_stands_in_both_files(report: Report) -> None:
    test, dev = (
        {one.question for one in load_cases(PROJECT_ROOT / "eval" / name, report.text)
         if not one.history}
        for name in ("spine.jsonl", "spine-dev.jsonl")
    )  # fmt: skip
    assert not test & dev


def test_wilson_holds_the_share_and_knows_nothing_of_nothing() -> None:
    low, high = wilson(35, 40)
    assert low < 35 / 40 < high
    assert wilson(0, 0)[0] != wilson(0, 0)[0]
