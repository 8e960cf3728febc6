"""Workbooks: sheets of rows as an XLSX file that opens ready to read, filter and print.

In: `Sheet`s. Out: bytes, the same for the same sheets: times of making are taken out. Text stays
text whatever it begins with, and no cell is a formula.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.language.text import strip_invisible

_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
_LINE = Side(style="thin", color="BFBFBF")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LONGEST_TEXT = 32_767  # characters that Excel takes in one cell
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP archive can state
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, the names and widths (in characters) of its columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[str | int | float | None]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return `sheets`, in order, as an XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    book.close()
    return _timeless(out.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, (name, width) in enumerate(zip(sheet.columns, sheet.widths, strict=True), start=1):
        head = page.cell(1, number, name)
        head.alignment, head.font, head.fill, head.border = _HEAD, _HEAD_FONT, _HEAD_FILL, _FRAME
        page.column_dimensions[get_column_letter(number)].width = width
    for place, row in enumerate(sheet.rows, start=2):
        for number, value in enumerate(row, start=1):
            cell = page.cell(place, number)
            _set(cell, value)
            cell.alignment, cell.border = _TOP, _FRAME
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _set(cell: Cell, value: str | float | None) -> None:
    """Put a value into a cell; text that begins like a formula is marked as the text it is."""
    if isinstance(value, str):
        cell.value = strip_invisible(value)[:_LONGEST_TEXT] or None
        if cell.value:
            cell.data_type = "s"
            cell.quotePrefix = cell.value[0] in "=+-@"
    else:
        cell.value = value


def _timeless(archive: bytes) -> bytes:
    """Return the archive with every time of making set to one and the same."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
