"""The workbook to fill in: one sheet for each kind of row, lists to choose from, explanations."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from .columns import UNTIL, sheets

_ROWS = 5000
_NOTES = (
    (
        "机关",
        "一行一个机关；次序不限；最上级机关已由 city new 设立，写它的代码作上级。",
    ),
    ("岗位", "一行一个岗位；职责决定这个岗位能办什么；同一机关里岗位名称不重复。"),
    ("人员", "一行一个人担任一个岗位；一个人担任几个岗位就写几行，用户名和姓名相同。"),
    ("试导入", "先试导入：不写入任何内容，逐格指出不能用的地方；全部可用时才能写入。"),
    ("再次导入", "再次导入同一份工作簿不产生改动；名称和单位类别可以改，上级、层级、职责不能。"),
    ("密码", "新账号的初始密码随机生成，只写出一次；本人首次登录时必须更改。"),
)


def write_template(target: Path | BinaryIO) -> None:
    """Write the template; cells of codes are text, so that 4514-08 does not become a date."""
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    notes = book.add_worksheet("说明")
    notes.set_column(0, 1, 16)
    notes.set_column(2, 2, 60)
    lines = [("工作表", "列", "填写"), *((what, "", told) for what, told in _NOTES)]
    for name, columns in sheets().items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            dated = column.name in ("自", UNTIL)
            sheet.set_column(place, place, 20, day if dated else text)
            sheet.write_string(0, place, column.name, bold)
            if column.values:
                source = _list(book, name, column.name, column.values)
                sheet.data_validation(
                    1, place, _ROWS, place, {"validate": "list", "source": source}
                )
            needed = "" if column.required else "（可空白）"
            lines.append((name, column.name, column.accepts.chinese + needed))
    for row, line in enumerate(lines):
        for place, told in enumerate(line):
            notes.write_string(row, place, told, bold if row == 0 else wrapped)
    book.close()


def template_bytes() -> bytes:
    """The template as bytes, for a page."""
    target = BytesIO()
    write_template(target)
    return target.getvalue()


def _list(book: xlsxwriter.Workbook, sheet: str, column: str, values: tuple[str, ...]) -> str:
    """A sheet with the values of a closed list; where they stand."""
    title = f"{sheet}{column}"
    listed = book.add_worksheet(title)
    for row, value in enumerate(values):
        listed.write_string(row, 0, value)
    listed.set_column(0, 0, 24)
    return f"='{title}'!$A$1:$A${len(values)}"
