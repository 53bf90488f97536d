"""An election decided 判定: valid or void, who is elected, who is voted on again, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guiju.rules import Compiled

from .approvals import SUFFIXES, read_approvals
from .asking import Asker, Tested
from .ballots import Ballots
from .csv_ballots import read_csv_ballots
from .election import Election
from .errors import ElectionError
from .ordering import alternates_as_elected, as_elected, as_printed
from .outcomes import BEYOND, ELECTED, NOMINATED, VOID, WITHDRAWN, Ranked, rank
from .tally import Votes, count_votes
from .validity import Judged, judge_ballots

DECISIVE = ("24/1", "34/1")
"""The provisions without which an election is void."""


@dataclass
class Result:
    """Everything that is said of an election; see `telling` for the contract's form."""

    election: Election
    ballots: Ballots
    judged: Judged
    checks: list[Tested]
    votes: list[Votes]
    ranked: dict[str, Ranked] = field(default_factory=dict)
    elected: list[Votes] = field(default_factory=list)
    alternates: list[Votes] = field(default_factory=list)
    outcomes: dict[Votes, str] = field(default_factory=dict)
    open_seats: int = 0
    notices: list[str] = field(default_factory=list)

    @property
    def void(self) -> list[Tested]:
        """The provisions by which the election is void; none where it is valid."""
        return [t for t in self.checks if not t.holds and str(t.provision) in DECISIVE]

    @property
    def valid(self) -> bool:
        """Whether the election counts at all (24, 34/1)."""
        return not self.void

    @property
    def provisional(self) -> bool:
        """Whether ballots are left for a person to settle."""
        return bool(self.judged.doubts)


def read_ballots(path: Path, election: Election) -> tuple[Election, Ballots]:
    """The ballots of a CSV, PrefLib or Pabulib file, and the election with what the file adds."""
    if path.suffix.lower() in SUFFIXES:
        return read_approvals(path, election)
    for key in ("eligible", "present", "issued"):
        if getattr(election, key) is None:
            raise ElectionError(key, "", "整数")
    if not election.candidates:
        raise ElectionError("candidates", "", "至少一名候选人")
    return election, read_csv_ballots(path, election)


def decide(election: Election, ballots: Ballots, rules: Compiled | None = None) -> Result:
    """Count and decide one round of an election; whatever is doubtful is left to a person."""
    asker = Asker(election, rules)
    judged = judge_ballots(election, ballots, asker)
    checks = list(_checks(election, len(ballots), asker))
    result = Result(election, ballots, judged, checks, count_votes(election, ballots, judged))
    if election.unused:
        result.notices.append(f"选举文件中没有用到：{'、'.join(election.unused)}")
    if result.valid:
        _elect(result, asker)
    else:
        result.outcomes = dict.fromkeys(result.votes, VOID)
        result.open_seats = election.seats + election.alternate_seats
    return result


def _checks(election: Election, returned: int, asker: Asker) -> Iterator[Tested]:
    """Every provision that is tested, in the order of the articles."""
    present, eligible, issued = election.present, election.eligible, election.issued
    assert present is not None and eligible is not None and issued is not None
    found = _ratios(election, asker)
    found += asker.meeting(present, eligible)
    found += asker.reconciliation(present, issued, returned)
    yield from sorted(found, key=lambda tested: tested.provision.address)


def _ratios(election: Election, asker: Asker) -> list[Tested]:
    """Candidates against seats; of secretaries each post, of which all must hold."""
    if not election.posts:
        standing = len(election.candidates)
        return asker.ratios(standing, election.seats, election.alternate_seats)
    found: dict[str, Tested] = {}
    for seat in election.posts:
        standing = sum(1 for one in election.candidates if one.post == seat.post)
        for tested in asker.ratios(standing, seat.seats, 0):
            before = found.get(tested.duty.name)
            found[tested.duty.name] = tested if before is None or before.holds else before
    return [*found.values()]


def _elect(result: Result, asker: Asker) -> None:
    election = result.election
    assert election.eligible is not None
    eligible = election.eligible

    def majority(one: Votes) -> bool:
        return asker.majority(one.for_, eligible)

    result.outcomes = dict(_barred(result, asker))
    standing = [one for one in result.votes if one not in result.outcomes]
    for seat in election.groups:
        people = [one for one in standing if one.post == seat.post]
        seats = seat.seats - election.alternate_seats
        result.ranked[seat.post] = rank(people, seats, election.alternate_seats, majority)
    _gather(result, asker)


def _barred(result: Result, asker: Asker) -> Iterator[tuple[Votes, str]]:
    """Who takes no seat whatever the votes: who withdrew, and who is written in in a runoff."""
    electable = {listed: asker.electable(listed) for listed in (True, False)}
    for one in result.votes:
        if one.candidate is not None and one.candidate.withdrawn:
            result.notices.append(f"{one.name}在选票印制后退出，得票照计，不能当选")
            yield one, WITHDRAWN
        elif not electable[one.candidate is not None]:
            told = f"再次投票只在票数相等的人中进行，另选的{one.name}不能当选"
            result.notices.append(told)
            yield one, BEYOND


def _gather(result: Result, asker: Asker) -> None:
    """The lists of those elected in their order, and the outcome of each person."""
    election, notices = result.election, result.notices
    preselection = election.nominates
    for ranked in result.ranked.values():
        result.open_seats += ranked.open_seats
        for one, outcome in ranked.outcomes.items():
            result.outcomes[one] = NOMINATED if outcome == ELECTED and preselection else outcome
    members = [one for ranked in result.ranked.values() for one in ranked.members]
    result.elected = as_elected(election, asker, members, notices)
    alternates = [one for ranked in result.ranked.values() for one in ranked.alternates]
    order = as_printed if preselection else _joint
    result.alternates = order(election, alternates, notices)


def _joint(_: Election, people: list[Votes], notices: list[str]) -> list[Votes]:
    return alternates_as_elected(people, notices)
