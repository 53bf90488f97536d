"""An organ that has ended is chosen nowhere: no number, no application, no adoption, no finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guiju.clock import today
from guiju.institutions.vehicles.models import Adopted, Car
from guiju.institutions.vehicles.services.adopting import adopt, rehearse
from guiju.organs.models import Organ
from guiju.oversight.models import Finding

from .registers import ACTOR, OFFICE, POLICE, checked, city_organs, organ, row

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def end(code: str = OFFICE) -> None:
    """The organ has ended, with nothing in it."""
    Organ.objects.filter(code=code).update(ended=today())


@pytest.mark.parametrize("address", ["/vehicles/quota/set/", "/vehicles/apply/"])
def test_no_form_offers_it(address: str, as_role: As) -> None:
    client = as_role("vehicle_authority")
    option = f">{organ().name}</option>"
    assert option in client.get(address).content.decode()
    end()
    page = client.get(address).content.decode()
    assert option not in page
    assert f">{organ(POLICE).name}</option>" in page


def test_its_rows_are_left_alone_by_an_adoption(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1), row(2, POLICE)])
    before = rehearse(check, city_organs())
    assert before.counts[Adopted.NEW] == 2
    organs = list(city_organs())
    end()
    # It ended after the rehearsal was confirmed: what was confirmed is no longer the plan.
    with pytest.raises(ValidationError, match="重新查看预演"):
        adopt(check=check, organs=organs, fingerprint=before.fingerprint, actor=ACTOR)
    plan = rehearse(check, organs)
    assert [(line.became, line.why) for line in plan.lines] == [
        (Adopted.CONFLICT, [["no organ", "市教育局"]]),
        (Adopted.NEW, []),
    ]
    adopt(check=check, organs=organs, fingerprint=plan.fingerprint, actor=ACTOR)
    assert [car.organ.code for car in Car.objects.all()] == [POLICE]


def test_what_a_check_found_of_it_is_not_followed_and_said_so(as_role: As, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1, 产地="进口"), row(2, POLICE, 产地="进口")])
    end()
    client = as_role("vehicle_authority")
    page = client.post(reverse("vehicles:follow", args=[check.pk]), follow=True).content.decode()
    assert "个发现没有列入，找不到机关：市教育局" in page
    assert set(Finding.objects.values_list("organ__code", flat=True)) == {POLICE}
