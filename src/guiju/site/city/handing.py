"""The file of one-time passwords: for its owner's eyes, written once, gone where nothing was."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from guiju.organs.importing.writing import Credential

HEADER = ("用户名", "姓名", "一次性密码")


@contextmanager
def handing_out(path: Path, *, again: bool = False) -> Iterator[Callable[[list[Credential]], None]]:
    """What writes the passwords to ``path``; the file goes where the import fails after it.

    ``again`` lets a job that was broken off write its own file once more.

    Raises:
        FileExistsError: the file is there already.
    """
    made: list[Path] = []

    def write(told: list[Credential]) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if again else os.O_EXCL)
        descriptor = os.open(path, flags, 0o600)
        made.append(path)
        # With a mark at the start, so that a spreadsheet program reads it as UTF-8.
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *told])
            stream.flush()
            os.fsync(stream.fileno())

    try:
        yield write
    except BaseException:
        for one in made:
            one.unlink(missing_ok=True)
        raise


def waiting_file(job: int) -> Path:
    """Where the passwords of an import on the pages wait to be taken; no backup holds them."""
    folder: Path = settings.DATA_DIR / "passwords"
    return folder / f"import-{job}.csv"


def take(job: int) -> bytes | None:
    """The waiting passwords of an import, and their end; None where they were taken before."""
    path = waiting_file(job)
    taken = path.with_suffix(f".taken-{os.getpid()}")
    try:
        path.rename(taken)  # of two who ask at once, one gets it
    except FileNotFoundError:
        return None
    content = taken.read_bytes()
    taken.unlink()
    return content
