"""A spreadsheet file opened by what it holds, not by its name, and read sheet by sheet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from .cells import CellValue, clean, column_letters
from .csv_reading import _KIND, read_csv, stream_csv
from .marks import LIMIT_ROWS, Marks
from .ods_marks import ods_marks
from .tables import Accepted, Note, Problem, SheetError, Table
from .xlsx_marks import look_through, too_many_rows, xlsx_marks

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNMERGED = Accepted("an unmerged cell", "未合并的单元格")
STORED = Accepted(
    "a formula with its stored value, or a value", "带有已存结果的公式，或者直接填写的值"
)
NO_ERROR = Accepted("a value instead of an error", "不是错误值的内容")
UNDER_A_NAME = Accepted("a cell under a column name", "在列名之下的内容")
FROM_FORMULA = Accepted("the stored value of a formula was used", "采用了公式已存的结果")


class Workbook:
    """An opened file: the names of its sheets, and each sheet as a table."""

    def __init__(self, path: Path, csv_sheet: str) -> None:
        self.path, self._csv_sheet = path, csv_sheet
        self.kind = _kind(path)
        if self.kind == "csv":
            self.sheet_names = [csv_sheet]
        else:
            self._book = _opened(path)
            self.sheet_names = list(self._book.sheet_names)

    def table(self, sheet: str) -> Table:
        """One sheet; SheetError where it is not there, empty or too long."""
        if sheet not in self.sheet_names:
            raise SheetError("工作表", "、".join(self.sheet_names), f"有名为“{sheet}”的工作表")
        rows: Iterable[list[object]]
        if self.kind == "csv":
            marks, rows = Marks(), read_csv(self.path, sheet)  # type: ignore[assignment]
        else:
            marks = self._marks(sheet)
            rows = self._values(sheet, marks)
        return _table(sheet, rows, marks)

    def _marks(self, sheet: str) -> Marks:
        if self.kind == "xlsx":
            return xlsx_marks(self.path, sheet)
        return ods_marks(self.path, sheet) if self.kind == "ods" else Marks()

    def _values(self, sheet: str, marks: Marks) -> list[list[object]]:
        try:
            opened = self._book.get_sheet_by_name(sheet)
            marks.merged.extend(opened.merged_cell_ranges or ())
            rows: list[list[object]] = opened.to_python(skip_empty_area=False)  # type: ignore[assignment]
        except (CalamineError, ValueError) as error:
            raise SheetError(sheet, str(error)[:80], "完好的工作表") from None
        return rows


def read_workbook(path: Path, *, csv_sheet: str = "") -> Workbook:
    """Open a spreadsheet; ``csv_sheet`` names the one table of a CSV file."""
    if not path.is_file():
        raise SheetError("文件", str(path), "存在的表格文件")
    return Workbook(path, csv_sheet)


def stream_rows(
    path: Path, sheet: str
) -> tuple[Table, Iterator[tuple[int, tuple[CellValue, ...]]]]:
    """A table's header and its rows that are not blank, one after another.

    A CSV file of any length is read as it goes, and the table's problems grow with it; other
    files are read whole. ``sheet`` is the sheet to read where a file has several.
    """
    book = read_workbook(path, csv_sheet=sheet)
    if book.kind == "csv":
        return _streamed(path, sheet)
    names = book.sheet_names
    if sheet not in names and len(names) != 1:
        raise SheetError("工作表", "、".join(names), f"名为“{sheet}”的工作表，或者只有一个工作表")
    table = book.table(sheet if sheet in names else names[0])
    return table, iter(table.rows)


def _streamed(path: Path, sheet: str) -> tuple[Table, Iterator[tuple[int, tuple[CellValue, ...]]]]:
    records = stream_csv(path)
    first = [clean(name) for name in next(records, [])]
    if not any(first):
        raise SheetError(sheet, "第1行为空", "第1行为列名")
    header = [
        str(name) if name is not None else f"列{column_letters(i)}" for i, name in enumerate(first)
    ]

    table = Table(sheet, header, [])

    def rows() -> Iterator[tuple[int, tuple[CellValue, ...]]]:
        for number, record in enumerate(records, start=2):
            cells = tuple(cell.strip() or None for cell in record)
            table.problems.extend(_beyond(sheet, number, cells, len(header)))
            if any(cells[: len(header)]):
                yield number, cells[: len(header)]

    return table, rows()


def _beyond(sheet: str, row: int, cells: tuple[str | None, ...], width: int) -> Iterator[Problem]:
    """Cells to the right of the header: a figure with a comma in it splits into two."""
    for column, cell in enumerate(cells[width:], start=width):
        if cell is not None:
            yield Problem(sheet, row, f"列{column_letters(column)}", cell, UNDER_A_NAME)


def _kind(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == _OLE:
        return "xls"
    if start != _ZIP:
        return "csv"
    try:
        with look_through(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
                return "ods"
    except zipfile.BadZipFile:
        raise SheetError(path.name, "压缩内容损坏", _KIND) from None
    raise SheetError(path.name, "不是表格文件", _KIND)


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise SheetError(path.name, "有密码保护", "没有密码的表格文件") from None
    except (CalamineError, ValueError, OSError):
        raise SheetError(path.name, "不是完好的表格文件", _KIND) from None


def _table(sheet: str, rows: Iterable[list[object]], marks: Marks) -> Table:
    lines = [tuple(clean(value) for value in row) for row in rows]
    if not lines or not any(value is not None for value in lines[0]):
        raise SheetError(sheet, "第1行为空", "第1行为列名")
    if len(lines) > LIMIT_ROWS + 1 and _last(lines) > LIMIT_ROWS + 1:
        raise too_many_rows(sheet)
    width = max(len(line) for line in lines)
    first = (*lines[0], *(None,) * (width - len(lines[0])))
    used = [
        any(line[i : i + 1] != (None,) and line[i : i + 1] for line in lines) for i in range(width)
    ]
    header = [
        str(name) if name is not None else f"列{column_letters(i)}"
        for i, name in enumerate(first)
        if name is not None or used[i] or any(used[i:])
    ]
    table = Table(sheet, header, [])
    _report(table, lines, marks)
    table.rows = [
        (number, line[: len(header)])
        for number, line in enumerate(lines[1:], start=2)
        if any(value is not None for value in line)
    ]
    return table


def _last(lines: list[tuple[CellValue, ...]]) -> int:
    return max(i for i, line in enumerate(lines, 1) if any(value is not None for value in line))


def _report(table: Table, lines: list[tuple[CellValue, ...]], marks: Marks) -> None:
    def place(row: int, column: int) -> tuple[str, int, str]:
        known = column < len(table.header)
        name = table.header[column] if known else f"列{column_letters(column)}"
        return table.sheet, row + 1, name

    def value(row: int, column: int) -> str:
        line = lines[row] if row < len(lines) else ()
        found = line[column] if column < len(line) else None
        return "" if found is None else str(found)

    for (row, column), _ in sorted(marks.merged):
        table.problems.append(Problem(*place(row, column), value(row, column), UNMERGED))
    for (row, column), code in sorted(marks.errors.items()):
        table.problems.append(Problem(*place(row, column), code, NO_ERROR))
    for (row, column), stored in sorted(marks.formulas.items()):
        if stored:
            table.notes.append(Note(*place(row, column), value(row, column), FROM_FORMULA))
        else:
            table.problems.append(Problem(*place(row, column), "", STORED))
