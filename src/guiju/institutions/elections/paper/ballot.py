"""The ballot 选票: one list on one sheet, alike on every sheet, everything at a known place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from guiju.disclosure.documents import Fonts

from ..counting import Candidate, Election
from ..counting.asking import first_day
from ..counting.election import SECRETARIES
from ..counting.ordering import as_printed
from ..counting.tally import Votes
from . import codes
from .describing import described
from .drawing import set_pages
from .errors import PaperError
from .measures import A3, A4, LARGE, NORMAL, SHEETS, Sheet
from .painting import Drawn, drawn
from .planning import planned
from .words import Words, date_of, demo_line, groups, name_of, notes, title_of

Size = Literal["auto", "a4", "a3"]
_SHEETS: dict[str, tuple[Sheet, ...]] = {"auto": SHEETS, "a4": (A4,), "a3": (A3,)}


@dataclass(frozen=True)
class Printing:
    """How a ballot is printed; ``lines``: for other persons in each list, None as is usual.

    ``in_order``: the candidates stand in the order of the ballot already, which was fixed when the
    ballot was released; it is not asked for again.
    """

    code: str
    day: dt.date | None = None
    organ: str = ""
    size: Size = "auto"
    large: bool = False
    specimen: bool = False
    lines: int | None = None
    copies: int = 1
    demo: bool = False
    in_order: bool = False


@dataclass(frozen=True)
class Ballot:
    """The PDF, where everything stands on it, and what a person should look at."""

    content: bytes
    layout: dict[str, Any]
    notices: tuple[str, ...] = ()


def make_ballot(election: Election, printing: Printing, fonts: Fonts | None = None) -> Ballot:
    """The ballot of an election (articles 30, 32), every page of it the same.

    Raises:
        PaperError: no candidates, no room on one sheet, no typeface with some character.
        OrderError: a character whose strokes nobody has given yet.
    """
    told: list[str] = []
    code = codes.checked(printing.code)
    lists = groups(election, ordered(election, printing.in_order, told), printing.lines)
    lines = sum(group.lines for group in lists)
    words = Words(
        title=title_of(election),
        name=name_of(election, printing.specimen),
        notes=notes(election, lines, printing.specimen),
        code=f"选举代码：{code}",
        foot="　".join(part for part in (printing.organ, date_of(printing.day)) if part),
        demo=demo_line(printing.demo),
    )
    style = LARGE if printing.large else NORMAL
    plan = planned(words, lists, _SHEETS[printing.size], style)
    row = codes.Row(code, plan.sheet == A3, printing.large, printing.specimen)
    found: Drawn = drawn(plan, words, lists, row)
    heading = f"{words.title}{words.name}"
    day = printing.day or first_day()  # of the file alone: nothing of it is printed
    content = set_pages([found.page], heading, day, fonts, printing.copies)
    return Ballot(content, described(found, row, election), tuple(told))


def ordered(election: Election, in_order: bool, notices: list[str]) -> list[Candidate]:
    """The candidates as article 30 has them: by strokes, secretaries in the approved order."""
    if not election.candidates:
        raise PaperError("candidates", "没有候选人", "至少一名候选人")
    if in_order:
        return list(election.candidates)
    _refuse_unapproved(election)
    people = [Votes(one.name, one.post, 0, candidate=one) for one in election.candidates]
    found = as_printed(election, people, notices)
    return [one.candidate for one in found if one.candidate is not None]


def _refuse_unapproved(election: Election) -> None:
    """Secretaries stand in the order approved above (30); who is not in it has no place.

    In a later round somebody may stand who was written in, and whom nobody could approve before.
    """
    if election.kind != SECRETARIES or election.round not in ("formal", "preselection"):
        return
    approved = {"".join(name.split()) for name in election.approved_order}
    posts = [one.post for one in election.candidates]
    missing = [
        one.name
        for one in election.candidates
        if one.key not in approved and posts.count(one.post) > 1
    ]
    if missing:
        raise PaperError(
            "approved_order", f"没有{'、'.join(missing)}", "上级党的委员会批准的顺序（第三十条）"
        )


def names_in_order(election: Election) -> Sequence[str]:
    """The names as the ballot has them, for other forms."""
    return [one.name for one in ordered(election, False, [])]
