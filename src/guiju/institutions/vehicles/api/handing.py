"""Handing in by a token: read as the page reads it, begun once for each key, and recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from guiju.organs.models import Organ
from guiju.organs.tokens import Bearer, record_act
from guiju.pages.api import Conflict, Forbidden, Refusal, Strange
from guiju.procedures.models import Case, entry_subject
from guiju.procedures.refusals import Refused
from guiju.rules.deciding import judge_of
from guiju.rules.tables.fields import accepted

from ..models import Car, Hold
from ..selectors.applying import KINDS, Application, Kind, Subject, read_application
from ..selectors.applying.live import FROM_THE_REGISTER, cars_of, renewals_of
from ..services.applying import hand_in

_HALF = 16
"""Signs of a case's token that are the key's; the others are those of what was sent."""


@dataclass(frozen=True)
class Sent:
    """An application as it was sent: facts by name, the car's plate, the case it serves."""

    kind: str
    facts: dict[str, str] = field(default_factory=dict)
    plate: str = ""
    replaces: str = ""
    subject: str = ""

    @property
    def digest(self) -> str:
        """What tells two applications apart."""
        return _digest(json.dumps(asdict(self), ensure_ascii=True, sort_keys=True))


def read(bearer: Bearer, sent: Sent) -> Application:
    """The application of the token's own organ, with what the register knows.

    Raises:
        Strange: a value that is not accepted, or that is not the applicant's to tell.
    """
    kind, organ = KINDS[sent.kind], bearer.post.organ
    car, hold = _car(kind, organ, sent.plate), _hold(kind, organ, sent.replaces)
    data = QueryDict(mutable=True)
    for name, text in sent.facts.items():
        data[f"f:{name}"] = text
    application = read_application(kind, organ, car, hold, data)
    _hold_to_form(application, sent)
    return application


def hand_in_once(bearer: Bearer, sent: Sent, key: str) -> tuple[Case, bool]:
    """Begin the case of an application, once for a key of the organ; whether it is new.

    Raises:
        Strange: it is not complete, or has a value that is not accepted.
        Conflict: the key served another application, or the procedure refuses it.
        Forbidden: the post may not begin it.
    """
    with transaction.atomic():
        # Whoever hands in for this organ waits here, so that a key begins one case.
        organ = Organ.objects.select_for_update(no_key=True).get(pk=bearer.post.organ_id)
        token = _digest(key)[:_HALF] + sent.digest[:_HALF]
        found = Case.objects.filter(organ=organ, token__startswith=token[:_HALF])
        known = found.select_related("organ").first()
        if known is not None:
            if known.token != token:
                raise Conflict("Idempotency-Key", key, _("这个键已用于另一份申请，请换一个"))
            return known, False
        case = _begun(bearer, sent, token)
        if case.history.exclude(for_post="").exists():
            # A delegation trusts a person; nothing is written, as the transaction ends here.
            raise Forbidden("Authorization", str(bearer.post), _("受委托代行的，须由本人登录办理"))
        record_act(bearer, chain=organ.code, subject=entry_subject(case))
        return case, True


def _begun(bearer: Bearer, sent: Sent, token: str) -> Case:
    application = read(bearer, sent)
    wanted = [*dict.fromkeys([*application.missing, *application.unfilled])]
    if wanted:
        raise Strange("facts", "", _("还要知道：%(facts)s") % {"facts": "、".join(wanted)})
    try:
        return hand_in(
            application,
            post=bearer.post,
            account=bearer.account,
            subject=sent.subject,
            token=token,
        )
    except ValidationError as error:
        raise _refusal(error, sent) from None


def _refusal(error: ValidationError, sent: Sent) -> Refusal:
    """What the service refuses, with the status that fits."""
    told = "；".join(error.messages)
    if isinstance(error, Refused):
        if error.code in ("not in post", "wrong post", "delegation over"):
            return Forbidden("Authorization", "", told)
        return Strange("facts", "", told) if error.code == "facts" else Conflict("", "", told)
    if hasattr(error, "error_dict"):
        return Strange(next(iter(error.error_dict)), sent.subject, told)
    return Conflict("replaces", sent.replaces, told)


def _car(kind: Kind, organ: Organ, plate: str) -> Car | None:
    if kind.subject is not Subject.CAR:
        _refuse_needless("plate", plate)
        return None
    found = next((car for car in cars_of(organ) if car.plate == plate.strip()), None)
    if found is None:
        raise Strange("plate", plate, _("本单位在用车辆的号牌"))
    return found


def _hold(kind: Kind, organ: Organ, case: str) -> Hold | None:
    if kind.code != "car":
        _refuse_needless("replaces", case)
    if not case:
        return None
    open_ = renewals_of(organ)
    found = next((hold for hold in open_ if hold.case == case), None)
    if found is None:
        told = " · ".join(hold.case for hold in open_) or _("本单位没有等待购置的更新")
        raise Strange("replaces", case, told)
    return found


def _refuse_needless(where: str, value: str) -> None:
    if value:
        raise Strange(where, value, _("不填：这种申请不需要"))


def _hold_to_form(application: Application, sent: Sent) -> None:
    """Refuse what was told wrongly, or is not the applicant's to tell: nothing is dropped."""
    judged = {fact.key for fact in application.kind.matter.facts() if judge_of(fact) is not None}
    firm = {one.fact.key: one.value for one in application.known if not one.changeable}
    for name, text in sent.facts.items():
        where = f"facts {name}"
        if name in judged:
            raise Strange(where, text, _("不填：由人判断"))
        if name in FROM_THE_REGISTER:
            raise Strange(where, text, _("不填：以登记册为准"))
        if name in firm and text.strip() not in ("", firm[name]):
            raise Strange(where, text, _("不填，或者 %(known)s：已经知道") % {"known": firm[name]})
    for name, told in application.typed.errors.items():
        raise Strange(
            f"facts {name[2:]}",
            sent.facts.get(name[2:], ""),
            _accepts(application, name[2:]) or told,
        )


def _accepts(application: Application, name: str) -> str:
    """What would be accepted for a fact; nothing where no such fact is asked for."""
    matter = application.kind.matter
    facts: Iterable = (*matter.facts(), *matter.aggregates(), *application.kind.also)
    return next((accepted(fact).chinese for fact in facts if fact.key == name), "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
