"""Measures of the grid in Word's own units, rounded so that 22 lines and 28 characters fit."""

from __future__ import annotations

from docx.shared import Mm, Pt

TEXT_HEIGHT_PT = 225 / 25.4 * 72
TEXT_WIDTH_PT = 156 / 25.4 * 72
SIZE = 16
"""三号, in points."""
PITCH_TWIPS = int(TEXT_HEIGHT_PT / 22 * 20)
CELL_PT = TEXT_WIDTH_PT / 28
CHARACTER_SPACE = int((CELL_PT - SIZE) * 4096) - 1
"""How much less than 三号 a character of the grid takes, in 4096ths of a point."""
CONDENSED_TWIPS = -6
"""By how much 三号 characters move together, so that 28 of them stand in a line."""
PITCH = Pt(PITCH_TWIPS / 20)
MARK_TOP = Mm(35)


def cells(number: float) -> Pt:
    """So many characters of the grid."""
    return Pt(number * CELL_PT)
