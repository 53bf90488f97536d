"""The register's pages: from the live decision to the kept one, by posts that may."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from guiju.cases.models import Receipt
from guiju.ledger.models import Entry
from guiju.library.actions import actions_of
from guiju.organs.models import Organ, Post
from guiju.sheets import read_workbook

from .conftest import AWARD, HIT, LOSS_FIELDS, award, fields, kept, loss

KEEP = "/cases/keep/"
AWARD_FIELDS = fields("schools/award", AWARD)
JUDGE = {
    "judge-0-post": "市财政局（金融办）",
    "judge-0-person": "演示乙",
    "judge-0-reason": "停产三个月",
    "judge-0-date": "2020-05-01",
}
CONFIRM = {"confirm": "1", "token": "a" * 32}
As = Callable[[str], Client]


def text(answer: Any) -> str:
    """A page's text."""
    return answer.content.decode()


def english(client: Client) -> Client:
    """The client with the page in English."""
    client.cookies["django_language"] = "en"
    return client


def test_the_live_page_offers_to_keep_and_its_form_leads_to_the_check(clerk_of: As) -> None:
    client = clerk_of("4514-08")
    live = reverse("library:decide", args=["崇政规〔2020〕1号", "award"])
    query = {key: value for key, value in AWARD_FIELDS.items() if key != "rule"}
    page = text(client.get(live, query))
    assert f'action="{KEEP}"' in page
    assert 'name="rule" value="schools/award"' in page
    post = Organ.objects.get(code="4514-D").posts.get()
    assert [one for one in actions_of(post) if one.url_name == "cases:keep"] == []


def test_answers_are_checked_before_anything_is_kept(clerk_of: As) -> None:
    answer = clerk_of("4514-08").post(KEEP, AWARD_FIELDS)
    page = text(answer)
    assert answer.status_code == 200
    assert "100000.00" in page and "评为自治区示范性" in page
    assert 'name="f:民办" value="是"' in page
    assert 'name="confirm" value="1"' in page
    assert not Receipt.objects.exists()
    back = page.partition(
        f'href="{reverse("library:decide", args=["崇政规〔2020〕1号", "award"])}?'
    )[2]
    assert back, "a way back to the live page"


def test_a_confirmed_decision_is_kept_once_and_shown(clerk_of: As) -> None:
    client = clerk_of("4514-08")
    sent = {**AWARD_FIELDS, **CONFIRM, "subject": "演示幼儿园"}
    answer = client.post(KEEP, sent, follow=True)
    receipt = Receipt.objects.get()
    assert answer.redirect_chain[0][0] == f"/cases/4514-08/{receipt.reference}/"
    account = Organ.objects.get(code="4514-08").posts.get().tenures.get()
    assert receipt.made_by == f"{account.post} {account.account.name}"
    assert Entry.objects.filter(action="cases.kept", actor_name=account.account.name).exists()
    page = text(answer)
    for told in (receipt.reference, "演示幼儿园", "100000.00", receipt.sha256, receipt.made_by):
        assert told in page
    assert receipt.rules_version in page
    client.post(KEEP, sent)
    assert Receipt.objects.count() == 1, "sent twice"


def test_a_posted_verdict_is_never_believed(clerk_of: As) -> None:
    lies = {"verdict": "entitled", "amount": "99999999", "rules_version": "x"}
    sent = {**fields("schools/award", {**AWARD, "民办": "否"}), **CONFIRM, **lies}
    clerk_of("4514-08").post(KEEP, sent)
    receipt = Receipt.objects.get()
    assert (receipt.verdict, receipt.amount) == ("not entitled", 0)
    assert receipt.rules_version != "x"


def test_the_one_who_is_signed_in_is_offered_as_who_judged(clerk_of: As) -> None:
    page = text(clerk_of("4514-F").post(KEEP, LOSS_FIELDS))
    tenure = Post.objects.get(organ__code="4514-F").tenures.get()
    assert "市财政局（金融办）" in page, "whom the rule names"
    assert f'value="{tenure.account.name}"' in page
    assert f'value="{tenure.post}"' in page
    assert 'name="judge-0-reason"' in page
    assert timezone.localdate().isoformat() in page


