"""The register, the quota and the applications in a real browser, with and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from guiju.institutions.vehicles.demo import load_register
from guiju.institutions.vehicles.models import Adoption, Car, CarState, Check, QuotaAccount
from guiju.institutions.vehicles.services.cars import deliver
from guiju.institutions.vehicles.services.quota import place_hold
from guiju.ledger.services import Actor
from guiju.organs.models import Account, Post, Role
from guiju.procedures.models import Case
from guiju.procedures.services import Answer, open_case, take_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stocked(demo: Any) -> dict[str, list[str]]:
    """The pages of the register, by who opens them."""
    load_register()
    replaced, excess = _replaced(), _excess()
    car = Car.objects.filter(organ__code="4514-08").order_by("plate")[0]
    check = Check.objects.get(organ__code="4514-A")
    adoption = Adoption.objects.get(ledger=check)
    account = QuotaAccount.objects.filter(organ=car.organ).order_by("pk")[0]
    return {
        "vehicle_authority": [
            "/vehicles/register/",
            f"/vehicles/register/{car.pk}/",
            "/vehicles/quota/",
            "/vehicles/quota/set/",
            f"/vehicles/register/{replaced.pk}/",
            f"/vehicles/apply/disposal/?organ=4514-08&car={replaced.pk}",
            "/vehicles/apply/disposal/?organ=4514-08",
            f"/vehicles/quota/{account.pk}/",
            f"/vehicles/quota/{account.pk}/freeze/",
            f"/vehicles/quota/{account.pk}/transfer/",
            "/vehicles/quota/merge/4514-08/",
            f"/vehicles/register/{car.pk}/move/",
            f"/vehicles/register/{car.pk}/correct/9/",
            f"/vehicles/checks/{check.pk}/adopt/",
            f"/vehicles/adoptions/{adoption.pk}/",
            "/vehicles/apply/",
            "/vehicles/apply/car/?organ=4514-08",
        ],
        "using_clerk": [
            "/vehicles/apply/",
            "/vehicles/apply/car/?f:用车类别=机要通信&f:车型=轿车&f:价格（元）=贵",
            f"/vehicles/apply/replacement/?car={car.pk}",
            "/vehicles/apply/replacement/",
            "/vehicles/apply/excess/",
            f"/vehicles/apply/car/?excess={excess.pk}",
            f"/vehicles/apply/marking/?car={car.pk}",
            "/vehicles/apply/increase/",
        ],
    }


def _replaced() -> Car:
    """A car of the clerk's organ that another has replaced."""
    old = Car.objects.filter(organ__code="4514-08", state=CarState.IN_USE).order_by("-plate")[0]
    told: dict[str, Any] = {"actor": Actor("演示甲", "演示岗位"), "case": "演示更新"}
    held = place_hold(organ=old.organ, vehicle_class=old.vehicle_class, renews=old, **told)
    deliver(hold=held, cells={"号牌号码": "桂F·演9999"}, reference="登1", actor=told["actor"])
    return old


def _excess() -> Case:
    """An excess of the clerk's organ that the region approved."""
    car = {"用车类别": "应急保障", "车型": "轿车", "产地": "国产", "动力类型": "汽油"}
    facts = {"单位类别": "行政机关", "行政层级": "市", **car, "价格（元）": "240000.00"}
    case = open_case(*_post("4514-08"), "vehicles/excess-standard", facts, {}, "巡查大车一辆")
    judged = {"确因工作需要超出标准": Answer("是", "山路多")}
    told: dict[str, Any] = {"reason": "演示理由"}
    take_step(*_post("4514-A"), case.pk, "apply", expected_state="asked", judgements=judged, **told)
    told["entries"] = {"批准文号": "桂机管〔2026〕演11号"}
    return take_step(*_post("45-A"), case.pk, "approve", expected_state="applied", **told)


