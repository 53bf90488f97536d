"""The pages of imported texts: public, stable addresses, links both ways, files to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guiju.jobs.models import Job
from guiju.jobs.worker import run_one
from guiju.library.models import TextFile, Version
from guiju.library.official import file_views

from .texts import FEES, PARKS, PARKS_LATER, take_in

pytestmark = pytest.mark.django_db
SLUG = "甲市公园管理办法"


def page(client: Client, name: str, *args: str, **query: str) -> str:
    """What a page says."""
    answer = client.get(reverse(f"library:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_texts_the_pages_say_so(client: Client) -> None:
    assert "还没有导入官方文本" in page(client, "list")
    assert "没有符合的文本" in page(client, "texts")
    assert "没有可以检索的内容" in page(client, "text-search", q="公园")
    number = "崇政办发〔2020〕1号"
    assert "官方文本还没有导入" in page(client, "coverage", number)
    assert "官方文本还没有导入" in page(client, "provision", number, "7/1/1")


def test_a_work_shows_its_tree_and_every_provision_has_an_address(client: Client) -> None:
    take_in(PARKS)
    told = page(client, "text", SLUG)
    assert "第二章 管 理" in told or "第二章 管理" in told
    assert f'href="/library/texts/{quote(SLUG)}/2/1/2/?version=2020-04-01"' in told
    for address in ("2", "2/1", "2/1/2", "4/1"):
        assert "原文" in page(client, "text-clause", SLUG, address)
    assert client.get(f"/library/texts/{SLUG}/77/").status_code == 404
    assert client.get("/library/texts/没有/").status_code == 404
    assert client.get(f"/library/texts/{SLUG}/?version=1999-01-01").status_code == 404


def test_a_whole_article_shows_all_of_it_and_its_neighbours(client: Client) -> None:
    take_in(PARKS)
    told = page(client, "text-clause", SLUG, "2")
    assert "<h1>第二条" in told
    assert "综合公园；" in told
    assert "社区公园。" in told
    assert "← 1" in told
    assert "3 →" in told


def test_a_citation_links_both_ways(client: Client) -> None:
    take_in(PARKS)
    take_in(FEES)
    told = page(client, "text-clause", "甲市公园收费规定", "1")
    assert f'href="/library/texts/{quote(SLUG)}/4/?on=2021-03-01"' in told
    assert "（没有导入）" in told
    assert "（被引用的文本里没有这一处）" in page(client, "text-clause", "甲市公园收费规定", "2")
    back = page(client, "text-clause", SLUG, "4/1")
    assert f"/library/texts/{quote('甲市公园收费规定')}/1/1/" in back
    assert "甲市公园收费规定" in page(client, "text", SLUG)
    own = page(client, "text-clause", SLUG, "2/1/2")
    assert f"/library/texts/{quote(SLUG)}/3/1/?version=2020-04-01" in own


def test_a_notice_without_articles_shows_its_words_and_what_it_cites(client: Client) -> None:
    notice = """甲市人民政府关于做好公园管理工作的通知
甲政发〔2021〕3号
各区人民政府：
请认真执行《甲市公园管理办法》第四条，切实做好工作。
甲市人民政府
2021年4月6日
"""
    take_in(PARKS)
    take_in(notice)
    told = page(client, "text", "甲政发〔2021〕3号")
    assert "切实做好工作" in told
    assert f'href="/library/texts/{quote(SLUG)}/4/?on=2021-04-06"' in told


def test_a_version_of_a_day_is_shown(client: Client) -> None:
    take_in(PARKS)
    take_in(PARKS_LATER)
    assert "500元" in page(client, "text-clause", SLUG, "4", on="2023-01-01")
    assert "300元" in page(client, "text-clause", SLUG, "4", on="2024-05-01")
    assert "500元" in page(client, "text-clause", SLUG, "4", version="2020-04-01")
    assert "2024-05-01</strong>" in page(client, "text", SLUG, version="2024-05-01")


def test_quantities_are_listed_and_filtered(client: Client) -> None:
    take_in(PARKS)
    told = page(client, "text-quantities", SLUG)
    assert "至多（含）" in told
    assert "工作日" in told
    filtered = page(client, "text-quantities", SLUG, kind="time limit")
    assert "工作日" in filtered
    assert "500" not in filtered


def test_texts_are_taken_away(client: Client) -> None:
    take_in(PARKS)
    told = client.get(reverse("library:text-json", args=[SLUG])).json()
    assert told["provisions"][3]["address"] == "2/1/2"
    assert page(client, "text-markdown", SLUG).startswith("# 甲市公园管理办法")
    assert page(client, "text-printed", SLUG).strip() == PARKS.strip()
    original = client.get(reverse("library:text-original", args=[TextFile.objects.get().pk]))
    assert original.content == PARKS.encode()


def test_the_page_of_a_file_lists_documents_and_the_rest(client: Client) -> None:
    done = take_in(PARKS)
    told = page(client, "text-file", str(done.file.pk))
    assert SLUG in told
    assert done.file.sha256 in told


def test_a_small_upload_is_read_at_once(as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    where = reverse("library:text-import")
    upload = SimpleUploadedFile("parks.txt", PARKS.encode())
    told = client.post(where, {"file": upload}, follow=True).content.decode()
    assert "新增 1 个文本版本" in told
    upload = SimpleUploadedFile("again.txt", PARKS.encode())
    assert "没有改动" in client.post(where, {"file": upload}, follow=True).content.decode()
    assert client.post(where, {}).status_code == 400
    empty = SimpleUploadedFile("empty.txt", b"")
    assert client.post(where, {"file": empty}).status_code == 400


def test_a_large_upload_is_a_job(
    as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_views, "AT_ONCE", 10)
    client = as_role("vehicle_authority")
    upload = SimpleUploadedFile("parks.txt", PARKS.encode())
    answer = client.post(reverse("library:text-import"), {"file": upload})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:detail", args=[job.pk])  # type: ignore[attr-defined]
    assert run_one("test")
    job.refresh_from_db()
    assert (job.state, job.rows_done, job.rows_total) == ("done", 1, 1)
    assert Version.objects.count() == 1
    assert client.get(job.result["url"]).status_code == 200


def test_only_posts_with_the_ability_import(as_role: Callable[[str], Client]) -> None:
    where = reverse("library:text-import")
    assert as_role("discipline").get(where).status_code == 403
    assert as_role("administrator").get(where).status_code == 200


@pytest.mark.parametrize("name", ["text", "text-quantities"])
def test_the_number_of_queries_does_not_grow(
    name: str, client: Client, django_assert_max_num_queries: Any
) -> None:
    more = "".join(f"第{n}条　依照本办法第一条，费用不得超过500元。\n" for n in "六七八九十")
    take_in(PARKS)
    take_in(PARKS.replace("甲市公园", "乙市公园") + more)
    for slug in (SLUG, "乙市公园管理办法"):
        with django_assert_max_num_queries(12):
            page(client, name, slug)
    with django_assert_max_num_queries(8):
        page(client, "texts")
