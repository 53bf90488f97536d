"""A ledger file as rows of facts: headers matched, cells parsed, everything odd reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiju.rules import Known
from guiju.sheets import (
    Accepted,
    CellValue,
    Note,
    Problem,
    SheetError,
    Table,
    normal_header,
    read_workbook,
)

from .columns import (
    BY_NAME,
    COLUMNS,
    IN_WAN,
    PLATE,
    PRICE_IN_WAN,
    QUOTA_SHEET,
    SHEET,
    Column,
    Malformed,
    NotKnown,
    text,
)

_ONCE = Accepted("a plate that stands in the file once", "全表唯一的号牌号码")
_ONE_COLUMN = Accepted("a column name used once", "不重复的列名")


@dataclass(frozen=True)
class Row:
    """One car: the row of the sheet, its cells by column name and its facts."""

    number: int
    cells: dict[str, CellValue]
    facts: dict[str, Known | None]
    duplicate: bool = False

    @property
    def subject(self) -> str:
        """The plate, or the place in the sheet where no plate is known."""
        plate = self.cells.get(PLATE)
        return text(plate) if plate is not None else f"第{self.number}行"


@dataclass
class RowReader:
    """Cells to facts: what each column is called and how it is read, and what was odd so far."""

    sheet: str
    columns: dict[str, Column] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def row(self, number: int, cells: dict[str, CellValue], plates: set[str]) -> Row:
        """One car from its cells; ``plates`` are those of earlier rows and gain this one's."""
        facts = {name: self._known(number, name, value) for name, value in cells.items()}
        plate = facts.get(PLATE)
        duplicate = plate is not None and str(plate) in plates
        if duplicate:
            self._problem(number, PLATE, cells[PLATE], _ONCE)
            facts[PLATE] = None
        elif plate is not None:
            plates.add(str(plate))
        return Row(number, cells, facts, duplicate)

    def _known(self, number: int, name: str, value: CellValue) -> Known | None:
        try:
            return self.columns.get(name, BY_NAME[name]).parse(value)
        except Malformed as malformed:
            self._problem(number, name, value, malformed.expected)
        except NotKnown as unknown:
            header = self.headers.get(name, name)
            self.notes.append(Note(self.sheet, number, header, text(value), unknown.note))
        return None

    def _problem(self, number: int, name: str, value: CellValue, expected: Accepted) -> None:
        header = self.headers.get(name, name)
        self.problems.append(Problem(self.sheet, number, header, text(value), expected))


@dataclass
class LedgerFile:
    """A ledger as read: its table, where its columns stand, those unknown, the quota table."""

    table: Table
    quota: Table | None
    places: dict[str, int]
    unknown_columns: list[str]
    reader: RowReader

    def __len__(self) -> int:
        return len(self.table.rows)

    def rows(self) -> Iterator[Row]:
        """Every car in the order of the sheet; problems and notes are added on the way."""
        plates: set[str] = set()
        for number, values in self.table.rows:
            cells = {name: values[i] for name, i in self.places.items() if i < len(values)}
            yield self.reader.row(number, cells, plates)


def read_ledger(path: Path, quota: Path | None = None) -> LedgerFile:
    """The ledger in a file (and the quota in a second one); SheetError where it cannot be read."""
    book = read_workbook(path, csv_sheet=SHEET)
    table = book.table(_ledger_sheet(book.sheet_names))
    quota_table = None
    if quota is not None:
        second = read_workbook(quota, csv_sheet=QUOTA_SHEET)
        names = second.sheet_names
        quota_table = second.table(QUOTA_SHEET if QUOTA_SHEET in names else _only(names))
    elif QUOTA_SHEET in book.sheet_names and table.sheet != QUOTA_SHEET:
        quota_table = book.table(QUOTA_SHEET)
    return _matched(table, quota_table)


def _ledger_sheet(names: Sequence[str]) -> str:
    return SHEET if SHEET in names else _only(names)


def _only(names: Sequence[str]) -> str:
    if len(names) != 1:
        raise SheetError("工作表", "、".join(names), f"名为“{SHEET}”的工作表，或者只有一个工作表")
    return names[0]


def _matched(table: Table, quota: Table | None) -> LedgerFile:
    reader = RowReader(table.sheet, problems=[*table.problems], notes=[*table.notes])
    places: dict[str, int] = {}
    unknown: list[str] = []
    for index, header in enumerate(table.header):
        name = normal_header(header)
        column = IN_WAN if name == PRICE_IN_WAN else BY_NAME.get(name)
        if column is None:
            unknown.append(header)
        elif column.name in places:
            reader.problems.append(Problem(table.sheet, 1, header, header, _ONE_COLUMN))
        else:
            places[column.name] = index
            reader.columns[column.name] = column
            reader.headers[column.name] = header
    lacking = [c.name for c in COLUMNS if c.required and c.name not in places]
    if lacking:
        expected = f"有这些列：{'、'.join(lacking)}"
        raise SheetError(f"{table.sheet} 第1行", "、".join(table.header), expected)
    return LedgerFile(table, quota, places, unknown, reader)
