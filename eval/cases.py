"""Cases: questions with what a right answer must contain and where the report says it.

In: a file of one JSON object a line. Out: `Case`s. A malformed line is an error with its number.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import InputError


@dataclass(frozen=True, slots=True)
class Case:
    """`gold_answers`: every outer group is needed, any alternative inside one will do."""

    id: str
    category: str
    question: str
    history: tuple[tuple[str, str], ...]
    answerable: bool
    gold_quotes: tuple[str, ...]
    gold_answers: tuple[tuple[str, ...], ...]
    notes: str = ""


def load_cases(path: Path, text: str) -> list[Case]:
    """Return the cases in `path`; every gold quote must stand in the report's `text`.

    Raises `InputError` naming the line that is wrong; a file without a case is an error too.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"无法读取问题集 {path}：{error}。", "请检查路径和编码（UTF-8）。"
        ) from error
    cases = [
        _case(line, f"{path.name} 第 {number} 行", text)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not cases:
        raise InputError(f"问题集 {path} 里没有问题。", "每行写一个 JSON 对象。")
    return cases


def _case(line: str, where: str, text: str) -> Case:
    try:
        raw: dict[str, Any] = json.loads(line)
        case = Case(
            id=str(raw["id"]),
            category=str(raw["category"]),
            question=str(raw["question"]),
            history=tuple((str(asked), str(told)) for asked, told in raw.get("history", [])),
            answerable=bool(raw["answerable"]),
            gold_quotes=tuple(map(str, raw["gold_quotes"])),
            gold_answers=tuple(tuple(map(str, group)) for group in raw["gold_answers"]),
            notes=str(raw.get("notes", "")),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"{where}不是合格的问题：{error!r}。", "格式见 eval/README.md。"
        ) from error
    for quote in case.gold_quotes:
        if quote not in text:
            raise InputError(f"{where}的引文在报告里找不到：{quote}", "引文须与原文一字不差。")
    if case.answerable and not (case.gold_quotes and case.gold_answers):
        raise InputError(f"{where}标为可答，却没有引文或答案。", "请补上，或标为不可答。")
    return case
