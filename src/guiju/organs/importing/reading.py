"""A city's workbook read row by row: what can be used, and every cell that cannot."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from guiju.sheets import (
    CellValue,
    Problem,
    SheetError,
    Table,
    normal_header,
    parse_date,
    read_workbook,
)

from .columns import (
    CATEGORY,
    CODE,
    LEVEL,
    NAME,
    ORGAN_CODE,
    ORGANS,
    PARENT,
    PEOPLE,
    PERSON,
    POSTS,
    ROLE,
    SINCE,
    TITLE,
    UNTIL,
    USERNAME,
    Column,
    roles,
    sheets,
)

_DAYS = (SINCE, UNTIL)


@dataclass(frozen=True)
class OrganRow:
    """A row of 机关."""

    row: int
    code: str
    name: str
    level: str
    category: str
    parent: str


@dataclass(frozen=True)
class PostRow:
    """A row of 岗位; the role as its code."""

    row: int
    organ: str
    role: str
    title: str


@dataclass(frozen=True)
class PersonRow:
    """A row of 人员: a person in a post from a day to a day."""

    row: int
    username: str
    name: str
    organ: str
    title: str
    since: dt.date
    until: dt.date | None


@dataclass
class CityBook:
    """What a workbook holds; ``digest`` is the SHA-256 of the file."""

    digest: str
    organs: list[OrganRow] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unusable: set[tuple[str, ...]] = field(default_factory=set)
    """Organs (code) and posts (code, title) of rows with a cell that cannot be used."""


def read_city(path: Path) -> CityBook:
    """Read a workbook (XLSX, XLS, ODS; CSV holds one of its sheets).

    Raises:
        SheetError: the file cannot be read, has none of the sheets, or a sheet lacks a column.
    """
    opened = read_workbook(path, csv_sheet=ORGANS)
    wanted = sheets()
    tables = (
        {_sheet_of(table := opened.table(ORGANS), wanted): table}
        if opened.kind == "csv"
        else {name: opened.table(name) for name in wanted if name in opened.sheet_names}
    )
    if not tables:
        told = "、".join(opened.sheet_names)
        raise SheetError("工作表", told, f"有名为“{'”“'.join(wanted)}”之一的工作表")
    book = CityBook(hashlib.sha256(path.read_bytes()).hexdigest())
    for name, table in tables.items():
        book.problems.extend(
            Problem(name, one.row, one.column, one.value, one.expected) for one in table.problems
        )
        for row, cells, fits in _rows(name, table, wanted[name], book.problems):
            if fits:
                _keep(book, name, row, cells)
            elif name != PEOPLE:
                key = (CODE,) if name == ORGANS else (ORGAN_CODE, TITLE)
                book.unusable.add(tuple(str(cells[column]) for column in key))
    return book


def _sheet_of(table: Table, wanted: dict[str, tuple[Column, ...]]) -> str:
    """Which of the sheets a CSV file is, by its columns."""
    names = {normal_header(name) for name in table.header}
    known = {PEOPLE: USERNAME, POSTS: ROLE, ORGANS: CODE}
    for sheet, column in known.items():
        if column in names:
            return sheet
    needed = "；".join(f"{sheet}：{'、'.join(c.name for c in wanted[sheet])}" for sheet in wanted)
    raise SheetError("第1行", "、".join(table.header), f"其中一组列名（{needed}）")


def _rows(
    sheet: str, table: Table, columns: tuple[Column, ...], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str | dt.date | None], bool]]:
    """The rows, and whether every cell can be used; cells that cannot become problems."""
    places = {normal_header(name): place for place, name in enumerate(table.header)}
    lacking = [column.name for column in columns if column.name not in places]
    if lacking:
        raise SheetError(f"{sheet} 第1行", "、".join(table.header), f"列“{'”“'.join(lacking)}”")
    for number, cells in table.rows:
        told: dict[str, str | dt.date | None] = {}
        before = len(problems)
        for column in columns:
            place = places[column.name]
            cell = cells[place] if place < len(cells) else None
            fits, told[column.name] = _value(column, cell)
            if not fits:
                shown = "" if cell is None else str(cell)
                problems.append(Problem(sheet, number, column.name, shown, column.accepts))
        yield number, told, len(problems) == before


def _value(column: Column, cell: CellValue) -> tuple[bool, str | dt.date | None]:
    """Whether a cell fits its column, and what it says."""
    if cell is None:
        return not column.required, None if column.name in _DAYS else ""
    if column.name in _DAYS:
        day = parse_date(cell)
        return type(day) is dt.date, day if type(day) is dt.date else None
    # A spreadsheet turns 4514-08 into a date and 0451 into 451: only the first can be seen.
    if isinstance(cell, bool | dt.date | Decimal):
        return False, ""
    text = " ".join(str(cell).split())
    too_long = 0 < column.longest < len(text)
    if "\0" in text or too_long or (column.values and text not in column.values):
        return False, ""
    return True, roles()[text] if column.name == ROLE else text


def _keep(book: CityBook, sheet: str, row: int, told: dict[str, str | dt.date | None]) -> None:
    text = {name: value for name, value in told.items() if isinstance(value, str)}
    if sheet == ORGANS:
        organ = [text[name] for name in (CODE, NAME, LEVEL, CATEGORY, PARENT)]
        book.organs.append(OrganRow(row, *organ))
    elif sheet == POSTS:
        book.posts.append(PostRow(row, text[ORGAN_CODE], text[ROLE], text[TITLE]))
    else:
        since, until = told[SINCE], told[UNTIL]
        assert isinstance(since, dt.date)
        assert until is None or isinstance(until, dt.date)
        username, name, organ_code, title = (
            text[column] for column in (USERNAME, PERSON, ORGAN_CODE, TITLE)
        )
        book.people.append(PersonRow(row, username, name, organ_code, title, since, until))
