"""Rules in words: every condition, figure and override of a rule is said, in both languages."""

import datetime as dt

import pytest

from guiju.rules import Duty, Grant, Rulebook
from guiju.rules.expressions import Among, Compare, Figure, walk
from guiju.rules.registry import find, names
from guiju.rules.rendering import duty_lines, flat, grant_lines
from guiju.rules.sentences import CHINESE, ENGLISH, Words

DAY = dt.date(2024, 1, 1)


def duty(book: str, name: str) -> Duty:
    """A duty of a rulebook."""
    return next(one for one in find(book).duties if one.name == name)


def grant(book: str, name: str) -> Grant:
    """A grant of a rulebook."""
    return next(one for one in find(book).grants if one.name == name)


def told(rule: Duty | Grant, book: str, words: Words = CHINESE) -> str:
    """A rule in words, with the figures of a day."""
    figures = find(book).in_force(DAY).figures
    lines = duty_lines(rule, words, figures) if isinstance(rule, Duty) else None
    return "\n".join(flat(lines or grant_lines(rule, words, figures)))  # type: ignore[arg-type]


def test_a_grant_in_chinese() -> None:
    text = told(grant("relief", "interest"), "relief")
    assert text.startswith(
        "应当、不得：企业贷款贴息\n情形 1：中小企业\n  条件：企业规模为中小企业\n"
    )
    for said in (
        "最高不超过中小企业每家贷款贴息上限（300000.00 元）",
        "  优先于：中小企业",
        "合计：可补贴的2020年度利息（元）——每一贷款的“2020年度利息（元）”相加\n"
        "  条件：金融机构贷款：是",
        "    贷款日期不早于融资和担保业务的起始日（2020-02-01）",
        "    贷款日期不晚于融资和担保业务的截止日（2020-06-30）",
        "标准：中小企业贷款利息补贴比例：30 %",
        "审批 1：市县两级财政部门（共同承担资金）",
    ):
        assert said in text


def test_a_grant_in_english() -> None:
    text = told(grant("relief", "interest"), "relief", ENGLISH)
    for said in (
        "case 2: maker of medical or disinfection goods",
        "  takes the place of: small or medium firm",
        "  where: Lent by a financial institution: yes",
        "    Date of the loan is not before first day",
        "(300000.00 yuan)",
    ):
        assert said in text


def test_a_judgement_names_its_post() -> None:
    loss = grant("relief", "guarantee-loss")
    assert "裁量：受疫情影响较大——市财政局（金融办）" in told(loss, "relief")
    english = told(loss, "relief", ENGLISH)
    assert "judgement: Hard hit by the epidemic – the city's finance bureau" in english


def test_a_duty_with_figures_by_case_excuses_and_reserves() -> None:
    text = told(duty("vehicles", "7/1/3"), "vehicles")
    for said in (
        "适用于：以下各项同时成立\n  用车类别为执法执勤\n  车型不是越野车",
        "    价格（元）不超过按情形适用的标准\n      情况特殊配备的大型客车的：",
        "      其他情形：执法执勤用车价格上限（120000.00 元）",
        "除外：市本级机关超出标准，已经自治区公务用车主管部门批准",
        "  条件：购置日期早于 2020-01-06",
        "同时依据：第二十九条第（一）项",
    ):
        assert said in text


def test_months_after_a_day() -> None:
    text = told(grant("schools", "interest"), "schools")
    assert "申请日期不早于开始在本市办学日期之后" in text
    assert "（24 月）" in text


def rules() -> list[tuple[str, Rulebook, Duty | Grant]]:
    """Every rule of every rulebook."""
    return [
        (name, find(name), rule)
        for name in names()
        for rule in (*find(name).duties, *find(name).grants)
    ]


@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["chinese", "english"])
def test_every_fact_and_figure_of_every_rule_is_said(words: Words) -> None:
    silent = []
    for book, rulebook, rule in rules():
        text = told(rule, book, words)
        nodes = rule.conditions() if isinstance(rule, Duty) else rule.nodes()
        for node in (one for root in nodes for one in walk(root)):
            name = None
            if isinstance(node, Among):
                name = node.fact.key if words.chinese else node.fact.english or node.fact.key
            elif isinstance(node, Figure):
                name = node.standard.title if words.chinese else node.standard.english
            elif isinstance(node, Compare):
                continue
            if name is not None and name not in text:
                silent.append(f"{book} {rule.name}: {name}")
        assert rulebook.outline.instrument
    assert silent == []


def test_no_english_line_is_headed_in_chinese() -> None:
    wrong = []
    for book, rulebook, rule in rules():
        figures = rulebook.in_force(DAY).figures
        lines = (
            duty_lines(rule, ENGLISH, figures)
            if isinstance(rule, Duty)
            else grant_lines(rule, ENGLISH, figures)
        )
        wrong += [(book, line) for line in lines if not line.heading.isascii()]
    assert wrong == []
