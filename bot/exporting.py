"""Exporting: the figures and commitments of a report as JSON rows, CSV and workbooks.

In: a `FactTable` or `Register` (for workbooks its `Report` too). Out: dictionaries, text, bytes.
Every row has all keys. Tables are made for clerks: Chinese columns, numbers as numbers, and no cell
that a spreadsheet would run as a formula. The same rows give the same bytes.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from bot.report.baselines import Baseline
from bot.report.commitments import Commitment, Register
from bot.report.facts import Fact, FactTable
from bot.report.loading import Report
from bot.tables import (
    COMMITMENT_COLUMNS,
    COMMITMENT_NOTES,
    FACT_COLUMNS,
    FACT_NOTES,
    KINDS,
    OTHER_COLUMNS,
    Cell,
    Column,
    Row,
    about,
    short,
)
from bot.workbooks import Sheet, workbook

_BOM = "\ufeff"  # without it Excel reads UTF-8 as the local code page
_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet may run
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def fact_json(report: str, fact: Fact) -> dict[str, Any]:
    """Return one figure of the report with id `report` as a row of the table's JSON."""
    return {
        "id": fact.id,
        "report": report,
        "section": fact.section,
        "topic": fact.topic,
        "year": fact.year,
        "mode": fact.mode,
        "kind": "quantified",
        "strength": None,
        "text": fact.text,
        "start": fact.start,
        "end": fact.end,
        "indicator": fact.indicator,
        "value": fact.value,
        "value2": fact.value2,
        "unit": fact.unit,
        "comparator": fact.comparator,
        "deadline": None,
        "baseline": None,
    }


def commitment_json(report: str, commitment: Commitment) -> dict[str, Any]:
    """Return one commitment of the report with id `report` as a row of the register's JSON."""
    fact = commitment.fact
    return {
        "id": commitment.id,
        "report": report,
        "section": commitment.section,
        "topic": commitment.topic,
        "year": commitment.year,
        "mode": "target",
        "kind": commitment.kind,
        "strength": commitment.strength,
        "text": commitment.text,
        "start": commitment.start,
        "end": commitment.end,
        "indicator": fact.indicator if fact else None,
        "value": fact.value if fact else None,
        "value2": fact.value2 if fact else None,
        "unit": fact.unit if fact else None,
        "comparator": fact.comparator if fact else None,
        "deadline": commitment.deadline,
        "baseline": _baseline_json(commitment.baseline),
    }


def _baseline_json(baseline: Baseline | None) -> dict[str, Any] | None:
    """Return a baseline as JSON: `value` and `unit` are the result's, the formula has its own."""
    if baseline is None:
        return None
    return {
        "fact": baseline.fact.id,
        "value": baseline.fact.value,
        "unit": baseline.fact.unit,
        "change": baseline.change,
        "formula": baseline.formula,
    }


def facts_csv(table: FactTable) -> str:
    """Return the figures as CSV with a byte order mark, ready to be encoded as UTF-8."""
    return _csv(FACT_COLUMNS, table.facts)


def commitments_csv(register: Register, more: Sequence[Column[Commitment]] = ()) -> str:
    """Return the commitments as CSV with a byte order mark, ready to be encoded as UTF-8.

    `more` are columns to add at the end.
    """
    return _csv((*COMMITMENT_COLUMNS, *more), register.commitments)


def facts_xlsx(report: Report, table: FactTable) -> bytes:
    """Return the figures as a workbook: sheets 数据 and 说明."""
    return workbook(
        [
            _sheet("数据", FACT_COLUMNS, table.facts),
            Sheet("说明", ("项目", "内容"), (16, 90), [*about(report), *FACT_NOTES]),
        ]
    )


def commitments_xlsx(
    report: Report, register: Register, more: Sequence[Column[Commitment]] = ()
) -> bytes:
    """Return the commitments as a workbook: sheets 承诺台账, 说明, and what commits to nothing.

    `more` are columns to add at the end of the first.
    """
    counts = [
        (f"{name}承诺", f"{sum(one.kind == kind for one in register.commitments)} 条")
        for kind, name in KINDS.items()
    ]
    return workbook(
        [
            _sheet("承诺台账", (*COMMITMENT_COLUMNS, *more), register.commitments),
            Sheet("说明", ("项目", "内容"), (16, 90), [*about(report), *counts, *COMMITMENT_NOTES]),
            _sheet("未列为承诺", OTHER_COLUMNS, register.others),
        ]
    )


def _sheet(title: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Sheet:
    return Sheet(
        title,
        tuple(column.name for column in columns),
        tuple(column.width for column in columns),
        [tuple(column.show(row) for column in columns) for row in rows],
    )


def _csv(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_safe(column.show(row)) for column in columns])
    return _BOM + out.getvalue()


def _safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs: 投资=… gets an apostrophe before it, -18.2 none."""
    if isinstance(cell, str) and cell.lstrip().startswith(_RUNS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return short(cell)
