"""The page in Word: margins, the grid of 22 lines of 28 characters, page numbers, the mark."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .faces import child, set_face
from .measures import CHARACTER_SPACE, PITCH_TWIPS, cells

LEFT, CENTRE, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def set_page(document: Any, demo: str) -> None:
    """A4 with the margins of the standard, the grid, numbers on the outer side."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    child(
        section._sectPr,
        "docGrid",
        type="linesAndChars",
        linePitch=PITCH_TWIPS,
        charSpace=CHARACTER_SPACE,
    )
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, RIGHT)
    _number(section.even_page_footer, LEFT)
    for header in (section.header, section.even_page_header) if demo else ():
        _marked(header, demo)


def _number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """The page number between dashes, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indent = "right_indent" if side == RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, indent, cells(1))
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        run.font.size = Pt(14)
        set_face(run._element.get_or_add_rPr(), "body")
        if text is None:
            _field(run._element, "PAGE")


def _field(run: Any, code: str) -> None:
    child(run, "fldChar", fldCharType="begin")
    child(run, "instrText").text = f" {code} "
    child(run, "fldChar", fldCharType="separate")
    child(run, "t").text = "1"
    child(run, "fldChar", fldCharType="end")


def _marked(header: Any, told: str) -> None:
    """What tells on every page that nothing here is real."""
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run(told)
    run.font.size, run.font.color.rgb = Pt(14), RGBColor(0x5A, 0x5A, 0x5A)
    set_face(run._element.get_or_add_rPr(), "first")
    child(run._element.get_or_add_rPr(), "bdr", val="single", sz=4, space=0, color="5A5A5A")
