"""The chains walked from their first entry: the first broken row is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from .canonical import START, digest, link
from .models import Entry, Head, KeptHead, Personal

_STEP = 20_000
_COLUMNS = (
    "chain", "number", "at", "action", "subject", "actor_name", "actor_post",
    "content", "algorithm", "previous", "hash",
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """The first row that does not hold."""

    chain: str
    number: int
    why: str


@dataclass(frozen=True)
class Verification:
    """How many entries and chains were walked, and what broke."""

    entries: int
    chains: int
    broken: Broken | None


def verify(chain: str | None = None, progress: Callable[[int], None] | None = None) -> Verification:
    """Walk one chain or all; stop at the first broken row."""
    chains = sorted(
        {
            *Entry.objects.values_list("chain", flat=True).distinct(),
            *Head.objects.values_list("chain", flat=True),
        }
    )
    if chain is not None:
        chains = [name for name in chains if name == chain]
    walked = 0
    for name in chains:
        count, broken = _walk(name, walked, progress)
        walked += count
        if broken is not None:
            return Verification(walked, len(chains), broken)
    return Verification(walked, len(chains), None)


def _walk(
    chain: str, before: int, progress: Callable[[int], None] | None
) -> tuple[int, Broken | None]:
    kept = dict(KeptHead.objects.filter(chain=chain).values_list("number", "hash"))
    number, previous = 0, START
    rows = Entry.objects.filter(chain=chain).order_by("number").values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=_STEP):
        why = _why(row, chain, number + 1, previous)
        if why is None and kept.get(number + 1, row[10]) != row[10]:
            why = "differs from the head that the organ above keeps"
        if why is not None:
            return number, Broken(chain, number + 1, why)
        number, previous = number + 1, row[10]
        if progress is not None and number % _STEP == 0:
            progress(before + number)
    return number, _end(chain, number, previous, max(kept, default=0))


def _why(row: tuple[str, ...], chain: str, number: int, previous: str) -> str | None:
    """What is wrong with one stored row; None where nothing is."""
    if int(row[1]) != number:
        return f"entry {number} is missing"
    if row[9] != previous:
        return "does not follow the entry before it"
    if link(previous, row[7], row[8]) != row[10]:
        return "its content was changed"
    told = json.loads(row[7])
    columns = (
        told["chain"],
        told["number"],
        told["at"],
        told["action"],
        told["subject"],
        told["actor"]["name"],
        told["actor"]["post"],
    )
    if columns != row[:7]:
        return "its columns differ from its content"
    return None


def _end(chain: str, number: int, last: str, kept: int) -> Broken | None:
    head = Head.objects.filter(chain=chain).first()
    if head is None:
        return Broken(chain, number, "the head is missing")
    if (head.number, head.hash) != (number, last):
        return Broken(chain, number + 1, f"the head is at {head.number}: the end was cut off")
    if kept > number:
        return Broken(chain, number + 1, "the organ above keeps a later head")
    return None


def personal_holds(entry: Entry) -> bool | None:
    """Whether the personal data of an entry are those it was written with; None: erased."""
    wanted = json.loads(entry.content).get("personal")
    kept = Personal.objects.filter(entry_hash=entry.hash).first()
    if wanted is None or kept is None:
        return None
    return digest(f"{kept.salt}\n{kept.values}", entry.algorithm) == wanted
