"""What a careful reader finds, and what only looks like a flaw; every text is invented."""

import pytest

from guiju.texts.health import Finding, health
from guiju.texts.parsing import parse

HEAD = "青石县渡船管理办法\n\n"


def found(body: str, head: str = HEAD) -> list[tuple[str, str]]:
    """Kind and place of each finding."""
    return [(one.kind, one.printed) for one in health(parse(head + body))]


ARTICLES = "第一条　为了管好渡船，制定本办法。\n\n第二条　渡船应当登记。\n\n"


def test_a_clean_text_has_no_findings() -> None:
    assert found(f"{ARTICLES}第三条　违反本办法第二条的，责令改正。") == []


def test_a_citation_of_an_article_that_is_not_there() -> None:
    assert found(f"{ARTICLES}第三条　违反本办法第九条的，责令改正。") == [
        ("citation", "本办法第九条")
    ]


def test_a_work_that_is_not_at_hand_is_no_flaw() -> None:
    assert found(f"{ARTICLES}第三条　依照《渔港法》第九十九条处理。") == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [("一二三", []), ("一二四", ["numbering"]), ("一二二", ["numbering"])],
)
def test_gaps_and_repetitions_in_numbering(numbers: str, expected: list[str]) -> None:
    body = "\n\n".join(f"第{n}条　渡口{n}号应当设置标志。" for n in numbers)
    assert [kind for kind, _ in found(body)] == expected


def test_a_short_name_that_is_never_used() -> None:
    first = "第一条　根据《渡口条例》（以下简称《条例》），制定本办法。"
    body = f"{first}\n\n第二条　渡船应当登记。\n\n第三条　渡船应当保养。"
    assert found(body) == [("definition", "条例")]
    assert found(body + "\n\n第四条　其他事项依照《条例》办理。") == []


def test_two_item_lists_in_one_article() -> None:
    one = "第三条　渡船分为：\n\n（一）客渡船；\n\n（二）车渡船。\n\n"
    two = "船员分为：\n\n（一）船长；\n\n（二）水手。\n\n"
    assert found(ARTICLES + one) == []
    assert [kind for kind, _ in found(ARTICLES + one + two)] == ["item lists"]


@pytest.mark.parametrize(("share", "flaws"), [("80%", 0), ("85%", 1)])
def test_a_share_that_does_not_follow_from_its_numbers(share: str, flaws: int) -> None:
    body = f"第三条　全年共发生各类渡口事故50起。其中夜间事故40起，占各类渡口事故起数的{share}。"
    findings = found(ARTICLES + body)
    assert [kind for kind, _ in findings] == ["share"] * flaws


@pytest.mark.parametrize(
    ("prose", "kinds"),
    [("60%和80%", []), ("65%和80%", ["figure"]), ("60‰和80‰", ["unit"])],
)
def test_prose_beside_a_table(prose: str, kinds: list[str]) -> None:
    body = (
        f"第三条　到2022年和2030年，渡口安全设施达标比例分别达到{prose}。\n\n附件\n\n渡口指标\n\n"
    )
    rows = ("序号\t指标\t2022年\t2030年", "1\t渡口安全设施达标比例（%）\t60\t80")
    table = "\n".join((*rows, "2\t船员持证上岗比例（%）\t90\t95\n"))
    assert [kind for kind, _ in found(ARTICLES + body + table)] == kinds


@pytest.mark.parametrize(
    ("day", "kinds"),
    [("2月29日", []), ("2月30日", ["date"]), ("2023年2月29日", ["date"]), ("5月12开渡", ["date"])],
)
def test_days_that_no_calendar_has(day: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(f"{ARTICLES}第三条　渡口于{day}停航。")] == kinds


def test_in_force_before_it_was_signed() -> None:
    head = "# 青石县渡船管理办法\n\n2021年3月5日 青石县人民政府公布\n\n"
    late = f"{ARTICLES}第三条　本办法自2021年4月1日起施行。"
    early = f"{ARTICLES}第三条　本办法自2020年4月1日起施行。"
    assert found(late, head) == []
    assert [kind for kind, _ in found(early, head)] == ["date"]


def test_a_finding_tells_its_place_and_why() -> None:
    text = f"{HEAD}{ARTICLES}第三条　违反本办法第九条的，責令改正。"
    told = [one.as_json() for one in health(parse(text))]
    assert [(one["kind"], one["address"]) for one in told] == [
        ("citation", "3/1"),
        ("recognition", None),
    ]
    assert all(text[int(str(o["start"])) : int(str(o["end"]))] == o["printed"] for o in told)
    assert all(isinstance(one, Finding) and one.reason for one in health(parse(text)))
