"""A case is decided while it is typed: on the page, in both languages, without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from guiju.library import actions, deciding
from guiju.library.deciding import LONGEST_ADDRESS, all_places
from guiju.rules.registry import find, names
from guiju.site.middleware import LONGEST_QUERY

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RELIEF, SCHOOLS, VEHICLES = "崇政发〔2020〕2号", "崇政规〔2020〕1号", "崇政办发〔2020〕1号"
LOAN = {
    "r:loans:1:贷款日期": "2020-03-01",
    "r:loans:1:金融机构贷款": "是",
    "r:loans:1:2020年2—6月利息（元）": "200000",
}


def page(client: Client, instrument: str, matter: str, **fields: str) -> str:
    """The page of a case."""
    response = client.get(reverse("library:decide", args=[instrument, matter]), fields)
    assert response.status_code == 200
    return unescape(response.content.decode())


def asked(text: str) -> list[str]:
    """The fields of the form in their order, each once; rows of records as they stand."""
    found = re.findall(r'name="((?:f|r|n):[^"]+)"', text)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_matter_has_a_page_in_both_languages(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    for place in all_places():
        text = page(client, place.rulebook.outline.instrument, place.matter.name)
        assert ("Verdict" if language == "en" else "结论") in text
        assert (place.matter.english if language == "en" else place.matter.title) in text
        assert asked(text)
    assert {place.book for place in all_places()} == set(names())


def test_an_amount_with_its_derivation(client: Client) -> None:
    text = page(
        client, RELIEF, "interest",
        **{"f:企业规模": "中小企业", "f:生产用品": "其他", "n:loans": "1", **LOAN},
    )  # fmt: skip
    assert "符合，可以享受" in text
    assert "<strong>60000.00</strong>" in text
    assert "不用再问：结论已定" in text
    assert "市县两级财政部门" in text
    assert f'href="{reverse("library:provision", args=[RELIEF, "5"])}"' in text
    assert find("relief").in_force(deciding.dt.date(2024, 1, 1)).version in text
    assert "这件文件执行至 2020-06-30" in text


def test_the_same_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    text = page(
        client, RELIEF, "interest",
        **{"f:企业规模": "中小企业", "f:生产用品": "其他", "n:loans": "1", **LOAN},
    )  # fmt: skip
    assert "entitled" in text
    assert "Amount <strong>60000.00</strong> yuan" in text
    assert "Nothing more to ask" in text
    assert "small or medium firm: " in text
    assert "at most 2 decimals, 0 to 1000000000 yuan" in text
    assert "such as 2020-03-01" in text


def test_only_what_can_change_the_outcome_is_asked(client: Client) -> None:
    assert asked(page(client, RELIEF, "interest")) == ["f:生产用品", "f:企业规模", "n:loans"]
    maker = page(client, RELIEF, "interest", **{"f:生产用品": "消杀用品", "n:loans": "1"})
    assert "f:企业规模" not in asked(maker)
    assert "r:loans:1:2020年度利息（元）" in asked(maker)
    assert "r:loans:1:贷款日期" not in asked(maker)
    none = page(client, RELIEF, "rent", **{"f:经营用房": "其他"})
    assert asked(none) == ["f:经营用房"]
    assert "不享受" in none


def test_answers_stay_and_the_first_answered_comes_first(client: Client) -> None:
    text = page(client, SCHOOLS, "interest", **{"f:民办": "是", "f:学校类别": "小学"})
    assert asked(text)[:2] == ["f:民办", "f:学校类别"]
    assert re.search(r'value="小学" selected', text)


def test_a_long_list_of_questions_is_opened_on_demand(client: Client) -> None:
    first = asked(page(client, VEHICLES, "car"))
    every = asked(page(client, VEHICLES, "car", all="1"))
    assert len(first) == deciding.AT_ONCE < len(every)
    assert every[: len(first)] == first


def test_a_breach_names_its_provision(client: Client) -> None:
    text = page(
        client, VEHICLES, "purchase",
        **{
            "f:单位类别": "行政机关", "f:行政层级": "县", "f:用车类别": "机要通信",
            "f:车型": "轿车",
            "f:动力类型": "汽油", "f:价格（元）": "120000.01", "f:排气量（升）": "1.6",
            "f:购置日期": "2021-01-01", "f:超标准批准文号": "无", "f:产地": "国产",
        },
    )  # fmt: skip
    assert "不符合第七条第一款第（一）项" in text
    assert "不用再问" in text


def test_a_judgement_names_the_post_that_alone_may_answer(client: Client) -> None:
    text = page(client, RELIEF, "guarantee-loss", **{"f:企业规模": "中小企业"})
    assert "只能由有权的人判断：市财政局（金融办）" in text
    assert "受疫情影响较大——<strong>市财政局（金融办）</strong>" in text


def test_errors_link_to_their_fields_and_nothing_typed_is_lost(client: Client) -> None:
    text = page(
        client, RELIEF, "interest",
        **{"f:企业规模": "中小企业", "n:loans": "1", **LOAN, "r:loans:1:贷款日期": "三月一日"},
    )  # fmt: skip
    link = re.search(r'id="error-summary".*?href="#([^"]+)">贷款日期：应为 1949-10-01', text, re.S)
    assert link is not None
    assert f'id="{link[1]}"' in text
    assert 'value="三月一日"' in text
    assert 'value="200000"' in text
    assert "尚不能判定" in text


@pytest.mark.parametrize(
    ("day", "said"), [("2020-02-30", "应为日期"), ("2020-02-06", "不早于 2020-02-07")]
)
def test_the_day_is_typed_and_checked(client: Client, day: str, said: str) -> None:
    text = page(client, RELIEF, "rent", **{"as_of": day, "f:经营用房": "其他"})
    assert said in text
    assert f'value="{day}"' in text
    assert "不享受" not in text


def test_within_its_period_no_measure_is_called_lapsed(client: Client) -> None:
    text = page(client, RELIEF, "rent", as_of="2020-06-30")
    assert "重演" not in text
    assert "重演" in page(client, RELIEF, "rent", as_of="2020-07-01")


def test_rows_are_added_and_taken_away_by_buttons(client: Client) -> None:
    two = page(client, RELIEF, "interest", **{"n:loans": "1", **LOAN, "add": "loans"})
    assert "贷款 2" in two
    assert 'value="2020-03-01"' in two
    fields = {**LOAN, "r:loans:2:贷款日期": "2020-04-01", "n:loans": "2"}
    one = page(client, RELIEF, "interest", **fields, remove="loans:1")
    assert 'value="2020-04-01"' in one
    assert 'value="2020-03-01"' not in one
    assert "贷款 2" not in one
    none = page(client, RELIEF, "interest", **LOAN, **{"n:loans": "1"}, remove="loans:1")
    assert re.search(r'value="none" checked', none)
    first = page(client, RELIEF, "interest", add="loans")
    assert "贷款 1" in first


def test_no_records_differ_from_unknown_records(client: Client) -> None:
    known = {"f:企业规模": "中小企业", "f:生产用品": "其他"}
    assert "不享受" in page(client, RELIEF, "interest", **known, **{"n:loans": "none"})
    open_ = page(client, RELIEF, "interest", **known, **{"n:loans": "unknown"})
    assert "尚不能判定" in open_
    assert "<strong>300000.00</strong>" in open_


def test_many_records_are_posted_and_come_to_the_same(client: Client) -> None:
    fields = {"f:企业规模": "中小企业", "f:生产用品": "其他", "n:loans": "50"}
    for row in range(1, 51):
        fields |= {name.replace(":1:", f":{row}:"): text for name, text in LOAN.items()}
    response = client.post(reverse("library:decide", args=[RELIEF, "interest"]), fields)
    text = response.content.decode()
    assert "<strong>300000.00</strong>" in text
    assert 'method="post"' in text
    assert "csrfmiddlewaretoken" in text
    assert "页面上最多这么多条" in text
    assert LONGEST_ADDRESS < LONGEST_QUERY


def test_a_script_gets_the_case_alone_and_the_address_to_show(client: Client) -> None:
    url = reverse("library:decide", args=[RELIEF, "rent"])
    fields = {"f:经营用房": "其他", "f:位于中泰产业园": ""}
    response = client.post(url, fields, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    address = response.headers["HX-Replace-Url"]
    assert address.startswith(url)
    again = client.get(address).content.decode()
    assert "不享受" in again
    assert "HX-Request" in response.headers["Vary"]


def test_a_name_that_no_fact_has(client: Client) -> None:
    text = page(client, RELIEF, "rent", **{"f:租金": "3"})
    assert "没有这个名称：租金" in text


def test_scripts_in_what_is_typed_stay_text(client: Client) -> None:
    url = reverse("library:decide", args=[RELIEF, "rent"])
    text = client.get(url, {"f:月租金（元）": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in text


@pytest.mark.parametrize("path", [f"{RELIEF}/decide/none/", "国发〔1999〕1号/decide/interest/"])
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/library/{path}").status_code == 404


def test_no_question_to_the_database(client: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(1):  # type: ignore[operator]  # whether this is the demo
        page(client, RELIEF, "interest")


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One action, of those who may check ledgers."""
    monkeypatch.setattr(actions, "_ACTIONS", {})
    actions.register("sign-out", "留存", "vehicles.check")
    yield


def test_actions_are_offered_to_posts_that_may(keeping: None, as_role: object) -> None:
    fields = {"f:经营用房": "其他", "as_of": "2020-03-01"}
    text = page(as_role("using_clerk"), RELIEF, "rent", **fields)  # type: ignore[operator]
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*留存</button>", text, re.S)
    assert form is not None
    for hidden in ('name="rule" value="relief/rent"', 'name="f:经营用房" value="其他"',
                   'name="as_of" value="2020-03-01"', "csrfmiddlewaretoken"):  # fmt: skip
        assert hidden in form[0]
    assert "留存" not in page(as_role("public"), RELIEF, "rent", **fields)  # type: ignore[operator]


def test_matters_are_listed_and_searched(client: Client) -> None:
    url = reverse("library:matters")
    text = client.get(url).content.decode()
    for place in all_places():
        assert place.matter.title in text
    found = client.get(url, {"q": "贴息"}).content.decode()
    assert "企业贷款贴息" in found
    assert "公务用车编制" not in found
    assert "没有符合的事项" in client.get(url, {"q": "没有这样的事"}).content.decode()
    assert reverse("library:matters") in client.get("/").content.decode()
