"""A document read from YAML: every key known, every place named where something is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .errors import DocumentError
from .model import Attachment, Block, Document, Heading, Paragraph, Table

T = TypeVar("T")
BIGGEST = 4_000_000
"""How many bytes a file may have."""
KEYS = {
    "organ", "title", "date", "basis", "body", "number", "addressees", "attachments", "signed",
    "note", "copies", "urgency", "secrecy", "demo",
}  # fmt: skip
NEEDED = ("organ", "title", "date", "basis", "body")
BLOCKS = "一段文字，或 paragraph、heading、table 之一"


def read_document(path: Path) -> Document:
    """The document in a YAML file; DocumentError where it cannot be read."""
    try:
        if path.stat().st_size > BIGGEST:
            raise DocumentError(str(path), f"{path.stat().st_size} 字节", f"不超过 {BIGGEST} 字节")
        told = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise DocumentError(str(path), error.strerror or error, "可以读取的文件") from error
    except UnicodeDecodeError as error:
        raise DocumentError(str(path), error.reason, "UTF-8 编码的 YAML 文件") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path} 第 {mark.line + 1} 行" if mark else str(path)
        problem = getattr(error, "problem", None) or str(error)
        raise DocumentError(where, problem, "格式正确的 YAML") from error
    return parse_document(told)


def parse_document(told: Any) -> Document:
    """The document that a mapping describes."""
    if not isinstance(told, Mapping):
        raise DocumentError("文件", type(told).__name__, f"写有 {'、'.join(NEEDED)} 的 YAML 表")
    _known("", told, KEYS)
    for key in NEEDED:
        if told.get(key) is None:
            raise DocumentError(key, "没有填写", "必填")
    given: dict[str, Any] = {
        key: _text(key, told[key])
        for key in ("organ", "title", "number", "signed", "note", "urgency", "secrecy")
        if told.get(key) is not None
    }
    for key in ("basis", "addressees", "copies"):
        given[key] = [_text(f"{key}[{n}]", v) for n, v in _each(key, told.get(key))]
    given["attachments"] = [
        _attachment(f"attachments[{n}]", one)
        for n, one in _each("attachments", told.get("attachments"))
    ]
    given["body"] = _body("body", told["body"])
    return Document(**given, date=_date(told["date"]), demo=_yes("demo", told.get("demo", False)))


def _attachment(where: str, told: Any) -> Attachment:
    if not isinstance(told, Mapping):
        raise DocumentError(where, told, "有 title 和 body 的一项")
    _known(where, told, {"title", "body"})
    title = _text(f"{where}.title", told.get("title"))
    body = _body(f"{where}.body", told.get("body"))
    return _placed(where, lambda: Attachment(title, body))


def _body(where: str, told: Any) -> list[Block]:
    return [_block(f"{where}[{n}]", one) for n, one in _each(where, told)]


def _block(where: str, told: Any) -> Block:
    if isinstance(told, str):
        return _placed(where, lambda: Paragraph(told))
    if not isinstance(told, Mapping):
        raise DocumentError(where, told, BLOCKS)
    if "paragraph" in told:
        _known(where, told, {"paragraph", "indent"})
        text, indent = (
            _text(where, told["paragraph"]),
            _yes(f"{where}.indent", told.get("indent", True)),
        )
        return _placed(where, lambda: Paragraph(text, indent))
    if "heading" in told:
        _known(where, told, {"heading", "level", "text"})
        title, level = _text(where, told["heading"]), told.get("level", 1)
        after = _text(f"{where}.text", told.get("text", ""))
        return _placed(where, lambda: Heading(level, title, after))
    if "table" in told:
        _known(where, told, {"table"})
        return _table(f"{where}.table", told["table"])
    raise DocumentError(where, "、".join(map(str, told)), BLOCKS)


def _table(where: str, told: Any) -> Table:
    if not isinstance(told, Mapping):
        raise DocumentError(where, told, "有 header 和 rows 的一项")
    _known(where, told, {"header", "rows", "caption"})
    header = [_text(f"{where}.header[{n}]", v) for n, v in _each(where, told.get("header"))]
    rows = [
        [
            "" if cell is None else _text(f"{where}.rows[{n}][{c}]", cell)
            for c, cell in _each(f"{where}.rows[{n}]", row)
        ]
        for n, row in _each(f"{where}.rows", told.get("rows"))
    ]
    caption = _text(f"{where}.caption", told.get("caption", ""))
    return _placed(where, lambda: Table(header, rows, caption))


def _placed(where: str, make: Callable[[], T]) -> T:
    """What is made, its errors with the place in the file before them."""
    try:
        return make()
    except DocumentError as error:
        raise DocumentError(f"{where} {error.where}", error.value, error.expected) from error


def _known(where: str, told: Mapping[Any, Any], known: set[str]) -> None:
    for key in told:
        if key not in known:
            near = get_close_matches(str(key), known, n=3) or sorted(known)
            raise DocumentError(f"{where}.{key}".strip("."), "不认识的一项", "、".join(near))


def _each(where: str, told: Any) -> list[tuple[int, Any]]:
    if told is None:
        return []
    if not isinstance(told, list):
        raise DocumentError(where, told, "若干项的列表")
    return list(enumerate(told, 1))


def _text(where: str, told: Any) -> str:
    """Text; a whole number too, as spreadsheets and YAML take one for the other."""
    if isinstance(told, int) and not isinstance(told, bool):
        return str(told)
    if not isinstance(told, str):
        expected = "文字；带小数点的数字、日期和“是/否”请加引号"
        raise DocumentError(where, "没有填写" if told is None else told, expected)
    return told


def _date(told: Any) -> dt.date:
    if isinstance(told, dt.date) and not isinstance(told, dt.datetime):
        return told
    try:
        return dt.date.fromisoformat(str(told))
    except ValueError as error:
        raise DocumentError("date", told, "日期，例如 2026-03-01") from error


def _yes(where: str, told: Any) -> bool:
    if not isinstance(told, bool):
        raise DocumentError(where, told, "true 或 false")
    return told
