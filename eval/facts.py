"""`python -m eval.facts`: the table of facts that is read from a report, against the gold table.

A row read is matched to the gold row whose number it overlaps; a number that says two things
(联系率、服务率100%) has a row for each. Printed: recall, precision, and of the matched rows the
share with value, unit, year and mode right, and with the comparator right.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.errors import BotError, CorpusError
from bot.report.facts import Fact, FactTable, read_facts
from bot.report.loading import load_report
from bot.report.sections import parse_report
from bot.settings import PROJECT_ROOT
from bot.terminal import complain

FIELDS = ("value", "value2", "unit", "year", "mode")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold rows with the facts read for them, gold rows missed, facts that are none."""

    matched: tuple[tuple[Row, Fact], ...]
    missed: tuple[Row, ...]
    spurious: tuple[Fact, ...]

    def scores(self) -> dict[str, float]:
        """Return recall, precision and the shares of matched rows that are right, each 0..1."""
        found = len(self.matched)
        return {
            "recall": found / max(found + len(self.missed), 1),
            "precision": found / max(found + len(self.spurious), 1),
            "fields": sum(not wrong_fields(*pair) for pair in self.matched) / max(found, 1),
            "comparator": sum(row["comparator"] == fact.comparator for row, fact in self.matched)
            / max(found, 1),
        }


def wrong_fields(row: Row, fact: Fact) -> list[str]:
    """Return which of value, unit, year and mode the fact has wrong."""
    return [name for name in FIELDS if row[name] != getattr(fact, name)]


def load_gold(path: Path) -> list[Row]:
    """Return the rows of a gold file; `CorpusError` where a line is no JSON object."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise CorpusError(
                f"{path.name} 第 {number} 行不是 JSON 对象。", "请改正后重试。"
            ) from error
    return rows


def compare(gold: Sequence[Row], table: FactTable) -> Comparison:
    """Match the facts of `table` to the rows of kind "fact" in `gold`."""
    waiting: dict[int, list[Row]] = defaultdict(list)
    for row in gold:
        if row["kind"] == "fact":
            waiting[row["start"]].append(row)
    matched, spurious = [], []
    for fact in table.facts:
        rows = next(
            (
                rows
                for rows in waiting.values()
                if rows
                and fact.number_start < rows[0]["end"]
                and rows[0]["start"] < fact.number_end
            ),
            None,
        )
        if rows:
            matched.append((rows.pop(0), fact))
        else:
            spurious.append(fact)
    missed = [row for rows in waiting.values() for row in rows]
    return Comparison(tuple(matched), tuple(missed), tuple(spurious))


def _failures(found: Comparison) -> list[str]:
    lines = [f"漏  {row['token']}  {row['indicator']}  {row['text']}" for row in found.missed]
    lines += [
        f"多  {fact.indicator}  {fact.value:g}{fact.unit}  {fact.text}" for fact in found.spurious
    ]
    for row, fact in found.matched:
        for name in (*wrong_fields(row, fact), "comparator"):
            if row[name] != getattr(fact, name):
                told = getattr(fact, name)
                lines.append(f"错  {name}：{told}，应为 {row[name]}  {fact.text}")
    return lines


def evaluate(
    gold: Annotated[Path, typer.Option(help="标准答案，一行一个 JSON 对象。")] = PROJECT_ROOT
    / "eval"
    / "facts.jsonl",
    report: Annotated[str, typer.Option(help="报告编号。")] = "hebei-2026",
    failures: Annotated[bool, typer.Option(help="列出错的行。")] = False,
    indicators: Annotated[bool, typer.Option(help="列出每行读出的指标和标准的指标。")] = False,
) -> None:
    """读出报告的数据表，与标准答案比较。"""
    opened = load_report(PROJECT_ROOT / "corpus" / report)
    table = read_facts(opened, parse_report(opened))
    found = compare(load_gold(gold), table)
    for line in _failures(found) if failures else []:
        print(line)
    for row, fact in found.matched if indicators else []:
        print(f"{row['token']}  {fact.indicator}  |  {row['indicator']}  |  {fact.normalised}")
    print(f"rows {len(table.facts)}, unread {len(table.unread)}")
    for name, share in found.scores().items():
        print(f"{name} {share:.3f}")


def main() -> None:
    """Run the comparison; a wrong file ends with one line that says so."""
    try:
        typer.run(evaluate)
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
