"""The results of a check written to a file, or printed for a person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl
from xlsxwriter.exceptions import XlsxWriterException

from guiju.sheets import Problem, SheetError, SheetOut, write_xlsx

from ..answers import VERDICTS, printable, verdict_text
from .checking import CheckedFile
from .framed import no_results, result_frame
from .results import Results, total_json

Done = Callable[[int], None]
SHOWN = 50
"""How many rows are printed on a terminal; all of them go to a file."""
SHEET_ROWS = 1_048_575
"""How many rows a worksheet holds below its header."""


def write_results(checked: CheckedFile, out: Path, done: Done) -> None:
    """Every row's result in a CSV, XLSX or Parquet file, by the name's ending.

    The file is put in its place when it is whole: a check that breaks off leaves no half of it.
    """
    kind = out.suffix.lower()
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx, ".parquet": _write_parquet}
    if kind not in writers:
        raise SheetError("--out", out.name, "以 .csv、.xlsx 或 .parquet 结尾的文件名")
    if not out.parent.is_dir() or out.is_dir():
        raise SheetError("--out", str(out), "已有的文件夹里的一个文件")
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".guiju-") as folder:
        made = Path(folder) / f"out{kind}"
        writers[kind](checked, made, done)
        made.replace(out)


def _frames(checked: CheckedFile, done: Done) -> Iterator[pl.DataFrame]:
    """The results, batch by batch; one without rows where there are none."""
    results = Results(checked)
    for batch in checked.batches():
        yield result_frame(results, batch)
        done(checked.rows)
    if not checked.rows:
        yield no_results(results)


def _write_csv(checked: CheckedFile, out: Path, done: Done) -> None:
    with out.open("wb") as stream:
        # The mark lets a spreadsheet open the file as UTF-8.
        stream.write(b"\xef\xbb\xbf")
        for number, frame in enumerate(_frames(checked, done)):
            frame.write_csv(stream, include_header=number == 0)


def _write_parquet(checked: CheckedFile, out: Path, done: Done) -> None:
    parts = out.parent / "parts"
    parts.mkdir()
    for number, frame in enumerate(_frames(checked, done)):
        frame.write_parquet(parts / f"{number:06}.parquet")
    pl.scan_parquet(parts / "*.parquet").sink_parquet(out)


def _write_xlsx(checked: CheckedFile, out: Path, done: Done) -> None:
    words = {verdict: verdict_text(verdict) for verdict in VERDICTS}
    frame = pl.concat(list(_frames(checked, done))).with_columns(pl.col("结论").replace(words))
    if len(frame) > SHEET_ROWS:
        told = f"至多 {SHEET_ROWS} 行；更多的行用 .csv 或 .parquet"
        raise SheetError("--out", str(len(frame)), told)
    total = [(_title(key), value) for key, value in total_json(checked).items()]
    sheets = [
        SheetOut("判定结果", list(frame.columns), frame.iter_rows()),
        SheetOut("合计", ["项目", "数值"], total),
        SheetOut("填写问题", ["工作表", "行", "列", "现为", "应为"], _problem_rows(checked)),
    ]
    write_book(out, sheets)


def _problem_rows(checked: CheckedFile) -> list[tuple[str | int, ...]]:
    return [(p.sheet, p.row, p.column, p.value, p.expected.chinese) for p in checked.problems]


def write_book(path: Path, sheets: Sequence[SheetOut]) -> None:
    """A workbook; SheetError where it cannot be written there."""
    try:
        write_xlsx(path, sheets)
    except XlsxWriterException as error:
        raise SheetError(str(path), str(error), "可以写的 XLSX 文件") from None


def print_check(checked: CheckedFile, done: Done) -> None:
    """A table of the first rows, the totals, and every cell that could not be used."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table()
    results = Results(checked)
    left = SHOWN
    for batch in checked.batches():
        if left:
            shown = result_frame(results, batch.head(left))
            if not table.columns:
                for name in shown.columns:
                    table.add_column(name, overflow="fold")
            for row in shown.iter_rows(named=True):
                told = {**row, "结论": verdict_text(row["结论"])}
                table.add_row(
                    *(Text("" if v is None else printable(str(v))) for v in told.values())
                )
            left -= len(shown)
        done(checked.rows)
    if checked.rows:
        console.print(table)
    if checked.rows > SHOWN:
        console.print(f"只显示前 {SHOWN} 行，共 {checked.rows} 行；用 --out 写出全部")
    print_summary(checked)


def print_summary(checked: CheckedFile) -> None:
    """What was odd, and the totals."""
    tables = (checked.table, *checked.related.tables.values())
    unknown = [name for table in tables for name in table.unknown_columns]
    if unknown:
        print(printable(f"没有用到的列：{'、'.join(unknown)}"))
    print_problems(checked.problems)
    print("，".join(f"{_title(k)} {v}" for k, v in total_json(checked).items()))


def print_problems(problems: Sequence[Problem]) -> None:
    """The first cells that could not be used, each with its place and what it may hold."""
    for problem in problems[:SHOWN]:
        where = f"{problem.sheet} 第{problem.row}行 {problem.column}"
        now = f"（现为：{problem.value}）" if problem.value else ""
        print(printable(f"{where}：应为{problem.expected.chinese}{now}"))
    if len(problems) > SHOWN:
        print(f"还有 {len(problems) - SHOWN} 处；用 --json 或 --out 写出全部")


def _title(key: str) -> str:
    return "金额（元）" if key == "amount" else verdict_text(key)
