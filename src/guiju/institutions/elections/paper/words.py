"""What is printed on a ballot besides the names: title, how to mark, how many at most."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guiju.disclosure.documents.layout import DEMO_LINE

from ..counting import Candidate, Election
from ..counting.election import JOINT, SECRETARIES
from ..rulebook.facts import KINDS, ROUNDS
from .errors import PaperError

OPTIONS = {"for": "赞成", "against": "反对", "abstain": "弃权"}
OTHERS = "另选他人"
CHIEF, SCRUTINEER = "总监票人", "监票人"
LINES = 6
"""How many lines for other persons a ballot has unless it is told otherwise, at most."""
_BLANK = {"abstain": "弃权", "for": "赞成"}
_SPECIMEN = "样票只供说明填写方法，不得用于投票。"


@dataclass(frozen=True)
class Group:
    """What is filled separately: its heading, the candidates in their order, lines for others."""

    post: str
    heading: str
    people: tuple[Candidate, ...]
    lines: int


@dataclass(frozen=True)
class Words:
    """Everything that is said on a ballot besides its lists."""

    title: str
    name: str
    notes: tuple[str, ...]
    code: str
    foot: str
    demo: str = ""


def name_of(election: Election, specimen: bool = False) -> str:
    """What the paper is called: that of a round has the round's name."""
    paper = "样票" if specimen else "选票"
    return paper if election.round == "formal" else f"{ROUNDS[election.round]}{paper}"


def title_of(election: Election) -> str:
    """The title of the ballot: that of the election."""
    title = "".join(election.title.split()).removesuffix("选票")
    own = "纪委" if election.commission else ""
    return title or f"选举{own}{KINDS[election.kind]}"


def leads(election: Election) -> str:
    """Who leads the scrutineers and reports: a plenary sets scrutineers and no chief (28/2, 33)."""
    return SCRUTINEER if election.body == "plenary" else CHIEF


def date_of(day: dt.date | None) -> str:
    """A day as documents write it; nothing where none is known."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def notes(election: Election, lines: int, specimen: bool) -> tuple[str, ...]:
    """How the ballot is filled in (articles 20, 30, 32, 34, 36; the method of 46)."""
    blank = _BLANK[election.blank]
    told = [
        _seats(election) + _order(election),
        "对每名候选人，在“赞成”“反对”“弃权”三栏中选一栏画“○”，只选一栏；"
        f"三栏都不画的，按照选举办法视为{blank}。",
    ]
    if lines:
        told.append(
            "投了反对票的，可以另选他人：在“另选他人”栏内写明姓名，一格写一人；不要写本选票上的候选人。"
        )
    told.append(_limit(election, lines))
    return (*told, _SPECIMEN) if specimen else tuple(told)


def _seats(election: Election) -> str:
    count = len(election.candidates)
    if election.round == "runoff":
        return f"{count}人得票相等，再次投票，从中选{election.seats + election.alternate_seats}人。"
    if election.round == "preselection":
        return f"候选人{count}名，预选产生正式候选人{election.seats + election.alternate_seats}名。"
    if election.kind == JOINT:
        return (
            f"应选委员{election.seats}名、候补委员{election.alternate_seats}名，一并选举；"
            f"候选人{count}名。当选的按照得票多少先取足委员，再取足候补委员。"
        )
    if election.kind == SECRETARIES:
        each = "、".join(f"{seat.post}{seat.seats}名" for seat in election.posts)
        return f"应选{each}；候选人{count}名。"
    return f"应选{election.seats}名，候选人{count}名。"


def _order(election: Election) -> str:
    if election.kind == SECRETARIES:
        return "候选人按照上级党的委员会批准的顺序排列。"
    return "候选人按照姓氏笔画为序排列。"


def _limit(election: Election, lines: int) -> str:
    who = "赞成的和另选的" if lines else "赞成的"
    if election.kind == SECRETARIES:
        each = "、".join(f"{seat.post}不超过{seat.seats}人" for seat in election.posts)
        return f"每一职务{who}人数合计：{each}；有一个职务超过的，整张选票无效。"
    most = election.groups[0].seats
    return f"{who}人数合计不超过{most}人；超过{most}人的，整张选票无效。"


def groups(election: Election, ordered: list[Candidate], lines: int | None) -> list[Group]:
    """The lists of a ballot: one, or one for each post of secretaries.

    In a runoff only the tied persons are voted on (36), so that there is no line unless asked for.
    """
    if lines is not None and not 0 <= lines <= 60:
        raise PaperError(OTHERS, lines, "0 到 60 行")
    found = []
    for seat in election.groups:
        people = tuple(one for one in ordered if one.post == seat.post)
        wanted = 0 if election.round == "runoff" else min(seat.seats, LINES)
        heading = f"{seat.post}（应选{seat.seats}名）" if seat.post else ""
        found.append(Group(seat.post, heading, people, wanted if lines is None else lines))
    return [group for group in found if group.people or group.lines]


def demo_line(demo: bool) -> str:
    """What stands on everything of a demonstration."""
    return DEMO_LINE if demo else ""
