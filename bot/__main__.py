"""The command line: `python -m bot ask | reports | index`.

JSON goes to standard output and nothing else does; progress and notices go to standard error.
Exit status: 0 done (a refusal is done), 2 wrong usage or input, 1 anything else.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import BotError, InputError, QuestionError
from bot.settings import Settings, load_settings
from bot.terminal import complain, log_notice, progress_bar

if TYPE_CHECKING:
    from bot.assistant import Assistant, Reply

app = typer.Typer(
    help="问报：问政府报告，答案逐句有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console(highlight=False, markup=False, soft_wrap=True)

ReportOption = Annotated[
    str | None, typer.Option("--report", help="报告编号，默认为设置中的报告。")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="用平常的话提问。")],
    history: Annotated[
        Path | None, typer.Option("--history", help='之前的对话：[["问题", "回答"], …]（JSON）。')
    ] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """问一个问题。"""
    from bot import rendering

    turns = _read_history(history)
    with _assistant() as assistant:
        reply = assistant.ask(question, turns, report)
    if as_json:
        _print_json(rendering.as_json(reply))
    if reply.answer.status == "invalid":
        raise QuestionError(reply.answer.text)
    if not as_json:
        _print_reply(reply)


def _print_reply(reply: "Reply") -> None:
    if reply.rewritten:
        _out.print(f"您是问：{reply.standalone_question}", style="dim")
    for statement in reply.answer.statements:
        _out.print(_with_focus(statement.text, statement.focus, statement.citations))
    if not reply.answer.statements:
        _out.print(reply.answer.text)
    for number, citation in enumerate(reply.answer.citations, start=1):
        _out.print(f"\n[{number}] {citation.section}", style="cyan")
        _out.print(f"    {citation.quote}", style="dim")


@app.command()
def reports(as_json: JsonOption = False) -> None:
    """列出语料库里的报告。"""
    from bot.assistant import default_report
    from bot.report.loading import load_corpus
    from bot.report.sections import parse_report

    settings = load_settings()
    rows: list[dict[str, Any]] = []
    corpus = load_corpus(settings.corpus_dir)
    default = default_report(corpus, settings.report)
    for report in corpus.values():
        outline = parse_report(report)
        rows.append(
            {
                "id": report.id,
                "title": report.title,
                "issuer": report.issuer,
                "place": report.place,
                "result_year": report.result_year,
                "plan_year": report.plan_year,
                "characters": len(report.text),
                "headings": len(outline.headings()),
                "furniture": [
                    report.text[leaf.start : leaf.end].strip()
                    for leaf in outline.leaves
                    if leaf.kind == "furniture" and report.text[leaf.start : leaf.end].strip()
                ],
                "default": report.id == default,
            }
        )
    if as_json:
        _print_json(rows)
        return
    table = Table("编号", "标题", "年份", "字数", "标题数", "网页附带文字（不引用）")
    for row in rows:
        years = f"{row['result_year'] or '?'} / {row['plan_year'] or '?'}"
        furniture = "；".join(map(str, row["furniture"]))
        counts = (str(row["characters"]), str(row["headings"]))
        table.add_row(str(row["id"]), str(row["title"]), years, *counts, furniture)
    _out.print(table)


@app.command()
def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="丢弃现有索引，重新建立。")] = False,
) -> None:
    """建立（或检查）向量索引。"""
    with _assistant(rebuild=rebuild) as assistant:
        log_notice(f"索引可用：{len(assistant.reports)} 份报告。")


@contextmanager
def _assistant(rebuild: bool = False) -> Iterator["Assistant"]:
    from bot.assistant import open_assistant

    settings: Settings = load_settings()
    with progress_bar("正在建立索引") as progress:
        assistant = open_assistant(settings, progress=progress, notice=log_notice, rebuild=rebuild)
    try:
        yield assistant
    finally:
        assistant.close()


def _read_history(path: Path | None) -> list[list[str]]:
    if path is None:
        return []
    try:
        turns = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"无法读取历史文件 {path}：{error.strerror}。", "请检查路径。") from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"历史文件 {path} 不是 UTF-8 的 JSON。", '应为 [["问题", "回答"], …]。'
        ) from error
    if not isinstance(turns, list):
        raise InputError(f"历史文件 {path} 的格式不对。", '应为 [["问题", "回答"], …]。')
    return turns


def _with_focus(text: str, focus: tuple[int, int] | None, citations: tuple[int, ...]) -> Any:
    from rich.text import Text

    line = Text(text)
    if focus:
        line.stylize("bold", *focus)
    line.append("".join(f" [{index + 1}]" for index in citations), style="cyan")
    return line


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def main() -> None:
    """Run the command line; print the message and the mend of what goes wrong, in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # UTF-8 whatever the terminal's encoding is
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
