"""A rulebook checked as a whole: what does not hold together is refused with file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from .cells import refuse_too_many
from .citing import citations, refuse_not_executed, refuse_unresolved
from .duties import Duty, Excuse, Part, Repeat, Reserve
from .errors import RuleError
from .expressions import Expression, Figure, walk
from .facts import Fact
from .grants import Entitlement, Grant
from .judging import DutyReader
from .matters import Matter, facts_in, refuse_two_types
from .periods import refuse_backward
from .places import Place, placed
from .precedence import check_precedence
from .records import aggregates_in

if TYPE_CHECKING:
    from .rulebook import Rulebook


def check_rulebook(book: Rulebook, day: dt.date) -> None:
    """Refuse what is wrong in a rulebook, under its figures of a day and of every version."""
    _refuse_repeated(book)
    refuse_backward(book)
    _refuse_unused(book)
    refuse_two_types(_facts(book))
    _check_citations(book)
    for grant in book.grants:
        check_precedence(grant)
    for matter in book.matters:
        _check_matter(book, matter)
    for each in sorted({day, *book.days()}):
        _compile(book, each)


def _refuse_repeated(book: Rulebook) -> None:
    """Duties, grants and matters are found by their names."""
    groups: tuple[Sequence[Duty | Grant | Matter], ...] = (book.duties, book.grants, book.matters)
    for named in groups:
        first: dict[str, Place] = {}
        for one in named:
            if one.name in first:
                told = f"a name used once; it stands at {first[one.name]}"
                raise RuleError(one.name, one.name, told, place=one.place)
            first[one.name] = one.place


def _refuse_unused(book: Rulebook) -> None:
    roots = book.nodes()
    used = {n.standard.name for root in roots for n in walk(root) if isinstance(n, Figure)}
    for name, standard in book.standards.items():
        if name not in used:
            told = "a standard that some rule uses"
            raise RuleError(name, standard.title, told, place=standard.place)


def _facts(book: Rulebook) -> Iterator[Fact]:
    """Every fact that rules, sums, dates and lists of facts name, as they stand."""
    roots = book.nodes()
    sums = aggregates_in(roots)
    summed = [one.value for one in sums if one.value is not None]
    yield from book.facts
    yield from facts_in([*roots, *summed])
    yield from (fact for duty in book.duties for part in duty.parts for fact in part.shows)
    for matter in book.matters:
        yield from facts_in([] if matter.binds is None else [matter.binds])
        yield from () if matter.dated is None else (matter.dated,)
    kinds = {id(one.records): one.records for one in sums if one.records is not None}
    yield from chain.from_iterable(records.facts for records in kinds.values())


def _check_citations(book: Rulebook) -> None:
    found = list(citations(book.duties, book.grants, _facts(book)))
    refuse_unresolved(found, book.outline)
    cited = {str(one.provision) for one in found}
    cited |= {str(standard.provision) for standard in book.standards.values()}
    named: tuple[Duty | Grant | Matter, ...] = (*book.duties, *book.grants, *book.matters)
    rules = [one.name for one in named]
    refuse_not_executed(book.outline, list(dict.fromkeys(rules)), cited)


def _check_matter(book: Rulebook, matter: Matter) -> None:
    if (matter.grant is None) is not bool(matter.duties):
        told = "a grant, or duties, and not both"
        raise RuleError(matter.name, "nothing or both", told, place=matter.place)
    if matter.grant is not None and matter.grant not in book.grants:
        told = "a grant of the rulebook"
        raise RuleError(matter.name, matter.grant.name, told, place=matter.place)
    if matter.dated is not None and matter.dated.first < book.days()[0]:
        told = f"{matter.dated.key} from {book.days()[0]} on, the first day of the first version"
        raise RuleError(matter.name, matter.dated.first, told, place=matter.place)
    for duty in matter.duties:
        if duty not in book.duties:
            raise RuleError(matter.name, duty.name, "a duty of the rulebook", place=matter.place)


def _compile(book: Rulebook, day: dt.date) -> None:
    """Make everything ready to decide under the figures of a day, which proves that it can be."""
    rules = book.in_force(day)
    book = rules.rulebook
    for place, name, condition in _conditions(book):
        with placed(place, name):
            refuse_too_many(condition, rules.figures, name, place)
    for duty in book.duties:
        with placed(duty.place, duty.name):
            DutyReader(book.binds, [duty], rules.figures, book.facts)
    for matter in book.matters:
        with placed(matter.place, matter.name):
            rules.matter(matter.name)


def _conditions(book: Rulebook) -> Iterator[tuple[Place, str, Expression]]:
    """Every condition with the place at which it was written and the rule that it stands in."""
    yield book.place, "binds", book.binds
    for duty in book.duties:
        yield duty.place, duty.name, duty.applies
        parts: tuple[Part | Excuse | Reserve | Repeat, ...]
        parts = (*duty.parts, *duty.excuses, *duty.reserves, *duty.repeats)
        for part in parts:
            yield part.place, duty.name, part.condition
    for grant in book.grants:
        cases: tuple[Entitlement | Reserve, ...] = (*grant.entitlements, *grant.reserves)
        for case in cases:
            yield case.place, grant.name, case.condition
