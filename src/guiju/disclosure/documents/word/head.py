"""The head of a document in Word: the organ in red, the number over the red line, the title."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from ..layout import Layout
from .faces import child, set_face
from .measures import MARK_TOP, PITCH
from .page import CENTRE
from .styles import TITLE

RED = RGBColor(0xE6, 0x00, 0x12)
LINES_ABOVE_NUMBER = 7
CORNER_LINES = 3
RULE_BELOW = 8
"""How far under the number the red line stands, in points; 4 mm with the gap of its own line."""


def add_head(document: Any, layout: Layout) -> None:
    """Eight lines of head, the red line, two lines, the title, one line."""
    for number in range(CORNER_LINES):
        told = layout.corner[number] if number < len(layout.corner) else ""
        run = document.add_paragraph().add_run(told)
        set_face(run._element.get_or_add_rPr(), "first")
    _mark(document, layout.mark)
    _number(document, layout.number)
    exactly(document.add_paragraph(), PITCH.pt - RULE_BELOW - 1)
    document.add_paragraph()
    add_title(document, layout.title)
    document.add_paragraph()


def add_title(document: Any, lines: list[str]) -> None:
    """The lines of a title, each a line of its own in one paragraph."""
    paragraph = document.add_paragraph(style=TITLE)
    paragraph.alignment = CENTRE
    for number, line in enumerate(lines):
        if number:
            paragraph.runs[-1].add_break()
        paragraph.add_run(line)


def exactly(paragraph: Any, points: float) -> None:
    """Lines of a height of their own."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)


def _mark(document: Any, lines: list[str]) -> None:
    """The organ in red, 35 mm below the edge of the type area."""
    size = min(Mm(15).pt, Mm(150).pt / max(map(len, lines)))
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    exactly(paragraph, size * 1.05)
    above = MARK_TOP.pt - CORNER_LINES * PITCH.pt
    rest = (LINES_ABOVE_NUMBER - CORNER_LINES) * PITCH.pt - above - len(lines) * size * 1.05
    paragraph.paragraph_format.space_before = Pt(above)
    paragraph.paragraph_format.space_after = Pt(max(0.0, rest))
    for number, line in enumerate(lines):
        if number:
            paragraph.runs[-1].add_break()
        run = paragraph.add_run(line)
        run.font.size, run.font.color.rgb = Pt(round(size * 2) / 2), RED
        set_face(run._element.get_or_add_rPr(), "title")


def _number(document: Any, number: str) -> None:
    paragraph = document.add_paragraph(number)
    paragraph.alignment = CENTRE
    borders = child(paragraph._element.get_or_add_pPr(), "pBdr")
    child(borders, "bottom", val="single", sz=8, space=RULE_BELOW, color=str(RED))
