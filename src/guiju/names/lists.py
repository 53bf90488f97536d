"""Lists of names 名单 read from files: one name a line, each line kept as written."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from .errors import OrderError

_ENDS = re.compile(r"\r\n|\r|\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KIND = "一行一个姓名的文本文件（UTF-8 或 GB 18030）"


@dataclass(frozen=True)
class NameList:
    """The lines that hold names, as written, and the number of each in its file, from 1."""

    source: str
    names: list[str]
    numbers: list[int]

    def where(self, index: int) -> str:
        """The place of a name, for a person."""
        return f"{self.source} 第{self.numbers[index]}行「{self.names[index].strip()}」"


def read_list(file: str) -> NameList:
    """The names of a file, or of standard input where ``-`` is given; empty lines are left out."""
    if file == "-":
        source, data = "标准输入", sys.stdin.buffer.read()
    else:
        source = Path(file).name
        try:
            data = Path(file).read_bytes()
        except (OSError, ValueError):
            raise OrderError("文件", file, _KIND) from None
    lines = _ENDS.split(_decoded(source, data))
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not kept:
        raise OrderError(source, "空文件", _KIND)
    return NameList(source, [line for _, line in kept], [number for number, _ in kept])


def _decoded(source: str, data: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise OrderError(source, "不是文本文件", _KIND)
