"""When a case is due and why, in the language of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.library.coverage import find_outline
from guiju.library.words import cited, in_english
from guiju.rules import Provision

from .definitions import Procedure
from .definitions.shapes import Limit
from .models import Case, Due, DueState
from .words import event_text, limit_text, state_title


@dataclass(frozen=True)
class Dated:
    """A limit as it is shown: until when, in what state, how long, from what, by what, counted."""

    state: str
    date: dt.date
    status: str
    word: str
    text: str
    event: str
    start: dt.date
    provisional: bool
    provision: Provision | None
    counted: Sequence[str]

    @property
    def over(self) -> bool:
        """Whether the day is past and nothing was done."""
        open_ = self.status in (DueState.RUNNING, DueState.LAPSED)
        return open_ and self.date < today()

    @property
    def by(self) -> str:
        """The provision that sets the limit, or that it is a setting of ours."""
        if self.provision is None:
            return _("条文没有规定期限，这是本系统的设定")
        return cited(self.provision)


def dated(due: Due, procedure: Procedure) -> Dated:
    """A limit of a case."""
    limit = procedure.states[due.state].limit
    assert limit is not None
    return Dated(
        state=state_title(procedure, due.state),
        date=due.date,
        status=due.status,
        word=str(DueState(due.status).label),
        text=limit_text(limit, procedure),
        event=event_text(limit.event, procedure),
        start=due.start,
        provisional=due.provisional,
        provision=provision_of(procedure, limit.address),
        counted=(due.counted_en if in_english() else due.counted).splitlines(),
    )


def provision_of(procedure: Procedure, address: str) -> Provision | None:
    """A provision of the instrument that a procedure runs; None where none is named."""
    outline = find_outline(procedure.instrument)
    return outline.find(address) if outline and address else None


def running(case: Case, procedure: Procedure) -> Dated | None:
    """The limit that runs for a case, or has run out; ``open_limits`` where prefetched."""
    found = getattr(case, "open_limits", None)
    if found is None:
        statuses = (DueState.RUNNING, DueState.LAPSED, DueState.SUSPENDED)
        found = list(case.dues.filter(status__in=statuses))
    return dated(found[-1], procedure) if found else None


def no_limit(limit: Limit | None, procedure: Procedure) -> str:
    """Why a state has no limit; nothing where it has one."""
    return limit_text(limit, procedure) if limit is not None and not limit.runs else ""
