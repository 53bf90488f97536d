"""``check vehicles``: a ledger file checked on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit, refuse

app = typer.Typer(help="核对台账", no_args_is_help=True, add_completion=False)


@app.callback()
def check() -> None:
    """核对台账。"""


@app.command()
def vehicles(
    file: Annotated[Path, typer.Argument(help="车辆台账：XLSX、XLS、ODS 或 CSV")],
    quota: Annotated[Path | None, typer.Option(help="编制表，另一个文件")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="把台账连同发现写到这个文件")] = None,
) -> None:
    """按崇政办发〔2020〕1号核对公务用车台账。"""
    from guiju.sheets import SheetError

    from ..checking import as_json as contract_json
    from ..checking import check_file, read_ledger
    from ..exports import write_checked

    try:
        with _Progress() as progress:
            result = check_file(file, quota, progress=progress.show)
        if xlsx is not None:
            ledger = read_ledger(file, quota)
            write_checked(xlsx, ledger, result.findings, result.problems)
    except SheetError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读写的文件", as_json=as_json)
    if as_json:
        emit(contract_json(result))
    else:
        from ..printing import print_result

        print_result(result)
    raise typer.Exit(1 if any(found.verdict == "breach" for found in result.findings) else 0)


class _Progress:
    """A progress bar on a terminal; nothing elsewhere."""

    def __enter__(self) -> _Progress:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("核对", total=None)
        return self

    def show(self, done: int, total: int) -> None:
        """Rows done of all rows."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
