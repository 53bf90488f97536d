"""The index of everything imported: beside the database, made anew from it where it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from guiju.texts.blocks import blocks, of_document
from guiju.texts.parsing.model import Leftover, Parsed
from guiju.texts.searching import KINDS, Entry, Index, Page, SearchError, Text
from guiju.texts.searching import Kind as HitKind

from ..models import TextFile, Version
from .reading import decoded
from .taking import document_of

_IN_STEP: dict[Path, tuple[object, ...]] = {}
"""What of the database each index of this process was last seen to hold."""


def folder() -> Path:
    """Where the index lies: in the data folder."""
    place: Path = settings.TEXT_INDEX_DIR
    return place


@cache
def _index(place: Path) -> Index:
    return Index(place)


def name_of(version: Version) -> str:
    """What a version is called in the index; another wording has another name."""
    return f"v{version.pk}-{version.digest[:16]}"


def file_name(file: TextFile) -> str:
    """What the rest of a file is called in the index: what stands in none of its documents."""
    return f"f{file.pk}-{file.sha256[:16]}"


def search(
    query: str,
    *,
    kinds: Collection[HitKind] = KINDS,
    works: Collection[str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Page:
    """What a query finds, the index brought in step with the database before."""
    _keep_in_step()
    index = _index(folder())
    try:
        return index.search(query, kinds=kinds, works=works, limit=limit, offset=offset)
    except (SearchError, OSError):
        rebuild()
        return index.search(query, kinds=kinds, works=works, limit=limit, offset=offset)


def rebuild() -> None:
    """Make the index anew from the database."""
    place = folder()
    for path in (*place.glob("*.segment"), place / "current.json"):
        path.unlink(missing_ok=True)
    _index.cache_clear()
    synchronise()


def synchronise() -> None:
    """Put in what the database has and the index lacks, take out what the database has not."""
    index = _index(folder())
    stamp = _stamp()
    wanted = {name_of(one): one.pk for one in Version.objects.only("pk", "digest")}
    files = {file_name(one): one.pk for one in _read_files().only("pk", "sha256")}
    try:
        there = set(index.works())
    except SearchError:
        (folder() / "current.json").unlink(missing_ok=True)
        there = set()
    if gone := there - wanted.keys() - files.keys():
        index.remove(sorted(gone))
    missing = [pk for name, pk in wanted.items() if name not in there]
    rest = [pk for name, pk in files.items() if name not in there]
    if missing or rest:
        index.add(_texts(missing, rest))
    _IN_STEP[folder()] = stamp


def _keep_in_step() -> None:
    if not (folder() / "current.json").exists() or _IN_STEP.get(folder()) != _stamp():
        synchronise()


def _stamp() -> tuple[object, ...]:
    """What tells one state of the imported texts from another, by two small queries."""
    told = Version.objects.aggregate(Count("pk"), Max("pk"))
    last = Version.objects.order_by("-pk").values_list("digest", flat=True).first()
    return (*told.values(), last, _read_files().count())


def _read_files() -> QuerySet[TextFile]:
    return TextFile.objects.filter(read__isnull=False)


def _texts(versions: list[int], files: list[int]) -> Iterator[Text]:
    """The texts of the index, one after the other, each file decoded once in a row."""
    text, last = "", 0
    found = Version.objects.filter(pk__in=versions).order_by("file_id", "pk")
    for version in found.iterator(chunk_size=200):
        if version.file_id != last:
            text, last = decoded(bytes(version.file.content)), version.file_id
        yield Text(name_of(version), version.title, list(_entries(version, text)))
    for file in TextFile.objects.filter(pk__in=files).iterator(chunk_size=5):
        text = decoded(bytes(file.content))
        read = Parsed(text, [], [Leftover(*one) for one in file.leftovers])
        rest = [Entry(f"+{one.pieces[0][0]}", "text", one.text) for one in blocks(read)]
        yield Text(file_name(file), file.name, rest)


def _entries(version: Version, text: str) -> Iterator[Entry]:
    """Heads, provisions, and what is printed outside of provisions (``+`` and its place)."""
    document = document_of(version)
    chapter = ""
    for one in document.provisions:
        if one.chapter and one.chapter != chapter:
            yield Entry(str(one.address), "head", one.chapter)
            chapter = one.chapter
        if one.heading:
            yield Entry(str(one.address), "head", one.heading)
        yield Entry(str(one.address), "text", one.text)
    for block in of_document(text, document):
        if block.address is None:
            yield Entry(f"+{block.pieces[0][0]}", "text", block.text)
