"""What cars and quota keep an organ from ending: nothing is lost with an organ."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from guiju.organs.changing import Held
from guiju.organs.models import Organ

from ..models import Car, CarState, Hold, QuotaAccount

ABILITY = "vehicles.register.view"


def held(organ: Organ) -> Iterator[Held]:
    """Cars not disposed of, numbers of the quota, approved cars that are still to come.

    第六条第二款: the number of an organ that ends goes where the region's authority says, with
    the cars; 第二十五条第二款: a replaced car waits for its disposal.
    """
    cars = Car.objects.filter(organ=organ).exclude(state=CarState.DISPOSED)
    if count := cars.count():
        told = _("车辆登记册里还有 %(count)d 辆没有调出、也没有处置的公务用车") % {"count": count}
        yield Held(told, "vehicles:cars", {"organ": organ.code}, ABILITY)
    accounts = QuotaAccount.objects.filter(organ=organ)
    if count := accounts.aggregate(sum=Sum("authorised"))["sum"] or 0:
        told = _("还有 %(count)d 个车辆编制没有调剂或者并入其他单位") % {"count": count}
        yield Held(told, "vehicles:quota", {"organ": organ.code}, ABILITY)
    to_come = Hold.objects.filter(account__organ=organ).aggregate(
        sum=Sum(F("count") - F("delivered") - F("released"))
    )
    if count := to_come["sum"] or 0:
        told = _("还有 %(count)d 辆已批准、尚未配备的公务用车") % {"count": count}
        yield Held(told, "vehicles:quota", {"organ": organ.code}, ABILITY)
