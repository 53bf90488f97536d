"""The result as the contract's JSON, in Chinese sentences, every step with its provision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..rulebook.facts import (
    alternate_seats,
    eligible,
    issued,
    present,
    returned,
    seats,
    surplus,
)
from .asking import Tested
from .deciding import Result
from .election import Election
from .outcomes import Runoff
from .tally import Votes

_ENGLISH = {
    fact.key: name
    for name, fact in (
        ("present", present),
        ("eligible", eligible),
        ("issued", issued),
        ("returned", returned),
        ("candidates", surplus),
        ("seats", seats),
        ("alternate_seats", alternate_seats),
    )
}
_CHINESE = {
    "present": "到会",
    "eligible": "应到会有选举权人数",
    "issued": "发出选票",
    "returned": "收回选票",
    "candidates": "候选人",
    "seats": "应选",
    "alternate_seats": "候补委员应选",
}


def as_json(result: Result) -> dict[str, Any]:
    """The answer of ``elections count --json``."""
    election = result.election
    return {
        "title": election.title,
        "kind": election.kind,
        "round": election.round,
        "nominates": election.nominates,
        "valid": result.valid,
        "provisional": result.provisional,
        "checks": [_check(result, tested) for tested in result.checks],
        "ballots": _ballots(result),
        "candidates": [_person(result, one) for one in result.votes if one.candidate],
        "write_ins": [_person(result, one) for one in _others(result)],
        "elected": [one.name for one in result.elected],
        "elected_alternates": [one.name for one in result.alternates],
        "runoff": _runoff(runoffs[0]) if (runoffs := all_runoffs(result)) else None,
        "runoffs": [_runoff(one) for one in runoffs],
        "open_seats": result.open_seats,
        "next": list(next_steps(result)),
        "notices": result.notices,
    }


def _check(result: Result, tested: Tested) -> dict[str, Any]:
    shown = [n for n in _shown(tested) if n != "alternate_seats" or result.election.alternate_seats]
    facts = {name: _figure(result, name) for name in shown}
    told = "，".join(f"{_CHINESE[name]}{value}" for name, value in facts.items())
    title = "；".join(part.title for part in tested.duty.parts)
    holds = "符合" if tested.holds else "不符合"
    found = {
        "provision": str(tested.provision),
        "holds": tested.holds,
        "strength": tested.duty.strength.value,
        "sentence": f"{title}（{told}）：{holds}〔{tested.provision.label}〕",
        "facts": facts,
    }
    if result.election.posts and "candidates" in facts:
        found["posts"] = _posts(result.election)
    return found


def _shown(tested: Tested) -> list[str]:
    keys = [fact.key for part in tested.duty.parts for fact in part.shows]
    named = [_ENGLISH[key] for key in dict.fromkeys(keys)]
    return [*named, "seats"] if "candidates" in named and "seats" not in named else named


def _figure(result: Result, name: str) -> int:
    if name == "returned":
        return len(result.ballots)
    if name == "candidates":
        return len(result.election.candidates)
    figure: int = getattr(result.election, name)
    return figure


def _posts(election: Election) -> list[dict[str, Any]]:
    return [
        {
            "post": seat.post,
            "candidates": sum(1 for one in election.candidates if one.post == seat.post),
            "seats": seat.seats,
        }
        for seat in election.posts
    ]


def _ballots(result: Result) -> dict[str, Any]:
    numbers, judged = result.ballots.numbers, result.judged
    return {
        "returned": len(numbers),
        "valid": len(numbers) - len(judged.invalid),
        "invalid": len(judged.invalid),
        "invalid_ballots": [
            {"ballot": numbers[row], "provision": "34/2", "reason": judged.invalid[row]}
            for row in sorted(judged.invalid)
        ],
        "for_a_person": [
            {"ballot": numbers[row], "reason": "；".join(judged.doubts[row])}
            for row in sorted(judged.doubts)
        ],
    }


def _person(result: Result, one: Votes) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name}
    if one.post:
        told["post"] = one.post
    told["for"] = one.for_
    if one.candidate is not None:
        told |= {"against": one.against, "abstain": one.abstain}
    return {**told, "outcome": result.outcomes[one]}


def _others(result: Result) -> list[Votes]:
    """Those written in, most votes first."""
    others = [one for one in result.votes if one.candidate is None]
    return sorted(others, key=lambda one: (-one.for_, one.post, one.name))


def all_runoffs(result: Result) -> list[Runoff]:
    """Every tie that must be voted on again; one for each post or border."""
    return [runoff for ranked in result.ranked.values() for runoff in ranked.runoffs]


def _runoff(runoff: Runoff) -> dict[str, Any]:
    told: dict[str, Any] = {"names": [one.name for one in runoff.people], "seats": runoff.seats}
    if runoff.post:
        told["post"] = runoff.post
    if runoff.alternates:
        told["for"] = "alternates"
    if runoff.rest:
        told["alternate_seats"] = runoff.rest
    return told


def next_steps(result: Result) -> Iterator[dict[str, str]]:
    """What may or must follow, with the provision; what a person decides is said to be theirs."""
    for tested in result.void:
        told = "到会人数不足，不能进行选举" if tested.provision.address.article == 24 else ""
        step = told or "收回的选票多于发出的选票，选举无效，重新选举"
        yield {"provision": str(tested.provision), "step": step}
    article = "36/2" if result.election.nominates else "36/1"
    for runoff in all_runoffs(result):
        names = "、".join(one.name for one in runoff.people)
        where = f"（{runoff.post}）" if runoff.post else ""
        told = f"{names}票数相等{where}，就他们再次投票，取得票多的{runoff.seats}人"
        yield {"provision": article, "step": told}
    if result.valid and result.open_seats:
        left = f"还有{result.open_seats}个名额"
        yield {"provision": article, "step": f"{left}，可以从未当选的得票多的人中重新选举"}
        told = "如果接近应选名额，由半数以上选举人同意或者大会主席团决定，可以不再选举"
        yield {"provision": article, "step": told}
