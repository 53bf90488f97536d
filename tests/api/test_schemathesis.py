"""The API as its description promises it: schemathesis looks for what does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.core.failures import FailureGroup

from guiju.organs import tokens
from guiju.site.api.composed import API
from guiju.site.wsgi import application

from .conftest import OFFICE, issued
from .test_reading import applied, found

# A fact fits its schema and yet not the rules, as does a state without its procedure: told by 422.
JUDGED = ["decide", "application-answer", "application-hand-in", "applications"]
FINE = ["2xx", "401", "403", "404", "409", "422"]
SETTINGS = {
    "operations": [
        {
            "include-operation-id": JUDGED,
            "checks": {"positive_data_acceptance": {"expected-statuses": FINE}},
        }
    ]
}
config = schemathesis.Config.from_dict(SETTINGS)
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, config=config)
BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""As many examples of each operation as fit into a minute, the same in every run."""


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request leaves the connection of the test open, as one by Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.auth()
class Shown:
    """The token that is shown; where schemathesis leaves it out or spoils it, it stays so."""

    secret = ""

    def get(self, case: Any, context: Any) -> str:
        """The token of the running test."""
        return Shown.secret

    def set(self, case: Any, data: str, context: Any) -> None:
        """Put it where it belongs."""
        case.headers["Authorization"] = f"Bearer {data}"


@pytest.fixture
def shown(one_connection: None, city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that may do all that the API offers, of an organ of which there is something."""
    # Hundreds of wrong tokens are shown here, and each is to be answered as the first one.
    monkeypatch.setattr(tokens, "FREE_FAILURES_OF_AN_ADDRESS", 1_000_000)
    applied(OFFICE)
    found(OFFICE)
    Shown.secret = issued(OFFICE, hands_in=True)[1]


@pytest.mark.django_db
@schema.parametrize()
@BOUNDED
def test_schemathesis_finds_nothing(case: Any, shown: None) -> None:
    assert case.call_and_validate().status_code < 500


def lying(environ: dict[str, Any], start_response: Any) -> Any:
    """The same application under a description that says otherwise of a token."""
    if environ["PATH_INFO"] != "/api/openapi.json":
        return application(environ, start_response)
    told = json.loads(json.dumps(API.get_openapi_schema()))
    told["components"]["schemas"]["TokenTold"]["properties"]["hands_in"] = {"type": "string"}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


@pytest.mark.django_db
def test_an_answer_that_is_not_as_described_is_found(shown: None) -> None:
    for described, holds in ((application, True), (lying, False)):
        told = schemathesis.openapi.from_wsgi("/api/openapi.json", described)
        case = told["/api/token"]["GET"].Case(headers={"Authorization": f"Bearer {Shown.secret}"})
        if holds:
            assert case.call_and_validate().status_code == 200
        else:
            with pytest.raises(FailureGroup, match="violates schema"):
                case.call_and_validate()


@pytest.mark.django_db
def test_an_error_of_the_server_is_found(shown: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guiju.oversight.api.told_of", lambda one: 1 // 0)
    case = schema["/api/findings"]["GET"].Case(headers={"Authorization": f"Bearer {Shown.secret}"})
    with pytest.raises(FailureGroup, match="Server error"):
        case.call_and_validate()
