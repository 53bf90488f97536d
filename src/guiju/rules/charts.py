"""Bars as SVG, made here: a title, a bar and a printed figure for each line, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, LINE, LEFT, RIGHT, TOP = 760, 30, 240, 170, 44
"""In pixels: the picture, a line of it, the places for names and figures, the title."""


@dataclass(frozen=True)
class Bars:
    """A title and, line by line, a name, a value of nought or more, and the value as printed."""

    title: str
    lines: Sequence[tuple[str, int, str]]


_PLAIN = dict.fromkeys((*range(32), 127, 65534, 65535), " ")
"""Signs that may not stand in XML."""


def _text(text: str) -> str:
    return escape(text.translate(_PLAIN))


def bar_chart(bars: Bars) -> str:
    """The picture, with its title for those who cannot see it."""
    height = TOP + LINE * len(bars.lines) + 12
    most = max((value for _, value, _ in bars.lines), default=0) or 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="14"><title>{_text(bars.title)}</title>',
        f'<text x="8" y="26" font-size="16" font-weight="bold">{_text(bars.title)}</text>',
    ]
    for place, (name, value, text) in enumerate(bars.lines):
        parts += _line(TOP + place * LINE, name, max(value, 0), text, most)
    return "".join([*parts, "</svg>"])


def _line(y: int, name: str, value: int, text: str, most: int) -> list[str]:
    length = value * (WIDTH - LEFT - RIGHT) // most
    shown = name if len(name) <= 26 else name[:25] + "…"
    middle = y + LINE // 2 + 5
    return [
        f'<text x="{LEFT - 8}" y="{middle}" text-anchor="end">{_text(shown)}</text>',
        f'<rect x="{LEFT}" y="{y + 5}" width="{length}" height="{LINE - 10}" fill="#1d5c8f"/>',
        f'<text x="{LEFT + length + 8}" y="{middle}">{_text(text)}</text>',
    ]
