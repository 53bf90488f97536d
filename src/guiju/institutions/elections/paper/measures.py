"""Sheets, the marks at their corners, and the sizes of normal and of large type; millimetres."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MM_OF_POINT = 25.4 / 72
INSET = 13.0
"""From the edge of the sheet to a corner mark: at least 12 must stay free, a printer may shift."""
MARK = 6.0
QUIET = 3.0
"""What stays empty around a corner mark."""


@dataclass(frozen=True)
class Box:
    """A rectangle, from the upper left corner of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def told(self) -> dict[str, float]:
        """As the description of the layout has it, to a hundredth."""
        return {key: round(value, 2) for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper, upright."""

    name: str
    width: float
    height: float

    def marks(self) -> dict[str, Box]:
        """The square marks at the four corners."""
        far_x, far_y = self.width - INSET - MARK, self.height - INSET - MARK
        places = {
            "top-left": (INSET, INSET),
            "top-right": (far_x, INSET),
            "bottom-left": (INSET, far_y),
            "bottom-right": (far_x, far_y),
        }
        return {name: Box(x, y, MARK, MARK) for name, (x, y) in places.items()}

    @property
    def inner(self) -> Box:
        """Where the list may stand: between the upper and the lower marks, as wide as they."""
        top = INSET + MARK + QUIET
        return Box(INSET, top, self.width - 2 * INSET, self.height - 2 * top)

    @property
    def between(self) -> Box:
        """Where the title may stand: between the left and the right marks."""
        side = INSET + MARK + QUIET
        return Box(side, INSET, self.width - 2 * side, self.height - 2 * INSET)


A4, A3 = Sheet("A4", 210, 297), Sheet("A3", 297, 420)
SHEETS = (A4, A3)


@dataclass(frozen=True)
class Style:
    """Sizes of type in points, everything else in millimetres."""

    name: float
    """A name at its largest."""
    one_line: float
    """The least size of a name in one line; a longer one is set in two or three."""
    more_lines: float
    face: str
    text: float
    titles: tuple[float, ...]
    row_least: float
    row_most: float
    line: float
    """The height of a line to write another person on."""
    option_least: float
    option_most: float
    number: float
    block_most: float
    """How wide one column of names with its cells is at most: eyes must not lose the row."""
    header: float


NORMAL = Style(16, 10.5, 9, "body", 10.5, (20, 18, 16, 14, 12), 6.5, 11, 10, 10.5, 17, 6, 120, 8)
LARGE = Style(26, 18, 14, "first", 16, (26, 22, 20, 18), 12.5, 17, 15, 15, 22, 10, 160, 12)
GUTTER, DEMO_HEIGHT = 3.0, 4.5


def points(mm: float) -> float:
    """Millimetres as points."""
    return mm / MM_OF_POINT


def mm(size: float) -> float:
    """Points as millimetres."""
    return size * MM_OF_POINT
