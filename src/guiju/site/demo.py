"""The whole demo: the city's organs and people, what its clerks handed in and decided."""

from __future__ import annotations

from django.db import transaction

from guiju.cases.demo import load_decisions
from guiju.institutions.vehicles.demo import load_checks
from guiju.organs.demo import load_organs
from guiju.organs.models import Organ


@transaction.atomic
def load_city() -> bool:
    """Fill an empty database; False where there are organs already."""
    if Organ.objects.exists():
        return False
    load_organs()
    load_checks()
    load_decisions()
    return True
