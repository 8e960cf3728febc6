"""`ask`: one answer, for a person or as JSON."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.output import JsonOption, ReportOption, opened_assistant, out, print_json
from bot.errors import InputError, QuestionError

if TYPE_CHECKING:
    from bot.assistant import Reply


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
    with opened_assistant() as assistant:
        reply = assistant.ask(question, turns, report)
    if as_json:
        print_json(rendering.as_json(reply))
    if reply.answer.status == "invalid":
        raise QuestionError(reply.answer.text)
    if not as_json:
        _print_reply(reply)


def _print_reply(reply: "Reply") -> None:
    if reply.rewritten:
        out.print(f"您是问：{reply.standalone_question}", style="dim")
    for statement in reply.answer.statements:
        out.print(_with_focus(statement.text, statement.focus, statement.citations))
    if not reply.answer.statements:
        out.print(reply.answer.text)
    for number, citation in enumerate(reply.answer.citations, start=1):
        out.print(f"\n[{number}] {citation.section}", style="cyan")
        out.print(f"    {citation.quote}", style="dim")
    for remark in reply.remarks:
        out.print(f"\n原文存疑：{remark}", style="yellow")


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
