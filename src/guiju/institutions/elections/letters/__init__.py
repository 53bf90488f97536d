"""Letters 文书 of an election: record, report of votes, announcement, report to those above.

Each is an official document, to be set as PDF or written as DOCX. Nothing here knows of Django.
"""

from __future__ import annotations

from collections.abc import Callable

from guiju.disclosure.documents import Document

from .announcement import announcement
from .errors import LetterError
from .matter import Matter, Overall, Passing, Watcher
from .record import record
from .report import report
from .submission import submission

KINDS: dict[str, tuple[str, Callable[[Matter], Document]]] = {
    "record": ("选票核对和计票记录", record),
    "report": ("得票情况报告单", report),
    "announcement": ("当选名单", announcement),
    "submission": ("报上一级党的委员会的结果", submission),
}
"""Each kind of letter with its name and what makes it."""

__all__ = ["KINDS", "LetterError", "Matter", "Overall", "Passing", "Watcher", "letter"]


def letter(kind: str, matter: Matter) -> Document:
    """The letter of a kind about an election.

    Raises:
        LetterError: no such kind, or a letter that this election cannot have.
    """
    if kind not in KINDS:
        raise LetterError("--kind", kind, "、".join(KINDS))
    return KINDS[kind][1](matter)
