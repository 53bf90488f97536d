"""What letters of an election are made of: the election, its result, who watched and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..counting import Election
from ..paper.words import CHIEF, leads


@dataclass(frozen=True)
class Watcher:
    """Somebody who watches, counts or presides: 职责 and name; the name may still be open."""

    function: str
    name: str = ""


@dataclass(frozen=True)
class Passing:
    """What the plenary of the committee of the same level decided on it (23), as recorded.

    ``agreed``, ``against`` and ``abstained`` are persons, None where no vote was counted.
    """

    day: dt.date
    passed: bool
    agreed: int | None = None
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True)
class Overall:
    """An election over all its rounds, as it is reported to the committee above.

    ``elected`` and ``alternates`` in the order of the list; ``rounds`` those that followed and are
    announced, in turn; ``pending`` the titles of those that are not; ``ties`` (as the result's
    ``runoffs``) of which no round was made yet; ``left_open`` who decided that seats stay open.
    """

    elected: Sequence[str]
    alternates: Sequence[str] = ()
    rounds: Sequence[Matter] = ()
    pending: Sequence[str] = ()
    ties: Sequence[Mapping[str, Any]] = ()
    left_open: str = ""


@dataclass(frozen=True)
class Matter:
    """An election with its result (the form of ``elections count --json``) as letters tell it.

    ``candidates`` of ``election`` stand in the order of the ballot. ``adjudicated``: how many
    ballots two scrutineers settled. ``batches``: number, where from, sheets; never figures of one.
    ``commission``: whether the standing committee or the secretaries are a discipline
    commission's, None where it is not known (23); ``passing``: whether it was passed, None where
    that was not recorded. ``above``: the committee reported to.
    ``overall``: what came of it over all rounds; None where this round is all that is known.
    """

    organ: str
    day: dt.date
    election: Election
    result: Mapping[str, Any]
    code: str = ""
    watchers: Sequence[Watcher] = ()
    batches: Sequence[tuple[int, str, int]] = ()
    adjudicated: int = 0
    package_sha256: str = ""
    presiding: str = ""
    above: str = "上一级党的委员会"
    commission: bool | None = None
    passing: Passing | None = None
    number: str = ""
    demo: bool = False
    overall: Overall | None = None

    @property
    def preselection(self) -> bool:
        """Whether it is a preselection, or a later round of one."""
        return self.election.nominates

    @property
    def withdrawn(self) -> list[str]:
        """Candidates who withdrew after the ballots were printed."""
        return [one.name for one in self.election.candidates if one.withdrawn]

    @property
    def leading(self) -> list[Watcher]:
        """Who reports the votes: the chief, or the scrutineers where a plenary has none."""
        chiefs = [one for one in self.watchers if one.function == CHIEF]
        return chiefs or self.named(leads(self.election))

    def named(self, *functions: str) -> list[Watcher]:
        """Those of some functions, in the order of the functions; one open line where none is."""
        found = [one for told in functions for one in self.watchers if one.function == told]
        return found or [Watcher(functions[0])]
