"""Places 出处: file and line at which a part of a rulebook was written, for every refusal of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from os.path import dirname
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from .errors import RuleError

_KERNEL = __name__.rpartition(".")[0]


class Place(NamedTuple):
    """A line of a file; printed with the file's name alone: ``measure5_finance.py:52``."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{Path(self.file).name}:{self.line}"


def written() -> Place:
    """Where a rulebook calls this kernel: the innermost line that stands at module level.

    A rulebook calls through helpers of its own (``cite``, a function that makes facts of
    money): while they stand in the same folder, the line that called them is the one to mend.
    """
    frame = _outside(sys._getframe(1))
    folder = _folder(frame.f_code.co_filename)
    outer: FrameType | None = frame
    while outer is not None and _folder(outer.f_code.co_filename) == folder:
        if outer.f_code.co_name == "<module>":
            frame = outer
            break
        outer = outer.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno)


def _outside(frame: FrameType) -> FrameType:
    """The innermost frame that is neither of this kernel nor of the making of a dataclass."""
    while frame.f_back is not None:
        name = frame.f_globals.get("__name__", "")
        if name != _KERNEL and name != "dataclasses" and not name.startswith(f"{_KERNEL}."):
            break
        frame = frame.f_back
    return frame


_folder = lru_cache(maxsize=4096)(dirname)


@contextmanager
def placed(place: Place, name: str = "") -> Iterator[None]:
    """Whatever is refused inside without a place of its own is said of this one.

    So is a node in a place where its kind means nothing: a word that is summed.
    """
    try:
        yield
    except TypeError as error:
        told = "a condition, or a figure, where one is asked for"
        raise RuleError(name, error, told, place=place) from error
    except RuleError as error:
        if error.place is not None:
            raise
        where = error.where if error.where.startswith(name) else f"{name} {error.where}"
        raise RuleError(where, error.value, error.expected, place=place) from None
