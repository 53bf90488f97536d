"""Matters 事项: what can be asked of a rulebook: a grant, or duties about one kind of subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .duties import Duty
from .errors import RuleError
from .expressions import Among, Compare, Expression, walk
from .facts import Choice, Day, Fact, Paper, Quantity
from .grants import Grant
from .places import Place, written
from .records import Aggregate, Records, aggregates_in


@dataclass(frozen=True, eq=False)
class Matter:
    """One question that a rulebook decides: about whom, by which grant or which duties.

    ``key`` is the column that names the subject (企业, 号牌号码); ``dated`` the fact that says
    under which version of the rules a case falls, None where all fall under that of the day.
    """

    name: str
    title: str
    english: str
    key: str
    grant: Grant | None = None
    duties: tuple[Duty, ...] = ()
    dated: Day | None = None
    binds: Expression | None = None
    about: tuple[str, ...] = ()
    """Columns that no rule asks for but people expect beside a subject (所在县)."""
    required: tuple[str, ...] = ()
    """Columns without which a table is not a table of such subjects."""
    with_key: tuple[str, ...] = ()
    """Columns that name the subject together with the key (an organ's cars of one class)."""
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def nodes(self) -> list[Expression]:
        """Every tree that the matter is decided by."""
        trees = [] if self.grant is None else self.grant.nodes()
        trees += [condition for duty in self.duties for condition in duty.conditions()]
        trees += [p.standard for d in self.duties for p in d.parts if p.standard is not None]
        return [*([] if self.binds is None else [self.binds]), *trees]

    def facts(self) -> tuple[Fact, ...]:
        """The facts of the subject that are asked for, each once, as they first occur."""
        found = facts_in(self.nodes())
        if self.dated is not None:
            found.append(self.dated)
        kept = {fact.key: fact for fact in found if not isinstance(fact, Aggregate)}
        return tuple(kept.values())

    def aggregates(self) -> list[Aggregate]:
        """The sums and counts over related records."""
        return aggregates_in(self.nodes())

    def records(self) -> tuple[Records, ...]:
        """The kinds of related records."""
        found = [a.records for a in self.aggregates() if a.records is not None]
        return tuple({records.key: records for records in found}.values())


def facts_in(nodes: Iterable[Expression]) -> list[Fact]:
    """Every fact that occurs in some trees, aggregates as themselves."""
    found: list[Fact] = []
    for node in (n for root in nodes for n in walk(root)):
        if isinstance(node, Among):
            found.append(node.fact)
        elif isinstance(node, Choice | Paper | Quantity | Day):
            found.append(node)
        elif isinstance(node, Compare):
            continue
    return list({id(fact): fact for fact in found}.values())


def refuse_two_types(facts: Iterable[Fact]) -> None:
    """A name used for two different facts is refused, at the place of the second."""
    named: dict[str, Fact] = {}
    for fact in facts:
        first, second = named.setdefault(fact.key, fact), fact
        if first is second:
            continue
        if first.place.file == second.place.file and first.place.line > second.place.line:
            first, second = second, first
        told = f"one fact, of one type, of this name; the other stands at {first.place}"
        raise RuleError(fact.key, f"a second {type(second).__name__}", told, place=second.place)
