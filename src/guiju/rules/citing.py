"""Citations 引用: no rule without a provision, no provision said to be executed without a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .errors import RuleError
from .outline import Outline, Provision
from .places import Place, written

if TYPE_CHECKING:
    from .duties import Duty, Excuse, Repeat, Reserve
    from .facts import Fact
    from .grants import Approval, Entitlement, Grant

Rule = TypeVar("Rule")
_CITATION = 'a citation: cite("7/1")'


def cited(rule: type[Rule]) -> type[Rule]:
    """A dataclass of rules whose ``provision`` must be a citation, also where it is left out."""
    names = [field.name for field in fields(rule) if not field.kw_only]  # type: ignore[arg-type]
    index = names.index("provision")
    make: Callable[..., None] = rule.__init__

    @wraps(make)
    def made(self: Any, *args: Any, **named: Any) -> None:
        given = args[index] if len(args) > index else named.get("provision")
        if not isinstance(given, Provision):
            name = str(args[0]) if args and index else rule.__name__
            raise RuleError(name, _shown(given), _CITATION, place=named.get("place") or written())
        make(self, *args, **named)

    rule.__init__ = made  # type: ignore[method-assign]
    return rule


def _shown(given: object) -> str:
    if given is None:
        return "no provision"
    return repr(given) if type(given) is str else type(given).__name__


def refuse_no_citation(place: Place, name: str, given: object) -> None:
    """Refuse anything but a tuple of citations."""
    if not isinstance(given, tuple):
        raise RuleError(name, _shown(given), "a tuple of citations", place=place)
    for one in given:
        if not isinstance(one, Provision):
            raise RuleError(name, _shown(one), _CITATION, place=place)


class Citation(NamedTuple):
    """One citation: where and in which rule it stands, and what it cites."""

    place: Place
    name: str
    provision: Provision


def citations(
    duties: Iterable[Duty], grants: Iterable[Grant], facts: Iterable[Fact]
) -> Iterator[Citation]:
    """Every citation of some rules and of the questions that are left to a post."""
    for duty in duties:
        yield Citation(duty.place, duty.name, duty.provision)
        yield from (Citation(duty.place, duty.name, provision) for provision in duty.also)
        parts: tuple[Excuse | Reserve | Repeat, ...]
        parts = (*duty.excuses, *duty.reserves, *duty.repeats)
        for part in parts:
            yield Citation(part.place, duty.name, part.provision)
    for grant in grants:
        yield Citation(grant.place, grant.name, grant.provision)
        cases: tuple[Entitlement | Reserve | Approval, ...]
        cases = (*grant.entitlements, *grant.reserves, *grant.approvals)
        for case in cases:
            yield Citation(case.place, grant.name, case.provision)
    for fact in facts:
        judge = getattr(fact, "judge", None)
        if judge is not None:
            yield Citation(judge.place, fact.key, judge.provision)


def refuse_unresolved(found: Iterable[Citation], outline: Outline) -> None:
    """Refuse the citation of a provision that is not this outline's."""
    for place, name, provision in found:
        if provision != outline.find(str(provision)):
            told = f"an address that stands in the outline of {outline.instrument}"
            value = f"{provision.instrument} {provision}"
            raise RuleError(name, value, told, place=place)


# What an outline says that its provisions are executed by.

BESIDE_THE_RULES = ("binds", "scope", "before-effect")
"""Names in a ``by`` that are no rule: whom the rules bind, where that is doubtful, since when."""


def refuse_not_executed(outline: Outline, rules: Sequence[str], cited: set[str]) -> None:
    """Refuse a rule in a ``by`` that does not exist, and an executed provision without a rule.

    A rule is named as ``book:rule``, the book by its folder; ``8/1`` names all of ``8/1:post``
    and so on.
    """
    book = Path(outline.place.file).parent.parent.name
    for provision in outline:
        names = [name for one in provision.by for name in _named(one, book)]
        for name in names:
            if name not in BESIDE_THE_RULES and not _known(name, rules):
                told = f"a rule: {' · '.join(rules)}"
                raise RuleError(f"{provision} by", name, told, place=provision.place)
        executing = [name for name in names if name not in BESIDE_THE_RULES[1:]]
        if provision.kind == "executed" and not executing and str(provision) not in cited:
            told = "an executed provision that some rule cites"
            raise RuleError(str(provision), provision.gist, told, place=provision.place)


def _named(text: str, book: str) -> list[str]:
    """``vehicles:7/1/1、7/2 一并引用`` names 7/1/1 and 7/2."""
    prefix, sign, rest = text.partition(":")
    if prefix != book or not sign:
        return []
    return re.split("[、，]", rest.strip().partition(" ")[0])


def _known(name: str, rules: Sequence[str]) -> bool:
    return any(rule == name or rule.startswith(f"{name}:") for rule in rules)
