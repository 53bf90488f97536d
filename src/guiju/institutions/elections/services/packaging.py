"""The package that proves a result: made as it is decided, kept, taken away only under a seal."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.ledger import actions

from ..counting import Ballots
from ..counting.asking import rules_of
from ..models import Adjudication, Election, Package, Settled
from ..proving import Adjudication as Said
from ..proving import PackageError, seal, write_package
from ..selectors.plain import plain
from .acting import SCRUTINEERS, Person, hold_to, why_not_as
from .sheets import ballots_from
from .writing import write

TAKEN = actions.register("elections.package.taken", gettext_lazy("取走密封的证明包"))


def ballots_of(election: Election) -> Ballots:
    """The settled sheets as counting takes them; numbers are those of batch and sheet."""
    found = Settled.objects.filter(batch__election=election).order_by("batch__number", "number")
    told = list(found.values_list("batch__number", "number", "marks", "others", "adjudicated"))
    numbers = [number_of(batch, number) for batch, number, *_rest in told]
    rows = [(number, marks, others) for _batch, number, marks, others, _said in told]
    settled = frozenset(row for row, one in enumerate(told) if one[4])
    return ballots_from(plain(election), numbers, rows, settled)


def number_of(batch: int, sheet: int) -> str:
    """The number of a ballot: that of its batch and its own."""
    return f"{batch:02d}-{sheet:04d}"


def package_of(election: Election, result: dict[str, Any]) -> bytes:
    """The package of a decided election: election, ballots, adjudications, result, strokes.

    No time and no state stand in it. `kept_package` gives the bytes that were hashed.
    """
    found = Adjudication.objects.filter(batch__election=election).exclude(confirmed=None)
    found = found.select_related("batch", "proposed", "confirmed")
    return write_package(
        plain(election),
        ballots_of(election),
        result,
        adjudications=[_said(one) for one in found],
        rules_version=rules_of(election.day).version,
        code=election.code,
    )


def _said(one: Adjudication) -> Said:
    first, second = one.proposed_by, one.confirmed_by
    if first == second and one.proposed and one.confirmed:  # two persons of one name
        names = (one.proposed.get_username(), one.confirmed.get_username())
        first, second = f"{first}（{names[0]}）", f"{second}（{names[1]}）"
    number = number_of(one.batch.number, one.number)
    return Said(number, one.doubt, one.marks, one.others, one.reason, (first, second))


def keep_package(election: Election, result: dict[str, Any]) -> str:
    """Make the package and keep its bytes, which no later stroke or program changes; its SHA-256.

    Part of the step that decides; writes no entry of its own.
    """
    data = package_of(election, result)
    Package.objects.create(election=election, data=data)
    return hashlib.sha256(data).hexdigest()


def kept_package(election: Election) -> bytes:
    """The package as it was hashed when the election was decided.

    Raises:
        ValidationError: there is none, or its bytes are not those that were hashed.
    """
    found = Package.objects.filter(election=election).first()
    outcome = getattr(election, "outcome", None)
    if found is None or outcome is None:
        raise ValidationError(_("还没有证明包：选举判定时才生成"))
    data = bytes(found.data)
    if hashlib.sha256(data).hexdigest() != outcome.package_sha256:
        raise ValidationError(_("证明包与判定时的指纹不同，被改动过"))
    return data


@transaction.atomic
def take_package(
    election: Election, *, person: Person, second: Person, halves: tuple[str, str]
) -> bytes:
    """The package sealed under two halves of a passphrase; two scrutineers, each time an entry.

    That the second is there is for the page to see (`witnessing`).

    Raises:
        ValidationError: no scrutineer or twice the same, no package, halves that are too short or
            alike.
    """
    hold_to(why_not_as(election, person, SCRUTINEERS), why_not_as(election, second, SCRUTINEERS))
    if second.account == person.account:
        raise ValidationError({"scrutineer": _("须由另一名监票人设第二半口令")})
    data = kept_package(election)
    try:
        sealed = seal(data, halves)
    except PackageError as error:
        raise ValidationError(str(error)) from error
    after = {"package": hashlib.sha256(data).hexdigest(), "with": str(second.post)}
    write(election, person, TAKEN, after=after, personal={"with": second.account.name})
    return sealed
