"""The whole demo: the city's organs and people, and the ledgers that its clerks handed in."""

from __future__ import annotations

from django.db import transaction

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
    return True
