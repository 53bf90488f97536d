"""The folder of an index: which segments count, one writer at a time, files that nothing needs.

``current.json`` names the segments and the works that were taken out of each. It alone decides:
it is written aside and renamed, after the segments it names are on disk. So a process that dies
leaves the state before or the state after, and files without a name in it, which the next writer
deletes.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .layout import written_aside
from .model import SearchError

_FORMAT = 1


class Named(NamedTuple):
    """A segment that counts, and the places of its works that do not any more."""

    name: str
    gone: frozenset[int] = frozenset()


class State(NamedTuple):
    """The segments of one moment; ``number`` grows with every change."""

    number: int
    segments: tuple[Named, ...]


def current(folder: Path) -> State:
    """The state that counts; an empty one where nothing was ever indexed."""
    path = folder / "current.json"
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] != _FORMAT:
            raise SearchError(f"{path} has format {found['format']}, expected {_FORMAT}")
        rows = ((row["name"], frozenset(row["gone"])) for row in found["segments"])
        return State(found["number"], tuple(Named(*row) for row in rows))
    except FileNotFoundError:
        return State(0, ())
    except (ValueError, KeyError, TypeError):
        raise SearchError(f"{path} cannot be read; delete the folder and index again") from None


def put(folder: Path, state: State) -> None:
    """Make a state count. Its segments must be in the folder."""
    rows = [{"name": one.name, "gone": sorted(one.gone)} for one in state.segments]
    written = {"format": _FORMAT, "number": state.number, "segments": rows}
    with written_aside(folder / "current.json") as stream:
        stream.write(json.dumps(written, indent=1).encode())
    _flush(folder)


def fresh(folder: Path) -> Path:
    """A place for a new segment."""
    return folder / f"{secrets.token_hex(8)}.segment"


def sweep(folder: Path) -> None:
    """Delete what the state does not name, also what was left half written."""
    needed = {one.name for one in current(folder).segments}
    for path in (*folder.glob("*.segment"), *folder.glob("*.new")):
        if path.name not in needed:
            with contextlib.suppress(OSError):  # Windows keeps what a reader still looks at
                path.unlink()


@contextlib.contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the folder for writing; a second writer waits. The system releases it if we die."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "writer.lock").open("a+") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds: ask again
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        sweep(folder)
        yield


def _flush(folder: Path) -> None:
    """Put the names in a folder on disk, where the system knows how."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
