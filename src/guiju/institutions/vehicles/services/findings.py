"""What a check found, handed to oversight, where it is followed until somebody closes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from guiju.jobs.models import State
from guiju.ledger.services import Actor
from guiju.organs.models import Organ
from guiju.oversight import bases
from guiju.oversight.services import FoundFinding, Source, TakenUp, take_up
from guiju.oversight.states import ACCEPT, PASS_ON, PUT_RIGHT, REJECT

from ..checking.check import INSTRUMENT
from ..checking.columns import CLASS
from ..models import Check, CheckFinding

INSTITUTION = "vehicles"
# 第二十七条: the authority watches over how organs keep to the rules; discipline inspection takes
# what departments pass on to it.
bases.register(
    INSTITUTION, {ACCEPT: "27/2", REJECT: "27/2", PUT_RIGHT: "27/2", PASS_ON: "27/5"}
)  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """What became of a check's findings, and the names that are no organ of the scope."""

    taken: TakenUp
    unmatched: tuple[str, ...]
    left_out: int


def follow_check(check: Check, *, organs: QuerySet[Organ], actor: Actor) -> Followed:
    """Take up what a finished check found about the organs of a scope.

    Findings under a name that no organ, or more than one, of ``organs`` has are left out and
    told. A check that was cancelled shows only a part: what it lacks is no longer seen by nobody.
    """
    codes = _codes(organs)
    found = list(_found(check, codes))
    named = set(check.checked_rows.values_list("organ", flat=True).distinct())
    told = check.findings.values_list("organ", flat=True)
    missing = [name for name in told if name not in codes]
    whole = check.job is not None and check.job.state == State.DONE
    source = Source(
        institution=INSTITUTION,
        instrument=INSTRUMENT,
        number=check.pk,
        at=check.created,
        covers=frozenset(codes[name] for name in named if name in codes) if whole else frozenset(),
        title=check.file_name,
    )
    taken = take_up(source, found, actor=actor)
    return Followed(taken, tuple(sorted(set(missing))), len(missing))


def _codes(organs: QuerySet[Organ]) -> Mapping[str, str]:
    """The code of each organ by its name; a name that several have leads nowhere."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in organs.values_list("code", "name"):
        by_name[name].append(code)
    return {name: codes[0] for name, codes in by_name.items() if len(codes) == 1}


def _found(check: Check, codes: Mapping[str, str]) -> Iterator[FoundFinding]:
    findings: QuerySet[CheckFinding] = check.findings.order_by("pk")
    for one in findings.iterator(chunk_size=2000):
        if one.organ in codes:
            yield FoundFinding(
                organ=codes[one.organ],
                subject=_subject(one),
                provision=one.provision,
                verdict=one.verdict,
                strength=one.strength,
                message=one.message,
                message_en=one.message_en,
                facts=one.facts,
                missing=tuple(one.missing),
            )


def _subject(one: CheckFinding) -> str:
    """The car; of a finding about an organ (its number of cars) the organ and the class."""
    if one.number is not None:
        return one.subject
    return f"{one.subject} {one.facts.get(CLASS, '')}".strip()
