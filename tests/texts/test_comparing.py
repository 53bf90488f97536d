"""The comparison itself, on an invented notice with rules: each thing that differs is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from tests.texts.comparing import compare, remarks
from tests.texts.soundness import unsound

Json = dict[str, Any]
SOURCE = "第3版\n甲市关于印发船只办法的通知\n甲发〔2021〕9号\n甲市\n2021年5月1日\n\n" + (
    "船只办法\n第一条 船只分为：\n（一）木船；\n（二）铁船。\n另有规定的除外。\n"
    "第二条 本办法自印发之日起施行爲准。\n"
)


def at(words: str) -> tuple[int, int]:
    """Where words of the example stand."""
    start = SOURCE.index(words)
    return start, start + len(words)


def provision(address: str, text: str, words: str) -> Json:
    """A provision of the example."""
    start, end = at(words)
    return {
        "address": address,
        "label": "",
        "chapter": None,
        "text": text,
        "start": start,
        "end": end,
    }


def answer() -> Json:
    """The example as a parser should give it."""
    middle = SOURCE.index("船只办法\n")
    notice = {
        "title": "甲市关于印发船只办法的通知",
        "number": "甲发〔2021〕9号",
        "issuer": "甲市",
        "kind": "通知",
        "date": "2021-05-01",
        "dates": [dict(zip(("start", "end"), at("2021年5月1日"), strict=True))],
        "effective": None,
        "addressees": None,
        "annex_of": None,
        "start": 4,
        "end": middle,
        "parts": [[4, middle]],
        "provisions": [],
        "attachments": [],
        "tables": [],
        "flags": [],
    }
    notice["dates"][0] |= {"role": "signed", "date": "2021-05-01"}
    start, end = at("施行爲准")
    flag = {
        "kind": "word",
        "start": start,
        "end": end,
        "printed": "爲",
        "proposed": "为",
        "reason": "r",
    }
    rules = copy.deepcopy(notice) | {
        "title": "船只办法",
        "number": None,
        "kind": "办法",
        "annex_of": "甲发〔2021〕9号",
        "effective": "2021-05-01",
        "dates": [],
        "start": middle,
        "end": len(SOURCE),
        "parts": [[middle, len(SOURCE)]],
        "flags": [flag],
        "provisions": [
            provision("1/1", "船只分为：", "船只分为："),
            provision("1/1/1", "（一）木船；", "（一）木船；"),
            provision("1/1/2", "（二）铁船。", "（二）铁船。"),
            provision("1/2", "另有规定的除外。", "另有规定的除外。"),
            provision("2/1", "本办法自印发之日起施行爲准。", "本办法自印发之日起施行爲准。"),
        ],
    }
    head = {"kind": "page head", "start": 0, "end": 4}
    return {
        "file": "x",
        "characters": len(SOURCE),
        "documents": [notice, rules],
        "leftovers": [head],
    }


EXPECTED: Json = {
    "characters": len(SOURCE),
    "documents": [
        {
            "title": "甲市关于印发船只办法的通知",
            "number": "甲发〔2021〕9号",
            "issuer": "甲市",
            "kind": "通知",
            "date": "2021-05-01",
            "dates": [["signed", "2021-05-01"]],
            "effective": None,
            "start": "甲市关于印发",
            "end": "5月1日",
            "attachments": [],
        },
        {
            "title": "船只办法",
            "kind": {"is": "办法", "or": ["规章"]},
            "articles": 2,
            "annex_of": "甲发〔2021〕9号",
            "start": ["船只办法", 2],
            "end": "爲准。",
            "effective": {"is": "2021-05-01", "may": True},
            "shapes": {1: {1: 2, 2: 0}},
            "flags": [{"at": "施行爲", "printed": "爲", "proposed": "为", "reason": "r"}],
            "provisions": [
                ["1/1", "船只", "分为："],
                ["1/1/1", "木船", "船；"],
                ["1/1/2", "铁船", "船。"],
                ["1/2", "另有", "除外。"],
                ["2/1", "本办法", "爲准。"],
            ],
        },
    ],
    "leftovers": [{"kinds": ["page head"], "from": "第3版", "to": "版"}],
}


def test_what_agrees_differs_in_nothing() -> None:
    assert compare(EXPECTED, answer(), SOURCE) == []
    assert remarks(EXPECTED, answer(), SOURCE) == []
    assert unsound(answer(), SOURCE) == []


def rules(given: Json) -> Json:
    """The second document of the example."""
    found: Json = given["documents"][1]
    return found


CHANGES: dict[str, Callable[[Json], Any]] = {
    "characters": lambda one: one.update(characters=1),
    "no document": lambda one: one["documents"].pop(1),
    "a document that is none": lambda one: one["documents"].append(
        rules(answer()) | {"title": "y"}
    ),
    "kind": lambda one: rules(one).update(kind="通知"),
    "annex_of": lambda one: rules(one).update(annex_of=None),
    "start": lambda one: rules(one).update(parts=[[SOURCE.index("第一条"), len(SOURCE)]]),
    "end": lambda one: rules(one).update(parts=[[rules(one)["start"], SOURCE.index("第二条")]]),
    "dates: no": lambda one: one["documents"][0]["dates"].clear(),
    "is none of this document": lambda one: one["documents"][0]["dates"].append(
        {"role": "signed", "date": "2020-01-01", "start": 5, "end": 6}
    ),
    "provisions missing: 1/2": lambda one: rules(one)["provisions"].pop(3),
    "provisions that are none": lambda one: rules(one)["provisions"][3].update(address="1/3"),
    "another order": lambda one: rules(one)["provisions"].reverse(),
    "1/1/2: ": lambda one: rules(one)["provisions"][2].update(text="（二）铁船。另有规定"),
    "articles": lambda one: rules(one)["provisions"].pop(),
    "article 1": lambda one: rules(one)["provisions"].pop(1),
    "attachments that are none": lambda one: one["documents"][0]["attachments"].append(
        {"title": "z", "start": 5, "end": 6}
    ),
    "proposes": lambda one: rules(one)["flags"][0].update(proposed="未"),
    "flag at": lambda one: rules(one)["flags"].clear(),
    "leftover at": lambda one: one["leftovers"][0].update(kind="story"),
}


@pytest.mark.parametrize("said", CHANGES)
def test_what_differs_is_told(said: str) -> None:
    given = answer()
    CHANGES[said](given)
    assert any(said in line for line in compare(EXPECTED, given, SOURCE))


def test_what_may_differ_is_a_remark() -> None:
    given = answer()
    rules(given).update(effective=None, kind="规章")
    assert compare(EXPECTED, given, SOURCE) == []
    assert len(remarks(EXPECTED, given, SOURCE)) == 1


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ({"measures": [["（一）", "1/1/1", "木船"]]}, []),
        ({"measures": [["（三）", "1/1/3", "石船"]]}, ["measure （三）石船"]),
        ({"measures": [["一、", 1, "船只"]]}, []),
        ({"chapters": [["第一章 船", 1, 1]]}, ["chapter 第一章 船"]),
        ({"chapters": [["第二章", 7, 8]]}, ["no provision in it"]),
        ({"attachments": [{"title": "船表"}]}, ["no attachment 船表"]),
        ({"attachments": [{"title": "船表", "may": True}]}, []),
    ],
)
def test_other_notes(note: Json, said: list[str]) -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["documents"][1] |= note
    found = compare(expected, answer(), SOURCE)
    assert len(found) == len(said)
    assert all(words in line for words, line in zip(said, found, strict=True))


TABLE: Json = {"columns": ["序号", "船"], "rows": 2, "cells": [[2, "船", "铁 船"]]}


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (["序 号", "船"], [["1", "木船"], ["2", "铁船"]], ""),
        (["序号", "船"], [["1", "木船"], ["序号", "船"], ["2", "铁船"]], "3 rows"),
        (["序号", "船"], [["1", "木船"], ["2", "石船"]], "row 2"),
        (["序号"], [], "0, not 1"),
    ],
)
def test_tables_are_found_by_their_columns(columns: Any, rows: Any, said: str) -> None:
    given = answer()
    rules(given)["tables"] = [{"title": "", "start": 0, "end": 0, "columns": columns, "rows": rows}]
    expected = copy.deepcopy(EXPECTED)
    expected["documents"][1]["tables"] = [TABLE]
    found = compare(expected, given, SOURCE)
    assert [said in line for line in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["leftovers"].clear(), "character 0 belongs to nothing"),
        (lambda one: rules(one).update(parts=[[5, len(SOURCE)]]), "character 5 belongs to two"),
        (lambda one: one["leftovers"][0].update(kind="rest"), "no kind of leftover"),
        (lambda one: rules(one).update(date="2021-13-01"), "no date"),
        (lambda one: rules(one)["provisions"][1].update(address="1/1"), "1/1 stands twice"),
        (
            lambda one: rules(one)["provisions"][2].update(start=at("木船")[0]),
            "begins within 1/1/1",
        ),
        (lambda one: rules(one)["provisions"][0].update(start=0), "is not in the document"),
    ],
)
def test_a_broken_contract_is_told(change: Callable[[Json], Any], said: str) -> None:
    given = answer()
    change(given)
    assert any(said in line for line in unsound(given, SOURCE))
