"""`facts`, `commitments`, `audit`, `check`: what code reads out of a report, exact to the character."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from bot.commands.output import JsonOption, ReportOption, out, print_json
from bot.errors import InputError
from bot.settings import load_settings
from bot.terminal import log_notice

if TYPE_CHECKING:
    from bot.readings import Readings

MOST_BYTES = 1_000_000  # of a text to check: some 300,000 characters
LABELS = {"supported": "一致", "contradicted": "不符", "not_found": "报告未提及"}


class FactFormat(StrEnum):
    """How facts are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class RegisterFormat(StrEnum):
    """How the register is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"


def facts(
    year: Annotated[int | None, typer.Option("--year", help="只列这一年的。")] = None,
    report: ReportOption = None,
    form: Annotated[FactFormat, typer.Option("--format", help="输出格式。")] = FactFormat.table,
) -> None:
    """列出报告里每一个数据。"""
    from bot import exporting, tables

    readings = _readings(report)
    rows = tuple(fact for fact in readings.facts.facts if year in (None, fact.year))
    if form is FactFormat.json:
        print_json([exporting.fact_json(readings.report.id, fact) for fact in rows])
    elif form is FactFormat.csv:
        _write(exporting.facts_csv(replace(readings.facts, facts=rows)), None)
    else:
        table = Table("指标", "数值", "年份", "性质", "出处", "原文")
        text = readings.report.text
        for fact in rows:
            number = text[fact.number_start : fact.number_end]
            shown = (fact.indicator, number, str(fact.year or ""), tables.MODES[fact.mode])
            table.add_row(*shown, fact.section, fact.text)
        out.print(table)


def commitments(
    report: ReportOption = None,
    form: Annotated[
        RegisterFormat, typer.Option("--format", help="输出格式。")
    ] = RegisterFormat.table,
    target: Annotated[
        Path | None, typer.Option("--out", help="写到这个文件；xlsx 必须给出。")
    ] = None,
) -> None:
    """列出报告作出的每一项承诺。"""
    from bot import exporting, tables

    readings = _readings(report)
    register = readings.register
    if form is RegisterFormat.json:
        rows = [exporting.commitment_json(readings.report.id, one) for one in register.commitments]
        _write_json(rows, target)
    elif form is RegisterFormat.csv:
        _write(exporting.commitments_csv(register), target)
    elif form is RegisterFormat.xlsx:
        if target is None:
            raise InputError("xlsx 要写进文件。", "请用 --out 给出文件名，例如 --out 登记簿.xlsx。")
        _write(exporting.commitments_xlsx(readings.report, register), target)
    else:
        table = Table("类别", "力度", "承诺", "期限", "出处", "上年基数")
        for one in register.commitments:
            kind, strength = tables.KINDS[one.kind], tables.STRENGTHS[one.strength]
            base = one.baseline.formula if one.baseline else ""
            table.add_row(kind, strength, one.text, one.deadline or "", one.section, base)
        out.print(table)


def audit(report: ReportOption = None, as_json: JsonOption = False) -> None:
    """指出报告自相矛盾的地方。"""
    readings = _readings(report)
    rows = [_issue_json(readings, issue) for issue in readings.issues]
    if as_json:
        print_json(rows)
        return
    if not rows:
        out.print("没有发现自相矛盾的地方。")
    for row in rows:
        out.print(row["message"], style="bold")
        for place in row["places"]:
            out.print(f"    {place['section']}：{place['quote']}", style="dim")


def check(
    claim: Annotated[str | None, typer.Argument(help="要核对的一句话。")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="要核对的文章（UTF-8 文本）。")
    ] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """核对一句话或一篇文章：与报告一致、不符，还是报告未提及。"""
    from bot.rendering import verdict_json

    if (claim is None) == (file is None):
        raise InputError("请给出要核对的一句话，或用 --file 给出一个文件。", "两者选一。")
    text = claim if claim is not None else _read(file)
    if not text.strip():
        raise InputError("没有要核对的内容。", "请写一句话，或换一个不空的文件。")
    verdicts = _readings(report).claims.check(text)
    if as_json:
        print_json([verdict_json(verdict) for verdict in verdicts])
        return
    for verdict in verdicts:
        right = f"（报告：{verdict.corrected}）" if verdict.corrected else ""
        out.print(f"{LABELS[verdict.label]}{right}  {verdict.claim}")
        for citation in verdict.citations:
            out.print(f"    {citation.section}：{citation.quote}", style="dim")


def _readings(report_id: str | None) -> "Readings":
    from bot.assistant import default_report
    from bot.readings import Readings
    from bot.report.loading import load_corpus, load_lexicon

    settings = load_settings()
    corpus = load_corpus(settings.corpus_dir)
    chosen = default_report(corpus, settings.report)
    if report_id and report_id not in corpus:
        raise InputError(f"没有编号为“{report_id}”的报告。", f"现有：{'、'.join(corpus)}。")
    lexicon = load_lexicon(settings.corpus_dir / "lexicon.toml")
    return Readings(corpus[report_id or chosen], lexicon)


def _issue_json(readings: "Readings", issue: Any) -> dict[str, Any]:
    text = readings.report.text
    labels = [(part.start, part.end, part.label) for _, _, part in readings.outline.paragraphs()]
    places = []
    for start, end in issue.spans:
        label = next((name for begin, stop, name in labels if begin <= start < stop), "")
        places.append({"section": label, "start": start, "end": end, "quote": text[start:end]})
    return {
        "report": readings.report.id,
        "kind": issue.kind,
        "message": issue.message,
        "places": places,
    }


def _read(path: Path | None) -> str:
    try:
        raw = path.read_bytes() if path else b""
    except OSError as error:
        raise InputError(f"无法读取 {path}：{error.strerror}。", "请检查路径。") from error
    if len(raw) > MOST_BYTES:
        raise InputError(
            f"{path} 太大（{len(raw)} 字节）。", f"最多 {MOST_BYTES} 字节，请分开核对。"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} 不是 UTF-8 文本。", "请转存为 UTF-8 的文本文件。") from error


def _write_json(rows: list[dict[str, Any]], target: Path | None) -> None:
    if target is None:
        print_json(rows)
        return
    import json

    _write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", target)


def _write(content: str | bytes, target: Path | None) -> None:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if target is None:
        sys.stdout.buffer.write(raw)
        return
    try:
        target.write_bytes(raw)
    except OSError as error:
        raise InputError(f"无法写入 {target}：{error.strerror}。", "请换一个路径。") from error
    log_notice(f"已写入 {target}。")
