"""The text of a document in Word, block by block, and the file: the same bytes each time."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..layout import Annex, Grid, Layout, Para, laid_out
from ..model import Document
from ..text import width
from .faces import add_alternatives, child, set_face
from .head import add_head, add_title
from .measures import CELL_PT, TEXT_WIDTH_PT, cells
from .page import CENTRE, RIGHT, set_page
from .styles import CELL, FOOT, set_styles

WHOLE_ROW = 300
"""Rows whose texts are shorter than this stand on one page."""


def to_docx(document: Document) -> bytes:
    """A document as DOCX."""
    layout = laid_out(document)
    made = docx.Document()
    _about(made, document)
    set_styles(made)
    add_alternatives(made)
    set_page(made, layout.demo)
    add_head(made, layout)
    if layout.addressees:
        made.add_paragraph(layout.addressees)
    _blocks(made, layout.blocks)
    _attached(made, layout.attached)
    _signed(made, layout)
    for annex in layout.annexes:
        _annex(made, annex)
    if layout.copies:
        _foot(made, layout.copies)
    return _same_bytes(made)


def _about(made: Any, document: Document) -> None:
    about = made.core_properties
    about.title, about.author = document.title.replace("\n", "")[:255], document.organ
    about.comments, about.last_modified_by, about.language = "", document.organ, "zh-CN"
    day = dt.datetime.combine(document.date, dt.time())
    about.created = about.modified = day
    about.revision = 1


def _blocks(made: Any, blocks: list[Para | Grid]) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            _table(made, block)
            continue
        paragraph = made.add_paragraph(style=f"Heading {block.level}" if block.level else None)
        paragraph.paragraph_format.first_line_indent = cells(block.indent)
        paragraph.paragraph_format.keep_with_next = block.stays
        for run in block.runs:
            added = paragraph.add_run(run.text)
            set_face(added._element.get_or_add_rPr(), run.role)


def _table(made: Any, block: Grid) -> None:
    if block.caption:
        caption = made.add_paragraph()
        caption.alignment = CENTRE
        caption.paragraph_format.keep_with_next = True
        run = caption.add_run(block.caption)
        run.font.size = Pt(14)
        set_face(run._element.get_or_add_rPr(), "first")
    table = made.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [Pt(share * TEXT_WIDTH_PT) for share in block.shares]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for number, texts in enumerate((block.header, *block.rows)):
        row = table.add_row()
        if number == 0:
            child(row._tr.get_or_add_trPr(), "tblHeader")
        elif max(map(len, texts)) < WHOLE_ROW:
            child(row._tr.get_or_add_trPr(), "cantSplit")
        for text, element, wide in zip(texts, row._tr.tc_lst, widths, strict=True):
            _fill(element, text, wide, header=number == 0)


def _fill(element: Any, text: str, wide: Pt, *, header: bool) -> None:
    element.width = wide
    child(element.get_or_add_tcPr(), "vAlign", val="center")
    paragraph = Paragraph(element.p_lst[0], None)  # type: ignore[arg-type]
    child(paragraph._p.get_or_add_pPr(), "pStyle", val=CELL)
    run = paragraph.add_run(text)
    if header:
        paragraph.alignment = CENTRE
        set_face(run._element.get_or_add_rPr(), "first")


def _attached(made: Any, attached: list[tuple[str, str]]) -> None:
    """The names of the attachments; long ones go on below their own first character."""
    if attached:
        made.add_paragraph().paragraph_format.keep_with_next = True
    for label, name in attached:
        paragraph = made.add_paragraph(label + name)
        begins = 2 if label.startswith("附件：") else 5
        shape = paragraph.paragraph_format
        shape.keep_with_next = True
        shape.left_indent = cells(begins + width(label))
        shape.first_line_indent = cells(-width(label))


def _signed(made: Any, layout: Layout) -> None:
    """Who signs, in the middle over the date; the date four characters from the right."""
    for _ in range(2):
        made.add_paragraph().paragraph_format.keep_with_next = True
    one, two = width(layout.signed), width(layout.date)
    wide = min(max(one, two), 26)
    right = max(0.0, 4 - max(0.0, wide - two) / 2)
    for text, own in ((layout.signed, one), (layout.date, two)):
        paragraph = made.add_paragraph(text)
        paragraph.alignment = RIGHT
        paragraph.paragraph_format.right_indent = cells(right + max(0.0, wide - own) / 2)
        paragraph.paragraph_format.keep_with_next = text == layout.signed
    if layout.note:
        made.add_paragraph(layout.note).paragraph_format.first_line_indent = cells(2)


def _annex(made: Any, annex: Annex) -> None:
    label = made.add_paragraph()
    label.paragraph_format.page_break_before = True
    set_face(label.add_run(annex.label)._element.get_or_add_rPr(), "first")
    made.add_paragraph()
    add_title(made, annex.title)
    made.add_paragraph()
    _blocks(made, annex.blocks)


def _foot(made: Any, copies: str) -> None:
    """The copies between two lines, at the foot of the last page."""
    paragraph = made.add_paragraph(copies, style=FOOT)
    properties = paragraph._element.get_or_add_pPr()
    across = int(28 * CELL_PT * 20)
    child(properties, "framePr", w=across, wrap="around", hAnchor="margin", vAnchor="margin",
          xAlign="center", yAlign="bottom")  # fmt: skip
    borders = child(properties, "pBdr")
    for side in ("top", "bottom"):
        child(borders, side, val="single", sz=8, space=4, color="000000")


def _same_bytes(made: Any) -> bytes:
    """The file with the same time in every entry, so that it depends on its content alone."""
    written, target = BytesIO(), BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, source.read(name))
    return target.getvalue()
