"""The whole demo: the city's organs and people, what its clerks handed in and decided."""

from __future__ import annotations

from django.db import transaction

from guiju.cases.demo import load_decisions
from guiju.institutions.vehicles.demo import load_checks, load_register
from guiju.institutions.vehicles.models import Check
from guiju.institutions.vehicles.procedures.demo import load_cases
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.ledger.services import Actor
from guiju.organs.demo import load_organs
from guiju.organs.models import Organ, Role, Tenure
from guiju.organs.scope import organs_of
from guiju.oversight.demo import load_states


@transaction.atomic
def load_city() -> bool:
    """Fill an empty database; False where there are organs already."""
    if Organ.objects.exists():
        return False
    load_organs()
    load_checks()
    load_register()
    _follow_checks()
    load_states()
    load_decisions()
    load_cases()
    return True


def _follow_checks() -> None:
    """Follow what the demo's ledgers showed, each by whoever handed it in."""
    for check in Check.objects.select_related("organ").order_by("pk"):
        holding = Tenure.objects.filter(post__organ=check.organ).order_by("pk")
        tenure = holding.exclude(post__role=Role.ADMINISTRATOR).select_related("post__organ")[0]
        actor = Actor(tenure.account.name, str(tenure.post))
        follow_check(check, organs=organs_of(tenure.post), actor=actor)
