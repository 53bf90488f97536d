"""What the steps of a case do to register and quota, in the transaction of the step itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translate

from guiju.clock import today
from guiju.ledger.services import Actor
from guiju.library.words import in_english
from guiju.procedures.definitions import OPEN
from guiju.procedures.hooks import on, supplies
from guiju.procedures.models import Case, Step
from guiju.rules.answers import reasons
from guiju.rules.deciding import BREACH
from guiju.rules.inputs import parse_given
from guiju.rules.sentences import CHINESE, ENGLISH

from ..checking.check import rules_on
from ..checking.columns import CLASS, PLATE
from ..models import Car, CarState, Hold, QuotaAccount, RenewalCase, SourceKind
from ..rulebook import facts as f
from .accounts import Approval, accounts
from .cars import change, deliver, dispose
from .excesses import use_excess
from .quota import place_hold, release, set_authorised

APPROVAL = "批准文号"
"""What the procedures call the number under which something was approved."""


def register() -> None:
    """Ask the procedures to call what follows from their steps."""
    supplies("vehicles/purchase", quota_now)
    on("vehicles/purchase", "plan", hold_places)
    on("vehicles/purchase", "plan", hold_to_excess)
    on("vehicles/purchase", "refuse_money", give_back)
    on("vehicles/purchase", "withdraw", give_back)
    on("vehicles/purchase", "register", register_car)
    on("vehicles/quota-increase", "approve", enlarge)
    on("vehicles/due-replacement", "replace", hold_for_renewal)
    on("vehicles/early-replacement", "approve", hold_for_renewal)
    on("vehicles/marking-exemption", "approve", note_waiver)
    on("vehicles/marking-exemption", "file", note_filing)
    supplies("vehicles/disposal", state_now)
    on("vehicles/disposal", OPEN, hold_to_one_disposal)
    on("vehicles/disposal", "dispose", take_out)


def reference_of(case: Case) -> str:
    """A case by organ and number, as the quota and the sources of facts name it."""
    return f"{case.organ.code} {case.reference}"


def _actor(step: Step) -> Actor:
    return Actor(step.by_name, step.by_post)


def _facts(case: Case) -> dict[str, Any]:
    facts: dict[str, Any] = case.given["facts"]
    return facts


def _entries(step: Step) -> Mapping[str, str]:
    entries: Mapping[str, str] = step.told.get("entries", {})
    return entries


def quota_now(case: Case) -> Mapping[str, Mapping[str, Any]]:
    """What the quota account says now: nobody types it, and no guard decides on old figures.

    The car that a replacement retires makes room for the new one.
    """
    account = QuotaAccount.objects.filter(
        organ=case.organ, vehicle_class=_facts(case).get(CLASS, "")
    ).first()
    if account is None:
        return {"facts": {f.authorised.key: "", f.held.key: "", f.claimed.key: ""}}
    retiring = 1 if _renewal(case) is not None else 0
    own = Hold.objects.filter(case=reference_of(case)).first()
    claimed = account.claimed - (own.open if own is not None else 0)
    return {
        "facts": {
            f.authorised.key: "" if account.authorised is None else str(account.authorised),
            f.held.key: str(max(0, account.held - retiring)),
            f.claimed.key: str(claimed),
        }
    }


def _renewal(case: Case) -> Hold | None:
    """The hold of the replacement that a case buys the car for."""
    found = RenewalCase.objects.filter(case=case).select_related("hold__account__organ").first()
    return found.hold if found else None


def _hold(case: Case) -> Hold | None:
    own = Hold.objects.filter(case=reference_of(case)).select_related("account__organ").first()
    return own or _renewal(case)


def hold_places(case: Case, step: Step) -> None:
    """第九条: what the plan takes in is approved; its places are held from now on."""
    if _renewal(case) is not None:
        return
    facts = _facts(case)
    if not facts.get(CLASS) or not facts.get(f.asked.key):
        told = translate("没有写明%(names)s，不能占用编制")
        raise ValidationError(told % {"names": f"{CLASS}、{f.asked.key}"})
    place_hold(
        organ=case.organ,
        vehicle_class=facts[CLASS],
        count=int(facts[f.asked.key]),
        case=reference_of(case),
        actor=_actor(step),
        article="9/1",
    )


def hold_to_excess(case: Case, step: Step) -> None:
    """第十四条: the approval that the plan rests on serves this case, corrected or not, alone."""
    use_excess(case, _facts(case))


def give_back(case: Case, step: Step) -> None:
    """A case that ends without a car gives back what it held; a replacement keeps its own."""
    own = Hold.objects.filter(case=reference_of(case)).select_related("account__organ").first()
    if own is not None and own.open:
        reason = step.told.get("reason") or translate("办理终止")
        release(hold=own, reason=reason, actor=_actor(step))


def register_car(case: Case, step: Step) -> None:
    """第十六条: the registered car stands in the register; its place is now a car held."""
    hold = _hold(case)
    if hold is None:
        raise ValidationError(translate("没有占用的编制，不能登记车辆"))
    facts = _facts(case)
    _hold_to_standard(case, facts)
    cells = {column: str(facts[column]) for column in Car.FIELDS if facts.get(column)}
    cells |= {PLATE: _entries(step)[PLATE], "车辆来源": "购置"}
    deliver(hold=hold, cells=cells, reference=reference_of(case), actor=_actor(step))


def _hold_to_standard(case: Case, facts: Mapping[str, Any]) -> None:
    """The standard of the plan is held once more by what stands in the papers of the car.

    Raises:
        ValidationError: it is broken; the message names the articles.
    """
    compiled = rules_on(case.as_of).matter("purchase")
    own = {key: value for key, value in facts.items() if key in compiled.facts}
    parsed, _ = parse_given(compiled.matter, {"facts": own, "related": {}})
    decision = compiled.decide(parsed)
    if decision.verdict == BREACH:
        words = ENGLISH if in_english() else CHINESE
        raise ValidationError("；".join(reasons(compiled, decision, words)))


def enlarge(case: Case, step: Step) -> None:
    """第六条第二款: what the region approved is added to the number."""
    facts = _facts(case)
    if not facts.get(CLASS) or not facts.get(f.asked.key):
        told = translate("没有写明%(names)s，不能增加编制")
        raise ValidationError(told % {"names": f"{CLASS}、{f.asked.key}"})
    (account,) = accounts((case.organ, facts[CLASS]))
    if account.authorised is None:
        raise ValidationError(translate("%(account)s：编制数不知道") % {"account": account})
    set_authorised(
        organ=case.organ,
        vehicle_class=account.vehicle_class,
        authorised=account.authorised + int(facts[f.asked.key]),
        approval=Approval(_entries(step)[APPROVAL], today()),
        actor=_actor(step),
        reason=reference_of(case),
    )


def car_of(case: Case, state: CarState = CarState.IN_USE) -> Car:
    """The car that a case is about, by its plate: in use, or replaced, of the organ itself.

    Raises:
        ValidationError: the register has no such car of the organ.
    """
    found = Car.objects.filter(organ=case.organ, plate=case.subject, state=state)
    if (car := found.select_related("organ").first()) is None:
        told = translate("登记册中没有%(organ)s的车辆 %(plate)s（%(state)s）")
        named = {"organ": case.organ, "plate": case.subject, "state": state.label}
        raise ValidationError(told % named)
    return car


def state_now(case: Case) -> Mapping[str, Mapping[str, Any]]:
    """Whether the car was replaced, as the register says: nobody types it."""
    old = Car.objects.filter(organ=case.organ, plate=case.subject, state=CarState.REPLACED)
    return {"facts": {f.replaced.key: "是" if old.exists() else "否"}}


def hold_to_one_disposal(case: Case, step: Step) -> None:
    """A car is disposed of once: of two cases the second is refused."""
    car_of(case, CarState.REPLACED)
    others = Case.objects.filter(procedure=case.procedure, organ=case.organ, final=False)
    if others.filter(subject=case.subject).exclude(pk=case.pk).exists():
        raise ValidationError(translate("%(plate)s 的处置已经报批") % {"plate": case.subject})


def take_out(case: Case, step: Step) -> None:
    """第二十五条第二款: the old car, disposed of with finance's approval, leaves the register."""
    approved = case.history.filter(transition="approve").latest("pk")
    dispose(
        car=car_of(case, CarState.REPLACED),
        approval=_entries(approved)[APPROVAL],
        actor=_actor(step),
        reason=reference_of(case),
    )


def hold_for_renewal(case: Case, step: Step) -> None:
    """第二十五条: an approved replacement needs no place of its own; the old car waits for it."""
    car = car_of(case)
    place_hold(
        organ=case.organ,
        vehicle_class=car.vehicle_class,
        case=reference_of(case),
        renews=car,
        actor=_actor(step),
        article="25/1",
    )


def note_waiver(case: Case, step: Step) -> None:
    """第二十条: the number of the approval stands with the car."""
    _note(case, step, {"免标识核准文号": _entries(step)["核准文号"]})


def note_filing(case: Case, step: Step) -> None:
    """第二十条: so does that of the filing."""
    _note(case, step, {"免标识备案文号": _entries(step)["备案文号"]})


def _note(case: Case, step: Step, cells: Mapping[str, str]) -> None:
    change(
        car=car_of(case),
        cells=cells,
        kind=SourceKind.PROCEDURE,
        reference=reference_of(case),
        actor=_actor(step),
        article="20/1",
    )
