"""The pages of the instruments and their coverage."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
NUMBER = "崇政办发〔2020〕1号"


def test_coverage_is_public_searched_and_filtered(client: Client) -> None:
    url = reverse("library:coverage", args=[NUMBER])
    assert NUMBER in client.get(reverse("library:list")).content.decode()
    page = client.get(url).content.decode()
    assert page.count("<tr>") == 77
    assert "第七条第一款第（一）项" in page
    assert client.get(f"{url}?kind=judgement").content.decode().count("<tr>") == 4
    assert "没有符合的条款" in client.get(f"{url}?q=没有这样的话").content.decode()
    assert client.get(f"{url}?format=json").json()["totals"]["unclaimed"] == 0


def test_a_provision_with_its_readings(client: Client) -> None:
    page = client.get(reverse("library:provision", args=[NUMBER, "15/1"])).content.decode()
    for said in ("第十五条", "现在这样读", "也可以读作", "谁可以定"):
        assert said in page


@pytest.mark.parametrize("path", ["国发〔1999〕1号/", f"{NUMBER}/99/1/"])
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/library/{path}").status_code == 404
