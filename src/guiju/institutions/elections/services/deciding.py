"""The election decided from what was settled: result, package and their hash, kept for good."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.clock import now
from guiju.ledger import actions
from guiju.names import OrderError

from ..counting import Result, as_json, decide
from ..counting.asking import rules_of
from ..models import Election, Outcome, State
from ..selectors.plain import plain
from .acting import SCRUTINEERS, Person, hold_to, locked, why_not_as, why_not_in
from .packaging import ballots_of, keep_package
from .writing import write

DECIDED = actions.register("elections.decided", gettext_lazy("判定选举结果"))


def result_of(election: Election) -> Result:
    """The election decided anew from what is settled; writes nothing. For documents and proof."""
    return decide(plain(election), ballots_of(election), rules_of(election.day))


def why_not_decide(election: Election) -> list[str]:
    """What is still open before the election can be decided."""
    told = []
    unsettled = Count("adjudications", filter=Q(adjudications__confirmed=None))
    settled = dict(election.batches.annotate(n=Count("settled")).values_list("pk", "n"))
    for batch in election.batches.annotate(unsettled=unsettled).order_by("number"):
        values = {"number": batch.number, "n": batch.unsettled}
        if batch.compared_at is None:
            told.append(_("第 %(number)s 批还没有比对") % values)
        elif batch.unsettled:
            told.append(_("第 %(number)s 批还有 %(n)s 张选票须认定") % values)
        elif settled[batch.pk] != batch.sheets:
            told.append(_("第 %(number)s 批认定的张数与清点的张数不同") % values)
    return told


@transaction.atomic
def decide_election(election: Election, *, person: Person) -> Outcome:
    """Decide; refused while a batch is not compared or a sheet not settled. A scrutineer does.

    Raises:
        ValidationError: what is still open.
    """
    election = locked(election)
    hold_to(why_not_as(election, person, SCRUTINEERS), why_not_in(election, State.COUNTING))
    if open_ := why_not_decide(election):
        raise ValidationError([ValidationError(told) for told in open_])
    try:
        result = as_json(result_of(election))
    except OrderError as error:
        raise ValidationError(str(error)) from error
    if result["provisional"]:
        raise ValidationError(_("有选票须由监票人认定，结果是暂时的"))
    outcome = Outcome.objects.create(
        election=election,
        result=result,
        rules_version=rules_of(election.day).version,
        package_sha256=keep_package(election, result),
        decided_at=now(),
    )
    election.state = State.DECIDED
    election.save(update_fields=["state"])
    after = {"valid": outcome.result["valid"], "package": outcome.package_sha256}
    write(election, person, DECIDED, article="36/1", after=after)
    return outcome
