"""The engine: a case is opened, stepped, returned, corrected, withdrawn; each leaves its record."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.clock import FixedClock, add
from guiju.ledger.models import Entry
from guiju.organs.models import Organ
from guiju.procedures.models import Case, Kind, Step, Told, Waiting
from guiju.procedures.refusals import Refused
from guiju.procedures.services import (
    Answer,
    correct_and_resubmit,
    open_case,
    return_for_correction,
    take_note,
    withdraw,
)

from .conftest import (
    AUTHORITY,
    CAR,
    DISCIPLINE,
    FINANCE,
    INCREASE,
    MARKING,
    NEEDED,
    REGION,
    USING,
    approved,
    early,
    increase,
    marking,
    post_of,
    step,
    whole,
)


def waits_for(case: Case) -> set[tuple[str, str]]:
    """Who has to act: the code of the organ and the role."""
    return set(Waiting.objects.filter(case=case).values_list("organ__code", "role"))


def test_a_case_begins_with_number_version_day_limit_and_inbox(house: FixedClock) -> None:
    case = marking()
    assert (case.reference, case.state, case.final) == ("2026-0001", "proposed", False)
    assert (case.procedure, case.version) == ("vehicles/marking-exemption", dt.date(2020, 1, 6))
    assert case.as_of == dt.date(2026, 3, 2)
    assert case.given["facts"] == MARKING
    assert waits_for(case) == {("4514-A", "vehicle_authority")}
    due = case.dues.get()
    assert due.date == case.due == add(dt.date(2026, 3, 2), 15, "workdays", "广西").date
    assert "起始日 2026-03-02 不计" in due.counted
    assert marking().reference == "2026-0002"
    assert whole()


def test_the_marking_exemption_runs_to_its_filing(house: FixedClock) -> None:
    case = approved(marking())
    assert (case.state, case.final) == ("approved", False)
    assert waits_for(case) == {("4514-D", "discipline")}
    told = Told.objects.filter(case=case).values_list("organ__code", flat=True)
    assert sorted(told) == ["4514-08", "4514-D"]
    case = step(case, DISCIPLINE, "file", entries={"备案文号": "崇纪备〔2026〕1号"})
    assert (case.state, case.final, case.due) == ("filed", True, None)
    assert waits_for(case) == set()
    steps = list(case.history.order_by("number"))
    assert [s.transition for s in steps] == ["open", "approve", "file"]
    assert steps[1].told["receipt"]["decision"]["verdict"] == "entitled"
    assert steps[1].told["entries"] == {"核准文号": "崇机管〔2026〕1号"}
    assert {due.status for due in case.dues.all()} == {"met"}
    entries = Entry.objects.filter(chain=USING, subject="case 2026-0001")
    assert [e.action for e in entries.order_by("number")] == [
        "procedures.opened",
        "procedures.step",
        "procedures.step",
    ]
    assert whole()


def test_every_step_is_in_the_ledger_by_its_hash(house: FixedClock) -> None:
    case = approved(marking())
    for kept in Step.objects.filter(case=case):
        assert Entry.objects.filter(content__contains=kept.sha256).count() == 1
        assert "侦查办案" not in Entry.objects.get(content__contains=kept.sha256).content


def test_the_quota_goes_by_city_finance_and_region(house: FixedClock) -> None:
    case = increase()
    both = {("4514-A", "vehicle_authority"), ("4514-F", "finance")}
    assert waits_for(case) == both
    case = step(case, AUTHORITY, "review", reason="属实", judgements=NEEDED)
    assert (case.state, case.history.get(number=2).kind) == ("asked", Kind.SIGNATURE)
    assert waits_for(case) == {("4514-F", "finance")}, "who has signed is waited for no more"
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "review", reason="再签")
    assert refused.value.code == "signed already"
    case = step(case, FINANCE, "review", reason="同意")
    assert case.state == "reviewed"
    assert waits_for(case) == {("45-A", "vehicle_authority")}
    case = step(case, REGION, "approve", reason="批准", entries={"批准文号": "桂机管〔2026〕1号"})
    assert (case.state, case.final) == ("approved", True)
    receipt = case.history.get(transition="approve").told["receipt"]
    judged = receipt["judgements"][0]
    assert (judged["fact"], judged["value"], judged["reason"]) == (
        "确需增加编制",
        "是",
        "新设三个科室",
    )
    assert judged["person"] == post_of(AUTHORITY)[1].name
    assert whole()


def test_a_judgement_is_asked_for_and_kept(house: FixedClock) -> None:
    case = increase()
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "review", reason="属实")
    assert refused.value.code == "judgement"
    with pytest.raises(Refused) as refused:
        step(
            case,
            AUTHORITY,
            "review",
            reason="属实",
            judgements={"确需增加编制": Answer("否", "不需要")},
        )
    assert refused.value.code == "guard"
    with pytest.raises(Refused) as refused:
        step(
            case, AUTHORITY, "review", reason="属实", judgements={"确需增加编制": Answer("是", " ")}
        )
    assert refused.value.code == "judgement"
    assert case.history.count() == 1


def test_what_only_a_post_may_judge_is_not_the_applicants(house: FixedClock) -> None:
    with pytest.raises(Refused) as refused:
        open_case(
            *post_of(USING), "vehicles/quota-increase", {**INCREASE, "确需增加编制": "是"}, {}
        )
    assert refused.value.code == "judged by another"
    assert not Case.objects.exists()


def test_a_question_beyond_the_listed_causes_is_answered_by_a_person(house: FixedClock) -> None:
    told = {**INCREASE, "增编原因": "其他"}
    case = open_case(*post_of(USING), "vehicles/quota-increase", told, {})
    question = "条文列举之外的原因是否属于“等”，须由人判断"
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "review", reason="属实", judgements=NEEDED)
    assert refused.value.code == "judgement"
    no = {**NEEDED, question: Answer("否", "不属于")}
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "review", reason="属实", judgements=no)
    assert refused.value.code == "guard"
    yes = {**NEEDED, question: Answer("是", "与机构变化同类")}
    step(case, AUTHORITY, "review", reason="属实", judgements=yes)
    assert step(case, FINANCE, "review", reason="同意").state == "reviewed"


def test_early_replacement_is_examined_and_then_approved_by_finance(house: FixedClock) -> None:
    case = early()
    judged = {"因安全等原因确需提前更新": Answer("是", "制动系统不能修复")}
    case = step(case, AUTHORITY, "examine", reason="属实", judgements=judged)
    assert waits_for(case) == {("4514-F", "finance")}
    case = step(case, FINANCE, "approve", reason="同意", entries={"批准文号": "崇财〔2026〕1号"})
    assert case.state == "approved"


def test_a_guard_that_is_not_met_refuses_and_says_why(house: FixedClock) -> None:
    case = marking({**MARKING, "保密用途": "无"})
    with pytest.raises(Refused) as refused:
        approved(case)
    assert refused.value.code == "guard"
    assert "不享受" in refused.value.messages[0]
    case.refresh_from_db()
    assert (case.state, case.history.count()) == ("proposed", 1)
    assert step(case, AUTHORITY, "refuse", reason="没有保密用途").state == "refused"


def test_a_county_has_no_route_to_exceed_the_standard(house: FixedClock) -> None:
    with pytest.raises(Refused) as refused:
        open_case(
            *post_of("451421-02"),
            "vehicles/excess-standard",
            {"单位类别": "行政机关", "行政层级": "县"},
        )
    assert refused.value.code == "guard"
    city = open_case(
        *post_of(USING), "vehicles/excess-standard", {"单位类别": "行政机关", "行政层级": "市"}
    )
    needed = {"确因工作需要超出标准": Answer("是", "山区道路")}
    city = step(city, AUTHORITY, "apply", reason="属实", judgements=needed)
    assert waits_for(city) == {("45-A", "vehicle_authority")}


def test_a_car_runs_from_request_to_registration(house: FixedClock) -> None:
    case = open_case(*post_of(USING), "vehicles/purchase", CAR, {}, "机要通信用车一辆")
    step(case, AUTHORITY, "plan", reason="在编制之内", entries={"计划年度": "2026"})
    step(case, FINANCE, "fund", reason="已列预算", entries={"预算指标文号": "崇财预〔2026〕8号"})
    order = {"价格（元）": "121000", "采购合同编号": "2026-77"}
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "order", reason="采购", entries=order)
    assert refused.value.code == "guard"
    step(case, AUTHORITY, "order", reason="采购", entries={**order, "价格（元）": "119000"})
    delivered = {"价格（元）": "119000", "购置日期": "2026-03-02", "发票号码": "0001"}
    step(case, AUTHORITY, "deliver", reason="验收合格", entries=delivered)
    step(case, AUTHORITY, "issue_paper", reason="齐全", entries={"批文号": "崇购〔2026〕1号"})
    wrong = {"登记所有人类别": "企业", "号牌号码": "桂F·演0100"}
    with pytest.raises(Refused):
        step(case, USING, "register", entries=wrong)
    case = step(case, USING, "register", entries={**wrong, "登记所有人类别": "本机关"})
    assert (case.state, case.final) == ("registered", True)
    assert case.given["facts"]["价格（元）"] == "119000.00"
    assert whole()


def test_returned_corrected_and_handed_in_again(house: FixedClock) -> None:
    case = marking({**MARKING, "保密用途": "无"})
    case = return_for_correction(
        *post_of(AUTHORITY), case.pk, reason="保密用途填错", expected_state="proposed"
    )
    assert (case.state, case.due, waits_for(case)) == ("returned", None, {(USING, "using_clerk")})
    case = correct_and_resubmit(*post_of(USING), case.pk, MARKING, expected_state="returned")
    assert case.state == "proposed"
    assert case.given["facts"] == MARKING
    assert case.history.get(number=1).told["given"]["facts"]["保密用途"] == "无"
    assert approved(case).state == "approved"
    assert whole()


def test_an_earlier_judgement_does_not_survive_a_correction(house: FixedClock) -> None:
    case = increase()
    step(case, AUTHORITY, "review", reason="属实", judgements=NEEDED)
    return_for_correction(*post_of(AUTHORITY), case.pk, reason="补材料", expected_state="asked")
    correct_and_resubmit(*post_of(USING), case.pk, INCREASE, expected_state="returned")
    with pytest.raises(Refused) as refused:
        step(case, FINANCE, "review", reason="同意")
    assert refused.value.code == "judgement"


def test_a_withdrawn_application_takes_no_further_step(house: FixedClock) -> None:
    case = withdraw(*post_of(USING), marking().pk, expected_state="proposed")
    assert (case.state, case.final, waits_for(case)) == ("withdrawn", True, set())
    with pytest.raises(Refused) as refused:
        approved(case)
    assert refused.value.code == "wrong state"
    with pytest.raises(Refused) as refused:
        step(case, AUTHORITY, "approve", expected_state="proposed", reason="x")
    assert refused.value.code == "stale"
    assert whole()


def test_on_paper_by_a_clerk_with_the_same_result(house: FixedClock) -> None:
    organ = Organ.objects.get(code=USING)
    paper = marking(who=post_of(AUTHORITY), paper=True, organ=organ)
    screen = marking()
    assert (paper.organ, paper.state, paper.given) == (screen.organ, screen.state, screen.given)
    assert paper.paper is True
    assert waits_for(paper) == waits_for(screen)
    assert (paper.applicant, paper.account) == ("市教育局", None)
    assert approved(paper).state == "approved"
    with pytest.raises(Refused) as refused:
        marking(who=post_of(FINANCE), paper=True, organ=organ)
    assert refused.value.code == "paper"


def test_a_form_sent_twice_begins_one_case(house: FixedClock) -> None:
    assert marking(token="a" * 32).pk == marking(token="a" * 32).pk
    assert Case.objects.count() == 1


def test_who_was_told_takes_note_once(house: FixedClock) -> None:
    told = Told.objects.get(case=approved(marking()), organ__code=DISCIPLINE)
    first = take_note(*post_of(DISCIPLINE), told.pk)
    assert first.noted_by.endswith(post_of(DISCIPLINE)[1].name)
    assert take_note(*post_of(DISCIPLINE), told.pk).noted == first.noted
    with pytest.raises(Refused):
        take_note(*post_of(FINANCE), told.pk)
    assert whole()
