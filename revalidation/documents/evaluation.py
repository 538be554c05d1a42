"""The figures of the evaluation as a workbook and as a file of values."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from revalidation.domain.evaluation import Span
from revalidation.domain.evaluation_export import Cell, ExportTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon, or what hides such a sign
_NARROWEST, _WIDEST, _NOTES = 10, 44, 100  # characters


def evaluation_name(span: Span, ending: str) -> str:
    """`Evaluation – Financial year 2025-26.xlsx`."""
    return f"Evaluation – {span.words.replace('/', '-')}.{ending}"


def evaluation_csv(tables: Sequence[ExportTable]) -> bytes:
    """One value a line, with its table, row and column; by the mark in front Excel sees that it is UTF-8."""
    out = StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(("Table", "Row", "Column", "Value"))
    for table in tables:
        if table.note:
            lines.writerow(map(_harmless, (table.title, "", "Note", table.note)))
        for row in table.rows:
            name = ", ".join(str(each) for each in row[: table.names])
            for head, cell in zip(table.heads[table.names :], row[table.names :], strict=True):
                lines.writerow(map(_harmless, (table.title, name, head, cell)))
    return out.getvalue().encode("utf-8-sig")


def evaluation_workbook(about: Sequence[tuple[str, str]], tables: Sequence[ExportTable]) -> bytes:
    """A sheet about it all, and one for each table."""
    out = BytesIO()
    with Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("About")
        sheet.set_column(0, 0, 22, book.add_format({"bold": True, "valign": "top"}))
        sheet.set_column(1, 1, _NOTES, wrapped)
        for number, (name, said) in enumerate(about):
            sheet.write_string(number, 0, name)
            sheet.write_string(number, 1, said, wrapped)
        for table in tables:
            _write(book.add_worksheet(table.title), table, bold)
    return out.getvalue()


def _write(sheet: Worksheet, table: ExportTable, bold: Format) -> None:
    """The names of the columns stay in sight; the note stands below."""
    columns = list(zip(table.heads, *table.rows, strict=False))
    for number, cells in enumerate(columns):
        sheet.set_column(number, number, min(max(_NARROWEST, *(len(str(cell)) for cell in cells)) + 2, _WIDEST))
    sheet.freeze_panes(1, table.names)
    for number, head in enumerate(table.heads):
        sheet.write_string(0, number, head, bold)
    for at, row in enumerate(table.rows, start=1):
        for number, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(at, number, cell)
            else:
                sheet.write_string(at, number, cell)
    if table.note:
        sheet.write_string(len(table.rows) + 2, 0, table.note)


def _harmless(cell: Cell) -> Cell:
    """The same, never a formula to a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
