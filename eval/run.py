"""A run: every case asked, replies saved, then scored from what was saved."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bot.assistant import Assistant
from bot.rendering import as_json
from eval.cases import Case
from eval.scoring import Score, score, wilson


def answer_cases(
    assistant: Assistant, cases: Sequence[Case], report: str
) -> Iterator[dict[str, object]]:
    """Yield one saved reply a case: its id and the `ask --json` object."""
    assistant.warm(report)
    for case in cases:
        reply = assistant.ask(case.question, case.history, report)
        yield {"id": case.id, **as_json(reply)}


def score_run(
    cases: Sequence[Case], replies: Sequence[dict[str, object]], text: str
) -> list[Score]:
    """Return the scores of saved replies, in the order of `cases`."""
    by_id = {str(reply["id"]): reply for reply in replies}
    return [score(case, by_id[case.id], text) for case in cases]


def summary(scores: Sequence[Score]) -> dict[str, dict[str, Any]]:
    """Return totals and a row a category, with 95% intervals."""
    rows = {}
    for category in dict.fromkeys(["all", *(one.category for one in scores)]):
        chosen = [one for one in scores if category in ("all", one.category)]
        right = sum(one.right for one in chosen)
        cited = [one.cited for one in chosen if one.cited is not None]
        rows[category] = {
            "cases": len(chosen),
            "right": right,
            "share": right / len(chosen),
            "interval": wilson(right, len(chosen)),
            "cited": sum(cited) / len(cited) if cited else None,
            "median_length": median(one.length for one in chosen),
            "median_ms": median(one.ms for one in chosen),
        }
    return rows


def save(folder: Path, name: str, value: object) -> None:
    """Write `value` as JSON, a list of replies as one object a line."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if name.endswith(".jsonl") and isinstance(value, list):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in value)
    else:
        text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")
