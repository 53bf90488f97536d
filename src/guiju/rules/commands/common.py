"""What the commands share: dates, bad input told alike, progress on a terminal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from guiju.commandline import refuse
from guiju.sheets import SheetError

from ..errors import RuleError

Rule = Annotated[str, typer.Argument(help="规则集/事项，例如 relief/interest")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
AsOf = Annotated[str, typer.Option("--as-of", help="按哪一天的规则，例如 2020-03-01；默认今天")]


@contextmanager
def bad_input_told(as_json: bool) -> Iterator[None]:
    """Whatever is refused is said in the one way of all commands."""
    try:
        yield
    except (RuleError, SheetError) as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读写的文件", as_json=as_json)


def day_of(text: str) -> dt.date:
    """A day as it is typed; today where none is."""
    if not text:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise RuleError("--as-of", text, "a date such as 2020-03-01") from None


def pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """``name=value`` options as a mapping."""
    found: dict[str, str] = {}
    for text in given or []:
        name, sign, value = text.partition("=")
        if not sign or not name or not value:
            raise RuleError(option, text, "name=value")
        found[name] = value
    return found


def files(given: list[str] | None) -> dict[str, Path]:
    """``--related name=FILE`` options."""
    return {name: Path(value) for name, value in pairs(given, "--related").items()}


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
