"""Where a sentence has ended, so that the next line may begin something new."""

from __future__ import annotations

_STOPS = frozenset("。：！？:!?…")
_QUOTES = frozenset('”’」』"')
_CLOSED = frozenset("。；！？…：!?;.")
_FORMULA = ("＝", "÷", "=")
_HALVES = frozenset("；;")
_FARTHEST = 400
UNPUNCTUATED = tuple("。：！？；，、:!?;,")


def ended(words: str) -> bool:
    """Whether a sentence ends with the words, or did before a note in brackets that closes them.

    A quotation mark ends a sentence only behind a stop: 增强“四个意识” goes on. A formula ends
    with its line.
    """
    if not words:
        return False
    last = words[-1]
    if last in _STOPS:
        return True
    if last in _QUOTES:
        return words[-2:-1] in _CLOSED and len(words) > 1
    if last in "）)":
        before = _before_note(words)
        return before != words and (ended(before) if before[-1:] not in "）)" else False)
    if last == ".":
        return words[-2:-1] > "\u2e80"
    return last not in "，、" and any(sign in words for sign in _FORMULA)


def item_ended(words: str) -> bool:
    """Whether an item ends with the words: a semicolon ends it too."""
    return words[-1:] in _HALVES or ended(words)


def _before_note(words: str) -> str:
    """The words without the note in brackets with which they end; brackets may stand in it."""
    depth = 0
    for place in range(len(words) - 1, max(-1, len(words) - _FARTHEST), -1):
        character = words[place]
        depth += (character in "）)") - (character in "（(")
        if depth == 0:
            return words[:place].rstrip() if character in "（(" else words
    return words


def headed(words: str) -> bool:
    """Whether words are a heading: no stop at their end and none within."""
    if words.endswith(UNPUNCTUATED) or "。" in words:
        return False
    return not (words[-1:] in _QUOTES and words[-2:-1] in _CLOSED)