def test_a_judgement_is_kept_as_it_was_told(clerk_of: As) -> None:
    clerk_of("4514-F").post(KEEP, {**LOSS_FIELDS, **CONFIRM, **JUDGE})
    told = Receipt.objects.get().content["judgements"]
    assert [(j["person"], j["reason"], j["date"]) for j in told] == [
        ("演示乙", "停产三个月", "2020-05-01")
    ]


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("reason", " ", "理由"),
        ("person", "", "作出判断的人"),
        ("post", "", "作出判断的岗位"),
        ("date", "2999-01-01", "判断日期不能晚于今天"),
        ("date", "昨天", "判断日期"),
    ],
)
def test_a_judgement_without_who_why_or_when_is_refused_and_nothing_typed_is_lost(
    clerk_of: As, part: str, value: str, told: str
) -> None:
    sent = {**LOSS_FIELDS, **CONFIRM, **JUDGE, "subject": "演示公司", f"judge-0-{part}": value}
    answer = clerk_of("4514-F").post(KEEP, sent)
    page = text(answer)
    assert answer.status_code == 400
    assert 'id="error-summary"' in page
    assert f'href="#id_judge-0-{part}">' in page
    assert told in page.partition('id="error-summary"')[2].partition("</div>")[0]
    assert 'value="演示公司"' in page
    assert 'name="r:guarantees:1:实际代偿损失（元）" value="800000"' in page
    assert not Receipt.objects.exists()


def test_fields_of_judgement_cannot_be_left_out(clerk_of: As) -> None:
    answer = clerk_of("4514-F").post(KEEP, {**LOSS_FIELDS, **CONFIRM})
    assert answer.status_code == 400
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("f:企业规模", "小小企业", "企业规模"),
        ("n:guarantees", "many", "担保业务"),
        ("r:guarantees:1:实际代偿损失（元）", "1.234", "担保业务 1 实际代偿损失（元）"),
        ("as_of", "2020-13-01", "按此日的规则"),
        ("as_of", "2019-01-01", "按此日的规则"),
    ],
)
def test_what_cannot_be_read_is_typed_again_and_the_rest_kept(
    clerk_of: As, name: str, value: str, label: str
) -> None:
    client = clerk_of("4514-F")
    answer = client.post(KEEP, {**LOSS_FIELDS, **CONFIRM, **JUDGE, name: value})
    page = text(answer)
    assert answer.status_code == 400
    assert f'<a href="#id_{escape(name)}">{label}：' in page
    assert f'value="{value}"' in page
    other = "f:受疫情影响较大"
    assert f'<input type="hidden" name="{other}" value="是">' in page
    assert not Receipt.objects.exists()
    again = client.post(KEEP, LOSS_FIELDS)
    assert again.status_code == 200


def test_a_strange_field_is_named_and_dropped(clerk_of: As) -> None:
    page = text(clerk_of("4514-F").post(KEEP, {**LOSS_FIELDS, "f:企业规摸": "是"}))
    assert "企业规摸" in page and "企业规模" in page
    assert 'name="f:企业规摸"' not in page


def test_an_unknown_rule_is_not_there_and_a_bare_visit_leads_on(clerk_of: As) -> None:
    client = clerk_of("4514-08")
    assert client.post(KEEP, {"rule": "schools/nothing"}).status_code == 404
    assert client.post(KEEP, {}).status_code == 404
    assert client.get(KEEP)["Location"] == reverse("library:matters")


def test_a_lapsed_measure_is_shown_as_a_replay(clerk_of: As) -> None:
    client = clerk_of("4514-F")
    assert "2020-06-30" in text(client.post(KEEP, LOSS_FIELDS))
    receipt = kept("4514-F", loss(受疫情影响较大=""))
    page = text(client.get(f"/cases/4514-F/{receipt.reference}/"))
    assert "重演" in page and "2020-06-30" in page
    assert "须由人判断" in page and "市财政局（金融办）" in page


