"""The wording beside the rule: imported texts held to the outlines by the recorded hashes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import F

from guiju.clock import today
from guiju.rules import Outline, Provision

from ..coverage import outlines
from ..models import Clause, Version, Work
from .naming import cited_name
from .selectors import in_force, within


@dataclass(frozen=True)
class Wording:
    """A provision as the imported text has it; ``agrees`` None where no hash is recorded."""

    clause: Clause
    version: Version
    agrees: bool | None


@dataclass(frozen=True)
class Held:
    """An outline held to an imported text: addresses that agree, that differ, that are not there.

    ``version`` is None where the text is not imported.
    """

    version: Version | None
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def version_for(outline: Outline) -> Version | None:
    """The imported version of an outline's instrument in force today, None without one.

    It has the outline's title, or where nothing has, the instrument's number. Of several wordings
    of one day the one that agrees most with the recorded hashes.
    """
    titled, numbered = cited_name(outline.title), cited_name(outline.instrument)
    named = Version.objects.filter(work__names__name__in=(titled, numbered))
    both = list(named.annotate(by=F("work__names__name")).select_related("work").order_by("pk"))
    found = [one for one in both if one.by == titled] or both
    latest = in_force(found, today())
    same_day = [one for one in found if latest is not None and one.since == latest.since]
    if len(same_day) < 2:
        return latest
    hashes = {(_paragraph(one), one.wording) for one in outline}
    rows = Clause.objects.filter(version__in=same_day)
    counts = Counter(
        version
        for version, address, wording in rows.values_list("version_id", "address", "wording")
        if (address, wording) in hashes
    )
    return max(same_day, key=lambda one: (counts[one.pk], one.pk))


def wordings(outline: Outline, address: str) -> list[Wording]:
    """The official wording of a provision and of all below it; [] where it is not imported."""
    version = version_for(outline)
    if version is None:
        return []
    recorded = {_paragraph(one): one.wording for one in outline}
    clauses = version.clauses.filter(within(address)).order_by("place")
    return [
        Wording(one, version, _agrees(recorded.get(one.address), one.wording)) for one in clauses
    ]


def _paragraph(provision: Provision) -> str:
    """The address in imported texts, where even an article's only paragraph is its first: 5/1."""
    told = str(provision)
    return told if "/" in told else f"{told}/1"


def _agrees(recorded: str | None, wording: str) -> bool | None:
    return recorded == wording if recorded else None


def held(outline: Outline) -> Held:
    """Every recorded hash of an outline held to the imported wording."""
    version = version_for(outline)
    if version is None:
        return Held(None)
    there = dict(version.clauses.values_list("address", "wording"))
    told: dict[str, list[str]] = {"same": [], "other": [], "missing": []}
    for one in outline:
        wording = there.get(_paragraph(one))
        if wording is None:
            told["missing"].append(str(one))
        elif one.wording:
            told["same" if wording == one.wording else "other"].append(str(one))
    return Held(version, *(tuple(told[key]) for key in ("same", "other", "missing")))


def outline_of(work: Work) -> Outline | None:
    """The outline of the rules that run a work; None where no rule does."""
    names = set(work.names.values_list("name", flat=True))
    listed = outlines().values()
    titled = (one for one in listed if cited_name(one.title) in names)
    numbered = (one for one in listed if cited_name(one.instrument) in names)
    return next(titled, None) or next(numbered, None)


def in_another_version(outline: Outline, version: Version) -> dt.date | None:
    """The day of effect of an imported version that is not the one the outline was made from."""
    since = version.since
    return since if since is not None and since != outline.effective else None
