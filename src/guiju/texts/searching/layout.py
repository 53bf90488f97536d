"""The file of a segment: named sections behind a compressed head, written aside and renamed."""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .model import SearchError

_MAGIC = b"guiju-search-1 " + sys.byteorder[:1].encode()
_LENGTHS = struct.Struct("<II")
_ALIGN = 8


def write(path: Path, head: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """The file whole and on disk, or no file of that name."""
    places, at = {}, 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data) + -len(data) % _ALIGN
    text = zlib.compress(json.dumps({**head, "sections": places}).encode())
    with written_aside(path) as stream:
        stream.write(_MAGIC + _LENGTHS.pack(len(text), zlib.crc32(text)) + text)
        stream.write(b"\0" * (-stream.tell() % _ALIGN))
        for data in sections.values():
            stream.write(data)
            stream.write(b"\0" * (-len(data) % _ALIGN))


def read(path: Path) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """The head and the sections, which stay in the file until they are looked at.

    ``SearchError`` for what is no whole segment, ``OSError`` where it cannot be opened.
    """
    with path.open("rb") as stream:
        start = stream.read(len(_MAGIC) + _LENGTHS.size)
        if start[: len(_MAGIC)] != _MAGIC or len(start) < len(_MAGIC) + _LENGTHS.size:
            raise SearchError(f"{path} is no segment of a search index of this machine")
        size, check = _LENGTHS.unpack_from(start, len(_MAGIC))
        text = stream.read(size)
        if zlib.crc32(text) != check:
            raise SearchError(f"{path} is damaged")
        first = stream.tell() + -stream.tell() % _ALIGN
        data = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    head = json.loads(zlib.decompress(text))
    sections = {}
    for name, (at, length) in head.pop("sections").items():
        sections[name] = data[first + at : first + at + length]
        if len(sections[name]) != length:
            raise SearchError(f"{path} is cut off")
    return head, sections


class written_aside:  # noqa: N801 - used as a statement's word
    """A file written beside its place, flushed to disk and renamed when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path, self.aside = path, path.with_name(path.name + ".new")

    def __enter__(self) -> Any:
        self.stream = self.aside.open("wb")
        return self.stream

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        with self.stream:
            if failed is None:
                self.stream.flush()
                os.fsync(self.stream.fileno())
        if failed is None:
            self.aside.replace(self.path)
        else:
            self.aside.unlink(missing_ok=True)
