"""Differences of shares and amounts without a unit, in invented sentences."""

import pytest

from guiju.texts.blocks import Block
from guiju.texts.health import amounts, differences, terms


def block(text: str) -> Block:
    """A sentence as a stretch of text of no document."""
    return Block(text, ((0, len(text)),), None, None, text)


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("开工率为25.4%，比全县平均水平36.9%低12.5个百分点。", "低12.5个百分点", "11.5个百分点"),
        ("合格率40%，比上年38%高3个百分点。", "高3个百分点", "2个百分点"),
        ("合格率40%，比上年38%低2个百分点。", "低2个百分点", "2个百分点"),
    ],
)
def test_a_difference_that_its_shares_do_not_have(text: str, printed: str, expected: str) -> None:
    (finding,) = differences.wrong([block(text)])
    assert (finding.printed, finding.expected) == (printed, expected)
    assert text[finding.start : finding.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "开工率为25.4%，比全县平均水平36.9%低11.5个百分点。",
        "开工率为25.44%，比全县平均水平37%低12个百分点。",
        "失业率2.5%，比控制数低1.6个百分点。",
        "增长8%，高于预期2个百分点。",
    ],
)
def test_a_difference_that_follows_or_cannot_be_told(text: str) -> None:
    assert list(differences.wrong([block(text)])) == []


def test_an_amount_of_money_without_its_unit() -> None:
    text = "对新建渡口给予一次性奖励15万。"
    (finding,) = amounts.bare([block(text)])
    assert (finding.kind, finding.printed, finding.expected) == ("unit", "15万", "15万元")
    assert text[finding.start : finding.end] == "15万"


@pytest.mark.parametrize("text", ["给予奖励15万元。", "补贴3万人，奖励2万户。", "全县人口15万。"])
def test_an_amount_with_its_unit_or_of_something_else(text: str) -> None:
    assert list(amounts.bare([block(text)])) == []


def test_a_term_that_is_given_a_short_name_is_judged_by_that_name() -> None:
    told = "本办法所称公共渡口设施（以下称设施），是指码头。"
    assert list(terms.unused([block(told + "设施应完好。")])) == []
    assert [finding.printed for finding in terms.unused([block(told)])] == ["设施"]


def test_a_term_that_is_explained_and_never_used() -> None:
    told = "本办法所称公共渡口设施，是指码头。"
    assert [finding.printed for finding in terms.unused([block(told)])] == ["公共渡口设施"]
    assert list(terms.unused([block(told + "公共渡口设施应完好。")])) == []
