"""Every check of an election: the article, whether it holds, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guiju.rules import Fact, Strength, sentences

from ..counting.asking import Asker, Facts, rules_of
from ..counting.checking import BROKEN, HOLDS, UNKNOWN, Judged, judged
from ..models import Election
from ..models.elections import OF_COMMITTEES
from .facts import (
    facts_of_count,
    facts_of_meeting,
    facts_of_passing,
    facts_of_setup,
    ratio_facts,
)
from .plain import plain

SETUP, MEETING, COUNT, AFTER = "setup", "meeting", "count", "after"
_BEFORE = ("candidacy", "few", "sequence", "scrutiny", "method")


@dataclass(frozen=True)
class Checked:
    """A check: ``state`` is holds, broken or unknown; ``stage`` setup, meeting,
    count or after.

    ``sentence`` tells it with its figures; ``missing`` what is not entered; ``steps`` how the
    verdict was reached, a line each; ``strength``: 应当, 原则上 or 可以.
    """

    provision: str
    label: str
    title: str
    state: str
    stage: str
    strength: Strength
    sentence: str
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def must(self) -> bool:
        """Whether the article leaves no choice."""
        return self.strength is Strength.MUST


def checks_of(election: Election) -> list[Checked]:
    """Every check that applies, in the order of the articles."""
    asker = Asker(plain(election), rules_of(election.day))
    found = [
        (one.duty.provision.address, _checked(one, stage, post))
        for one, stage, post in _asked(election, asker)
    ]
    return [checked for _address, checked in sorted(found, key=lambda pair: pair[0])]


def standing_in_the_way(election: Election, *stages: str) -> list[Checked]:
    """What must be in order and is not, or is not known."""
    return [
        one
        for one in checks_of(election)
        if one.stage in stages and one.must and one.state != HOLDS
    ]


def failing(election: Election, matter: str, facts: Facts) -> list[Checked]:
    """The duties of a matter that are not met by what is told, or not known to be."""
    asker = Asker(plain(election), rules_of(election.day))
    return [_checked(one, "", "") for one in judged(asker, matter, facts) if one.state != HOLDS]


def _asked(election: Election, asker: Asker) -> Iterator[tuple[Judged, str, str]]:
    """Each duty judged, the stage at which it matters, and the post where it is asked of one."""
    for post, facts in ratio_facts(election):
        for matter in ("ratio", "national"):
            yield from ((one, SETUP, post) for one in judged(asker, matter, facts))
    facts = facts_of_setup(election)
    for matter in _BEFORE:
        yield from ((one, SETUP, "") for one in judged(asker, matter, facts))
    meeting = facts_of_meeting(election)
    for matter in ("congress", "plenary"):
        yield from ((one, MEETING, "") for one in judged(asker, matter, meeting))
    for one in judged(asker, "reconciliation", {**meeting, **facts_of_count(election)}):
        yield one, _stage(one), ""
    if election.kind in OF_COMMITTEES and not election.nominates:
        passing = facts_of_passing(election)
        yield from ((one, AFTER, "") for one in judged(asker, "passing", passing))


def _stage(one: Judged) -> str:
    """Ballots handed out are known at the meeting, those that came back when they are counted."""
    return COUNT if one.duty.provision.address.article > 33 else MEETING


def _checked(one: Judged, stage: str, post: str) -> Checked:
    english = (get_language() or "").startswith("en")
    duty = one.duty
    facts = {fact.key: fact for part in duty.parts for fact in part.shows}
    title = duty.english if english else duty.title
    title = f"{title} ({post})" if post and english else title + (f"（{post}）" if post else "")
    missing = tuple(_name(facts[key], english) for key in one.missing if key in facts)
    label = str(duty.provision) if english else duty.provision.label
    return Checked(
        provision=str(duty.provision),
        label=label,
        title=title,
        state=one.state,
        stage=stage,
        strength=duty.strength,
        sentence=_sentence(one, title, label, facts, english),
        missing=missing,
        steps=tuple(sentences(one.steps, english=english)),
    )


def _name(fact: Fact, english: bool) -> str:
    return fact.english if english and fact.english else fact.key


def _sentence(one: Judged, title: str, label: str, facts: Mapping[str, Fact], english: bool) -> str:
    between, opening, closing, colon = (", ", " (", ")", ": ") if english else "，（）："
    told = between.join(
        f"{_name(facts[key], english)} {value}" for key, value in one.facts.items() if key in facts
    )
    states = {HOLDS: _("符合"), BROKEN: _("不符合"), UNKNOWN: _("还不知道")}
    figures = f"{opening}{told}{closing}" if told else ""
    return f"{title}{figures}{colon}{states[one.state]}〔{label}〕"


__all__ = [
    "AFTER",
    "BROKEN",
    "COUNT",
    "HOLDS",
    "MEETING",
    "SETUP",
    "UNKNOWN",
    "Checked",
    "checks_of",
    "failing",
    "standing_in_the_way",
]
