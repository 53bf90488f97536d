"""The results of a check written to a file, or printed for a person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

from guiju.sheets import SheetError, SheetOut, write_xlsx

from ..answers import verdict_text
from .checking import CheckedFile
from .results import Results, result_frame, total_json

Done = Callable[[int], None]
SHOWN = 50
"""How many rows are printed on a terminal; all of them go to a file."""


def write_results(checked: CheckedFile, out: Path, done: Done) -> None:
    """Every row's result in a CSV, XLSX or Parquet file, by the name's ending."""
    kind = out.suffix.lower()
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx, ".parquet": _write_parquet}
    if kind not in writers:
        raise SheetError("--out", out.name, "以 .csv、.xlsx 或 .parquet 结尾的文件名")
    writers[kind](checked, out, done)


def _frames(checked: CheckedFile, done: Done):  # type: ignore[no-untyped-def]
    results = Results(checked)
    for batch in checked.batches():
        yield result_frame(results, batch)
        done(checked.rows)


def _write_csv(checked: CheckedFile, out: Path, done: Done) -> None:
    with out.open("wb") as stream:
        # The mark lets a spreadsheet open the file as UTF-8.
        stream.write(b"\xef\xbb\xbf")
        for number, frame in enumerate(_frames(checked, done)):
            frame.write_csv(stream, include_header=number == 0)


def _write_parquet(checked: CheckedFile, out: Path, done: Done) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, frame in enumerate(_frames(checked, done)):
            frame.write_parquet(Path(folder) / f"{number:06}.parquet")
        pl.scan_parquet(Path(folder) / "*.parquet").sink_parquet(out)


def _write_xlsx(checked: CheckedFile, out: Path, done: Done) -> None:
    frames = list(_frames(checked, done))
    frame = pl.concat(frames) if frames else pl.DataFrame()
    total = total_json(checked)
    sheets = [
        SheetOut("判定结果", list(frame.columns), list(frame.iter_rows())),
        SheetOut("合计", ["项目", "数值"], [(k, v) for k, v in total.items()]),
    ]
    write_xlsx(out, sheets)


def print_check(checked: CheckedFile, done: Done) -> None:
    """A table of the first rows, the totals, and every cell that could not be used."""
    from rich.console import Console
    from rich.table import Table

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
                table.add_row(*("" if v is None else str(v) for v in told.values()))
            left -= len(shown)
        done(checked.rows)
    console.print(table)
    if checked.rows > SHOWN:
        console.print(f"只显示前 {SHOWN} 行，共 {checked.rows} 行；用 --out 写出全部")
    for problem in checked.problems[:SHOWN]:
        where = f"{problem.sheet} 第{problem.row}行 {problem.column}"
        console.print(f"{where}：应为{problem.expected.chinese}（现为：{problem.value}）")
    console.print("，".join(f"{_title(k)} {v}" for k, v in total_json(checked).items()))


def _title(key: str) -> str:
    return "金额（元）" if key == "amount" else verdict_text(key)
