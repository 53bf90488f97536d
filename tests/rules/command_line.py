"""The command line called in this process, and files for it."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl

from guiju.cli import main


def command(*words: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of ``guiju rules …``."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    typed = [str(word) for word in words]
    before, sys.argv = sys.argv, ["guiju", "rules", *typed]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["rules", *typed])
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    finally:
        sys.argv = before
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    return status, texts[0], texts[1]


def answer(*words: object) -> dict[str, Any]:
    """The JSON of a command that goes well."""
    status, out, err = command(*words, "--json")
    assert status == 0, out + err
    found: dict[str, Any] = json.loads(out)
    return found


def refusal(*words: object) -> dict[str, str]:
    """The error of a command that is refused: JSON, a sentence, exit status 2."""
    status, out, err = command(*words, "--json")
    assert status == 2, out + err
    error: dict[str, str] = json.loads(out)["error"]
    assert set(error) == {"where", "value", "expected"}
    assert all(isinstance(part, str) for part in error.values())
    assert error["expected"]
    assert error["where"] in err
    return error


def csv_file(path: Path, rows: Sequence[Mapping[str, Any]], encoding: str = "utf-8") -> Path:
    """A CSV file with the keys of the first row as its header."""
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def xlsx_file(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """A workbook of one sheet with the keys of the first row as its header."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([row.get(name) for name in rows[0]])
    book.save(path)
    return path
