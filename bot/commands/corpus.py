"""`reports` and `index`: what the corpus holds, and its index."""

from typing import Annotated, Any

import typer
from rich.table import Table

from bot.commands.output import JsonOption, opened_assistant, out, print_json
from bot.settings import load_settings
from bot.terminal import log_notice


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
        print_json(rows)
        return
    table = Table("编号", "标题", "年份", "字数", "标题数", "网页附带文字（不引用）")
    for row in rows:
        years = f"{row['result_year'] or '?'} / {row['plan_year'] or '?'}"
        furniture = "；".join(map(str, row["furniture"]))
        counts = (str(row["characters"]), str(row["headings"]))
        table.add_row(str(row["id"]), str(row["title"]), years, *counts, furniture)
    out.print(table)


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="丢弃现有索引，重新建立。")] = False,
) -> None:
    """建立（或检查）向量索引。"""
    with opened_assistant(rebuild=rebuild) as assistant:
        log_notice(f"索引可用：{len(assistant.reports)} 份报告。")
