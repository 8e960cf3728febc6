"""`python -m eval`: ask every case of a file, save the replies, score them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.assistant import open_assistant
from bot.errors import BotError
from bot.settings import PROJECT_ROOT, load_settings
from bot.terminal import complain, log_notice
from eval.cases import load_cases
from eval.run import answer_cases, save, score_run, summary

_err = Console(stderr=True, highlight=False, markup=False)


def evaluate(
    cases: Annotated[Path, typer.Option(help="问题集，一行一个 JSON 对象。")] = PROJECT_ROOT
    / "eval"
    / "spine.jsonl",
    report: Annotated[str | None, typer.Option(help="报告编号。")] = None,
    out: Annotated[Path, typer.Option(help="结果写到哪里。")] = PROJECT_ROOT / "eval" / "out",
    failures: Annotated[bool, typer.Option(help="列出答错的问题。")] = False,
) -> None:
    """问完问题集里的每一题，保存回答并评分。"""
    settings = load_settings()
    assistant = open_assistant(settings, notice=log_notice)
    opened = assistant.desk(report).report
    report_id, text = opened.id, opened.text
    chosen = load_cases(cases, text)
    asked = answer_cases(assistant, chosen, report_id)
    replies = list(track(asked, "提问", len(chosen), console=_err, transient=True))
    scores = score_run(chosen, replies, text)
    totals = summary(scores)
    save(out, "replies.jsonl", replies)
    save(out, "scores.json", {"summary": totals, "cases": [asdict(one) for one in scores]})
    save(out, "settings.json", {"cases": cases.name, "report": report_id, "mode": "extractive"})
    assistant.close()
    if failures:
        for case, one, reply in zip(chosen, scores, replies, strict=True):
            if not one.right:
                print(f"{case.id} [{case.category}] {case.question}")
                print(f"    答：{reply['answer']}\n    应含：{case.gold_answers or '（拒答）'}")
    table = Table("类别", "题数", "答对", "比例", "引文对", "字数中位", "毫秒中位")
    for name, row in totals.items():
        cited = "—" if row["cited"] is None else f"{row['cited']:.2f}"
        numbers = (
            f"{row['share']:.2f}",
            cited,
            f"{row['median_length']:.0f}",
            f"{row['median_ms']:.1f}",
        )
        table.add_row(name, str(row["cases"]), str(row["right"]), *numbers)
    _err.print(table)


def main() -> None:
    """Run the evaluation; a wrong file or setting ends with one line that says so."""
    try:
        typer.run(evaluate)
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
