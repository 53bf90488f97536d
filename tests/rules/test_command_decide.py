"""``rules list``, ``decide``, ``ask`` and ``replay``: one case on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .command_line import answer, command, refusal

SMALL = {"企业规模": "中小企业", "生产用品": "其他"}
LOAN = {"贷款日期": "2020-03-01", "金融机构贷款": "是", "2020年2—6月利息（元）": "0.05"}
CASE = {"facts": SMALL, "related": {"loans": [LOAN]}}
DAY = ("--as-of", "2020-03-01")
RULE = "relief/interest"


@pytest.fixture
def facts(tmp_path: Path) -> Any:
    """Writes a file of facts."""

    def write(data: Any, name: str = "case.json") -> Path:
        path = tmp_path / name
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
            path.write_text(text, "utf-8")
        return path

    return write


def test_list_names_every_matter_with_its_facts_and_records() -> None:
    told = {book["rulebook"]: book for book in answer("list")["rulebooks"]}
    assert set(told) >= {"relief", "schools", "vehicles"}
    matters = {one["rule"]: one for one in told["relief"]["matters"]}
    assert matters[RULE]["facts"] == ["企业规模", "生产用品"]
    assert list(matters[RULE]["related"]) == ["loans"]
    assert told["relief"]["until"] == "2020-06-30"
    assert {"name": "interest_cap", "title": "中小企业每家贷款贴息上限", "unit": "元",
            "address": "5"} in told["relief"]["standards"]  # fmt: skip
    status, out, _ = command("list")
    assert status == 0
    assert all(rule in out for rule in matters)


def test_decide_in_json_and_yaml(facts: Any) -> None:
    told = answer("decide", RULE, "--facts", facts(CASE), *DAY)
    assert (told["verdict"], told["amount"], told["missing"]) == ("entitled", "0.02", [])
    assert told["provisions"] == ["5"]
    assert told["reasons"]
    assert told["derivation"]
    assert [one["post"] for one in told["approvals"]]
    assert told["lapsed"] is None
    yaml = "企业规模: 中小企业\n生产用品: 其他\n企业: 甲\n"
    alone = answer("decide", RULE, "--facts", facts(yaml, "case.yaml"), *DAY)
    assert alone["verdict"] == "unknown"
    assert alone["missing"] == ["贷款"]
    assert alone["between"] == ["0.00", "300000.00"]


def test_a_json_file_may_be_indented_by_tabs_and_keeps_its_figures(facts: Any) -> None:
    text = '{\n\t"facts": {"企业规模": "中小企业", "生产用品": "其他"},\n\t"related": {"loans": [{'
    text += '"贷款日期": "2020-03-01", "金融机构贷款": "是", "2020年2—6月利息（元）": 0.05}]}}'
    assert answer("decide", RULE, "--facts", facts(text), *DAY)["amount"] == "0.02"


def test_decide_speaks_both_languages_and_says_that_the_measure_has_lapsed(facts: Any) -> None:
    path = facts({**CASE, "facts": {"企业规模": "中小企业"}})
    status, out, _ = command("decide", RULE, "--facts", path, "--as-of", "2020-07-01")
    assert status == 0
    assert "尚不能判定" in out
    assert "执行至 2020-06-30" in out
    assert "还不知道：生产用品" in out
    status, out, _ = command("decide", RULE, "--facts", path, "--as-of", "2020-07-01", "--english")
    assert "not known: Goods made, Interest of 2020 (yuan)" in out
    assert "in force until 2020-06-30" in out
    assert "approval 1" in out


def test_who_is_not_entitled_needs_no_approval(facts: Any) -> None:
    path = facts({"企业规模": "大型企业", "生产用品": "其他"})
    told = answer("decide", RULE, "--facts", path, *DAY)
    assert (told["verdict"], told["approvals"]) == ("not entitled", [])


def test_judgements_name_the_post(facts: Any) -> None:
    rent = {"经营用房": "国有资产类", "位于中泰产业园": "否", "月租金（万元）": "0.01"}
    told = answer("decide", "relief/rent", "--facts", facts(rent), *DAY)
    assert told["missing"] == ["减免月数"]
    assert told["between"] == ["100.00", "300.00"]
    assert told["judgements"][0]["post"] == "出租国有资产类经营用房的单位"


def test_ask_names_what_can_still_matter_and_nothing_else(facts: Any) -> None:
    told = answer("ask", RULE)
    assert [one["fact"] for one in told["ask"]] == ["生产用品", "企业规模", "贷款"]
    assert "医护用品" in told["ask"][0]["accepts"]
    assert told["ask"][2]["records"] == list({**LOAN, "2020年度利息（元）": ""})
    large = answer("ask", RULE, "--facts", facts({"企业规模": "大型企业"}))
    assert [one["fact"] for one in large["ask"]] == ["生产用品", "贷款"]
    status, out, _ = command("ask", RULE, "--facts", facts(CASE))
    assert (status, out) == (0, "不用再问：符合，可以享受\n")


def test_a_receipt_replays_and_tells_when_it_was_altered(facts: Any, tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    command("decide", RULE, "--facts", facts(CASE), "--receipt", receipt, "--person", "某人", *DAY)
    assert command("replay", receipt)[:2] == (0, "一致\n")
    altered = json.loads(receipt.read_text("utf-8"))
    altered["facts"]["企业规模"] = "大型企业"
    status, out, err = command("replay", facts(altered, "r2.json"), "--json")
    assert (status, err) == (1, "")
    assert json.loads(out)["agrees"] is False
    assert json.loads(out)["differences"]


@pytest.mark.parametrize(
    ("data", "where", "value", "expected"),
    [
        ({"企业规模": "小企业"}, "facts 企业规模", "小企业", "中小企业 · 大型企业 之一"),
        ({"企业规": "中小企业"}, "facts 企业规", "企业规", "企业规模"),
        ({"企业规模": ["中小企业"]}, "facts 企业规模", "一个列表", "中小企业"),
        ({"企业规模": True}, "facts 企业规模", "True", "中小企业"),
        ({"facts": [1]}, "facts", "一个列表", "事实"),
        ({"related": [1]}, "related", "一个列表", "事实"),
        ({"related": {"loan": []}}, "related", "loan", "loans"),
        ({"related": {"loans": 3}}, "loans", "3", "记录列表"),
        ({"related": {"loans": [LOAN, 3]}}, "loans[2]", "3", "事实"),
        ({"facts": {}, "fact": 1}, "facts", "fact", "facts · related"),
        ({"related": {"loans": [{**LOAN, "贷款日期": "2020-02-30"}]}}, "loans[1] 贷款日期",
         "2020-02-30", "日期"),
        ({"related": {"loans": [{"2020年度利息（元）": "-1"}]}}, "loans[1] 2020年度利息（元）",
         "-1", "0 至 1000000000 元"),
        ({"related": {"loans": [{"2020年度利息（元）": "0.001"}]}}, "loans[1] 2020年度利息（元）",
         "0.001", "2位小数"),
        ({"related": {"loans": [{"2020年度利息（亿元）": "1"}]}}, "loans[1] 2020年度利息（亿元）",
         "2020年度利息（亿元）", "2020年度利息（元）"),
        ({"可补贴的2020年度利息（元）": "1", "可补贴的2020年度利息（分）": "1"},
         "facts 可补贴的2020年度利息（分）", "可补贴的2020年度利息（分）", "只写一次"),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_used(
    facts: Any, data: Any, where: str, value: str, expected: str
) -> None:
    for name in ("decide", "ask"):
        error = refusal(name, RULE, "--facts", facts(data), *DAY)
        assert (error["where"], error["value"]) == (where, value)
        assert expected in error["expected"]


@pytest.mark.parametrize(
    "text",
    ["", "[1]", "3", "{", "{a: [}", "a: &x [*x]", "a: !!python/name:os.system", "? [a]\n: 1",
     '{"企业规模": "中小企业", "企业规模": "大型企业"}', "生产用品: 其他\n生产用品: 医护用品",
     '{"企业规模": "\\ud800"}', '企业规模: "\\ud800"', "a: \x07", "[" * 20_000, b"\xff\xfe\x00",
     b"\x00\x01"],
    ids=repr,
)  # fmt: skip
def test_files_that_are_no_facts(facts: Any, text: Any) -> None:
    error = refusal("decide", RULE, "--facts", facts(text))
    assert error["where"].startswith("case.json") or error["where"].startswith("facts")


def test_names_and_days_that_are_none(facts: Any, tmp_path: Path) -> None:
    path = facts(CASE)
    assert "relief" in refusal("decide", "relif/interest", "--facts", path)["expected"]
    nearest = refusal("decide", "relief/intrest", "--facts", path)["expected"]
    assert nearest.startswith("relief/interest")
    assert RULE in refusal("ask", "relief")["expected"]
    for day in ("2020-13-01", "20200301", "2020-W10", "morgen", "2020-03"):
        error = refusal("decide", RULE, "--facts", path, "--as-of", day)
        assert (error["where"], error["value"]) == ("--as-of", day)
    early = refusal("decide", RULE, "--facts", path, "--as-of", "2020-02-06")
    assert "2020-02-07" in early["expected"]
    assert refusal("decide", RULE, "--facts", tmp_path)["where"] == str(tmp_path)
    assert refusal("decide", RULE, "--facts", tmp_path / "none")["where"].endswith("none")
    assert refusal("decide", RULE, "--facts", path, "--receipt", tmp_path)["expected"]
    assert "--facts" in refusal("decide", RULE)["expected"]
    for text in ("[]", "{", '{"format": "x"}'):
        assert refusal("replay", facts(text))["expected"]


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.dates().map(str),
    st.sampled_from(["是", "中小企业", "其他", "2020-03-01", "0.05", "1e3"]),
)  # fmt: skip
names = st.one_of(
    st.sampled_from(["facts", "related", "loans", *SMALL, *LOAN, "企业"]), st.text(max_size=4)
)
nonsense = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=nonsense)
def test_nonsense_is_decided_or_refused(facts: Any, data: Any) -> None:
    for name in ("decide", "ask"):
        status, out, err = command(name, RULE, "--facts", facts(data), *DAY, "--json")
        assert status in (0, 2)
        assert ("error" in json.loads(out)) == (status == 2) == bool(err)
