"""A planned ballot drawn: every rectangle is remembered, so that what is drawn is what is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..counting import Candidate
from . import codes
from .drawing import Line, Page, Rect, Text
from .fitting import LEADING, fitted
from .measures import DEMO_HEIGHT, GUTTER, INSET, Box, mm
from .planning import (
    HEADING,
    OTHERS_GAP,
    OTHERS_LABEL,
    PAD,
    Plan,
    fixed_height,
    others_grid,
    rows_of,
)
from .words import OPTIONS, OTHERS, Group, Words

THIN, THICK, FRAME = 0.2, 0.45, 0.6
FIVE = 5
"""After so many rows a line is thicker: eyes keep their row."""


@dataclass(frozen=True)
class Place:
    """A candidate's place: the cell of the name and the three cells for marks."""

    candidate: Candidate
    number: int
    name: Box
    cells: dict[str, Box]


@dataclass
class Drawn:
    """A page and the places of everything that is read from it."""

    page: Page
    marks: dict[str, Box]
    squares: list[Box]
    places: list[Place] = field(default_factory=list)
    others: list[tuple[str, Box]] = field(default_factory=list)


def drawn(plan: Plan, words: Words, groups: list[Group], row: codes.Row) -> Drawn:
    """The page of a plan."""
    sheet = plan.sheet
    found = Drawn(Page(sheet), sheet.marks(), codes.squares(sheet))
    if row.specimen:
        _strike(found, plan)
    found.page.things += [Rect(box, fill=True) for box in found.marks.values()]
    black = zip(codes.bits(row), found.squares, strict=True)
    found.page.things += [Rect(box, fill=True) for bit, box in black if bit == "1"]
    _head(found, plan, words)
    top = plan.head.bottom
    for group in groups:
        _group(found, plan, group, top)
        top += fixed_height(group, plan) + rows_of(len(group.people), plan.blocks) * plan.row
    _foot(found, plan, words)
    return found


def _strike(found: Drawn, plan: Plan) -> None:
    """A specimen is struck across from corner to corner, and says what it is, below everything."""
    sheet = plan.sheet
    near, right, bottom = 2 * INSET, sheet.width - 2 * INSET, sheet.height - 2 * INSET
    size = 0.72 * sheet.width / mm(1) / 2
    whole = Box(0, 0, sheet.width, sheet.height)
    found.page.things += [
        Text(whole, "样票", size, "first", "center", bold=True, shade=222, turned=-45),
        Line(near, near, right, bottom, 1.2, 150),
        Line(near, bottom, right, near, 1.2, 150),
    ]


def _head(found: Drawn, plan: Plan, words: Words) -> None:
    head, style, inside = plan.head, plan.style, plan.sheet.between
    top = inside.y
    if words.demo:
        box = Box(inside.x, top, inside.width, DEMO_HEIGHT)
        found.page.things.append(Text(box, words.demo, 8, "first", "center", shade=90))
        top += DEMO_HEIGHT
    step = mm(head.size) * 1.3
    lines = [*head.title, "　".join(words.name) if len(words.name) < 3 else words.name]
    for place, line in enumerate(lines):
        box = Box(inside.x, top + place * step, inside.width, step)
        found.page.things.append(Text(box, line, head.size, "title", "center", bold=True))
    step, at = mm(style.text) * 1.45, head.top
    for number, note in enumerate(head.notes, 1):
        lead = Box(plan.sheet.inner.x, at, 2 * mm(style.text), step)
        found.page.things.append(Text(lead, f"{number}.", style.text, style.face))
        for line in note:
            box = Box(lead.right, at, plan.sheet.inner.width - lead.width, step)
            found.page.things.append(Text(box, line, style.text, style.face))
            at += step


def _foot(found: Drawn, plan: Plan, words: Words) -> None:
    inner, size = plan.sheet.inner, 9.0
    for text, align in ((words.code, "left"), (words.foot, "right")):
        wide = inner.width * (0.3 if align == "left" else 0.68)
        left = inner.x if align == "left" else inner.right - wide
        box = Box(left, inner.bottom - 5.5, wide, 5)
        found.page.things.append(Text(box, text, size, align=align))  # type: ignore[arg-type]


