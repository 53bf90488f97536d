"""Spreadsheets as they come: exact values, odd cells reported, what is no table refused."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from guiju.sheets import (
    PartialDate,
    SheetError,
    SheetOut,
    exact_decimal,
    normal_header,
    parse_date,
    read_workbook,
    write_xlsx,
)
from guiju.sheets import marks as marks_module
from guiju.sheets import xlsx_marks as xlsx_module


def xlsx(path: Path, rows: list[list[Any]], *, merge: str = "", title: str = "台账") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def only(path: Path) -> Any:
    book = read_workbook(path, csv_sheet="台账")
    return book.table(book.sheet_names[0])


def test_values_are_exact(tmp_path: Path) -> None:
    day = dt.datetime(2020, 1, 6)
    path = xlsx(tmp_path / "a.xlsx", [["a", "b", "c", "d", "e"], [1.6, 135000.1, 3.0, day, " 字 "]])
    ((number, values),) = only(path).rows
    assert number == 2
    assert values[:3] == (Decimal("1.6"), Decimal("135000.1"), 3)
    assert parse_date(values[3]) == dt.date(2020, 1, 6)
    assert values[4] == "字"


def test_sheets_own_rounding_noise_is_not_taken_for_a_figure(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a"], [1.1 + 2.2]])
    assert only(path).rows[0][1] == (Decimal("3.3"),)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(0, 9_999_999_999, places=2), min_size=1, max_size=20))
def test_money_to_the_fen_comes_back_as_it_went(amounts: list[Decimal]) -> None:
    target = io.BytesIO()
    write_xlsx(target, [SheetOut("a", ["x"], [[amount] for amount in amounts])])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        path.write_bytes(target.getvalue())
        rows = only(path).rows
    assert [exact_decimal(values[0]) for _, values in rows] == amounts


def test_blank_rows_are_left_out_and_numbers_stay(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a"], [None], ["  "], ["x"]])
    assert only(path).rows == [(4, ("x",))]


def test_formulas_give_their_stored_value_or_a_problem(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a", "b"], ["=1+1", 5]])
    stored = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                assert b"<v></v>" in data or b"<v />" in data or b"<v/>" in data
                for blank in (b"<v></v>", b"<v />", b"<v/>"):
                    data = data.replace(blank, b"<v>2</v>")
            new.writestr(name, data)
    without, with_value = only(path), only(stored)
    assert [(p.row, p.column) for p in without.problems] == [(2, "a")]
    assert with_value.problems == []
    assert [(n.row, n.column, n.value) for n in with_value.notes] == [(2, "a", "2")]
    assert with_value.rows == [(2, (2, 5))]


def test_merged_cells_and_errors_are_problems(tmp_path: Path) -> None:
    rows = [["a", "b"], ["x", "#N/A"], ["y", 1], [None, 2]]
    table = only(xlsx(tmp_path / "a.xlsx", rows, merge="A3:A4"))
    assert [(p.row, p.column, p.value) for p in table.problems] == [
        (3, "a", "y"),
        (2, "b", "#N/A"),
    ]
    assert table.rows[2] == (4, (None, 2))


def test_columns_without_a_name_are_kept(tmp_path: Path) -> None:
    table = only(xlsx(tmp_path / "a.xlsx", [["a", None, "c"], [1, 2, 3]]))
    assert table.header == ["a", "列B", "c"]
    assert table.rows == [(2, (1, 2, 3))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"号牌{delimiter}单位\r\n桂F{delimiter}市局\r\n".encode(encoding))
    table = only(path)
    assert table.header == ["号牌", "单位"]
    assert table.rows == [(2, ("桂F", "市局"))]


def test_a_record_of_several_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x\ny",1\nz,2\n', encoding="utf-8")
    assert [number for number, _ in only(path).rows] == [2, 3]


def test_an_open_quote_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x,1\nz,2\n', encoding="utf-8")
    with pytest.raises(SheetError, match="引号"):
        only(path)


def test_ods_and_xls(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = OdsTable(name="台账")
    for told in (["号牌", "价格"], ["桂F", 1.6]):
        row = TableRow()
        for value in told:
            if isinstance(value, float):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for r, told in enumerate((["号牌", "价格"], ["桂F", 1.6])):
        for c, value in enumerate(told):
            sheet.write(r, c, value)
    book.save(str(tmp_path / "a.xls"))
    for name in ("a.ods", "a.xls"):
        assert only(tmp_path / name).rows == [(2, ("桂F", Decimal("1.6")))], name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"<html><table></table></html>",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        bytes(range(256)) * 4,
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(SheetError) as refusal:
        only(path)
    assert refusal.value.where
    assert refusal.value.expected


def test_another_archive_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(SheetError):
        only(path)
    with pytest.raises(SheetError, match="存在"):
        only(tmp_path / "none.csv")


def test_too_many_rows_are_refused_before_parsing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a"], *[[n] for n in range(12)]])
    text = tmp_path / "a.csv"
    text.write_text("a\n" + "x\n" * 12, encoding="utf-8")
    monkeypatch.setattr(xlsx_module, "LIMIT_ROWS", 10)
    monkeypatch.setattr("guiju.sheets.csv_reading.LIMIT_ROWS", 10)
    monkeypatch.setattr(
        "guiju.sheets.reading.Workbook._values", lambda *_: pytest.fail("it was parsed")
    )
    for one in (path, text):
        with pytest.raises(SheetError, match="10 行"):
            only(one)


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path, monkeypatch: Any) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a"], ["x" * 5000]])
    monkeypatch.setattr(xlsx_module, "LIMIT_UNPACKED", 2000)
    with pytest.raises(SheetError, match="1 GB"):
        only(path)


def test_the_limits_are_those_promised() -> None:
    assert marks_module.LIMIT_ROWS == 300_000
    assert marks_module.LIMIT_UNPACKED == 1_000_000_000


def test_text_is_never_written_as_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = ["=1+1", "+1", "-1", "@x", "http://example.test", "{=1}"]
    write_xlsx(path, [SheetOut("a", ["x"], [[text] for text in texts])])
    sheet = openpyxl.load_workbook(path)["a"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-05-06", dt.date(2023, 5, 6)),
        ("2023/5/6", dt.date(2023, 5, 6)),
        ("2023.5.6", dt.date(2023, 5, 6)),
        ("2023年5月6日", dt.date(2023, 5, 6)),
        ("２０２３-０５-０６", dt.date(2023, 5, 6)),
        ("2019-02-30", None),
        ("2023-5/6", None),
        ("45000", None),
        (45000, None),
        ("2023-05", PartialDate(2023, 5)),
        ("2023年5月", PartialDate(2023, 5)),
        ("2023-13", None),
        (True, None),
        (None, None),
    ],
)
def test_dates(text: Any, day: Any) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("13.5", Decimal("13.5")),
        ("１３５", Decimal(135)),
        (3, Decimal(3)),
        ("-1", Decimal(-1)),
        ("1,000", None),
        ("1e5", None),
        ("1.6L", None),
        ("", None),
        (True, None),
        (dt.date(2020, 1, 1), None),
    ],
)
def test_figures(value: Any, number: Decimal | None) -> None:
    assert exact_decimal(value) == number


def test_headers_are_made_alike() -> None:
    assert normal_header("价格(元)") == normal_header(" 价格 （元） ") == "价格（元）"
