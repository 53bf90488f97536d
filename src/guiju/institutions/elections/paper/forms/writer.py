"""A form written from top to bottom: heading, rows of cells, sentences, lines to sign on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from guiju.disclosure.documents.titles import balanced

from ..drawing import Align, Line, Page, Rect, Text
from ..errors import PaperError
from ..fitting import LEADING, fitted, wide, wrapped
from ..measures import NORMAL, Box, Sheet, mm, points
from ..words import CHIEF

A4_UPRIGHT, A4_ACROSS = Sheet("A4", 210, 297), Sheet("A4", 297, 210)
EDGE, TOP, FOOT = 15.0, 12.0, 16.0
HEAD_SIZE, NAME_SIZE, TEXT, LEAST = 11.0, 18.0, 10.5, 6.5
PAD, SIGNED = 1.0, 11.0
_NOTE = re.compile(r"[（(].*")


@dataclass(frozen=True)
class About:
    """What stands on every page of every form."""

    title: str
    code: str
    foot: str
    demo: str
    leads: str = CHIEF
    """Who leads the scrutineers and reports."""


@dataclass(frozen=True)
class Cell:
    """A cell of a row: its width in millimetres, what is printed in it, and how."""

    width: float
    text: str = ""
    face: str = "body"
    align: Align = "center"
    size: float = TEXT
    name: bool = False
    """A person's name, which may take several lines."""
    upright: bool = False
    """A name written downwards, without its note where that finds no room."""


def label(width: float, text: str) -> Cell:
    """A cell that says what the next one or the ones below hold."""
    return Cell(width, text, "first")


@dataclass
class Form:
    """One form; pages are begun as they are needed, each with the whole heading."""

    about: About
    name: str
    sheet: Sheet = A4_UPRIGHT
    pages: list[Page] = field(default_factory=list)
    y: float = 0

    @property
    def width(self) -> float:
        """How wide rows and sentences may be."""
        return self.sheet.width - 2 * EDGE

    @property
    def bottom(self) -> float:
        """Where the room for rows ends."""
        return self.sheet.height - FOOT

    def begin(self) -> None:
        """Begin a page with its heading."""
        self.pages.append(Page(self.sheet))
        self.y = TOP
        if self.about.demo:
            self._line(self.about.demo, 8, "first")
        across = int(self.width / mm(HEAD_SIZE))
        for line in balanced(self.about.title, across):
            self._line(line, HEAD_SIZE, "body")
        self._line(self.name, NAME_SIZE, "title")
        self.y += 2

    def _line(self, text: str, size: float, face: str) -> None:
        height = mm(size) * 1.35
        box = Box(EDGE, self.y, self.width, height)
        self._put(Text(box, text, size, face, "center", bold=face == "title"))
        self.y += height

    def _put(self, thing: Rect | Line | Text) -> None:
        self.pages[-1].things.append(thing)

    def need(self, height: float) -> bool:
        """Room for so much, on another page where this one has none; whether one was begun."""
        if self.pages and self.y + height <= self.bottom + 0.01:
            return False
        self.begin()
        return True

    def gap(self, height: float = 4) -> None:
        """Leave some room."""
        self.y += height

    def sentence(self, text: str, size: float = TEXT) -> None:
        """A sentence in as many lines as it takes."""
        lines = wrapped(text, self.width / mm(size) - 1)
        step = mm(size) * 1.45
        self.need(step * len(lines))
        for line in lines:
            self._put(Text(Box(EDGE, self.y, self.width, step), line, size))
            self.y += step

    def row(self, cells: Sequence[Cell], height: float = 9) -> None:
        """A row of cells with lines around them."""
        self.need(height)
        x = EDGE
        for cell in cells:
            box = Box(x, self.y, cell.width, height)
            self._put(Rect(box, stroke=0.25))
            if cell.text:
                self._cell(box, cell)
            x += cell.width
        self.y += height

    def _cell(self, box: Box, cell: Cell) -> None:
        inside = Box(box.x + PAD, box.y, box.width - 2 * PAD, box.height)
        if cell.name or cell.upright:
            (self._upright if cell.upright else self._name)(inside, cell)
            return
        size = min(cell.size, points(inside.width / wide(cell.text)))
        if size >= LEAST:
            self._put(Text(inside, cell.text, int(size * 4) / 4, cell.face, cell.align))
            return
        raise PaperError(self.name, cell.text, "在一格内放得下的文字")

    def _name(self, inside: Box, cell: Cell) -> None:
        found = fitted(cell.text, inside.width, inside.height, NORMAL)
        if found is None:
            raise PaperError("姓名", cell.text, "在一格内放得下、看得清的姓名")
        step = mm(found.size) * LEADING
        top = inside.y + (inside.height - step * len(found.lines)) / 2
        for place, line in enumerate(found.lines):
            box = Box(inside.x, top + place * step, inside.width, step)
            self._put(Text(box, line, found.size, cell.face, cell.align))

    def _upright(self, inside: Box, cell: Cell) -> None:
        """A name downwards, without its note or not at all where it finds no room.

        The number above it tells who is meant.
        """
        for told in (cell.text, _NOTE.sub("", cell.text)):
            signs = "".join(told.split())
            size = min(cell.size, points(inside.height / len(signs)) / LEADING)
            if size >= LEAST:
                break
        else:
            return
        step = mm(size) * LEADING
        for place, sign in enumerate(signs):
            box = Box(inside.x, inside.y + 0.5 + place * step, inside.width, step)
            self._put(Text(box, sign, int(size * 4) / 4, cell.face, "center"))

    def table(
        self,
        header: Sequence[Cell],
        rows: Sequence[Sequence[str | Cell]],
        height: float = 9,
        after: float = 0,
    ) -> None:
        """Rows under a header, which stands on every page again.

        ``after``: room for what must stand on one page with the last row.
        """
        self.need(2 * height)
        self.row(header)
        for number, row in enumerate(rows, 1):
            if self.need(height + (after if number == len(rows) else 0)):
                self.row(header)
            cells = [
                told if isinstance(told, Cell) else Cell(head.width, told)
                for head, told in zip(header, row, strict=True)
            ]
            self.row(cells, height)

    def sign(self, roles: Sequence[str], columns: int = 2) -> None:
        """Lines to sign on, one for each role, and the day."""
        step, each = SIGNED, self.width / columns
        told = [*roles, "日期"]
        self.need(step * -(-len(told) // columns))
        for place, role in enumerate(told):
            x, y = EDGE + place % columns * each, self.y + place // columns * step
            wide_enough = (wide(role) + 1.5) * mm(TEXT)
            self._put(Text(Box(x, y, wide_enough, step), f"{role}：", TEXT))
            self._put(Line(x + wide_enough, y + step - 2.5, x + each - 6, y + step - 2.5, 0.2))
        self.y += step * -(-len(told) // columns)

    def finished(self) -> list[Page]:
        """The pages, each with the code and its number within the form."""
        for number, page in enumerate(self.pages, 1):
            y = self.sheet.height - FOOT + 4
            third = self.width / 3
            for place, (text, align) in enumerate(
                (
                    (f"选举代码：{self.about.code}", "left"),
                    (self.about.foot, "center"),
                    (f"第{number}页　共{len(self.pages)}页", "right"),
                )
            ):
                size = min(9.0, points(third / max(wide(text), 1)))
                box = Box(EDGE + place * third, y, third, 5)
                page.things.append(Text(box, text, size, align=align))  # type: ignore[arg-type]
        return self.pages