@pytest.fixture
def register(city: None) -> list[Receipt]:
    """Decisions of three organs."""
    return [
        kept("4514-08", award(), subject="=演示幼儿园"),
        kept("4514-08", award(民办="否"), subject="另一所"),
        kept("4514-F", loss(受疫情影响较大="")),
        kept("451421-02", award()),
    ]


def listed(client: Client, **query: str) -> list[str]:
    """The organs and references on a list page, from its export."""
    answer = client.get("/cases/", {**query, "export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return [f"{row[1]} {row[0][-4:]}" for row in rows[1:]]


def test_a_post_sees_its_organ_and_who_watches_sees_the_level(
    register: list[Receipt], clerk_of: As
) -> None:
    own = clerk_of("4514-08")
    assert sorted(listed(own)) == ["市教育局 0001", "市教育局 0002"]
    assert len(listed(clerk_of("4514-D"))) == 4
    assert listed(clerk_of("451421-02")) == ["扶绥县公安局 0001"]
    foreign = register[3]
    for name in ("detail", "json", "replay"):
        address = reverse(f"cases:{name}", args=["451421-02", foreign.reference])
        assert own.get(address).status_code == 404
        assert clerk_of("4514-D").get(address).status_code == 200


def test_only_clerks_keep_and_inspection_reads(register: list[Receipt], clerk_of: As) -> None:
    inspector = clerk_of("4514-D")
    assert inspector.get("/cases/").status_code == 200
    assert inspector.post(KEEP, {**AWARD_FIELDS, **CONFIRM}).status_code == 403
    public = Client().post(KEEP, {**AWARD_FIELDS, **CONFIRM})
    assert "/sign-in/" in public["Location"]
    assert Receipt.objects.count() == 4


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 4),
        ({"q": "0002"}, 1),
        ({"q": "另一所"}, 1),
        ({"q": "schools"}, 3),
        ({"q": "代偿"}, 1),
        ({"q": "MODEL SCHOOLS"}, 3),
        ({"q": "教育局"}, 2),
        ({"q": "无此"}, 0),
        ({"rule": "schools/award"}, 3),
        ({"rule": "schools/award", "verdict": "entitled"}, 2),
        ({"verdict": "unknown"}, 1),
        ({"verdict": "not entitled", "q": "市教育局"}, 1),
    ],
)
def test_the_list_is_searched_and_filtered(
    register: list[Receipt], clerk_of: As, query: dict[str, str], count: int
) -> None:
    client = clerk_of("4514-D")
    assert len(listed(client, **query)) == count
    page = text(client.get("/cases/", query))
    assert page.count('<td data-label="编号">') == count
    assert (f"共 {count} 条" if count else "没有保存的决定") in page


def test_the_list_is_sorted_and_paged(register: list[Receipt], clerk_of: As) -> None:
    client = clerk_of("4514-08")
    assert [row[-4:] for row in listed(client)] == ["0002", "0001"], "newest first"
    assert [row[-4:] for row in listed(client, sort="reference")] == ["0001", "0002"]
    assert [row[-4:] for row in listed(client, sort="-amount")] == ["0001", "0002"]
    for _ in range(50):
        kept("4514-08")
    assert "1 / 2" in text(client.get("/cases/"))
    assert len(listed(client)) == 52, "an export holds every page"


def queries(client: Client) -> int:
    """How many queries the list page makes."""
    with CaptureQueriesContext(connection) as found:
        client.get("/cases/")
    return len(found)


def test_a_list_of_many_takes_no_more_queries(register: list[Receipt], clerk_of: As) -> None:
    client = clerk_of("4514-D")
    few = queries(client)
    for _ in range(20):
        kept("4514-08")
    assert queries(client) == few == 10


