"""What is next at an election, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.utils.translation import gettext as _

from guiju.organs.models import Role

from ..models import Act, ActKind, DecisionKind, Election, OfficerFunction, Round, State
from ..services.acting import (
    COUNTER,
    SCRUTINEERS,
    SET_UP,
    Person,
    chiefs,
    why_not,
    why_not_as,
)
from ..services.acts import missing_people, why_not_confirm, why_not_propose
from .checks import SETUP, standing_in_the_way
from .deciding import decisions_due, decisions_waiting
from .decisions import decision_of
from .doubts import batches_waiting
from .progress import Progress, progress
from .seeing import visible


@dataclass(frozen=True)
class Next:
    """A step that is next: its code (also the anchor on the page), what it is, who does it."""

    code: str
    told: str
    who: str
    article: str = ""
    mine: bool = False


Asked = Callable[[Person], bool]
Found = Iterator[tuple[Next, Asked]]


def next_steps(election: Election, person: Person | None = None) -> list[Next]:
    """What is next; ``mine`` where the person may do it."""
    steps = _STEPS.get(State(election.state))
    found = list(steps(election)) if steps else []
    return [replace(one, mine=person is not None and asked(person)) for one, asked in found]


def waiting_for(person: Person) -> list[tuple[Election, Next]]:
    """What waits for a person at every election that is not over, and the decisions of meetings
    that wait to be recorded at one that is announced."""
    over = (State.ANNOUNCED, State.CALLED_OFF)
    elections = visible(person).exclude(state__in=over).order_by("day", "pk")
    found = [
        (election, one)
        for election in elections
        for one in next_steps(election, person)
        if one.mine
    ]
    announced = visible(person).filter(pk__in=decisions_waiting(person), state=State.ANNOUNCED)
    for election in announced.order_by("day", "pk"):
        due = [(replace(one, mine=True), asked) for one, asked in _to_record(election)]
        found += [(election, one) for one, asked in due if asked(person)]
    return found


def _to_record(election: Election) -> Found:
    """What a meeting decided and nobody, or one person alone, recorded."""
    for code, told, confirms, article, asked in decisions_due(election):
        who = str(OfficerFunction.CHAIR.label) if confirms else _secretary()
        yield Next(code, told, who, article), asked


def _draft(election: Election) -> Found:
    yield from _to_record(election) if election.preselected else ()
    pending = _pending(election, ActKind.BALLOT)
    if pending is not None:
        told = _("%(who)s已提请选票定稿，核对后同意或者退回") % {"who": pending.proposed_by}
        yield _confirming("confirm-ballot", told, pending, _chief(election), "30/1")
        return
    wrong = len(standing_in_the_way(election, SETUP)) + len(missing_people(election))
    if wrong:
        told = _("补齐设置：还有 %(n)s 项不符合或者还不知道") % {"n": wrong}
        yield Next("setup", told, _secretary()), _secretary_of(election)
    else:
        told = _("核对选票，提请定稿")
        yield _proposing("propose-ballot", told, election, ActKind.BALLOT, _secretary(), "30/1")


def _released(election: Election) -> Found:
    who = f"{_secretary()}、{_chief(election)}"
    at_meeting = _any_of(election, chiefs(election))
    with_batches = _any_of(election, SCRUTINEERS)
    if election.present is None or election.issued is None:
        yield Next("meeting", _("登记到会人数和发出选票数"), who, "33/1"), at_meeting
        return
    if not election.batches.exists():
        yield Next("batches", _("混合、清点选票，按批登记张数"), who, "33/1"), with_batches
        return
    yield Next("start-counting", _("核对收回的选票数，开始计票"), who, "33/1"), with_batches


def _counting(election: Election) -> Found:
    found = progress(election)
    turns = _Turns(election)
    for one in found:
        yield from _batch(turns, one)
    if found and all(one.compared and not one.open for one in found):
        told = _("全部选票已经认定，判定选举结果")
        yield Next("decide", told, _scrutineers(), "36/1"), turns.watches


class _Turns:
    """Whose turn it is at a count: asked once of the database, however many batches there are."""

    def __init__(self, election: Election) -> None:
        self.counts = cache(_as(election, (COUNTER,)))
        self.watches = cache(_as(election, SCRUTINEERS))
        self._doubts = cache(lambda person: batches_waiting(election, person))

    def either(self, person: Person) -> bool:
        """A counter or a scrutineer."""
        return self.counts(person) or self.watches(person)

    def may_key(self, one: Progress) -> Asked:
        """Whoever keys this batch in and has not closed it, or may take the turn that is free."""
        entries = {entry.account_id: entry for entry in one.batch.entries.all()}

        def asked(person: Person) -> bool:
            own = entries.get(person.account.pk)
            free = len(entries) < len(one.keyed) if own is None else own.closed_at is None
            return free and self.counts(person)

        return asked

    def may_settle(self, one: Progress) -> Asked:
        """A scrutineer who has something to propose, or to confirm that another proposed."""
        return lambda person: self.watches(person) and one.batch.pk in self._doubts(person)


def _batch(turns: _Turns, one: Progress) -> Found:
    number = {"number": one.batch.number}
    counter = str(OfficerFunction.COUNTER.label)
    if not all(one.closed):
        told = _("录入第 %(number)s 批选票") % number
        yield Next(f"enter-{one.batch.number}", told, counter, "29/1"), turns.may_key(one)
    elif not one.compared:
        told = _("比对第 %(number)s 批的两次录入") % number
        who = f"{counter}、{_scrutineers()}"
        yield Next(f"compare-{one.batch.number}", told, who, "33/1"), turns.either
    elif one.open:
        told = _("认定第 %(number)s 批的 %(n)s 张选票") % {**number, "n": one.open}
        code = f"adjudicate-{one.batch.number}"
        yield Next(code, told, _scrutineers(), "32/1"), turns.may_settle(one)


def _decided(election: Election) -> Found:
    who = f"{_scrutineers()}、{OfficerFunction.COUNTER.label}"
    yield from _act(election, ActKind.FIGURES, who, _chief(election), _("报告得票情况"))


def _reported(election: Election) -> Found:
    chair = str(OfficerFunction.CHAIR.label)
    yield from _act(election, ActKind.NAMES, _secretary(), chair, _("宣布名单"))
    yield from _to_record(election)
    yield from rounds_to_make(election)


def _announced(election: Election) -> Found:
    yield from _to_record(election)
    yield from rounds_to_make(election)
    made = election.following.exclude(state=State.CALLED_OFF)
    if election.round == Round.PRESELECTION and not made.filter(round=Round.FORMAL).exists():
        told = _("由预选产生的候选人进行正式选举")
        yield Next("formal", told, _secretary(), "7/1"), _secretary_of(election)


def rounds_to_make(election: Election) -> Found:
    """The rounds that follow a result and are not made yet."""
    result = election.outcome.result
    made = election.following.exclude(state=State.CALLED_OFF)
    article = "36/2" if election.nominates else "36/1"
    if not result["valid"] and not made.exists():
        told = _("选举无效，重新选举")
        yield Next("again", told, _secretary(), "34/1"), _secretary_of(election)
    if made.filter(round=Round.RUNOFF).count() < len(result["runoffs"]):
        told = _("就票数相等的人再次投票")
        yield Next("runoff", told, _secretary(), article), _secretary_of(election)
    repeated = made.filter(round=Round.REPEAT).exists() or election.left_open
    if result["valid"] and result["open_seats"] and not repeated and not _undecided(election):
        told = _("还有 %(n)s 个名额：重新选举，或者决定不再选举") % {"n": result["open_seats"]}
        if election.nominates and election.state != State.ANNOUNCED:
            told = _("名额没有选满：重新选举，或者决定不再选举")
        yield Next("repeat", told, _secretary(), article), _secretary_of(election)


def _undecided(election: Election) -> bool:
    """Whether a decision on the open seats was put forward and not yet confirmed."""
    found = decision_of(election, DecisionKind.SHORTAGE)
    return found is not None and not found.standing


def _act(election: Election, kind: str, proposer: str, confirmer: str, told: str) -> Found:
    pending = _pending(election, kind)
    if pending is None:
        told = _("提请%(what)s") % {"what": told}
        yield _proposing(f"propose-{kind}", told, election, kind, proposer, "37/1")
    else:
        values = {"who": pending.proposed_by, "what": told}
        told = _("%(who)s已提请%(what)s，核对后同意或者退回") % values
        yield _confirming(f"confirm-{kind}", told, pending, confirmer, "37/1")


def _proposing(
    code: str, told: str, election: Election, kind: str, who: str, article: str
) -> tuple[Next, Asked]:
    def asked(person: Person) -> bool:
        return why_not_propose(election, kind, person) is None

    return Next(code, told, who, article), asked


def _confirming(code: str, told: str, act: Act, who: str, article: str) -> tuple[Next, Asked]:
    def asked(person: Person) -> bool:
        return why_not_confirm(act, person) is None

    return Next(code, told, who, article), asked


def _pending(election: Election, kind: str) -> Act | None:
    return election.acts.filter(kind=kind, refused_by="", confirmed=None).first()


def _secretary_of(election: Election) -> Asked:
    return lambda person: why_not(election, person, SET_UP) is None


def _as(election: Election, functions: tuple[OfficerFunction, ...]) -> Asked:
    return lambda person: why_not_as(election, person, functions) is None


def _any_of(election: Election, functions: tuple[OfficerFunction, ...]) -> Asked:
    secretary, officer = _secretary_of(election), _as(election, functions)
    return lambda person: secretary(person) or officer(person)


def _secretary() -> str:
    return str(Role.ELECTION_SECRETARY.label)


def _scrutineers() -> str:
    return str(OfficerFunction.SCRUTINEER.label)


def _chief(election: Election) -> str:
    found = chiefs(election)
    return str(found[0].label) if len(found) == 1 else _scrutineers()


_STEPS = {
    State.DRAFT: _draft,
    State.RELEASED: _released,
    State.COUNTING: _counting,
    State.DECIDED: _decided,
    State.REPORTED: _reported,
    State.ANNOUNCED: _announced,
}
