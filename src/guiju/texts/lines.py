"""The lines of an official text: where a sentence has ended, and the signature below it."""

from __future__ import annotations

import re

from .numberings import NUMBERINGS
from .wording import restored

_ENDS = tuple("。：！？”")
_DIGITS = "[0-9〇○零一二三四五六七八九十]+"
_INDENT = "\u3000\u3000"
_INDENTED_ARTICLE = re.compile(f"^{_INDENT}第[^，。]{{1,8}}条", re.MULTILINE)
_HEADED = re.compile("第[^，。]{1,5}[编章节]")
_DAY = re.compile(f"{_DIGITS}年{_DIGITS}月{_DIGITS}日")


def ended(text: str) -> bool:
    """Whether a sentence ends with the text, or did before a note in brackets that closes it."""
    return _before_note(text).endswith(_ENDS)


def _before_note(text: str) -> str:
    """The text without the note in brackets with which it ends; brackets may stand in a note."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in "）)") - (text[place] in "（(")
        if depth == 0:
            return text[:place] if text[place] in "（(" else text
    return text


def unsigned(text: str) -> list[str]:
    """The lines that say something, without the signature: issuer, and a day alone at the end."""
    indented = bool(_INDENTED_ARTICLE.search(text))
    lines = _joined(text.splitlines()) if indented else [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if not lines or not _DAY.fullmatch(restored(lines[-1])):
        return lines
    issued_by = len(lines) > 1 and not ended(restored(lines[-2])) and not _marked(lines[-2])
    return lines[: -2 if issued_by else -1]


def _joined(raw: list[str]) -> list[str]:
    """The lines of a text that indents its paragraphs: what follows a colon unindented goes on.

    A column of a newspaper breaks a line anywhere, also behind a colon.
    """
    found: list[str] = []
    for line in filter(str.strip, raw):
        within = found and found[-1].endswith("：") and not line.startswith(_INDENT)
        if within and not _HEADED.match(line):
            found[-1] += line.strip()
        else:
            found.append(line.strip())
    return found


def _marked(line: str) -> bool:
    """Whether a line begins with the mark of an article or item of any numbering."""
    return any(n.article.match(line) or n.item.match(line) for n in NUMBERINGS.values())
