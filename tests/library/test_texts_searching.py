"""The search over everything imported, and the index that follows the database."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guiju.library.models import TextFile, Version
from guiju.library.official import searching

from .texts import FEES, PARKS, take_in

pytestmark = pytest.mark.django_db


def found(client: Client, **query: str) -> str:
    """The page of a search."""
    answer = client.get(reverse("library:text-search"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_word_of_two_characters_is_found_in_its_provision(client: Client) -> None:
    take_in(PARKS)
    told = found(client, q="答复")
    assert "找到 1 处" in told
    assert "<mark>答复</mark>" in told
    assert "/4/1/?version=2020-04-01" in told
    assert "没有找到" in found(client, q="没有这样的话")
    assert "输入要找的词语" in found(client)


def test_filters_and_pages(client: Client) -> None:
    take_in(PARKS)
    take_in(FEES)
    assert "甲市公园收费规定" in found(client, q="公园")
    assert "没有找到" in found(client, q="公园", kind="没有这一种")
    title = found(client, q="公园", part="title")
    assert "找到 2 处" in title
    assert "<mark>公园</mark>" in title
    assert "这一页没有内容" in found(client, q="公园", page="9")
    assert "<mark>公园</mark>" in found(client, q="公园", page="x")


def test_many_hits_are_paged(client: Client) -> None:
    many = "".join(f"第{n}条　树木应当保护。\n" for n in "六七八九十")
    for name in "甲乙丙丁戊":
        take_in(PARKS.replace("甲市", f"{name}市") + many)
    told = found(client, q="树木")
    assert "找到 25 处" in told
    assert told.count("<mark>") == 20
    assert "page=2" in told
    assert found(client, q="树木", page="2").count("<mark>") == 5


def test_the_index_is_made_anew_where_it_is_missing_or_damaged(own_index: Path) -> None:
    take_in(PARKS)
    assert searching.search("答复").total == 1
    shutil.rmtree(own_index)
    assert searching.search("答复").total == 1
    (own_index / "current.json").write_text("damaged")
    assert searching.search("答复").total == 1
    for path in own_index.glob("*.segment"):
        path.unlink()
    searching._index.cache_clear()
    assert searching.search("答复").total == 1


def test_the_index_follows_a_database_that_another_process_changed() -> None:
    take_in(PARKS)
    take_in(FEES)
    assert searching.search("收费标准").total == 1
    gone = Version.objects.get(title="甲市公园收费规定")
    file = gone.file_id
    gone.delete()
    TextFile.objects.filter(pk=file).delete()
    assert searching.search("收费标准").total == 0
    assert searching.search("答复").total == 1


def test_the_number_of_queries_of_a_search(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    take_in(PARKS)
    take_in(FEES)
    found(client, q="公园")
    with django_assert_max_num_queries(12):
        found(client, q="公园")
