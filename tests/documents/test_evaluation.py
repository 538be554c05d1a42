import csv
import re
import xml.etree.ElementTree as ET
from io import BytesIO, StringIO
from zipfile import ZipFile

from revalidation.documents.evaluation import evaluation_csv, evaluation_name, evaluation_workbook
from revalidation.domain.evaluation import find_span
from revalidation.domain.evaluation_export import ExportTable
from revalidation.domain.small_numbers import Hidden
from tests.make import NOON

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "https://x.example", "Ŵyn, “the\nhouse”")
TABLES = [
    ExportTable("By site", "", ("", "Came", "Late"), tuple((name, 7, Hidden.SMALL) for name in HOSTILE)),
    ExportTable("How often", "With care.", ("Group", "Dates", "Turned away"), (("=A", "Every month", 12),), names=2),
]


def test_the_csv_is_one_value_a_line_and_excel_sees_that_it_is_utf_8() -> None:
    content = evaluation_csv(TABLES)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["Table", "Row", "Column", "Value"]
    assert lines[-2:] == [
        ["How often", "", "Note", "With care."],
        ["How often", "'=A, Every month", "Turned away", "12"],
    ]
    assert lines[1][2:] == ["Came", "7"]
    assert lines[2][2:] == ["Late", "fewer than 5"]
    assert [line[1] for line in lines[1:-2:2]] == [
        "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "https://x.example", "Ŵyn, “the\nhouse”",
    ]  # fmt: skip


def sheets(content: bytes) -> dict[str, ET.Element]:
    with ZipFile(BytesIO(content)) as zipped:
        book = ET.fromstring(zipped.read("xl/workbook.xml"))  # noqa: S314 (our own)
        names = [sheet.attrib["name"] for sheet in book.iterfind(".//x:sheet", NS)]
        return {
            name: ET.fromstring(zipped.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 (as above)
            for number, name in enumerate(names, start=1)
        }


def rows(sheet: ET.Element) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row.iterfind("x:c", NS)] for row in sheet.iterfind(".//x:row", NS)]


def test_the_workbook_has_a_sheet_for_each_table_and_no_formula_in_any() -> None:
    content = evaluation_workbook([("What", "A year"), ("Made", "=today()")], TABLES)
    found = sheets(content)
    assert list(found) == ["About", "By site", "How often"]
    assert rows(found["About"]) == [["What", "A year"], ["Made", "=today()"]]
    assert [row[1:] for row in rows(found["By site"])] == [["Came", "Late"], *[["7", "fewer than 5"]] * len(HOSTILE)]
    assert rows(found["How often"])[-1] == ["With care."]
    for sheet in found.values():
        assert list(sheet.iterfind(".//x:f", NS)) == []
        assert list(sheet.iterfind(".//x:hyperlink", NS)) == []
    frozen = [sheet.find(".//x:pane", NS) for sheet in found.values()]
    assert [pane is not None and pane.attrib.get("ySplit") for pane in frozen] == [False, "1", "1"]
    columns = list(found["How often"].iterfind(".//x:col", NS))
    assert columns[-1].attrib["max"] == "3"
    assert all(10 < float(column.attrib["width"]) < 50 for column in columns)


def test_the_file_is_called_what_it_is() -> None:
    span = find_span("2026-27", NOON.date(), NOON.date())
    name = evaluation_name(span, "xlsx")
    assert name == "Evaluation – Financial year 2026-27.xlsx"
    assert not re.search(r'[<>:"/\\|?*]', name)
