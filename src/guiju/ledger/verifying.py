"""The chains walked from their first entry: the first broken row is named."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .canonical import ALGORITHMS, START, digest, link
from .models import Entry, Head, KeptHead, Personal

_STEP = 20_000
_COLUMNS = (
    "chain", "number", "at", "action", "subject", "actor_name", "actor_post",
    "content", "algorithm", "previous", "hash",
)  # fmt: skip
Progress = Callable[[int], None]


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


def chains() -> list[str]:
    """Every chain of which anything is left, be it only a head that the organ above keeps."""
    return sorted(
        {
            *Entry.objects.values_list("chain", flat=True).distinct(),
            *Head.objects.values_list("chain", flat=True),
            *KeptHead.objects.values_list("chain", flat=True).distinct(),
        }
    )


def verify(chain: str | None = None, progress: Progress | None = None) -> Verification:
    """Walk one chain or all; stop at the first broken row. Others may write meanwhile."""
    names = [name for name in chains() if chain in (None, name)]
    walked = 0
    for name in names:
        count, broken = _walk(name, walked, progress)
        walked += count
        if broken is not None:
            return Verification(walked, len(names), broken)
    return Verification(walked, len(names), None)


def _walk(chain: str, before: int, progress: Progress | None) -> tuple[int, Broken | None]:
    kept: dict[int, set[str]] = defaultdict(set)
    for at, head_hash in KeptHead.objects.filter(chain=chain).values_list("number", "hash"):
        kept[at].add(head_hash)
    number, previous = 0, START
    while True:
        rows = _rows(chain, number)
        if not rows:
            head = Head.objects.filter(chain=chain).first()
            # What a head names can be read: rows found now were written since the last look.
            if head is None or head.number <= number or not _rows(chain, number):
                return number, _end(chain, number, previous, head, max(kept, default=0))
        for row in rows:
            why = _why(row, number + 1, previous)
            if why is None and kept.get(number + 1, {row[10]}) != {row[10]}:
                why = _("与上级机关保存的链头不符")
            if why is not None:
                return number, Broken(chain, number + 1, why)
            number, previous = number + 1, row[10]
        if progress is not None:
            progress(before + number)


def _rows(chain: str, after: int) -> list[tuple[Any, ...]]:
    """The next rows, whole: an open cursor would bar the writes of a progress (SQLite).

    A range of numbers, not a count of rows: two rows of one number come together. The first
    range takes whatever lies below it; where a range is empty, what lies beyond it is next.
    """
    entries = Entry.objects.filter(chain=chain).order_by("number", "pk").values_list(*_COLUMNS)
    rows = entries.filter(number__lte=after + _STEP)
    if after:
        rows = rows.filter(number__gt=after)
    return list(rows) or list(entries.filter(number__gt=after)[:1])


def _why(row: tuple[Any, ...], number: int, previous: str) -> str | None:
    """What is wrong with one stored row; None where nothing is."""
    if row[1] > number:
        return _("缺少这一条")
    if row[1] < number:
        return _("第 %(number)s 条有两条记录（分叉）") % {"number": row[1]}
    if row[9] != previous:
        return _("没有接在前一条之后")
    if row[8] not in ALGORITHMS:
        return _("算法“%(name)s”不是可用的算法（sha256、sm3）") % {"name": row[8]}
    if link(previous, row[7], row[8]) != row[10]:
        return _("内容被改动")
    return None if _told(row[7]) == row[:7] else _("各列与内容不一致")


def _told(content: str) -> tuple[Any, ...] | None:
    """The columns as the stored text tells them; None where it is not the text of an entry."""
    try:
        told = json.loads(content)
        actor = told["actor"]
        return (*(told[name] for name in _COLUMNS[:5]), actor["name"], actor["post"])
    except (KeyError, TypeError, ValueError):
        return None


def _end(chain: str, number: int, last: str, head: Head | None, kept: int) -> Broken | None:
    if head is None:
        return Broken(chain, number, _("链头缺失"))
    if head.number > number:
        told = _("链头在第 %(head)s 条：末尾被截去") % {"head": head.number}
        return Broken(chain, number + 1, told)
    if (head.number, head.hash) != (number, last):
        told = _("链头停在第 %(head)s 条，与末尾的记录不符") % {"head": head.number}
        return Broken(chain, number + 1, told)
    if kept > number:
        return Broken(chain, number + 1, _("上级机关保存的链头更晚"))
    return None


def personal_holds(entry: Entry) -> bool | None:
    """Whether the personal data of an entry are those it was written with; None: erased."""
    wanted = json.loads(entry.content).get("personal")
    kept = Personal.objects.filter(entry_hash=entry.hash).first()
    if wanted is None or kept is None:
        return None
    return digest(f"{kept.salt}\n{kept.values}", entry.algorithm) == wanted
