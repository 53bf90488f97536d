"""How a list is laid on one sheet: A4 where it fits, else A3, in one column or in several."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guiju.disclosure.documents.titles import balanced

from .errors import PaperError
from .fitting import USUAL, fitted, height_of, wide, wrapped
from .measures import A3, A4, DEMO_HEIGHT, GUTTER, Sheet, Style, mm
from .words import Group, Words

BLOCKS = 6
"""In how many columns a list is laid at most."""
HEADING, GAP, FOOT = 8.0, 3.0, 6.5
OTHERS_LABEL, OTHER_LEAST, OTHERS_GAP = 24.0, 46.0, 1.5
PAD = 1.2
"""What stays free on both sides of a name."""
TITLE_LINES = 3
_ELECTS = re.compile(r"(?<=[会位])(?=选举)")
"""In a title: after the meeting or unit that elects."""


@dataclass(frozen=True)
class Head:
    """The lines above the list and where the list begins."""

    title: tuple[str, ...]
    size: float
    notes: tuple[tuple[str, ...], ...]
    top: float
    """Where the notes begin, in millimetres."""
    bottom: float


@dataclass(frozen=True)
class Plan:
    """A sheet, in how many columns the list stands on it, and how high a row is."""

    sheet: Sheet
    style: Style
    head: Head
    blocks: int
    row: float
    block: float
    """The width of one column: number, name, three cells."""

    @property
    def option(self) -> float:
        """The width of one cell."""
        return option_width(self.block, self.style)

    @property
    def name(self) -> float:
        """The width of a name's cell, its number included."""
        return self.block - 3 * self.option

    @property
    def room(self) -> float:
        """The width that a name may take."""
        return self.name - self.style.number - 2 * PAD

    @property
    def width(self) -> float:
        """The width of all columns."""
        return self.blocks * self.block + (self.blocks - 1) * GUTTER

    @property
    def left(self) -> float:
        """Where the first column begins: the list stands in the middle."""
        return (self.sheet.width - self.width) / 2


def title_lines(title: str, across: int) -> list[str]:
    """A title in one line; else parted before what is elected; else in even lines."""
    if wide(title) <= across:
        return [title]
    parted = [line for line in _ELECTS.split(title, maxsplit=1) if line]
    if all(wide(line) <= across for line in parted):
        return parted
    return balanced(title, across)


def option_width(block: float, style: Style) -> float:
    """The width of one of the three cells in a column so wide."""
    return max(style.option_least, min(style.option_most, block * 0.16))


def head_of(words: Words, sheet: Sheet, style: Style) -> Head:
    """Title and notes set in lines; PaperError for a title that takes too many."""
    across = sheet.between.width
    for size in style.titles:
        lines = title_lines(words.title, int(across / mm(size)))
        if len(lines) <= TITLE_LINES and all(wide(one) * mm(size) <= across for one in lines):
            break
    else:
        raise PaperError("选举名称", words.title, f"在{sheet.name}纸上不超过{TITLE_LINES}行的名称")
    bottom = sheet.between.y + (DEMO_HEIGHT if words.demo else 0)
    bottom += (len(lines) + 1) * mm(size) * 1.3
    top = max(bottom + 1, sheet.inner.y)
    # Two characters for the number, one for a closing sign that may not begin a line.
    each = sheet.inner.width / mm(style.text) - 3
    notes = tuple(tuple(wrapped(note, each)) for note in words.notes)
    count = sum(len(note) for note in notes)
    return Head(tuple(lines), size, notes, top, top + height_of(count, style.text) + 2)


def planned(words: Words, groups: Sequence[Group], sheets: Sequence[Sheet], style: Style) -> Plan:
    """The first sheet on which everything fits, with the highest rows.

    Raises:
        PaperError: one list would need a second sheet; it says how many persons would fit.
    """
    narrow: str | None = None
    for sheet in sheets:
        head = head_of(words, sheet, style)
        plans = _plans(sheet, style, head, groups)
        for plan in sorted(plans, key=lambda one: (-one.row, one.blocks)):
            misfit = _misfit(plan, groups)
            if misfit is None:
                return plan
            narrow = misfit
    if narrow is not None:
        raise PaperError("姓名", narrow, "在一格内放得下、看得清的姓名；注在括号里的可以写短")
    raise _too_many(words, groups, sheets, style)


def _misfit(plan: Plan, groups: Sequence[Group]) -> str | None:
    """A name that finds no room."""
    for group in groups:
        for one in group.people:
            if fitted(one.name, plan.room, plan.row, plan.style) is None:
                return one.name
    return None


def _plans(sheet: Sheet, style: Style, head: Head, groups: Sequence[Group]) -> list[Plan]:
    """The ways in which so many persons fit on a sheet, whatever their names are."""
    found = []
    most = max((len(group.people) for group in groups), default=1)
    for blocks in range(1, min(BLOCKS, max(most, 1)) + 1):
        width = (sheet.inner.width - (blocks - 1) * GUTTER) / blocks
        block = min(style.block_most, width)
        least = style.number + 2 * PAD + USUAL * mm(style.one_line)
        if block - 3 * option_width(block, style) < least:
            continue
        plan = Plan(sheet, style, head, blocks, 0, block)
        rows = sum(rows_of(len(group.people), blocks) for group in groups)
        fixed = sum(fixed_height(group, plan) for group in groups)
        free = sheet.inner.bottom - FOOT - head.bottom - fixed
        row = min(style.row_most, free / max(rows, 1))
        if row >= style.row_least:
            found.append(Plan(sheet, style, head, blocks, row, block))
    return found


def rows_of(people: int, blocks: int) -> int:
    """How many rows a column has."""
    return -(-people // blocks)


def others_grid(lines: int, width: float) -> tuple[int, int]:
    """In how many columns and rows the lines for other persons stand."""
    if not lines:
        return 0, 0
    most = max(1, min(lines, int((width - OTHERS_LABEL) // OTHER_LEAST)))
    rows = -(-lines // most)
    return -(-lines // rows), rows


def fixed_height(group: Group, plan: Plan) -> float:
    """What a list takes besides its rows: heading, the names of the columns, lines for others."""
    heading = HEADING if group.heading else 0
    header = plan.style.header if group.people else 0
    others = others_grid(group.lines, plan.width)[1] * plan.style.line
    return heading + header + (others + OTHERS_GAP if others else 0) + GAP


def _too_many(
    words: Words, groups: Sequence[Group], sheets: Sequence[Sheet], style: Style
) -> PaperError:
    """What would have fitted, sheet by sheet."""
    count = sum(len(group.people) for group in groups)
    lines = sum(group.lines for group in groups)
    someone = next(person for group in groups for person in group.people)
    told = []
    for sheet in sheets:
        head = head_of(words, sheet, style)

        def fits(people: int, sheet: Sheet = sheet, head: Head = head) -> bool:
            fake = Group("", "", (someone,) * people, lines)
            return bool(_plans(sheet, style, head, [fake]))

        told.append(f"一张{sheet.name}纸最多放得下{_most(fits)}名候选人")
    expected = f"一份名单印在一张纸上：{'，'.join(told)}"
    if sheets == (A4,) or sheets == [A4]:
        expected += f"；可以改用{A3.name}纸，或者减少另选他人的行数"
    return PaperError("选票", f"{count}名候选人，另选他人{lines}行", expected)


def _most(fits: Callable[[int], bool]) -> int:
    """The greatest number that fits; nought where none does."""
    number = 0
    while fits(number + 1):
        number += 1
    return number
