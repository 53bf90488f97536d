"""Taking up what a check found: new, seen again, no longer seen; it opens and never closes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guiju import clock
from guiju.ledger import actions
from guiju.ledger.canonical import canonical
from guiju.ledger.services import Actor, lock, record_bulk
from guiju.organs.models import Organ
from guiju.texts.addresses import Address

from ..limits import fields as due_fields
from ..limits import set_due
from ..models import Finding, FindingEvent, Verdict
from ..states import State
from .events import sealed

TAKEN_UP = actions.register("oversight.taken_up", _("接收核对发现的问题"))
NEW, CHANGED, NO_LONGER = "taken-up", "changed", "no-longer-seen"
AGAIN, AGAIN_LATER = "seen-again", "relapsed"
_BATCH = 500


@dataclass(frozen=True)
class Source:
    """What found something: a check, numbered by its institution, and when it was handed in.

    ``covers``: codes of the organs of which it shows everything there is; only of those does
    silence mean that something is no longer seen.
    """

    institution: str
    instrument: str
    number: int
    at: dt.datetime
    covers: frozenset[str] = frozenset()
    title: str = ""


@dataclass(frozen=True)
class FoundFinding:
    """What was found about a subject of an organ (by its code) under a provision."""

    organ: str
    subject: str
    provision: str
    verdict: str
    strength: str
    message: str
    message_en: str
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def fingerprint(self, source: Source) -> str:
        """Institution, organ, subject and provision: the same in the next upload."""
        told = [source.institution, self.organ, self.subject, source.instrument, self.provision]
        return hashlib.sha256(canonical(told).encode()).hexdigest()


@dataclass
class TakenUp:
    """How many findings were new, seen again, opened again, and no longer seen."""

    new: int = 0
    seen: int = 0
    reopened: int = 0
    unseen: int = 0


@transaction.atomic
def take_up(source: Source, findings: Iterable[FoundFinding], *, actor: Actor) -> TakenUp:
    """Take up what a source found; the same source twice changes nothing the second time.

    One ledger entry in the chain of each organ concerned, over all of its events. Nothing is
    ever closed here: what is no longer seen is marked for a person to look at.

    Raises:
        KeyError: there is no organ of a code.
    """
    found = _once_each(source, findings)
    codes = sorted({one.organ for one in found.values()} | source.covers)
    lock(codes)
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in=codes)}
    known = Finding.objects.select_for_update(of=("self",)).filter(
        institution=source.institution, organ__code__in=codes
    )
    taking = _Taking(source, actor, organs)
    stored = {one.fingerprint: one for one in known.select_related("organ")}
    for fingerprint, one in found.items():
        taking.see(fingerprint, one, stored.get(fingerprint))
    for fingerprint, finding in stored.items():
        if fingerprint not in found and finding.organ.code in source.covers:
            taking.miss(finding)
    return taking.write()


def _once_each(source: Source, findings: Iterable[FoundFinding]) -> dict[str, FoundFinding]:
    """What was found, once for each fingerprint; a breach before what cannot be told."""
    found: dict[str, FoundFinding] = {}
    for one in findings:
        fingerprint = one.fingerprint(source)
        if fingerprint not in found or one.verdict == Verdict.BREACH:
            found[fingerprint] = one
    return found


class _Taking:
    """One source being taken up: what is to be written, and then written at once."""

    def __init__(self, source: Source, actor: Actor, organs: Mapping[str, Organ]) -> None:
        self._source, self._actor, self._organs = source, actor, organs
        self._now = clock.now()
        self._new: list[Finding] = []
        self._changed: list[Finding] = []
        self._events: list[FindingEvent] = []
        self._counted: defaultdict[str, TakenUp] = defaultdict(TakenUp)

    def see(self, fingerprint: str, told: FoundFinding, finding: Finding | None) -> None:
        """A finding that the source shows."""
        counted = self._counted[told.organ]
        if finding is None:
            made = _made(self._source, fingerprint, told, self._organs[told.organ])
            set_due(made, self._now.date())
            self._new.append(made)
            counted.new += 1
            self._event(made, NEW, before="")
            return
        if not self._tells(finding, told):
            return
        other = told.verdict != finding.verdict
        counted.seen += 1
        _see_again(finding, self._source, told)
        self._changed.append(finding)
        if self._contradicts(finding, other):
            self._reopen(finding, CHANGED if finding.state == State.ACCEPTED else AGAIN_LATER)
            counted.reopened += 1
        elif other or self._after_unseen(finding):
            self._event(finding, CHANGED if other else AGAIN, before=finding.state)
        if self._after_unseen(finding):
            finding.unseen_at = None

    def miss(self, finding: Finding) -> None:
        """A finding that the source, which covers its organ, no longer shows."""
        older = (self._source.at, self._source.number) < _last(finding)
        if older or finding.closed or finding.unseen_at is not None:
            return
        finding.unseen_at = self._source.at
        self._changed.append(finding)
        self._counted[finding.organ.code].unseen += 1
        self._event(finding, NO_LONGER, before=finding.state)

    def _tells(self, finding: Finding, told: FoundFinding) -> bool:
        """Whether the source is a later one, or the last one and shows something else now."""
        mine, last = (self._source.at, self._source.number), _last(finding)
        if mine != last:
            return mine > last
        shown = (told.verdict, told.message, dict(told.facts), list(told.missing))
        known = (finding.verdict, finding.message, finding.facts, finding.missing)
        return shown != known or self._after_unseen(finding)

    def _after_unseen(self, finding: Finding) -> bool:
        """Whether the finding was missed by a source that this one follows."""
        return finding.unseen_at is not None and finding.unseen_at <= self._source.at

    def _contradicts(self, finding: Finding, other: bool) -> bool:
        """Whether what is seen after it was closed speaks against how it was closed."""
        if finding.closed_at is None or self._source.at <= finding.closed_at:
            return False
        return finding.state == State.PUT_RIGHT or (finding.state == State.ACCEPTED and other)

    def _reopen(self, finding: Finding, kind: str) -> None:
        before = finding.state
        finding.state, finding.closed_at = State.REOPENED, None
        set_due(finding, self._now.date())
        self._event(finding, kind, before=before)

    def _event(self, finding: Finding, kind: str, *, before: str) -> None:
        event = FindingEvent(
            finding=finding,
            kind=kind,
            before=before,
            after=finding.state,
            source=self._source.number,
        )
        self._events.append(sealed(event, finding.fingerprint, self._actor, self._now))

    def write(self) -> TakenUp:
        """Store everything, with one entry in the chain of each organ of which anything changed."""
        Finding.objects.bulk_create(self._new, batch_size=_BATCH)
        Finding.objects.bulk_update(self._changed, _WRITTEN, batch_size=_BATCH)
        FindingEvent.objects.bulk_create(self._events, batch_size=_BATCH)
        self._record()
        every = list(self._counted.values())
        return TakenUp(*(sum(getattr(one, key) for one in every) for key in vars(TakenUp())))

    def _record(self) -> None:
        rows: defaultdict[str, list[str]] = defaultdict(list)
        for finding in (*self._new, *self._changed):
            rows[finding.organ.code].append(finding.fingerprint)
        for event in self._events:
            rows[event.finding.organ.code].append(event.sha256)
        for code in sorted(rows):
            record_bulk(
                rows=rows[code],
                chain=code,
                actor=self._actor,
                action=TAKEN_UP,
                subject=f"{self._source.institution} {self._source.number}",
                article=self._source.instrument,
                after=vars(self._counted[code]),
            )


def _last(finding: Finding) -> tuple[dt.datetime, int]:
    return finding.last_seen, finding.last_source


_WRITTEN = (
    "verdict", "strength", "message", "message_en", "facts", "missing", "last_seen",
    "last_source", "source_title", "unseen_at", "state", "closed_at", *due_fields(),
)  # fmt: skip


def _made(source: Source, fingerprint: str, told: FoundFinding, organ: Organ) -> Finding:
    finding = Finding(
        fingerprint=fingerprint,
        institution=source.institution,
        organ=organ,
        subject=told.subject[:200],
        instrument=source.instrument,
        provision=told.provision,
        place=place_of(told.provision),
        first_seen=source.at,
        first_source=source.number,
        state=State.OPEN,
    )
    _see_again(finding, source, told)
    return finding


def _see_again(finding: Finding, source: Source, told: FoundFinding) -> None:
    finding.verdict, finding.strength = told.verdict, told.strength
    finding.message, finding.message_en = told.message, told.message_en
    finding.facts, finding.missing = dict(told.facts), list(told.missing)
    finding.last_seen, finding.last_source = source.at, source.number
    finding.source_title = source.title[:200]


def place_of(provision: str) -> str:
    """An address so written that its order as text is the order of the articles."""
    steps = Address.parse(provision).steps
    return "/".join(f"{number:04}-{inserted:02}~{again:02}" for number, inserted, again in steps)
