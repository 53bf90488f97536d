"""An approved excess (第十四条) is used for one car: tied to the case that buys it, never twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate

from guiju.procedures.models import Case

from ..models import ExcessUse
from ..rulebook import facts as f
from ..selectors.applying.excesses import approved_excesses, using


@transaction.atomic
def use_excess(case: Case, facts: Mapping[str, Any]) -> None:
    """Tie a case to the approved excess whose number its application names, chosen or typed.

    A number that is none of the organ's cases is one from before the register: nothing is tied.

    Raises:
        ValidationError: another case uses it, or it was approved for another class.
    """
    number = str(facts.get(f.excess_approval.key) or "").strip()
    found = [one for one in approved_excesses(case.organ) if one.number == number]
    ExcessUse.objects.filter(case=case).exclude(excess__in=[one.case for one in found]).delete()
    if not found:
        return
    told = {"number": number}
    # The row of the excess is locked: of two that want it the second sees the first.
    locked = Case.objects.select_for_update(of=("self",)).get(pk=found[0].case.pk)
    if other := using([locked]).exclude(case=case).select_related("case").first():
        used = translate("%(number)s 已经用于 %(case)s")
        raise ValidationError(used % {**told, "case": other.case.reference})
    approved = found[0].facts.get(f.vehicle_class.key)
    if approved and facts.get(f.vehicle_class.key) != approved:
        other_class = translate("%(number)s 批准的是%(class)s用车")
        raise ValidationError(other_class % {**told, "class": approved})
    if facts.get(f.asked.key) not in (None, "", "1"):
        raise ValidationError(translate("%(number)s 只批准一辆") % told)
    ExcessUse.objects.get_or_create(case=case, defaults={"excess": locked})
