"""How the demo's people open cases and take steps: by the services, as whoever is in office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.clock import today
from guiju.organs.demo.people import OFFICES, holder
from guiju.organs.models import Account, Organ, Post
from guiju.procedures.answering import earlier_answers
from guiju.procedures.definitions import find_version
from guiju.procedures.guarding import Answer, decide_guard
from guiju.procedures.hooks import supplied
from guiju.procedures.models import Case, Delegation
from guiju.procedures.services import open_case, take_step
from guiju.rules.deciding import UNKNOWN

INSTITUTION = "vehicles"


def who(code: str) -> tuple[Post, Account]:
    """Who acts for an organ today: the holder of its post, or whoever stands in for them."""
    held = holder(code)
    given = Delegation.objects.filter(
        giver=held.post, since__lte=today(), until__gte=today(), ended=None, procedure=""
    )
    one = given.select_related("taker__organ__parent").order_by("pk").first()
    if code.rpartition("-")[2] in OFFICES and one is not None:
        tenure = holder(code, one.taker.role)
        return one.taker, tenure.account
    return held.post, held.account


def begun(code: str, name: str, facts: Mapping[str, Any], subject: str = "") -> Case:
    """A case that the clerk of an organ opens."""
    organ = Organ.objects.get(code=code)
    own = {"单位类别": organ.category, "行政层级": organ.level}
    return open_case(*who(code), f"{INSTITUTION}/{name}", {**own, **facts}, {}, subject)


def now_of(case: Case) -> Case:
    """A case as it stands now."""
    return Case.objects.select_related("organ__parent").get(pk=case.pk)


def number_of(case: Case) -> str:
    """What the invented documents of a case are numbered by."""
    return f"{case.organ.code}-{case.number}"


def tried(case: Case, code: str, name: str, why: str, **entries: str) -> bool:
    """A step by an organ, its questions answered; not taken where the rules stand against it."""
    case = now_of(case)
    told = _answers(case, name, why, entries)
    if told is None:
        return False
    take_step(
        *who(code),
        case.pk,
        name,
        reason=why,
        judgements=told,
        entries=entries,
        expected_state=case.state,
    )
    return True


def step(case: Case, code: str, name: str, why: str, **entries: str) -> None:
    """A step that nothing stands against.

    Raises:
        RuntimeError: the rules do.
    """
    if not tried(case, code, name, why, **entries):
        raise RuntimeError(f"{case.procedure} {case.reference} {name}: against the rules")


def _answers(
    case: Case, name: str, why: str, entries: Mapping[str, str]
) -> dict[str, Answer] | None:
    """What a person answers so that a step may be taken; None where no answer would let it.

    What the step writes down (``entries``) is known to its guard already.
    """
    guard = find_version(case.procedure, case.version).transitions[name].guard
    if guard is None:
        return {}
    known, earlier = supplied(case), earlier_answers(case)
    facts = {**known, "facts": {**known["facts"], **entries}}
    guarded = decide_guard(guard, case.as_of, facts, earlier)
    told = {one.title: Answer("是", why) for one in guarded.questions}
    if told:
        guarded = decide_guard(guard, case.as_of, facts, {**earlier, **told})
    if guarded.verdict not in guard.verdicts or (guarded.verdict == UNKNOWN and guarded.missing):
        return None
    return told
