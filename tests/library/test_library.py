"""The pages of the instruments and their coverage."""

import pytest
from django.test import Client
from django.urls import reverse

from guiju.library.coverage import outlines

pytestmark = [pytest.mark.django_db, pytest.mark.once]
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


RELIEF = "崇政发〔2020〕2号"


def test_the_page_of_an_article_shows_standards_rules_and_matters(client: Client) -> None:
    page = client.get(reverse("library:provision", args=[RELIEF, "5"])).content.decode()
    for said in (
        "中小企业每家贷款贴息上限",
        "300000.00 元",
        "2020-02-07",
        "贷款日期不早于融资和担保业务的起始日（2020-02-01）",
        "由人判断",
        "市财政局（金融办）",
        "审批 1",
        reverse("library:decide", args=[RELIEF, "interest"]),
        "已经失效",
    ):
        assert said in page


def test_the_page_of_an_article_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get(reverse("library:provision", args=[NUMBER, "7/1/1"])).content.decode()
    for said in ("must or must not", "applies to", "120000.00 yuan", "Decide a case", "except"):
        assert said in page


def test_a_whole_article_lists_its_paragraphs_and_their_rules(client: Client) -> None:
    page = client.get(reverse("library:provision", args=[NUMBER, "7"])).content.decode()
    assert "<h1>第七条" in page
    for address in ("7/1/1", "7/1/2", "7/1/3", "7/2"):
        assert reverse("library:provision", args=[NUMBER, address]) in page
    assert "执法执勤用车配备标准" in page


def test_an_article_names_the_rules_elsewhere_that_use_it(client: Client) -> None:
    page = client.get(reverse("library:provision", args=[NUMBER, "14/1"])).content.decode()
    assert "其他条款的规则用到这里" in page
    assert reverse("library:provision", args=[NUMBER, "7/1/1"]) in page


def test_every_article_has_a_page(client: Client) -> None:
    for outline in outlines().values():
        wanted = {str(p) for p in outline} | {str(p).partition("/")[0] for p in outline}
        for address in sorted(wanted):
            url = reverse("library:provision", args=[outline.instrument, address])
            assert client.get(url).status_code == 200, url


def test_coverage_as_json_names_period_standards_and_rules(client: Client) -> None:
    told = client.get(reverse("library:coverage", args=[RELIEF]), {"format": "json"}).json()
    assert told["until"] == "2020-06-30"
    assert told["effective"] == "2020-02-07"
    fifth = next(p for p in told["provisions"] if p["address"] == "5")
    assert "interest_cap" in fifth["standards"]
    assert "relief/interest" in fifth["rules"]
