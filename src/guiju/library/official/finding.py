"""A page of the search over everything imported: filters, hits in their provisions, paging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from guiju.texts.searching import KINDS, Hit

from ..models import Clause, TextFile, Version
from . import searching
from .showing import Piece, marked

PER_PAGE = 20
WIDTH = 120


@dataclass(frozen=True)
class Found:
    """A hit told: its work, provision, the piece around it and where it leads."""

    title: str
    number: str
    label: str
    version: str
    pieces: list[Piece]
    link: str


@dataclass(frozen=True)
class Hits:
    """A page of hits, how many there are in all, and which page of how many."""

    total: int
    found: list[Found]
    page: int
    pages: int


def hits_of(told: Mapping[str, str]) -> Hits:
    """What a query finds under the filters ``kind``, ``issuer`` and ``part``."""
    page = int(told["page"]) if told.get("page", "").isascii() and told["page"].isdigit() else 1
    page = min(max(1, page), 10**6)
    kinds = [kind for kind in KINDS if told.get("part", "") in ("", kind)] or KINDS
    offset = (page - 1) * PER_PAGE
    answer = searching.search(
        told.get("q", ""), kinds=kinds, works=_filtered(told), limit=PER_PAGE, offset=offset
    )
    pages = max(1, -(-answer.total // PER_PAGE))
    return Hits(answer.total, _told(answer.hits), page, pages)


def _filtered(told: Mapping[str, str]) -> list[str] | None:
    """The names in the index of the works that the filters leave; None for all."""
    asked = {f"work__{key}": told[key] for key in ("kind", "issuer") if told.get(key)}
    if not asked:
        return None
    found = Version.objects.filter(**asked).only("pk", "digest")
    return [searching.name_of(one) for one in found]


def _told(hits: tuple[Hit, ...]) -> list[Found]:
    """Hits with their works, by three queries for a page."""
    keys = [int(hit.work[1:].partition("-")[0]) for hit in hits]
    pairs = list(zip(hits, keys, strict=True))
    versions = Version.objects.select_related("work").in_bulk(
        [key for hit, key in pairs if hit.work[0] == "v"]
    )
    files = TextFile.objects.defer("content").in_bulk(
        [key for hit, key in pairs if hit.work[0] == "f"]
    )
    asked = {hit.address for hit in hits if hit.address}
    rows = Clause.objects.filter(version__in=versions, address__in=asked)
    labels = {(v, a): label for v, a, label in rows.values_list("version_id", "address", "label")}
    found = []
    for hit, key in pairs:
        version, file = versions.get(key), files.get(key)
        if hit.work[0] == "v" and version is not None:
            found.append(_in_version(hit, version, labels.get((key, hit.address), "")))
        elif file is not None:
            link = reverse("library:text-file", args=[file.pk])
            found.append(Found(file.name, "", "", "", _around(hit), f"{link}#at{hit.address[1:]}"))
    return found


def _in_version(hit: Hit, version: Version, label: str) -> Found:
    slug = version.work.slug
    if hit.address and not hit.address.startswith("+"):
        link = reverse("library:text-clause", args=[slug, hit.address])
    else:
        link = reverse("library:text", args=[slug])
    link = f"{link}?{urlencode({'version': version.label})}"
    return Found(version.title, version.work.number, label, version.label, _around(hit), link)


def _around(hit: Hit) -> list[Piece]:
    text, spans, start = hit.piece(WIDTH)
    pieces = marked(text, spans)
    before = [Piece("…")] if start else []
    after = [Piece("…")] if start + len(text) < len(hit.text) else []
    return [*before, *pieces, *after]
