"""An application as far as it is typed: decided at once, asking only for what matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.library.deciding import Case as Decided
from guiju.library.deciding import Place, versions_on
from guiju.library.fields import Field, Form, Group, make_form
from guiju.library.results import Result, result_of
from guiju.library.typed import Typed, read_typed
from guiju.library.words import fact_name
from guiju.organs.models import Organ
from guiju.procedures.models import Case
from guiju.rules import Decision, Fact, Known, Matter, Provision, Versions, questions
from guiju.rules.deciding import BREACH, NOT_ENTITLED, UNKNOWN, judge_of
from guiju.rules.telling import Teller

from ...models import Car, CarState, Hold
from ...rulebook import facts as f
from ...rulebook import rulebook
from .excesses import Excess, open_excesses
from .kinds import BOOK, EARLY, PURCHASE, Kind
from .known import KnownFact, known_facts
from .waiting import Waiting, waiting_for

FROM_THE_REGISTER = {f.authorised.key, f.held.key, f.claimed.key}
"""What only the register says: nobody types a quota."""


class _Wide(Matter):
    """A matter with further facts that its case needs; what it decides stays the same."""

    also: tuple[Fact, ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """Those of the matter, then the others."""
        own = super().facts()
        keys = {fact.key for fact in own}
        return (*own, *(fact for fact in self.also if fact.key not in keys))


def _wide(kind: Kind) -> _Wide:
    m = kind.matter
    made = _Wide(m.name, m.title, m.english, m.key, m.grant, m.duties, m.dated, m.binds)
    object.__setattr__(made, "also", kind.also)
    return made


@dataclass(frozen=True)
class Application:
    """What an application comes to as it stands, with the form that asks for the rest."""

    kind: Kind
    organ: Organ
    car: Car | None
    hold: Hold | None
    known: list[KnownFact]
    typed: Typed
    decision: Decision
    form: Form
    result: Result
    versions: Versions
    unfilled: list[str]
    """What the case needs besides and is still blank, by name."""
    excess: Excess | None = None
    """The approved excess under which the car is bought."""
    excesses: list[Excess] = field(default_factory=list)
    """Those that the organ could still use."""

    @property
    def procedure(self) -> str:
        """The procedure that the case will follow: a replacement may be early."""
        early = self.kind.matter_name == "replacement"
        only = self.decision.missing == (f.early_needed.key,)
        return EARLY if early and only else self.kind.procedure

    @property
    def early(self) -> bool:
        """Whether it is an early replacement."""
        return self.procedure == EARLY

    @property
    def missing(self) -> list[str]:
        """The facts that the applicant still has to tell, by name."""
        judged = {fact.key for fact in self.kind.matter.facts() if judge_of(fact)}
        return [name for name in self.decision.missing if name not in judged]

    @property
    def outcome(self) -> str:
        """fine, person (someone has to judge), open (facts are missing) or against."""
        if self.decision.verdict in (BREACH, NOT_ENTITLED):
            return "against"
        if self.decision.verdict == UNKNOWN:
            return "open" if self.missing else "person"
        return "open" if self.unfilled else "fine"

    @property
    def complete(self) -> bool:
        """Whether it can be handed in: nothing that only the applicant knows is missing."""
        return not self.typed.errors and not self.missing and not self.unfilled

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: the label, what is wrong, the field."""
        shown: list[Field | Group] = [*self.form.answered, *self.form.asked]
        by_name = {one.name: one for one in shown}
        return [
            (by_name[name].label, told, by_name[name].target)
            if name in by_name
            else (name[2:], told, "")
            for name, told in self.typed.errors.items()
        ]

    @property
    def waiting(self) -> Waiting | None:
        """Other requests of the organ for places of the class; none where it needs no place."""
        named = self.typed.values.get(f"f:{f.vehicle_class.key}", "")
        if self.kind.procedure != PURCHASE or self.hold is not None or not named:
            return None
        return waiting_for(self.organ, named)

    @property
    def number_unknown(self) -> bool:
        """Whether the register does not know the organ's number for the class."""
        told = self.typed.facts.get(f.vehicle_class.key) is not None
        return told and f.authorised.key in self.missing

    @property
    def over_number(self) -> bool:
        """Whether it fails for want of a free place (第六条)."""
        return any(str(p).startswith("6/") for p in self._broken)

    @property
    def over_standard(self) -> bool:
        """Whether it fails for the figures of the standard (第七条、第十五条)."""
        return any(str(p).startswith(("7/", "15/")) for p in self._broken)

    @property
    def excess_open(self) -> bool:
        """Whether it fails by the standard alone and the organ has the way of 第十四条."""
        told = {f.organ_category.key: self.organ.category, f.level.key: self.organ.level}
        way = versions_on(BOOK, "excess", today()).decide(told)
        return self.over_standard and way.verdict != NOT_ENTITLED

    @property
    def _broken(self) -> list[object]:
        return [o.provision for o in self.decision.outcomes if o.verdict.value == BREACH]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Everything that will be handed in: the name, the value, the source."""
        own = {one.fact.key: one for one in self.known}
        return [
            (fact_name(fact), text, own[key].source if self._is_known(key) else _("申请人填写"))
            for key, fact in self._by_key.items()
            if (text := self.typed.values.get(f"f:{key}", "").strip())
        ]

    @property
    def known_told(self) -> list[tuple[str, str, str]]:
        """What is known already, without what the applicant typed."""
        return [(fact_name(one.fact), one.value, one.source) for one in self.known]

    @property
    def under(self) -> list[Provision]:
        """The provisions that speak of it: those of the grant, or of the duties that apply."""
        if self.kind.matter.grant is not None:
            return list(self.result.provisions)
        compiled = self.versions.of(self.decision.facts)[-1]
        teller = Teller(compiled.figures)
        duties = [
            duty.provision
            for duty in self.kind.matter.duties
            if teller.told(duty.applies, self.decision.facts).truth is not False
        ]
        found = {str(one): one for one in (*duties, *self.decision.provisions)}
        return sorted(found.values(), key=lambda one: one.address)

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the case as they are typed; the quota comes from the register each time."""
        return {
            key: text
            for key in self._by_key
            if key not in FROM_THE_REGISTER
            and (text := self.typed.values.get(f"f:{key}", "").strip())
        }

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The typed fields again, for the next page: what is known is looked up anew."""
        return [
            (name, text)
            for name, text in self.typed.values.items()
            if text.strip() and not self._is_known(name[2:])
        ]

    @property
    def _by_key(self) -> dict[str, Fact]:
        matter = _wide(self.kind)
        return {fact.key: fact for fact in (*matter.facts(), *matter.aggregates())}

    def _is_known(self, key: str) -> bool:
        found = next((one for one in self.known if one.fact.key == key), None)
        return found is not None and self.typed.values.get(f"f:{key}") == found.value


def read_application(
    kind: Kind,
    organ: Organ,
    car: Car | None,
    hold: Hold | None,
    sent: QueryDict,
    excess: int | None = None,
) -> Application:
    """The application that a form describes: known facts first, typed ones, then the decision.

    ``excess``: the case of an approved excess that the organ chose; one that is used up, or is
    none of its own, is none.
    """
    matter, day = _wide(kind), today()
    class_typed = sent.get(f"f:{f.vehicle_class.key}", "")
    offered = open_excesses(organ) if kind.procedure == PURCHASE else []
    chosen = next((one for one in offered if one.case.pk == excess), None)
    known = known_facts(kind, organ, car, hold, class_typed, chosen)
    typed = read_typed(matter, _with_known(kind, sent, known))
    versions = versions_on(BOOK, kind.matter_name, day)
    own = {fact.key for fact in (*kind.matter.facts(), *kind.matter.aggregates())}
    facts = {key: value for key, value in typed.facts.items() if key in own}
    decision = versions.decide(facts, typed.related)
    asked = _asked(kind, versions, facts, typed, decision)
    form = make_form(matter, typed, decision, asked)
    firm = {f"f:{one.fact.key}" for one in known if not one.changeable}
    form.answered = [one for one in form.answered if one.name not in firm]
    unfilled = [fact.key for fact in kind.also if typed.facts.get(fact.key) is None]
    place = Place(BOOK, rulebook(), kind.matter)
    compiled = versions.of(facts)[-1]
    case = Decided(place, sent, day, "", typed, decision, compiled, form, 0)
    return Application(
        kind, organ, car, hold, known, typed, decision, form, result_of(case), versions, unfilled,
        chosen, offered,
    )  # fmt: skip


def _with_known(kind: Kind, sent: QueryDict, known: list[KnownFact]) -> QueryDict:
    """What was sent, with what is known; nobody answers for another, nor types a quota."""
    judged = {fact.key for fact in kind.matter.facts() if judge_of(fact) is not None}
    data = QueryDict(mutable=True)
    for name, text in sent.items():
        if name[:2] == "f:" and name[2:] not in judged | FROM_THE_REGISTER:
            data[name] = str(text)
    for one in known:
        name = f"f:{one.fact.key}"
        if not one.changeable or not data.get(name, "").strip():
            data[name] = one.value
    return data


def _asked(
    kind: Kind,
    versions: Versions,
    facts: Mapping[str, Known | None],
    typed: Typed,
    decision: Decision,
) -> list[str]:
    """What is asked of the applicant, the soonest to settle it first; then what the case needs."""
    matter = kind.matter
    judged = {fact.key for fact in matter.facts() if judge_of(fact)}
    kept_out = judged | {records.title for records in matter.records()} | FROM_THE_REGISTER
    asked: list[str] = []
    if decision.verdict == UNKNOWN:
        asked = [one.name for one in questions(versions, facts, typed.related)]
    blank = [fact.key for fact in kind.also if typed.facts.get(fact.key) is None]
    if f.vehicle_class.key in asked:  # the number depends on the class: it comes first
        asked = [f.vehicle_class.key, *asked]
    return [name for name in dict.fromkeys([*asked, *blank]) if name not in kept_out]


def renewals_of(organ: Organ) -> list[Hold]:
    """Approved replacements of an organ whose new car is neither asked for nor delivered."""
    found = Hold.objects.filter(account__organ=organ, renews__isnull=False)
    free = found.exclude(cases__case__final=False)
    return [hold for hold in free.select_related("account__organ", "renews") if hold.open]


def cars_of(organ: Organ, state: str = CarState.IN_USE) -> list[Car]:
    """The cars of an organ that an application can be about: in use, or replaced."""
    found = Car.objects.filter(organ=organ, state=state).select_related("organ")
    return list(found.order_by("plate"))


def handed_in(organ: Organ, token: str) -> Case | None:
    """The case that a form with this token began; None where it was not sent before."""
    if not token:
        return None
    return Case.objects.filter(organ=organ, token=token).select_related("organ").first()
