"""The order of lists 名单顺序: the ballot paper (第三十条) and the result (第三十八条)."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.names import NotAnOrderedCharacterError, key, sort

from .asking import Asker
from .election import SECRETARIES, Election
from .marks import without_spaces
from .tally import Votes


def by_strokes(people: Sequence[Votes], notices: list[str]) -> list[Votes]:
    """By the strokes of their names; names in other letters after them, as they stand."""
    chinese = [one for one in people if _chinese(one.name)]
    foreign = [one for one in people if one not in chinese]
    ordered = sort([one.name for one in chinese])
    notices += [doubt.zh for doubt in ordered.warnings if doubt.zh not in notices]
    if foreign:
        told = f"{'、'.join(one.name for one in foreign)}不是汉字姓名，排在最后，保持原来的顺序"
        notices.append(told)
    return [chinese[index] for index in ordered.order] + foreign


def _chinese(name: str) -> bool:
    """Whether a name has a place in the order; a character without strokes is an error."""
    try:
        key(name)
    except NotAnOrderedCharacterError:
        return False
    return True


def as_elected(
    election: Election, asker: Asker, people: Sequence[Votes], notices: list[str]
) -> list[Votes]:
    """Those elected in the order of article 38; nominated ones in that of the ballot (30)."""
    if election.nominates:
        return as_printed(election, people, notices)
    order = asker.order()
    if order == "approved":
        return _as_approved(election, people, notices)
    ordered = by_strokes(people, notices)
    return sorted(ordered, key=lambda one: -one.for_) if order == "votes" else ordered


def alternates_as_elected(people: Sequence[Votes], notices: list[str]) -> list[Votes]:
    """Alternates of a joint election: by votes, equal ones by strokes (38/2)."""
    return sorted(by_strokes(people, notices), key=lambda one: -one.for_)


def as_printed(election: Election, people: Sequence[Votes], notices: list[str]) -> list[Votes]:
    """The order of the ballot paper (30): by strokes, secretaries as approved."""
    if election.kind == SECRETARIES:
        return _as_approved(election, people, notices)
    return by_strokes(people, notices)


def _as_approved(election: Election, people: Sequence[Votes], notices: list[str]) -> list[Votes]:
    place = {without_spaces(name): index for index, name in enumerate(election.approved_order)}
    known = [one for one in people if without_spaces(one.name) in place]
    others = [one for one in people if without_spaces(one.name) not in place]
    if others:
        told = f"{'、'.join(one.name for one in others)}不在上级批准的顺序中，按姓氏笔画排在最后"
        notices.append(told)
    ordered = sorted(known, key=lambda one: place[without_spaces(one.name)])
    return ordered + by_strokes(others, notices)
