"""The tree, the scope rule, tenures with dates, and that each service leaves its record."""

from __future__ import annotations

import datetime as dt
import inspect
import time
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guiju.ledger.models import Entry, KeptHead
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs import services
from guiju.organs.beginning import begin
from guiju.organs.demo import load_organs
from guiju.organs.models import Account, Level, Organ, Post, Role, Tenure
from guiju.organs.scope import organs_of, sees
from guiju.organs.selectors import valid_tenures

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")


def organ(code: str, parent: Organ | None = None) -> Organ:
    return services.create_organ(
        ACTOR, code=code, name=f"机关{code}", level="市", category="行政机关", parent=parent
    )


def entries() -> int:
    return Entry.objects.count()


def test_every_service_leaves_its_record() -> None:
    root = organ("1")
    calls: dict[str, Callable[[], object]] = {
        "create_organ": lambda: organ("2", root),
        "create_post": lambda: services.create_post(
            ACTOR, organ=root, role=Role.FINANCE, title="岗"
        ),
        "create_account": lambda: services.create_account(ACTOR, username="u", name="演示乙"),
        "change_password": lambda: services.change_password(
            ACTOR, account=Account.objects.get(), password="eine-lange-Reihe-9"
        ),
        "appoint": lambda: services.appoint(
            ACTOR,
            account=Account.objects.get(),
            post=Post.objects.get(),
            since=dt.date(2026, 1, 1),
        ),
        "appoint_new": lambda: services.appoint_new(
            ACTOR,
            {"username": "v", "name": "演示丙"},
            post=Post.objects.get(),
            since=dt.date(2026, 1, 1),
        ),
        "end_tenure": lambda: services.end_tenure(
            ACTOR, tenure=Tenure.objects.earliest("pk"), until=dt.date(2026, 2, 1), reason="调任"
        ),
    }
    own = {
        name
        for name, function in inspect.getmembers(services, inspect.isfunction)
        if function.__module__ == services.__name__ and not name.startswith("_")
    }
    assert own - {"actor_of", "keep_daily_heads", "standing"} == set(calls)
    for name, call in calls.items():
        before = entries()
        call()
        assert entries() > before, name
    assert verify().broken is None
    assert not Entry.objects.filter(content__contains="演示乙").exists()


def test_the_organ_above_keeps_the_heads_of_each_day(city: None) -> None:
    day = dt.date(2026, 1, 1)
    kept = services.keep_daily_heads(day)
    assert kept == Organ.objects.exclude(parent=None).count()
    assert services.keep_daily_heads(day) == 0
    assert set(KeptHead.objects.filter(chain="4514-08").values_list("keeper", flat=True)) == {
        "4514"
    }
    assert verify().broken is None


def test_my_organ_and_what_is_below_it(city: None) -> None:
    def scope(code: str, role: str) -> set[str]:
        post = Post.objects.get(organ__code=code, role=role)
        return set(organs_of(post).values_list("code", flat=True))

    everything = set(Organ.objects.values_list("code", flat=True))
    assert scope("4514-08", Role.USING_CLERK) == {"4514-08"}
    assert scope("45-A", Role.AUTHORITY) == everything
    city_scope = scope("4514-A", Role.AUTHORITY)
    assert city_scope == {code for code in everything if code == "4514" or code.startswith("4514")}
    assert {"45", "45-A"}.isdisjoint(city_scope)
    county = scope("451421-D", Role.DISCIPLINE)
    assert county == {code for code in everything if code.startswith("451421")}
    clerk = Post.objects.get(organ__code="451421-02")
    assert sees(clerk, clerk.organ)
    assert not sees(clerk, Organ.objects.get(code="451421"))


def test_a_code_that_begins_like_another_is_not_below_it() -> None:
    root, other = organ("9"), organ("99")
    post = services.create_post(ACTOR, organ=root, role=Role.USING_CLERK, title="岗")
    assert not sees(post, other)


def test_a_post_is_held_between_its_dates() -> None:
    post = services.create_post(ACTOR, organ=organ("1"), role=Role.FINANCE, title="岗")
    account = services.create_account(ACTOR, username="u", name="演示乙")
    services.appoint(
        ACTOR, account=account, post=post, since=dt.date(2026, 1, 2), until=dt.date(2026, 1, 4)
    )
    held = [day for day in range(1, 7) if valid_tenures(account, dt.date(2026, 1, day))]
    assert held == [2, 3, 4]