def _group(found: Drawn, plan: Plan, group: Group, top: float) -> None:
    """One list: heading, columns of names with their cells, lines for others."""
    if group.heading:
        box = Box(plan.left, top, plan.width, HEADING)
        size = min(14.0, plan.style.text * 1.3)
        found.page.things.append(Text(box, group.heading, size, "first", bold=True))
        top += HEADING
    rows = rows_of(len(group.people), plan.blocks)
    before = len(found.places)
    for block in range(plan.blocks):
        people = group.people[block * rows : (block + 1) * rows]
        if people:
            left = plan.left + block * (plan.block + GUTTER)
            _block(found, plan, people, left, top, before + block * rows)
    if group.people:
        top += plan.style.header + rows * plan.row + OTHERS_GAP
    _others(found, plan, group, top)


def _block(
    found: Drawn, plan: Plan, people: tuple[Candidate, ...], left: float, top: float, before: int
) -> None:
    """One column of names; ``before``: how many stand on the ballot before it."""
    style, things = plan.style, found.page.things
    header = style.header
    size = style.text
    names = Box(left, top, plan.name, header)
    things.append(Text(names, "姓　名", size, "first", "center"))
    for place, told in enumerate(OPTIONS.values()):
        cell = Box(names.right + place * plan.option, top, plan.option, header)
        things.append(Text(cell, told, min(size, 13.0), "first", "center"))
    first = top + header
    for place, candidate in enumerate(people):
        at = first + place * plan.row
        name = Box(left, at, plan.name, plan.row)
        cells = {
            key: Box(name.right + step * plan.option, at, plan.option, plan.row)
            for step, key in enumerate(OPTIONS)
        }
        found.places.append(Place(candidate, before + place + 1, name, cells))
        _name(found, plan, found.places[-1])
    bottom = first + len(people) * plan.row
    for place in range(len(people)):
        y = first + place * plan.row
        thick = place % FIVE == 0
        things.append(Line(left, y, left + plan.block, y, THICK if thick else THIN))
    for step in range(3):
        x = names.right + step * plan.option
        things.append(Line(x, top, x, bottom, THIN))
    things.append(Rect(Box(left, top, plan.block, bottom - top), stroke=FRAME))


def _name(found: Drawn, plan: Plan, place: Place) -> None:
    style, box = plan.style, place.name
    number = Box(box.x, box.y, style.number, box.height)
    size = 8.0 if style.number < 8 else 12.0
    found.page.things.append(Text(number, str(place.number), size, align="right", shade=70))
    name = fitted(place.candidate.name, plan.room, plan.row, style)
    assert name is not None
    step = mm(name.size) * LEADING
    top = box.y + (box.height - step * len(name.lines)) / 2
    for line, text in enumerate(name.lines):
        where = Box(number.right + PAD, top + line * step, plan.room, step)
        found.page.things.append(Text(where, text, name.size, style.face))


def _others(found: Drawn, plan: Plan, group: Group, top: float) -> None:
    """The lines on which another person is written, in a frame with its label."""
    columns, rows = others_grid(group.lines, plan.width)
    if not rows:
        return
    style, things = plan.style, found.page.things
    label = Box(plan.left, top, OTHERS_LABEL, rows * style.line)
    things.append(Text(label, OTHERS, min(style.text * 1.1, 14.0), "first", "center"))
    width = (plan.width - OTHERS_LABEL) / columns
    for place in range(group.lines):
        x = label.right + place % columns * width
        box = Box(x, top + place // columns * style.line, width, style.line)
        found.others.append((group.post, box))
        things.append(Rect(box, stroke=THIN))
    things.append(Rect(label, stroke=THIN))
    things.append(Rect(Box(plan.left, top, plan.width, label.height), stroke=FRAME))
