"""The styles of a document: text, title, headings of four levels, table, 版记."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .faces import child, set_face
from .measures import CONDENSED_TWIPS, PITCH, SIZE

TEXT, TITLE, CELL, FOOT = "Normal", "Title", "公文表格", "公文版记"
BLACK = RGBColor(0, 0, 0)
_SHAPES = [
    # style, role of its typeface, size
    (TEXT, "body", SIZE),
    (TITLE, "title", 22),
    ("Heading 1", "first", SIZE),
    ("Heading 2", "second", SIZE),
    ("Heading 3", "body", SIZE),
    ("Heading 4", "body", SIZE),
    (CELL, "body", 12),
    (FOOT, "body", 14),
]


def set_styles(document: Any) -> None:
    """Give every style its typeface, size and line pitch; take away colours and borders."""
    _plain_defaults(document)
    for name, role, size in _SHAPES:
        style = _style(document, name)
        _set_letters(style, role, size)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
        if name in (CELL, FOOT):
            shape.line_spacing = 1.0
        else:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    # The page says its grid; lines and characters keep to it by their own pitch and spacing, as
    # programs differ in how they snap 三号 characters to a cell that is a little narrower.
    document.styles[TEXT].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.styles[CELL].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    properties = document.styles[TEXT].element.get_or_add_pPr()
    properties.insert_element_before(_off("snapToGrid"), "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_letters(style: Any, role: str, size: int) -> None:
    properties = style.element.get_or_add_rPr()
    set_face(properties, role)
    style.font.bold, style.font.italic = False, False
    style.font.color.rgb = BLACK
    for tag in ("spacing", "kern"):
        for element in properties.findall(qn(f"w:{tag}")):
            properties.remove(element)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(CONDENSED_TWIPS if size == SIZE else 0))
    properties.insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:u", "w:lang"
    )
    style.font.size = Pt(size)


def _off(tag: str) -> Any:
    element = OxmlElement(f"w:{tag}")
    element.set(qn("w:val"), "0")
    return element


def _style(document: Any, name: str) -> Any:
    names = [style.name for style in document.styles]
    if name in names:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[TEXT]
    return style


def _plain_defaults(document: Any) -> None:
    """Defaults without the theme's fonts, in Chinese."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_face(properties, "body")
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    child(properties, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