def test_an_end_before_the_start_is_refused() -> None:
    post = services.create_post(ACTOR, organ=organ("1"), role=Role.FINANCE, title="岗")
    account = services.create_account(ACTOR, username="u", name="演示乙")
    with pytest.raises(ValidationError):
        services.appoint(
            ACTOR, account=account, post=post, since=dt.date(2026, 1, 2), until=dt.date(2026, 1, 1)
        )
    assert not Tenure.objects.exists()


def test_a_post_is_not_held_twice_at_a_time() -> None:
    post = services.create_post(ACTOR, organ=organ("1"), role=Role.FINANCE, title="岗")
    account = services.create_account(ACTOR, username="u", name="演示乙")

    def hold(since: int, until: int | None) -> None:
        end = dt.date(2026, 1, until) if until else None
        services.appoint(
            ACTOR, account=account, post=post, since=dt.date(2026, 1, since), until=end
        )

    hold(10, 12)
    for since, until in ((12, 14), (8, 10), (11, 11), (1, None)):
        with pytest.raises(ValidationError):
            hold(since, until)
    hold(8, 9)
    hold(13, None)
    assert Tenure.objects.count() == 3


@pytest.mark.parametrize("code", ["机关", "a/b", "4514-a", "4 5", "../1", "", "-1", "1--2", "1\n"])
def test_a_code_that_cannot_stand_in_a_path_is_refused(code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        organ(code)
    assert "code" in refused.value.message_dict
    assert not Organ.objects.exists()


def test_level_and_category_must_fit() -> None:
    root = organ("1")
    for field, told in (("level", "自治区"), ("level", "省"), ("category", "公司")):
        wanted = {"level": "市", "category": "行政机关"} | {field: told}
        with pytest.raises(ValidationError) as refused:
            services.create_organ(ACTOR, code="2", name="机关2", parent=root, **wanted)
        assert field in refused.value.message_dict
    assert Organ.objects.count() == 1


def test_a_tenure_that_has_ended_is_not_lengthened() -> None:
    post = services.create_post(ACTOR, organ=organ("1"), role=Role.FINANCE, title="岗")
    account = services.create_account(ACTOR, username="u", name="演示乙")
    tenure = services.appoint(
        ACTOR, account=account, post=post, since=dt.date(2026, 1, 2), until=dt.date(2026, 1, 4)
    )
    with pytest.raises(ValidationError):
        services.end_tenure(ACTOR, tenure=tenure, until=dt.date(2026, 1, 5))
    services.end_tenure(ACTOR, tenure=tenure, until=dt.date(2026, 1, 3))
    tenure.refresh_from_db()
    assert tenure.until == dt.date(2026, 1, 3)


def test_the_house_keeps_an_administrator() -> None:
    post = services.create_post(ACTOR, organ=organ("1"), role=Role.ADMINISTRATOR, title="岗")
    since, until = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
    first, second = (
        services.appoint_new(ACTOR, {"username": name, "name": "演示乙"}, post=post, since=since)
        for name in ("u", "v")
    )
    services.end_tenure(ACTOR, tenure=first, until=until)
    with pytest.raises(ValidationError):
        services.end_tenure(ACTOR, tenure=second, until=until)
    second.refresh_from_db()
    assert second.until is None


def test_the_same_user_name_is_refused() -> None:
    services.create_account(ACTOR, username="u", name="演示乙")
    with pytest.raises(ValidationError):
        services.create_account(ACTOR, username="u", name="演示丙")
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "told"),
    [("code", "崇左"), ("category", "公司"), ("username", ""), ("password", "kurz"),
     ("password", "administrator1"), ("password", "")],
)  # fmt: skip
def test_an_installation_begins_whole_or_not_at_all(field: str, told: str) -> None:
    wanted = {"code": "4514", "name": "崇左市", "level": "市", "category": "行政机关",
              "username": "administrator", "person": "演示甲",
              "password": "eine-lange-Reihe-9"}  # fmt: skip
    with pytest.raises(ValidationError):
        begin(**{**wanted, field: told})
    assert not Organ.objects.exists()
    assert not Account.objects.exists()
    head = begin(**wanted)
    account = Account.objects.get()
    post = valid_tenures(account).get().post
    assert (post.role, list(organs_of(post))) == (Role.ADMINISTRATOR, [head])
    assert account.check_password("eine-lange-Reihe-9")


