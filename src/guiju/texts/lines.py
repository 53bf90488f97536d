"""The lines of an official text: where a sentence has ended, and the signature below it."""

from __future__ import annotations

import re

from .numberings import NUMBERINGS
from .wording import restored

_ENDS = tuple("。：！？”")
_DIGITS = "[0-9〇○零一二三四五六七八九十]+"
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
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not _DAY.fullmatch(restored(lines[-1])):
        return lines
    issued_by = len(lines) > 1 and not ended(restored(lines[-2])) and not _marked(lines[-2])
    return lines[: -2 if issued_by else -1]


def _marked(line: str) -> bool:
    """Whether a line begins with the mark of an article or item of any numbering."""
    return any(n.article.match(line) or n.item.match(line) for n in NUMBERINGS.values())
