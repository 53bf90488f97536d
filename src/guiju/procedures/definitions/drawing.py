"""A procedure as SVG, made here: its states in one column, numbered arrows in lanes beside them.

Arrows that go on stand at the right, those that go back at the left; a step that stays where it
is, such as a reminder, is told in its state. The numbers are those of the table that stands below
the picture, wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from .shapes import Procedure, State, Transition

WIDE, HIGH, GAP, LANE, PORT, EDGE = 250, 54, 46, 34, 20, 16
"""In pixels: a state, the room between two, a lane, the room between two arrows, the edge."""
INK = "#143a63"


def numbered(procedure: Procedure) -> list[tuple[int, Transition]]:
    """The steps by the numbers under which picture and table know them; 1 is the opening."""
    return list(enumerate([procedure.opening, *procedure.transitions.values()], start=1))


@dataclass
class Arrow:
    """The steps that lead from one state to another: their numbers, their lane, their ends."""

    source: int
    to: int
    numbers: list[int]
    lane: int = 0
    leaves: int = 0
    arrives: int = 0

    @property
    def straight(self) -> bool:
        """Whether it only goes down to the next state."""
        return self.to == self.source + 1

    @property
    def forward(self) -> bool:
        """Whether it goes on rather than back."""
        return self.to > self.source

    @property
    def span(self) -> tuple[int, int]:
        """The states between which it runs, the upper one first."""
        return min(self.source, self.to), max(self.source, self.to)


@dataclass
class Box:
    """A state with its place, the arrows at each of its sides and the steps that stay in it."""

    state: State
    y: int = 0
    high: int = HIGH
    stays: list[int] = field(default_factory=list)


def draw(procedure: Procedure, *, english: bool = False) -> str:
    """The picture, with a title for those who cannot see it."""
    boxes, arrows = _laid_out(procedure)
    back = max((a.lane for a in arrows if not a.forward), default=0)
    on = max((a.lane for a in arrows if a.forward and not a.straight), default=0)
    left = EDGE + back * LANE + (LANE if back else 0)
    width = left + WIDE + on * LANE + (LANE if on else 0) + EDGE
    height = boxes[-1].y + boxes[-1].high + EDGE
    title = escape(procedure.english if english else procedure.title)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="sans-serif" font-size="14">'
        f"<title>{title}</title>"
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z" fill="{INK}"/></marker></defs>',
        *(_box(box, left, english=english) for box in boxes),
        *_arrows(boxes, arrows, left),
    ]
    return "".join([*parts, "</svg>\n"])


def _laid_out(procedure: Procedure) -> tuple[list[Box], list[Arrow]]:
    """States from above, those that end a case last; every arrow with its lane and its ends."""
    states = sorted(procedure.states.values(), key=lambda state: state.final)
    boxes = [Box(state) for state in states]
    place = {state.name: index for index, state in enumerate(states)}
    arrows: dict[tuple[int, int], Arrow] = {}
    for number, one in numbered(procedure):
        for source in map(place.__getitem__, one.sources):
            to = place[one.to]
            if source == to:
                boxes[source].stays.append(number)
            else:
                arrows.setdefault((source, to), Arrow(source, to, [])).numbers.append(number)
    found = list(arrows.values())
    _give_lanes([a for a in found if a.forward and not a.straight])
    _give_lanes([a for a in found if not a.forward])
    _give_places(boxes, found)
    return boxes, found


def _give_lanes(arrows: list[Arrow]) -> None:
    """The short ones inside; no two in one lane where they would touch."""
    taken: list[list[tuple[int, int]]] = []
    for arrow in sorted(arrows, key=lambda a: (a.span[1] - a.span[0], a.span)):
        first, last = arrow.span
        for lane, spans in enumerate(taken, start=1):
            if all(last < low or first > high for low, high in spans):
                arrow.lane = lane
                spans.append(arrow.span)
                break
        else:
            taken.append([arrow.span])
            arrow.lane = len(taken)


def _give_places(boxes: list[Box], arrows: list[Arrow]) -> None:
    """How high every state is and where on its sides each arrow leaves and arrives."""
    y = EDGE + GAP
    for index, box in enumerate(boxes):
        ends: dict[bool, list[tuple[bool, Arrow]]] = {True: [], False: []}
        for arrow in arrows:
            if arrow.straight:
                continue
            if index in (arrow.source, arrow.to):
                ends[arrow.forward].append((arrow.source == index, arrow))
        most = max(len(ends[True]), len(ends[False]))
        box.y, box.high = y, max(HIGH, (most + 1) * PORT)
        for side in ends.values():
            # Those from above arrive first, so that lines cross as little as they can.
            side.sort(key=lambda end: (end[0] is end[1].forward, -end[1].lane if end[0] else 0))
            for port, (leaves, arrow) in enumerate(side, start=1):
                at = box.y + box.high * port // (len(side) + 1)
                if leaves:
                    arrow.leaves = at
                else:
                    arrow.arrives = at
        y += box.high + GAP


def _box(box: Box, left: int, *, english: bool) -> str:
    state, middle = box.state, left + WIDE // 2
    fill, line = ("#e8f3ec", 3) if state.final else ("#fff", 1)
    lines = _broken(state.english if english else state.title)
    told = [
        f'<rect x="{left}" y="{box.y}" width="{WIDE}" height="{box.high}" rx="6" fill="{fill}" '
        f'stroke="{INK}" stroke-width="{line}"/>'
    ]
    start = box.y + box.high // 2 + 5 - (len(lines) - 1) * 9
    for place, text in enumerate(lines):
        y = start + place * 18
        told.append(f'<text x="{middle}" y="{y}" text-anchor="middle">{escape(text)}</text>')
    if box.stays:
        numbers = "、".join(map(str, box.stays))
        told.append(
            f'<text x="{left + WIDE - 8}" y="{box.y + 16}" text-anchor="end" fill="{INK}" '
            f'font-weight="bold">↻ {numbers}</text>'
        )
    return "".join(told)


def _broken(text: str) -> list[str]:
    """At most two lines: English at a blank, Chinese in the middle."""
    wide = sum(2 if ord(sign) > 255 else 1 for sign in text)
    if wide <= 26:
        return [text]
    blanks = [place for place, sign in enumerate(text) if sign == " "]
    if blanks:
        cut = min(blanks, key=lambda place: abs(place - len(text) // 2))
        return [text[:cut], text[cut + 1 :]]
    return [text[: len(text) // 2], text[len(text) // 2 :]]


def _arrows(boxes: list[Box], arrows: list[Arrow], left: int) -> Iterator[str]:
    middle = left + WIDE // 2
    top = boxes[0].y
    yield _path(f"M{middle} {top - GAP + 8} V{top}", (middle + 14, top - GAP // 2 + 8), [1])
    for arrow in arrows:
        source, to = boxes[arrow.source], boxes[arrow.to]
        if arrow.straight:
            y = source.y + source.high
            yield _path(f"M{middle} {y} V{to.y}", (middle + 16, y + GAP // 2 + 3), arrow.numbers)
            continue
        side = left + WIDE if arrow.forward else left
        lane = side + arrow.lane * LANE if arrow.forward else side - arrow.lane * LANE
        spot = (side + 17 if arrow.forward else side - 17, arrow.leaves - 4)
        way = f"M{side} {arrow.leaves} H{lane} V{arrow.arrives} H{side}"
        yield _path(way, spot, arrow.numbers)


def _path(way: str, spot: tuple[int, int], numbers: list[int]) -> str:
    told = "、".join(map(str, numbers))
    return (
        f'<path d="{way}" fill="none" stroke="{INK}" stroke-width="1.4" marker-end="url(#tip)"/>'
        f'<text x="{spot[0]}" y="{spot[1]}" font-weight="bold" font-size="13" fill="{INK}" '
        f'stroke="#fff" stroke-width="4" paint-order="stroke" text-anchor="middle">{told}</text>'
    )
