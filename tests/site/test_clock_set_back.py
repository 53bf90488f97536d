"""A machine whose clock is set back: what needs the present is refused with a page that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from guiju.clock import ClockSetBackError, using
from guiju.clock.moment import current
from guiju.ledger.models import Entry

pytestmark = pytest.mark.django_db


class SetBack:
    """A clock that went back after it was first asked."""

    def __init__(self) -> None:
        self._base, self.back = current(), False

    def now(self) -> object:
        """The time, or the refusal."""
        if self.back:
            raise ClockSetBackError("时钟", "2026-01-01", "以后的时间：机器的时钟被拨回")
        return self._base.now()


@pytest.mark.parametrize(("path", "kind"), [("/organs/", "text/html"), ("/api/", "json")])
def test_the_page_says_what_is_wrong(
    path: str, kind: str, as_role: Callable[[str], Client]
) -> None:
    client, clock = as_role("vehicle_authority"), SetBack()
    client.raise_request_exception = False
    with using(clock):  # type: ignore[arg-type]
        assert client.get("/organs/").status_code == 200
        entries, clock.back = Entry.objects.count(), True
        answer = client.get(path)
        assert answer.status_code == 503
        assert kind in answer["Content-Type"]
        assert ("时钟被拨回" in answer.content.decode()) is (kind == "text/html")
        assert Entry.objects.count() == entries
        clock.back = False
        assert client.get("/organs/").status_code == 200


def test_another_error_stays_a_500(
    as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    client = as_role("vehicle_authority")
    client.raise_request_exception = False
    monkeypatch.setattr("guiju.site.views.organs.search", broken)
    answer = client.get("/organs/")
    assert answer.status_code == 500
    assert "时钟" not in answer.content.decode()
