"""Cases: questions of citizens set aside for evaluation, one JSON object a line (`eval/README.md`).

In: a question and how it was answered. Out: a line at the end of the file, once a question. What
only a person can say, which words a right answer must contain, is left for a person to fill in.
"""

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from filelock import FileLock

from bot.errors import StaffError
from bot.records.questions import Asked

_LOCK_S = 10.0
WRONGLY_REFUSED = "没找到但报告里有"


def case_of(asked: Asked, reasons: Collection[str]) -> dict[str, Any]:
    """Return the case made of a question; `reasons` are what citizens found wrong with its answer.

    A question that was refused counts as unanswerable, unless somebody said the report has it. The
    quotes of an answer that nobody found wrong are taken over.
    """
    refused = asked.status == "refused"
    answerable = not refused or WRONGLY_REFUSED in reasons
    quotes = [] if reasons or refused else [str(one.get("quote", "")) for one in asked.citations]
    missing = [] if not answerable else ["答案"] if quotes else ["引文", "答案"]
    notes = ["来自市民提问"]
    notes += [f"市民标记：{'、'.join(sorted(reasons))}"] if reasons else []
    notes += [f"待补：{'、'.join(missing)}"] if missing else []
    return {
        "id": f"citizen-{asked.id}",
        "category": "citizen",
        "history": [],
        "question": asked.standalone or asked.question,
        "answerable": answerable,
        "gold_quotes": quotes,
        "gold_answers": [],
        "notes": "；".join(notes),
    }


def add_case(path: Path, case: dict[str, Any]) -> bool:
    """Add a case to the file, made where missing; return False where its id is there already.

    Raises `StaffError` where the file can't be read or written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LOCK_S, mode=0o600):
            if case["id"] in known_cases(path):
                return False
            _append(path, json.dumps(case, ensure_ascii=False))
            return True
    except OSError as error:  # a lock that never comes free is one too
        raise StaffError("没能加入评测题。", "请管理员检查数据目录能否读写。") from error


def known_cases(path: Path) -> set[str]:
    """Return the ids in the file. Raises `StaffError` naming a line that can't be read."""
    if not path.exists():
        return set()
    ids = set()
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            ids.add(str(json.loads(line)["id"]))
        except (ValueError, KeyError, TypeError) as error:
            raise StaffError(
                f"评测题文件 {path.name} 第{number}行读不懂。", "请管理员改好这一行后再试。"
            ) from error
    return ids


def _append(path: Path, line: str) -> None:
    opened = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(opened, "r+b") as file:
        whole = file.seek(0, os.SEEK_END) == 0
        if not whole:
            file.seek(-1, os.SEEK_END)
            whole = file.read(1) == b"\n"  # a person may have left out the last line's end
        file.write(("" if whole else "\n").encode() + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
