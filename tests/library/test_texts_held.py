"""Official wording beside the rules: held to the recorded hashes, warned where it differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from guiju.library.coverage import find_outline
from guiju.library.models import Clause
from guiju.library.official.importing import Imported, read_in, receive
from guiju.library.official.linking import held, outline_of, version_for
from guiju.texts import wording_hash

from .texts import ACTOR, PARKS, take_in

pytestmark = pytest.mark.django_db
VEHICLES = "崇政办发〔2020〕1号"
ELECTIONS = "中国共产党地方组织选举工作条例"
RELIEF = "崇政发〔2020〕2号"
SCHOOLS = "崇政规〔2020〕1号"


def file_in(folder: Path, begins: str) -> Imported:
    """A shared source taken in."""
    (path,) = folder.glob(f"{begins}_*.txt")
    received = receive(content=path.read_bytes(), name=path.name, actor=ACTOR)
    return read_in(received, actor=ACTOR)


def named_like(number: str) -> str:
    """An invented text under the title of an instrument."""
    outline = find_outline(number)
    assert outline is not None
    return PARKS.replace("甲市公园管理办法", outline.title)


def test_a_text_of_that_title_is_held_to_the_outline(client: Client) -> None:
    outline = find_outline(VEHICLES)
    assert outline is not None
    assert held(outline).version is None
    take_in(named_like(VEHICLES))
    told = held(outline)
    assert told.version is not None
    assert "1/1" in told.other
    assert "7/1/1" in told.missing
    assert not told.same
    page = client.get(reverse("library:provision", args=[VEHICLES, "1/1"])).content.decode()
    assert "为了管理公园，制定本办法。" in page
    assert "与规则所依据的原文不一致" in page
    assert "2020-04-01 起施行的版本" in page
    coverage = client.get(reverse("library:coverage", args=[VEHICLES])).content.decode()
    assert "原文与记录的不一致" in coverage


def test_a_wording_that_agrees_is_said_to(client: Client) -> None:
    outline = find_outline(VEHICLES)
    assert outline is not None
    take_in(named_like(VEHICLES))
    Clause.objects.filter(address="1/1").update(wording=outline["1/1"].wording)
    page = client.get(reverse("library:provision", args=[VEHICLES, "1/1"])).content.decode()
    assert "与规则所依据的原文一致" in page


def test_of_two_wordings_of_a_day_the_one_that_agrees_is_held() -> None:
    outline = find_outline(VEHICLES)
    assert outline is not None
    first = take_in(named_like(VEHICLES))
    take_in(named_like(VEHICLES).replace("社区公园", "社区花园"))
    version = first.file.versions.get()
    version.clauses.filter(address="1/1").update(wording=outline["1/1"].wording)
    assert version_for(outline) == version
    assert outline_of(version.work) == outline


def test_the_hash_of_a_clause_is_that_of_its_wording() -> None:
    take_in(PARKS)
    wordings = Clause.objects.values_list("text", "wording")
    assert wordings
    assert all(wording_hash(text) == wording for text, wording in wordings)


@pytest.mark.parametrize(
    ("begins", "number"),
    [("001", VEHICLES), ("001", RELIEF), ("001", SCHOOLS), ("000", ELECTIONS)],
)
def test_every_recorded_hash_agrees_with_the_source(
    sources: Path, begins: str, number: str
) -> None:
    file_in(sources, begins)
    outline = find_outline(number)
    assert outline is not None
    told = held(outline)
    assert told.version is not None
    assert (told.other, told.missing) == ((), ())
    assert len(told.same) == sum(bool(one.wording) for one in outline)


def test_the_34_articles_of_the_vehicle_rules_have_addresses(sources: Path, client: Client) -> None:
    file_in(sources, "001")
    outline = find_outline(VEHICLES)
    assert outline is not None
    version = version_for(outline)
    assert version is not None
    addresses = version.clauses.values_list("address", flat=True)
    assert {address.partition("/")[0] for address in addresses} == {str(n) for n in range(1, 35)}
    for number in range(1, 35):
        where = reverse("library:text-clause", args=[version.work.slug, str(number)])
        assert client.get(where).status_code == 200


def test_a_provision_cited_by_the_number_of_its_notice_is_found(
    sources: Path, client: Client
) -> None:
    file_in(sources, "001")
    where = reverse("library:text-clause", args=[VEHICLES, "7/1"])
    page = client.get(where, follow=True)
    assert page.redirect_chain
    assert "第七条" in page.content.decode()
