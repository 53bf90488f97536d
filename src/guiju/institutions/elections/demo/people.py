"""Congress and plenary of the demo city, the posts at their elections and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from guiju.clock import today
from guiju.ledger.services import Actor
from guiju.organs.demo import CITY
from guiju.organs.demo.people import manager
from guiju.organs.models import Account, Category, Level, Organ, Role
from guiju.organs.services import appoint, create_account, create_organ, create_post

from ..services.acting import Person
from ..services.officers import OfficerIn
from .names import MEMBERS, STAFF

CONGRESS, PLENARY = f"{CITY}-P", f"{CITY}-P-1"
PROPOSED, APPOINTED = "大会主席团提名，大会表决通过（演示）", "大会主席团指定（演示）"
# At the plenary only members of the committee vote; its scrutineers are two of them.
_AT_CONGRESS = (
    ("secretary", Role.ELECTION_SECRETARY, "选举工作人员", STAFF[0]),
    ("chair", Role.CHAIR, "会议主持人", MEMBERS[0]),
    ("chief", Role.SCRUTINEER, "总监票人", STAFF[1]),
    ("scrutineer", Role.SCRUTINEER, "监票人甲", STAFF[2]),
    ("other", Role.SCRUTINEER, "监票人乙", STAFF[3]),
    ("counter", Role.COUNTER, "计票人甲", STAFF[4]),
    ("second", Role.COUNTER, "计票人乙", STAFF[5]),
)
_AT_PLENARY = (
    ("scrutineer", Role.SCRUTINEER, "全会监票人甲", MEMBERS[30]),
    ("other", Role.SCRUTINEER, "全会监票人乙", MEMBERS[31]),
)


@dataclass(frozen=True)
class Hall:
    """An organ whose elections are held, and who works at them by what they are."""

    organ: Organ
    people: dict[str, Person]

    def __getitem__(self, who: str) -> Person:
        return self.people[who]

    @property
    def officers(self) -> list[OfficerIn]:
        """Everybody but the secretary as the secretary sets them."""
        by = "全体会议表决通过（演示）" if "chief" not in self.people else PROPOSED
        watching = partial(OfficerIn, voter=True, voted_in=True, named_by=by)
        found = [OfficerIn("chair", self["chair"].account)]
        if "chief" in self.people:
            found.append(watching("chief", self["chief"].account))
        found += [watching("scrutineer", self[who].account) for who in ("scrutineer", "other")]
        for who in ("counter", "second"):
            found.append(OfficerIn("counter", self[who].account, named_by=APPOINTED))
        return found


def gather() -> tuple[Hall, Hall]:
    """Set up congress and plenary with their posts and people, by the city's administrator."""
    city = Organ.objects.get(code=CITY)
    by = manager(Organ(code=CONGRESS, parent=city))
    congress = _organ(by, CONGRESS, "市党代表大会（演示）", city)
    plenary = _organ(by, PLENARY, "市委全体会议（演示）", congress)
    people = {who: _person(by, congress, *told) for who, *told in _AT_CONGRESS}
    watching = {who: _person(by, plenary, *told) for who, *told in _AT_PLENARY}
    without_chief = {who: one for who, one in people.items() if who != "chief"}
    return Hall(congress, people), Hall(plenary, {**without_chief, **watching})


def _organ(by: Actor, code: str, name: str, parent: Organ) -> Organ:
    return create_organ(
        by, code=code, name=name, level=Level.CITY, category=Category.PARTY, parent=parent
    )


def _person(by: Actor, organ: Organ, role: str, title: str, name: str) -> Person:
    post = create_post(by, organ=organ, role=role, title=title, demo=True)
    username = f"demo-{Account.objects.count() + 1}-{role.replace('_', '-')}"
    account = create_account(by, username=username, name=name)
    appoint(by, account=account, post=post, since=today())
    return Person(account, post)