def test_the_demo_city_is_the_same_every_time_and_quickly_there(db: None) -> None:
    started = time.monotonic()
    load_organs()
    assert time.monotonic() - started < 10
    names = sorted(Account.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))
    assert all("演示" in name for name in names)
    posts = [str(post) for post in Post.objects.filter(demo=True)]
    levels = set(Post.objects.filter(demo=True).values_list("organ__level", "role"))
    authority = {(level, Role.AUTHORITY) for level in ("自治区", "市", "县")}
    clerks = {(level, Role.USING_CLERK) for level in ("市", "县")}
    others = {("市", role) for role in (Role.FINANCE, Role.DISCIPLINE, Role.ADMINISTRATOR)}
    assert levels == authority | clerks | others
    assert len(posts) == len(set(posts)) == 8
    counties = Organ.objects.filter(parent__code="4514", code__regex="^[0-9]{6}$")
    assert {county.name for county in counties} == {
        "江州区", "扶绥县", "宁明县", "龙州县", "大新县", "天等县", "凭祥市", "中泰产业园管委会",
    }  # fmt: skip
    assert set(Organ.objects.values_list("level", flat=True)) == set(Level.values)
    assert verify().broken is None


def test_who_no_longer_holds_a_post_may_nothing(as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    assert client.get(reverse("vehicles:new")).status_code == 200
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Tenure.objects.update(until=yesterday)
    assert client.get(reverse("vehicles:new")).status_code == 403


def test_the_administrator_changes_organs_and_a_form_keeps_what_was_typed(
    as_role: Callable[[str], Client],
) -> None:
    client = as_role("administrator")
    city = Organ.objects.get(code="4514")
    sent = {"code": "4514-99", "name": "演示局", "level": "市", "category": "行政机关"}
    answer = client.post(reverse("organs:new"), sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "error-summary" in text
    assert "演示局" in text
    answer = client.post(reverse("organs:new"), {**sent, "parent": city.pk})
    assert answer.status_code == 302
    assert Organ.objects.get(code="4514-99").path == f"{city.path}4514-99/"
    again = client.post(reverse("organs:new"), {**sent, "parent": city.pk})
    assert again.status_code == 400
    client.post(
        reverse("organs:post-new", args=["4514-99"]), {"role": "finance", "title": "演示岗"}
    )
    post = Post.objects.get(title="演示岗")
    page = client.get(reverse("organs:detail", args=["4514-99"])).content.decode()
    assert "演示岗" in page
    assert "空缺" in page
    told = {"username": "neu", "name": "演示丁", "password": "kurz", "post": post.pk,
            "since": "2026-01-01"}  # fmt: skip
    assert client.post(reverse("organs:appoint", args=["4514-99"]), told).status_code == 400
    told["password"] = "eine-lange-Reihe-9"
    assert client.post(reverse("organs:appoint", args=["4514-99"]), told).status_code == 302
    tenure = Tenure.objects.get(post=post)
    ended = {"tenure": tenure.pk, "until": "2025-01-01", "reason": "调任"}
    url = reverse("organs:end-tenure", args=["4514-99"])
    assert client.post(url, ended).status_code == 400
    assert client.post(url, {**ended, "until": "2026-03-01"}).status_code == 302
    tenure.refresh_from_db()
    assert tenure.until == dt.date(2026, 3, 1)
    url = reverse("organs:appoint-known", args=["4514-99"])
    today = timezone.localdate().isoformat()
    assert f'value="{today}"' in client.get(url).content.decode()
    again = {"username": "nobody", "post": post.pk, "since": "2026-03-02"}
    assert client.post(url, again).status_code == 400
    again["username"] = "neu"
    assert client.post(url, {**again, "since": "2026年3月1日"}).status_code == 400
    assert client.post(url, again).status_code == 302
    assert post.tenures.count() == 2
