"""The quota as an account: what is authorised, held, approved and frozen, and never more."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from guiju.institutions.vehicles.models import Car, CarState, Hold, QuotaAccount
from guiju.institutions.vehicles.services.accounts import Approval, QuotaRefused
from guiju.institutions.vehicles.services.cars import deliver
from guiju.institutions.vehicles.services.quota import (
    freeze,
    merge,
    place_hold,
    release,
    set_authorised,
    transfer,
)
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told

from .registers import (
    ACTOR,
    APPROVAL,
    CLASS,
    OFFICE,
    POLICE,
    account,
    all_holds,
    cells,
    figures,
    numbered,
    organ,
)

THIRD = "4514-10"


def hold(case: str = "甲", code: str = OFFICE, **more: object) -> Hold:
    """Places held for an approved case."""
    return place_hold(organ=organ(code), vehicle_class=CLASS, case=case, actor=ACTOR, **more)  # type: ignore[arg-type]


def delivered(number: int, case: str, code: str = OFFICE) -> Car:
    """A car held for and delivered."""
    return deliver(hold=hold(case, code), cells=cells(number, code), reference="登1", actor=ACTOR)


@pytest.mark.django_db
class TestOneAfterAnother:
    def test_a_number_needs_the_regions_approval(self, city: None) -> None:
        for approval in (Approval("", APPROVAL.day), Approval("号", dt.date(2999, 1, 1))):
            with pytest.raises(ValidationError):
                set_authorised(
                    organ=organ(), vehicle_class=CLASS, authorised=3, approval=approval, actor=ACTOR
                )
        numbered()
        entry = Entry.objects.get(action="vehicles.quota.set")
        assert told(entry)["article"] == "6/1"
        assert told(entry)["before"]["authorised"] is None
        assert told(entry)["after"]["approval"] == APPROVAL.number

    def test_from_approval_to_delivery(self, city: None) -> None:
        numbered(count=2)
        held = hold(count=2)
        assert figures() == (2, 0, 2, 0, 0)
        with pytest.raises(QuotaRefused, match="第六条第一款"):
            hold("乙")
        car = deliver(hold=held, cells=cells(1), reference="登1", actor=ACTOR)
        assert figures() == (2, 1, 1, 0, 0)
        assert (car.source.kind, car.source.reference) == ("registration", "登1")
        release(hold=Hold.objects.get(), reason="不再需要", actor=ACTOR)
        assert figures() == (2, 1, 0, 0, 1)
        with pytest.raises(ValidationError):
            deliver(hold=held, cells=cells(2), reference="登2", actor=ACTOR)
        assert all_holds()

    def test_an_unknown_number_is_not_enough(self, city: None) -> None:
        with pytest.raises(QuotaRefused) as refused:
            hold()
        assert refused.value.code == "unknown"
        assert not Hold.objects.exists()

    def test_an_organ_that_the_rules_do_not_bind_has_no_places(self, city: None) -> None:
        with pytest.raises(QuotaRefused):
            hold(code="4514-21")

    def test_a_subordinate_institution_is_refused_beyond_its_number(self, city: None) -> None:
        numbered("4514-20", 0)
        with pytest.raises(QuotaRefused) as refused:
            hold(code="4514-20")
        assert refused.value.code == "unknown"  # in principle only: a person has to say

    def test_frozen_places_are_not_free(self, city: None) -> None:
        numbered(count=2)
        freeze(organ=organ(), vehicle_class=CLASS, count=1, reason="核减预告", actor=ACTOR)
        hold()
        with pytest.raises(QuotaRefused):
            hold("乙")
        with pytest.raises(QuotaRefused):
            freeze(organ=organ(), vehicle_class=CLASS, count=1, reason="再冻", actor=ACTOR)
        freeze(organ=organ(), vehicle_class=CLASS, count=-1, reason="解冻", actor=ACTOR)
        hold("乙")
        with pytest.raises(QuotaRefused):
            freeze(organ=organ(), vehicle_class=CLASS, count=-1, reason="多解", actor=ACTOR)
        assert figures() == (2, 0, 2, 0, 0)
        assert all_holds()

    def test_a_case_holds_once(self, city: None) -> None:
        numbered()
        hold()
        with pytest.raises(ValidationError, match="已经占用"):
            hold()

    def test_a_replacement_needs_no_place_of_its_own(self, city: None) -> None:
        numbered(count=1)
        old = delivered(1, "甲")
        assert figures() == (1, 1, 0, 0, 0)
        renewal = hold("更", renews=old)
        assert figures() == (1, 1, 0, 0, 0)
        with pytest.raises(ValidationError, match="已经批准更新"):
            hold("又", renews=old)
        deliver(hold=renewal, cells=cells(2), reference="登2", actor=ACTOR)
        old.refresh_from_db()
        assert old.state == CarState.REPLACED
        assert figures() == (1, 1, 0, 0, 0)
        with pytest.raises(ValidationError, match="不是这个单位在用"):
            hold("再", renews=old)
        assert all_holds()

    def test_a_car_of_another_organ_is_not_replaced(self, city: None) -> None:
        numbered(POLICE, 1)
        theirs = delivered(1, "甲", POLICE)
        with pytest.raises(ValidationError, match="不是这个单位在用"):
            hold("乙", renews=theirs)

    @pytest.mark.parametrize(
        "changes", [{"用车类别": "应急保障"}, {"号牌号码": ""}, {"产地": "外国"}]
    )
    def test_a_wrong_delivery_leaves_everything(self, city: None, changes: dict[str, str]) -> None:
        numbered()
        held = hold()
        with pytest.raises(ValidationError):
            deliver(hold=held, cells={**cells(1), **changes}, reference="登1", actor=ACTOR)
        assert figures() == (3, 0, 1, 0, 2)
        assert not Car.objects.exists()
        assert all_holds()

    def test_a_plate_that_is_taken(self, city: None) -> None:
        numbered()
        delivered(1, "甲")
        with pytest.raises(ValidationError, match="已经有"):
            delivered(1, "乙")

    def test_a_transfer_keeps_the_sum(self, city: None) -> None:
        numbered(count=3)
        numbered(POLICE, 1)
        hold()
        told = {"vehicle_class": CLASS, "approval": APPROVAL, "actor": ACTOR}
        with pytest.raises(QuotaRefused):
            transfer(giver=organ(), taker=organ(POLICE), count=3, **told)  # type: ignore[arg-type]
        transfer(giver=organ(), taker=organ(POLICE), count=2, **told)  # type: ignore[arg-type]
        assert (figures(), figures(POLICE)) == ((1, 0, 1, 0, 0), (3, 0, 0, 0, 3))
        with pytest.raises(ValidationError, match="不知道"):
            transfer(giver=organ(POLICE), taker=organ(THIRD), count=1, **told)  # type: ignore[arg-type]
        assert all_holds()

    def test_a_merger_keeps_the_sums_and_the_claims(self, city: None) -> None:
        for code, count in ((OFFICE, 3), (POLICE, 2), (THIRD, 1)):
            numbered(code, count)
        car = delivered(1, "甲", POLICE)
        held = hold("乙", POLICE)
        freeze(organ=organ(THIRD), vehicle_class=CLASS, count=1, reason="撤并", actor=ACTOR)
        moved = merge(
            sources=[organ(POLICE), organ(THIRD)], into=organ(), approval=APPROVAL, actor=ACTOR
        )
        assert moved == 1
        assert figures() == (6, 1, 1, 1, 3)
        assert figures(POLICE) == figures(THIRD) == (0, 0, 0, 0, 0)
        car.refresh_from_db()
        assert car.organ.code == OFFICE
        deliver(hold=held, cells=cells(2), reference="登2", actor=ACTOR)
        assert figures() == (6, 2, 0, 1, 3)
        assert all_holds()

    def test_a_merger_of_an_unknown_number_is_refused(self, city: None) -> None:
        numbered()
        with transaction.atomic():
            QuotaAccount.objects.create(organ=organ(POLICE), vehicle_class=CLASS, held=1)
        with pytest.raises(ValidationError, match="不知道"):
            merge(sources=[organ(POLICE)], into=organ(), approval=APPROVAL, actor=ACTOR)
        assert figures() == (3, 0, 0, 0, 3)

    def test_a_lower_number_is_recorded_and_nothing_more_is_approved(self, city: None) -> None:
        numbered(count=2)
        delivered(1, "甲")
        delivered(2, "乙")
        numbered(count=1)
        assert (figures(), account().excess) == ((1, 2, 0, 0, -1), 1)
        with pytest.raises(QuotaRefused):
            hold("丙")
        assert all_holds()

    def test_the_database_itself_keeps_the_sum(self, city: None) -> None:
        numbered(count=1)
        for change in ({"pending": 2}, {"held": 2}, {"frozen": 2}, {"authorised": None, "held": 0,
                       "pending": 1}):  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                QuotaAccount.objects.update(**change)


def at_once(count: int, work: Callable[[int], object]) -> list[BaseException]:
    """Run ``work`` in threads that start together; what they raised."""
    gate, errors = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_many_clients_never_exceed_the_number(
        self, transactional_city: None, on_postgresql: bool
    ) -> None:
        clients, number = (50, 7) if on_postgresql else (6, 2)
        numbered(count=number)
        refused = at_once(clients, lambda n: hold(f"案{n}"))
        assert {type(error) for error in refused} == {QuotaRefused}
        assert len(refused) == clients - number
        assert figures() == (number, 0, number, 0, 0)
        assert Hold.objects.count() == number
        assert all_holds()

    def test_the_first_account_of_an_organ_is_made_once(self, transactional_city: None) -> None:
        assert at_once(4, lambda n: numbered(count=5 + n)) == []
        assert QuotaAccount.objects.count() == 1
        assert all_holds()

    def test_transfers_both_ways_end_and_keep_the_sum(self, transactional_city: None) -> None:
        numbered(count=4)
        numbered(POLICE, 4)

        def work(n: int) -> None:
            pair = (OFFICE, POLICE) if n % 2 else (POLICE, OFFICE)
            transfer(
                giver=organ(pair[0]), taker=organ(pair[1]), vehicle_class=CLASS, count=1,
                approval=APPROVAL, actor=ACTOR,
            )  # fmt: skip

        assert at_once(6, work) == []
        assert figures()[0] == figures(POLICE)[0] == 4
        assert all_holds()

    def test_delivery_and_release_at_once_use_a_place_once(self, transactional_city: None) -> None:
        numbered(count=1)
        held = hold()

        def work(n: int) -> None:
            if n % 2:
                deliver(hold=held, cells=cells(n), reference=f"登{n}", actor=ACTOR)
            else:
                release(hold=held, reason="撤回", actor=ACTOR)

        assert len(at_once(4, work)) == 3
        assert Hold.objects.get().open == 0
        assert figures()[1] == Car.objects.count()
        assert figures()[2] == 0
        assert all_holds()
