"""At the meeting: who is there, ballots handed out, batches counted by hand, who withdraws."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Candidate, Election
from ..rulebook.facts import PERSONS_AT_MOST


class MeetingForm(forms.Form):
    """Those who attend and the ballots handed out."""

    present = forms.IntegerField(label=_("到会人数"), min_value=0, max_value=PERSONS_AT_MOST)
    issued = forms.IntegerField(label=_("发出选票数"), min_value=0, max_value=PERSONS_AT_MOST)


class BatchForm(forms.Form):
    """A pile of mixed ballots."""

    sheets = forms.IntegerField(
        label=_("张数"), min_value=1, max_value=PERSONS_AT_MOST, help_text=_("手工清点的张数")
    )
    label = forms.CharField(
        label=_("来源（可不填）"),
        max_length=60,
        required=False,
        help_text=_("例如 一号票箱；不写投票人"),
    )


class RecountForm(forms.Form):
    """How many sheets a batch has after it was counted again."""

    sheets = forms.IntegerField(label=_("张数"), min_value=1, max_value=PERSONS_AT_MOST)
    reason = forms.CharField(label=_("理由"), max_length=320)


class WithdrawForm(forms.Form):
    """A candidate who withdraws after the ballots were printed."""

    candidate = forms.ModelChoiceField(Candidate.objects.none(), label=_("候选人"))
    on = forms.DateField(label=_("退出日期"), help_text=_("例如 2026-03-01"))
    why = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["candidate"]
        choice.queryset = election.candidates.filter(withdrawn_on=None)
