"""A round that follows: its day, who stands again, how many seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Election
from ..models.elections import Kind
from ..rulebook.facts import PERSONS_AT_MOST
from ..selectors.standing import Standing


class _Day(forms.Form):
    day = forms.DateField(
        label=_("选举日期"),
        help_text=_("例如 2026-03-01"),
        widget=forms.DateInput(format="%Y-%m-%d"),
    )


class AgainForm(_Day):
    """The day on which a void election is held anew."""


class RunoffForm(_Day):
    """Which tie is voted on again."""

    which = forms.TypedChoiceField(label=_("票数相等的人"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, runoffs: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["which"]
        choice.choices = [(place, "、".join(one["names"])) for place, one in enumerate(runoffs)]
        choice.initial = 0


class RepeatForm(_Day):
    """Who stands again for the open seats: those with most votes who were not elected."""

    names = forms.MultipleChoiceField(
        label=_("候选人"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("按得票从多到少；不能越过得票更多的人（第三十六条）"),
    )

    def __init__(self, *args: Any, people: Sequence[Standing], votes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["names"]
        choice.choices = [
            (one.name, f"{one.name}（{one.votes}）" if votes else one.name)
            for one in people
            if one.may_stand
        ]


class FormalForm(_Day):
    """The seats of the formal election after a preselection."""

    seats = forms.IntegerField(label=_("应选人数"), min_value=1, max_value=PERSONS_AT_MOST)
    alternate_seats = forms.IntegerField(
        label=_("候补委员应选人数"), min_value=1, max_value=PERSONS_AT_MOST
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if election.kind != Kind.JOINT:
            del self.fields["alternate_seats"]