def test_the_list_goes_out_as_csv_and_xlsx(
    register: list[Receipt], clerk_of: As, tmp_path: Any
) -> None:
    client = clerk_of("4514-08")
    answer = client.get("/cases/", {"export": "csv", "sort": "reference"})
    assert answer["Content-Type"] == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["对象"] == "'=演示幼儿园", "no formula runs"
    assert (first["规则代码"], first["金额（元）"]) == ("schools/award", "100000.00")
    assert first["SHA-256"] == register[0].sha256
    path = tmp_path / "list.xlsx"
    path.write_bytes(client.get("/cases/", {"export": "xlsx", "sort": "reference"}).content)
    table = read_workbook(path).table("决定")
    cells = dict(zip(table.header, table.rows[0][1], strict=True))
    assert cells["对象"] == "=演示幼儿园"
    assert str(cells["金额（元）"]) in ("100000", "100000.00")


def test_the_pages_speak_english(register: list[Receipt], clerk_of: As) -> None:
    client = english(clerk_of("4514-F"))
    page = text(client.get("/cases/"))
    assert "Kept decisions" in page and "cannot be told" in page
    receipt = register[2]
    detail = text(client.get(f"/cases/4514-F/{receipt.reference}/"))
    for told in (
        "Hard hit by the epidemic",
        "Loss on the guarantee (yuan)",
        "the city&#x27;s finance bureau (financial office)",
        "was in force until 2020-06-30",
        "Standards of that day",
    ):
        assert told in detail, told
    replay = text(client.get(f"/cases/4514-F/{receipt.reference}/replay/"))
    assert "It agrees" in replay
    check = text(client.post(KEEP, LOSS_FIELDS))
    assert "Keep a decision" in check and "Hard hit by the epidemic" in check
    wrong = text(client.post(KEEP, {**LOSS_FIELDS, "f:企业规模": "x"}))
    assert "Size of the firm" in wrong


def test_a_replay_is_a_page_that_changes_nothing(register: list[Receipt], clerk_of: As) -> None:
    before = Entry.objects.count()
    receipt = register[0]
    page = text(clerk_of("4514-08").get(f"/cases/4514-08/{receipt.reference}/replay/"))
    assert "一致" in page and "不一致" not in page
    assert Entry.objects.count() == before
    assert Receipt.objects.get(pk=receipt.pk).text == receipt.text


def test_every_fact_names_its_source(clerk_of: As) -> None:
    client = clerk_of("4514-F")
    page = text(client.post(KEEP, {**LOSS_FIELDS, **CONFIRM, **JUDGE}, follow=True))
    tenure = Post.objects.get(organ__code="4514-F").tenures.get()
    clerk = f"{tenure.post} {tenure.account.name}"
    facts = page.partition("<h2>事实</h2>")[2].partition("</table>")[0]
    sources = {
        row.split("</td>")[0].rpartition(">")[2]: row.split("</td>")[2].rpartition(">")[2]
        for row in facts.split("<tr>")[2:]
    }
    assert sources == {"企业规模": clerk, "受疫情影响较大": "市财政局（金融办） 演示乙"}
    assert set(sources) == set(HIT)


def test_a_letter_names_the_standards_of_its_matter_and_facts_in_the_order_of_the_rules(
    clerk_of: As,
) -> None:
    receipt = kept("4514-F", loss(受疫情影响较大=""))
    page = text(clerk_of("4514-F").get(f"/cases/4514-F/{receipt.reference}/"))
    standards = page.partition("当日的标准")[2].partition("</dl>")[0]
    assert "担保代偿损失补偿比例" in standards and "融资和担保业务的起始日" in standards
    assert "失业保险费返还比例" not in standards, "of another matter"
    records = page.partition("<h3>担保业务</h3>")[2].partition("</thead>")[0]
    assert records.index("担保日期") < records.index("实际代偿损失（元）")


def test_a_letter_can_be_told_from_the_stored_text_alone(clerk_of: As) -> None:
    receipt = kept("4514-08", award(民办=""))
    page = text(clerk_of("4514-08").get(f"/cases/4514-08/{receipt.reference}/"))
    for sentence in receipt.content["decision"]["sentences"]:
        assert escape(sentence.strip()) in page
    assert "还不知道" in page and "民办" in page
