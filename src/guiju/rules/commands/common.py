"""What the commands share: dates, bad input told alike, progress on a terminal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from guiju.clock import today
from guiju.commandline import refuse
from guiju.sheets import SheetError, parse_date

from ..answers import printable
from ..errors import RuleError
from ..registry import find_matter
from ..rulebook import Rulebook

Rule = Annotated[str, typer.Argument(help="规则集/事项，例如 relief/interest")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
LONGEST = 400
"""Signs of a value that a message repeats."""
AsOf = Annotated[str, typer.Option("--as-of", help="按哪一天的规则，例如 2020-03-01；默认今天")]


@contextmanager
def bad_input_told(as_json: bool) -> Iterator[None]:
    """Whatever is refused is said in the one way of all commands."""
    try:
        yield
    except (RuleError, SheetError) as error:
        told = map(_shown, (error.where, error.value, error.expected))
        refuse(*told, as_json=as_json)
    except OSError as error:
        where, value = _shown(str(error.filename)), str(error.strerror)
        refuse(where, value, "可以读写的文件", as_json=as_json)


def _shown(text: str) -> str:
    """Text as it can be printed, whatever bytes it was typed as; of a long one the beginning."""
    plain = printable(text)
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"


def matter_on(rule: str, as_of: str) -> tuple[Rulebook, str, dt.date]:
    """The rulebook and the matter of a name, on a day on which the rulebook is in force."""
    rulebook, name = find_matter(rule)
    day, first = day_of(as_of), rulebook.outline.effective
    if day < first:
        told = f"{first} 及以后的日期，{rulebook.outline.instrument}自那天起施行"
        raise RuleError("--as-of", day, told)
    return rulebook, name, day


def day_of(text: str) -> dt.date:
    """A day as it is typed; today where none is."""
    if not text:
        return today()
    day = parse_date(text)
    if not isinstance(day, dt.date):
        raise RuleError("--as-of", text, "一个日期，例如 2020-03-01")
    return day


def pairs(given: list[str] | None, option: str, form: str) -> dict[str, str]:
    """``name=value`` options as a mapping; a name that stands twice is refused."""
    found: dict[str, str] = {}
    for text in given or []:
        name, sign, value = text.partition("=")
        if not sign or not name or not value:
            raise RuleError(option, text, form)
        if name in found:
            raise RuleError(option, text, f"只写一次的“{name}”")
        found[name] = value
    return found


def files(given: list[str] | None) -> dict[str, Path]:
    """``--related name=FILE`` options."""
    return {name: Path(value) for name, value in pairs(given, "--related", "名称=文件").items()}


class Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self, title: str, total: int | None) -> None:
        self._title, self._total = title, total
        self._bar: Any = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._title, total=self._total)
        return self

    def done(self, rows: int) -> None:
        """So many rows are done."""
        if self._bar is not None:
            self._bar.update(self._task, completed=rows)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
