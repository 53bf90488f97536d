"""One key sent twice at the same moment begins one case; one token is used by many at once."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections, connections

from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.organs.tokens import ACTED
from guiju.procedures.models import Case
from tests.institutions.vehicles.registers import numbered

from .conftest import OFFICE, Program, issued
from .test_handing_in import CAR, HAND_IN, KEY

MANY = 4


@pytest.mark.usefixtures("transactional_city")
def test_one_key_at_once_is_one_case() -> None:
    numbered(count=9)
    _, secret = issued(OFFICE, hands_in=True)
    start, answers = threading.Barrier(MANY), []

    def send() -> None:
        close_old_connections()
        asked = Program(secret)
        start.wait()
        answer = asked.client.post(
            f"/api/{HAND_IN}",
            CAR,
            content_type="application/json",
            headers={**asked.headers, "Idempotency-Key": KEY},
        )
        answers.append((answer.status_code, answer.json().get("reference")))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case = Case.objects.get()
    expected = [(200, case.reference)] * (MANY - 1) + [(201, case.reference)]
    assert sorted(answers) == expected
    assert Entry.objects.filter(action=ACTED).count() == 1
    assert verify().broken is None
