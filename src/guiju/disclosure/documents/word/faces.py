"""Fonts by name, with what stands in where one is not installed."""

from __future__ import annotations

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml

FACES = {
    "body": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "first": "黑体",
    "second": "楷体_GB2312",
}
ALTERNATIVES = {
    "仿宋_GB2312": "FangSong_GB2312,仿宋,FangSong,Noto Serif CJK SC",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,Noto Serif CJK SC",
    "黑体": "SimHei,Noto Sans CJK SC",
    "楷体_GB2312": "KaiTi_GB2312,楷体,KaiTi,LXGW WenKai,Noto Serif CJK SC",
}


def set_face(properties: Any, role: str) -> None:
    """The typeface of a role for Chinese and Latin text alike, without a theme's."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FACES[role])
    fonts.set(qn("w:hint"), "eastAsia")


def add_alternatives(document: Any) -> None:
    """Write into the table of fonts what stands in for each."""
    part = next(p for p in document.part.package.iter_parts() if "fontTable" in p.partname)
    table = parse_xml(part.blob)
    for name, alternatives in ALTERNATIVES.items():
        font = parse_xml(
            f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{alternatives}"/>'
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        )
        table.append(font)
    part._blob = serialize_part_xml(table)


def child(parent: Any, tag: str, **attributes: object) -> Any:
    """A child element with attributes of the same namespace, added at the end."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element
