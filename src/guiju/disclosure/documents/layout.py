"""A document laid out as lines and blocks: the one form from which PDF and DOCX are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .model import Block, Document, Heading, Paragraph, Table
from .numbering import numbered
from .text import width
from .titles import balanced, title_lines

DEMO = "演示"
DEMO_LINE = "演示　内容为虚构，不是公文，不具有效力"
TABLE_ACROSS = 36.8
"""How many characters of a table's size stand across the page."""
SHORT = 8
"""Up to how many characters a column is kept in one line."""
MARK_ACROSS = 18
"""How many characters of the red mark stand in one line at most."""


@dataclass(frozen=True)
class Run:
    """A piece of text in the typeface of a role: body, first, second or title."""

    role: str
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph of runs; ``indent`` in characters, ``stays`` with what follows it.

    ``level`` is that of a heading; 0 for other text.
    """

    runs: tuple[Run, ...]
    indent: int = 2
    stays: bool = False
    level: int = 0
    kind: str = "paragraph"


@dataclass(frozen=True)
class Grid:
    """A table with the share of the width that each column gets."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    caption: str
    kind: str = "table"


@dataclass(frozen=True)
class Annex:
    """An attachment: its label, the lines of its title, its blocks."""

    label: str
    title: list[str]
    blocks: list[Para | Grid]


@dataclass(frozen=True)
class Layout:
    """Everything that stands on the pages, in its order."""

    corner: list[str]
    mark: list[str]
    number: str
    title: list[str]
    addressees: str
    blocks: list[Para | Grid]
    attached: list[tuple[str, str]]
    signed: str
    date: str
    note: str
    copies: str
    demo: str
    annexes: list[Annex] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every piece of text with the role of its typeface, to look for its characters."""
        yield "first", "".join([*self.corner, self.demo, *(one.label for one in self.annexes)])
        yield "title", "".join([*self.mark, *self.title])
        yield "title", "".join(line for annex in self.annexes for line in annex.title)
        yield "body", self.number + self.addressees + self.signed + self.date + self.note
        yield "body", self.copies + "".join(label + text for label, text in self.attached)
        for block in [*self.blocks, *(block for annex in self.annexes for block in annex.blocks)]:
            if isinstance(block, Para):
                yield from ((run.role, run.text) for run in block.runs)
            else:
                yield "first", block.caption + "".join(block.header)
                yield "body", "".join(cell for row in block.rows for cell in row)


def laid_out(document: Document) -> Layout:
    """A document as it stands on its pages."""
    basis = Para((Run("body", f"依据：{'；'.join(document.basis)}。"),), stays=True)
    names = [one.title for one in document.attachments]
    return Layout(
        corner=[text for text in (document.secrecy, document.urgency) if text],
        mark=balanced(document.organ, MARK_ACROSS),
        number=document.number,
        title=title_lines(document.title),
        addressees="、".join(document.addressees) + "：" if document.addressees else "",
        blocks=[*_blocks(document.body), basis],
        attached=_attached(names),
        signed=document.signed,
        date=f"{document.date.year}年{document.date.month}月{document.date.day}日",
        note=f"（{document.note}）" if document.note else "",
        copies=f"抄送：{'、'.join(document.copies)}。" if document.copies else "",
        demo=DEMO_LINE if document.demo else "",
        annexes=[
            Annex(_annex_label(number, len(names)), title_lines(one.title), list(_blocks(one.body)))
            for number, one in enumerate(document.attachments, 1)
        ],
    )


def _annex_label(number: int, of: int) -> str:
    return f"附件{number}" if of > 1 else "附件"


def _attached(names: Sequence[str]) -> list[tuple[str, str]]:
    """The attachments named below the text; one alone has no number."""
    if len(names) == 1:
        return [("附件：", names[0])]
    return [(f"{'附件：' if n == 1 else ''}{n}.", name) for n, name in enumerate(names, 1)]


def _blocks(blocks: Iterable[Block]) -> Iterator[Para | Grid]:
    told = list(blocks)
    for (block, label), after in zip(numbered(told), [*told[1:], None], strict=True):
        match block:
            case Paragraph():
                yield Para((Run("body", block.text),), 2 if block.indent else 0)
            case Heading():
                role = {1: "first", 2: "second"}.get(block.level, "body")
                runs = [Run(role, label + block.title)]
                if block.text:
                    runs.append(Run("body", block.text))
                yield Para(tuple(runs), stays=_stays(block, after), level=block.level)
            case Table():
                yield Grid(
                    tuple(block.header),
                    tuple(tuple(row) for row in block.rows),
                    _shares(block),
                    block.caption,
                )


def _stays(heading: Heading, after: Block | None) -> bool:
    """Whether a heading stays with what follows: not where it is a point among others."""
    point = heading.level > 2 and isinstance(after, Heading)
    return not heading.text and not point and after is not None


def _shares(table: Table) -> tuple[float, ...]:
    """The share of each column: short ones as wide as their words, the others by their length."""
    columns = list(zip(table.header, *table.rows, strict=True))
    widest = [max(width(cell) for cell in column) for column in columns]
    short = [1.12 * wide + 1 if wide <= SHORT else 0.0 for wide in widest]
    long = [0.0 if wide <= SHORT else wide**0.6 for wide in widest]
    if any(long):
        kept = min(1.0, 0.6 * TABLE_ACROSS / sum(short)) if any(short) else 1.0
        rest = TABLE_ACROSS - kept * sum(short)
        wide = [kept * s + rest * w / sum(long) for s, w in zip(short, long, strict=True)]
    else:
        wide = short
    return tuple(round(one / sum(wide), 4) for one in wide)