def _post(code: str) -> tuple[Post, Account]:
    post = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR).order_by("pk")[0]
    return post, post.tenures.order_by("pk")[0].account


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", ["vehicle_authority", "using_clerk"])
def test_axe_finds_nothing_and_nothing_overflows(
    stocked: dict[str, list[str]], open_as: Callable[..., Any], role: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_as(role, viewport={"width": 360, "height": 740})
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[lang=en]")
    wrong: list[str] = []
    for url in stocked[role]:
        assert page.goto(url).status == 200
        found = Axe().run(page).response["violations"]
        wrong += [f"{url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wrong.append(f"{url} is {wide} wide")
    assert wrong == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_clerk_asks_for_a_car(
    stocked: dict[str, list[str]], open_as: Callable[..., Any], javascript: bool
) -> None:
    page = open_as("using_clerk", java_script_enabled=javascript)
    page.goto("/vehicles/apply/")
    page.get_by_role("link", name="申请配备车辆").click()
    answers = {
        "用车类别": "应急保障",
        "车型": "轿车",
        "产地": "国产",
        "动力类型": "汽油",
        "价格（元）": "98000",
        "排气量（升）": "1.5",
        "配备情形": "常规",
        "申请数": "1",
        "保密用途": "无",
    }
    for _ in range(len(answers) + 2):
        if page.get_by_role("button", name="核对并提交").count():
            break
        _answer_first(page, answers, javascript)
    assert page.locator(".said").inner_text().endswith("符合规则，可以批准")
    page.get_by_role("button", name="核对并提交").click()
    page.get_by_label("申请的事项").fill("应急值班用车一辆")
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url("**/procedures/cases/4514-08/**")
    case = Case.objects.get(procedure="vehicles/purchase")
    assert (case.subject, case.given["facts"]["价格（元）"]) == ("应急值班用车一辆", "98000.00")


def _answer_first(page: Any, answers: dict[str, str], javascript: bool) -> None:
    """Answer the first question that is still open, as a person does."""
    form = page.locator("#case-form")
    for name, value in answers.items():
        field = form.locator(f'[name="f:{name}"]')
        if not field.count():
            continue
        kind = field.first.evaluate("e => e.type || e.tagName")
        if kind == "radio":
            chosen = form.locator(f'[name="f:{name}"][value="{value}"]')
            if chosen.is_checked():
                continue
            chosen.check()
        elif kind.startswith("select"):
            if field.input_value() == value:
                continue
            field.select_option(value)
        else:
            if field.input_value():
                continue
            field.fill(value)
            field.blur()
        if javascript:
            page.wait_for_selector(".htmx-request", state="detached")
            page.wait_for_load_state("networkidle")
        else:
            form.get_by_role("button", name="更新结论").last.click()
        return


def test_the_authority_finds_a_car_and_what_is_beyond_the_number(
    stocked: dict[str, list[str]], open_as: Callable[..., Any]
) -> None:
    page = open_as("vehicle_authority")
    page.goto("/")
    page.get_by_role("link", name="车辆登记册", exact=True).first.click()
    plate = Car.objects.order_by("plate")[3].plate
    page.get_by_label("号牌、型号或单位").fill(plate)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=plate).click()
    page.wait_for_selector("text=登记的事实")
    page.get_by_role("link", name="车辆编制", exact=True).first.click()
    page.get_by_label("只看超出的").check()
    page.get_by_role("button", name="查找").click()
    assert page.locator("td .verdict.breach").count() > 0


@pytest.mark.parametrize("javascript", [True, False])
def test_an_approved_excess_is_chosen_and_not_typed(
    stocked: dict[str, list[str]], open_as: Callable[..., Any], javascript: bool
) -> None:
    page = open_as("using_clerk", java_script_enabled=javascript)
    page.goto("/vehicles/apply/car/")
    page.get_by_role("button", name="使用 桂机管〔2026〕演11号").click()
    page.wait_for_selector("text=按已批准的超标准申请")
    form = page.locator("#case-form")
    assert form.locator('[name="f:超标准批准文号"]').count() == 0
    assert form.locator('[name="f:价格（元）"]').input_value() == "240000.00"
    assert form.locator('[name="excess"]').count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_the_authority_merges_an_organ_into_another(
    stocked: dict[str, list[str]], open_as: Callable[..., Any], javascript: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_as(
        "vehicle_authority", java_script_enabled=javascript, viewport={"width": 360, "height": 740}
    )
    page.goto("/vehicles/quota/merge/4514-08/")
    page.get_by_label("自治区批准文号").fill("桂机管〔2026〕演7号")
    page.get_by_role("button", name="下一步：核对").click()
    assert page.locator("#error-summary a").count() == 3
    assert page.get_by_label("自治区批准文号").input_value() == "桂机管〔2026〕演7号"
    page.get_by_label("并入的单位").select_option(label="市公安局")
    page.get_by_label("批准日期").fill("2026-03-01")
    page.get_by_label("理由").fill("机构撤并")
    page.get_by_role("button", name="下一步：核对").click()
    page.wait_for_selector("text=写入以前请核对")
    if javascript:
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="写入", exact=True).click()
    page.wait_for_selector("text=已经写入")
    assert page.locator("#history ~ div").get_by_text("桂机管〔2026〕演7号").count() > 0
    assert not Car.objects.filter(organ__code="4514-08").exists()
