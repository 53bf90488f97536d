"""Rounds that follow: again among those tied, again for open seats, formal after preselection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..counting import ElectionError, parse_election
from ..counting.asking import Asker, rules_of
from ..counting.marks import without_spaces
from ..models import Course, DecisionKind, Election, Officer, Round, State
from ..selectors.decisions import decision_of
from ..selectors.plain import described, plain
from ..selectors.rounds import final_list, rounds_after
from ..selectors.standing import Standing, standing_after
from .acting import SCRUTINEERS, SET_UP, Person, hold_to, locked, why_not, why_not_in
from .setup import create_election

KNOWN = (State.REPORTED, State.ANNOUNCED)
"""A round follows once the figures were reported (第三十七条)."""


@transaction.atomic
def make_runoff(
    election: Election, *, person: Person, day: dt.date, which: int = 0, code: str = ""
) -> Election:
    """A round among those tied (36/1); ``which`` of the result's ``runoffs``.

    Where a tie lies across the border between members and alternates, the round fills both: the
    seats at stake, then what the others among them fill.

    Raises:
        ValidationError: nobody is tied there, the round is made already, or not reported yet.
    """
    election, result = _reported(election, person)
    runoffs = result["runoffs"]
    if not 0 <= which < len(runoffs):
        raise ValidationError(_("没有票数相等、须再次投票的人"))
    told = runoffs[which]
    change: dict[str, Any] = {"round": Round.RUNOFF, "seats": told["seats"]}
    change |= {"alternate_seats": told.get("alternate_seats", 0)}
    if told.get("for") == "alternates":
        change |= {"kind": "alternates"}
    elif election.kind == "committee_and_alternates" and not change["alternate_seats"]:
        change |= {"kind": "committee"}
    post = told.get("post", "")
    people = [(name, post) for name in told["names"]]
    return _follow(election, person, day, change, people, {post: told["seats"]}, code)


@transaction.atomic
def make_repeat(
    election: Election,
    *,
    person: Person,
    day: dt.date,
    names: Sequence[str],
    post: str = "",
    code: str = "",
) -> Election:
    """A round for the open seats among those with most votes who were not elected (36/1).

    How many stand is for the presidium; but nobody with more votes is passed over. ``post`` for
    secretaries, of whom each post is a round of its own.

    Raises:
        ValidationError: no seat is open, somebody cannot stand again or is passed over.
    """
    election, result = _reported(election, person)
    hold_to(_why_not_repeat(election))
    if not result["valid"]:
        raise ValidationError(_("选举无效，须全部重新选举"))
    people = [one for one in standing_after(election) if one.post == post]
    seats = _open_seats(election, result, people, post)
    asker = Asker(plain(election), rules_of(election.day))
    chosen = _chosen(asker, people, names)
    change: dict[str, Any] = {"round": Round.REPEAT, "seats": seats, "alternate_seats": 0}
    if election.kind == "committee_and_alternates":
        change |= _shared(election, result, seats)
    people_again = [(one, post) for one in chosen]
    return _follow(election, person, day, change, people_again, {post: seats}, code)


@transaction.atomic
def make_formal(
    election: Election,
    *,
    person: Person,
    day: dt.date,
    seats: int,
    alternate_seats: int = 0,
    code: str = "",
) -> Election:
    """The formal election after a preselection: who was nominated stands (第七条).

    Raises:
        ValidationError: no preselection, it or a round of it is not announced yet, or it was
            decided to vote again and nobody did.
    """
    election, _result = _reported(election, person)
    if election.round != Round.PRESELECTION:
        raise ValidationError(_("不是预选"))
    hold_to(why_not_in(election, State.ANNOUNCED), _why_not_formal(election))
    final = final_list(election)
    if final.pending:
        titles = "、".join(one.title for one in final.pending)
        raise ValidationError(_("还有没有宣布的轮次：%(titles)s") % {"titles": titles})
    names = [*final.elected, *final.alternates]
    posts = {one.name: one.post for one in election.candidates.all()}
    change = {"round": Round.FORMAL, "seats": seats, "preselected": True}
    change |= {"alternate_seats": alternate_seats}
    people = [(name, posts.get(name, "")) for name in names]
    counted = {one.post: one.seats for one in election.posts.all()}
    return _follow(election, person, day, change, people, counted, code)


@transaction.atomic
def make_again(election: Election, *, person: Person, day: dt.date) -> Election:
    """A void election held anew with the same candidates, but for those who withdrew (34/1).

    Raises:
        ValidationError: it is valid, or the new one is set up already.
    """
    election, result = _reported(election, person)
    if result["valid"]:
        raise ValidationError(_("选举有效，不须重新选举"))
    standing = election.candidates.filter(withdrawn_on=None)
    people = [(one.name, one.post) for one in standing]
    counted = {one.post: one.seats for one in election.posts.all()}
    return _follow(election, person, day, {}, people, counted)


def _reported(election: Election, person: Person) -> tuple[Election, dict[str, Any]]:
    """The election, held, and its result."""
    election = locked(election)
    hold_to(why_not(election, person, SET_UP), why_not_in(election, *KNOWN))
    return election, election.outcome.result


def _why_not_repeat(election: Election) -> str | None:
    """A decision of presidium or electors goes before (36)."""
    decided = decision_of(election, DecisionKind.SHORTAGE)
    if decided is not None and not decided.standing:
        return _("名额不足的处理已经提请登记，先同意或者退回")
    left = election.left_open or (decided is not None and decided.course == Course.LEAVE)
    return _("已经决定不再选举") if left else None


def _why_not_formal(election: Election) -> str | None:
    """Where it was decided to vote again, that comes first."""
    for one in (election, *rounds_after(election)):
        decided = decision_of(one, DecisionKind.SHORTAGE)
        again = decided is not None and decided.standing and decided.course == Course.REPEAT
        made = one.following.exclude(state=State.CALLED_OFF)
        if again and not made.filter(round=Round.REPEAT).exists():
            return _("已经决定重新选举，还没有进行：%(title)s") % {"title": one.title}
    return None


def _open_seats(
    election: Election, result: Mapping[str, Any], people: Sequence[Standing], post: str
) -> int:
    """How many seats too few have a majority for; of secretaries, of one post."""
    seats = int(result["open_seats"])
    if election.posts.exists():
        filled = sum(one.outcome in ("elected", "nominated", "tied") for one in people)
        of_post = election.posts.filter(post=post).first()
        seats = max(0, of_post.seats - filled) if of_post is not None else 0
    if not seats:
        raise ValidationError(_("没有空缺的名额"))
    return seats


def _shared(election: Election, result: Mapping[str, Any], seats: int) -> dict[str, Any]:
    """Open seats of a joint election: members first, then alternates."""
    members = max(0, election.seats - len(result["elected"]))
    if not members:
        return {"kind": "alternates", "seats": seats}
    if members >= seats:
        return {"kind": "committee", "seats": seats}
    return {"seats": members, "alternate_seats": seats - members}


def _chosen(asker: Asker, people: Sequence[Standing], names: Sequence[str]) -> list[str]:
    """The names that stand again, most votes first; nobody with more votes is passed over."""
    losers = [one for one in people if one.may_stand]
    wanted = {without_spaces(name) for name in names}
    known = {one.key for one in losers}
    strange = sorted(wanted - known)
    if strange or not wanted:
        told = _("只能从未当选的被选举人中提出：%(names)s")
        shown = strange or [one.name for one in losers]
        raise ValidationError({"names": told % {"names": "、".join(shown)}})
    fewest = min(one.votes for one in losers if one.key in wanted)
    passed = [
        one.name
        for one in losers
        if one.key not in wanted and not asker.in_order_of_votes(fewest, one.votes)
    ]
    if passed:
        told = _("%(names)s得票更多，不能越过（第三十六条）")
        raise ValidationError({"names": told % {"names": "、".join(passed)}})
    return [one.name for one in losers if one.key in wanted]


def _follow(
    election: Election,
    person: Person,
    day: dt.date,
    change: Mapping[str, Any],
    people: Sequence[tuple[str, str]],
    seats: Mapping[str, int],
    code: str = "",
) -> Election:
    """A round of its own, with its own ballots, that goes on from an election."""
    told = {**described(election), **change}
    _refuse_twice(election, told, people)
    for key in ("present", "issued"):
        told.pop(key, None)
    if not told.get("alternate_seats"):
        told.pop("alternate_seats", None)
    if "posts" in told:
        told["posts"] = [{"post": post, "seats": seats[post]} for post in seats]
        told["seats"] = sum(seats.values())
    told["candidates"] = [{"name": name, "post": post} for name, post in people]
    known = {without_spaces(name) for name, _post in people}
    order = [name for name in told["approved_order"] if without_spaces(name) in known]
    told |= {"approved_order": order, "title": _title(election, told["round"])}
    try:
        parsed = parse_election(told)
    except ElectionError as error:
        raise ValidationError(str(error)) from error
    made = create_election(
        person=person, parsed=parsed, organ=election.organ, day=day, code=code, previous=election
    )
    return _carry(election, made)


def _refuse_twice(
    election: Election, told: Mapping[str, Any], people: Sequence[tuple[str, str]]
) -> None:
    """The same round among the same people is made once, unless it was called off."""
    names = sorted(name for name, _post in people)
    for made in election.following.exclude(state=State.CALLED_OFF).filter(round=told["round"]):
        if sorted(one.name for one in made.candidates.all()) == names:
            raise ValidationError(_("这一轮已经设置：%(title)s") % {"title": made.title})


def _title(election: Election, turn: str) -> str:
    """The title of the election with the round in brackets, in the place of an earlier one."""
    rounds = [str(one.label) for one in Round]
    title = election.title
    for label in rounds:
        title = title.removesuffix(f"（{label}）")
    return f"{title}（{Round(turn).label}）"[:200]


def _carry(election: Election, made: Election) -> Election:
    """Method, order and officers go on as they were; scrutineers who now stand do not (28)."""
    for field in ("assenting", "standing_done", "members_done", "presiding"):
        setattr(made, field, getattr(election, field))
    if election.kind != made.kind and made.kind == "alternates":
        made.members_done = True
    made.save()
    standing = {without_spaces(one.name) for one in made.candidates.all()}
    Officer.objects.bulk_create(
        Officer(
            election=made,
            function=one.function,
            account=one.account,
            name=one.name,
            voter=one.voter,
            voted_in=one.voted_in,
            named_by=one.named_by,
        )
        for one in election.officers.all()
        if one.function not in SCRUTINEERS or without_spaces(one.name) not in standing
    )
    return made
