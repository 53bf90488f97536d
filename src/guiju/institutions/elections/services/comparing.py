"""The two entries of a batch compared sheet by sheet: agreed and clear, or for scrutineers."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from guiju.clock import now
from guiju.ledger import actions

from ..counting import Election as Plain
from ..counting.asking import Asker, rules_of
from ..counting.validity import judge_ballots
from ..models import Adjudication, Batch, Settled, State
from ..selectors.plain import plain
from .acting import COUNTER, SCRUTINEERS, Person, hold_to, why_not_as, why_not_in
from .entering import TURNS, _locked
from .sheets import Row, ballots_from, words_of
from .writing import write_sheets

COMPARED = actions.register("elections.batch.compared", gettext_lazy("比对一批选票的两次录入"))
_LONGEST = 1000


@dataclass(frozen=True)
class Compared:
    """How many sheets of a batch agree and are clear, and how many scrutineers must settle."""

    settled: int
    doubtful: int


@transaction.atomic
def compare(batch: Batch, *, person: Person) -> Compared:
    """Compare both closed entries of a batch; a counter or scrutineer starts it. Only once.

    Raises:
        ValidationError: an entry is not closed, or the batch was compared already.
    """
    batch = _locked(batch)
    hold_to(
        why_not_as(batch.election, person, [COUNTER, *SCRUTINEERS]),
        why_not_in(batch.election, State.COUNTING),
    )
    first, second = _entries(batch)
    with override("zh-hans"):  # What is kept is in one language, whoever compares.
        clear, doubts = _apart(plain(batch.election), batch, first, second)
    Settled.objects.bulk_create(
        Settled(batch=batch, number=number, marks=marks, others=others)
        for number, marks, others in clear
    )
    Adjudication.objects.bulk_create(
        Adjudication(batch=batch, number=number, marks="", doubt=told[:_LONGEST])
        for number, told in sorted(doubts.items())
    )
    batch.compared_at = now()
    batch.save(update_fields=["compared_at"])
    write_sheets(batch, person, COMPARED, clear, doubtful=len(doubts))
    return Compared(len(clear), len(doubts))


def _entries(batch: Batch) -> tuple[list[Row], list[Row]]:
    """The sheets of both entries, each in the order of their numbers."""
    if batch.compared_at is not None:
        raise ValidationError(_("这一批已经比对"))
    entries = {one.turn: one for one in batch.entries.all() if one.closed_at is not None}
    missing = [turn for turn in TURNS if turn not in entries]
    if missing:
        told = _("第 %(turns)s 次录入还没有完成")
        raise ValidationError(told % {"turns": "、".join(map(str, missing))})
    first, second = (
        list(entries[turn].sheets.order_by("number").values_list("number", "marks", "others"))
        for turn in TURNS
    )
    return first, second


def _apart(
    election: Plain, batch: Batch, first: list[Row], second: list[Row]
) -> tuple[list[Row], dict[int, str]]:
    """Sheets that agree and are clear, and by number what is doubtful on the others."""
    doubts = {
        one[0]: _differing(election, one, other)
        for one, other in zip(first, second, strict=True)
        if one != other
    }
    equal = [one for one in first if one[0] not in doubts]
    if equal:
        numbers = [str(number) for number, _marks, _others in equal]
        ballots = ballots_from(election, numbers, equal, frozenset())
        judged = judge_ballots(election, ballots, Asker(election, rules_of(batch.election.day)))
        doubts |= {equal[row][0]: "；".join(told) for row, told in judged.doubts.items()}
    return [one for one in equal if one[0] not in doubts], doubts


def _differing(election: Plain, one: Row, other: Row) -> str:
    """What the two keyed in differently, in words."""
    told = [
        _("%(name)s：第一次%(one)s，第二次%(other)s")
        % {"name": candidate.name, "one": words_of(mark), "other": words_of(second)}
        for candidate, mark, second in zip(election.candidates, one[1], other[1], strict=True)
        if mark != second
    ]
    if one[2] != other[2]:
        values = {"one": one[2] or _("没有"), "other": other[2] or _("没有")}
        told.append(_("另选他人：第一次%(one)s，第二次%(other)s") % values)
    return _("两次录入不一致：%(told)s") % {"told": "；".join(told)}
