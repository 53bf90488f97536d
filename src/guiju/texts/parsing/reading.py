"""Bytes into text, and the marks of HTML and Markdown blanked at equal length.

What is blanked keeps its place: every offset in the blanked text is one in the file.
"""

from __future__ import annotations

import html
import re

_HTML = re.compile(r"<(?:!doctype html|html|body|div|p|table|br|span)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z!?][A-Za-z0-9]*)[^<>]{0,2000}>")
_UNSEEN = ("script", "style", "head")
_BLOCK = re.compile(
    r"</?(?:p|div|br|tr|li|ul|ol|h[1-6]|table|section|article|title|dd|dt|hr)\b", re.IGNORECASE
)
_CELL = re.compile(r"</t[dh]\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_BOLD = re.compile(r"\*\*(?=\S)([^*\r\n]{1,2000})\*\*")
_ENCODINGS = ("utf-8", "gb18030")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8, GB 18030 or UTF-16; a byte-order mark is not counted."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw[2:].decode(encoding, errors="replace")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def blanked(text: str) -> str:
    """The text with tags, scripts and comments blanked; as long as before.

    A tag that begins or ends a block becomes a line end, one that ends a cell a tab.
    """
    if "**" in text:
        text = _BOLD.sub(_unstarred, text)
    if "<" in text:
        text = _without_comments(text)
    if "<" not in text or not _HTML.search(text, 0, 20_000):
        return _ENTITY.sub(_character, text) if "&" in text else text
    seen = _without_unseen(re.sub(r"[\r\n]", " ", text) if _tagged(text) else text)
    return _ENTITY.sub(_character, _TAG.sub(_white, seen))


def _unstarred(match: re.Match[str]) -> str:
    """Words without the stars of Markdown; zero-width blanks part nothing."""
    return f"\u200b\u200b{match[1]}\u200b\u200b"


def _without_comments(text: str) -> str:
    """The text with comments blanked, in one pass: one that is never closed is text."""
    parts, last = [], 0
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[last:start], _blank(text[start : end + 3])]
        last = end + 3
        start = text.find("<!--", last)
    return "".join([*parts, text[last:]])


def _without_unseen(text: str) -> str:
    """The text with scripts, styles and heads blanked, in one pass."""
    tags = [(match["name"].lower(), match) for match in _TAG.finditer(text)]
    closed = {tag: match.start() for tag, match in tags if match["closes"] and tag in _UNSEEN}
    parts, last, name = [], 0, ""
    for tag, match in tags:
        if not name and not match["closes"] and closed.get(tag, -1) > match.start():
            parts.append(text[last : match.start()])
            last, name = match.start(), tag
        elif name == tag and match["closes"]:
            parts.append(_blank(text[last : match.end()]))
            last, name = match.end(), ""
    return "".join([*parts, _blank(text[last:]) if name else text[last:]])


def _blank(words: str) -> str:
    """Blanks of the same length; line ends stay."""
    return re.sub(r"[^\r\n]", " ", words)


def _tagged(text: str) -> bool:
    """Whether tags alone begin lines, so that a line end within a paragraph says nothing."""
    return len(re.findall(r"<(?:p|br|div|tr|li)\b", text, re.IGNORECASE)) > 2


def _white(match: re.Match[str]) -> str:
    tag = match.group()
    if tag[:2].lower() == "<h" and tag[2:3] in "123456" and len(tag) > len("<h1"):
        return "\n" + ("# " if tag[2] == "1" else "## ").ljust(len(tag) - 1)
    if _BLOCK.match(tag):
        return "\n" + " " * (len(tag) - 1)
    if _CELL.match(tag):
        return "\t" + " " * (len(tag) - 1)
    return _blank(tag)


def _character(match: re.Match[str]) -> str:
    said = html.unescape(match.group())
    return said.ljust(len(match.group())) if len(said) == 1 else match.group()
