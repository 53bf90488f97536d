"""What a meeting decided: seats that are short, or whether it passed a result."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Body, Decider, Decision, DecisionKind, Election
from ..rulebook.facts import PERSONS_AT_MOST
from ..services.decisions import Told, courses

REASON = Decision._meta.get_field("reason").max_length
NEAR = [("", ""), ("yes", _("是")), ("no", _("否"))]


def _persons(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=PERSONS_AT_MOST, required=False, help_text=help_text
    )


class _DecisionForm(forms.Form):
    """What was decided, on which day, and why."""

    course = forms.ChoiceField(label=_("决定"))
    day = forms.DateField(label=_("决定日期"), help_text=_("例如 2026-03-01"))
    reason = forms.CharField(
        label=_("理由和会议记录"),
        max_length=REASON,
        help_text=_("为什么这样决定，记在哪份会议记录里，由谁签名"),
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        found = courses(election, self.kind)
        course.choices = [("", ""), *((one.value, one.label) for one in found)]

    kind: str = ""

    @property
    def told(self) -> Told:
        """What the form says."""
        return Told(**self.cleaned_data)


class ShortageForm(_DecisionForm):
    """Seats that are short: who decided, and what they said (36)."""

    kind = DecisionKind.SHORTAGE
    decider = forms.ChoiceField(label=_("由谁决定"))
    near = forms.TypedChoiceField(
        label=_("认为接近应选名额"),
        choices=NEAR,
        coerce=lambda told: told == "yes",
        empty_value=None,
        required=False,
        help_text=_("决定不再选举的须写明；由决定的人判断，程序不判断"),
    )
    agreed = _persons(
        _("同意不再选举人数"), _("由选举人决定的填写，须不少于应到会有选举权人数的一半")
    )
    field_order = ("course", "decider", "near", "agreed", "day", "reason")

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, election=election, **kwargs)
        found = [Decider.ELECTORS]
        if election.body != Body.PLENARY:
            found.insert(0, Decider.PRESIDIUM)
        decider: Any = self.fields["decider"]
        decider.choices = [("", ""), *((one.value, one.label) for one in found)]


class PassingForm(_DecisionForm):
    """Whether the plenary of the committee passed it, with the vote where it was counted (23)."""

    kind = DecisionKind.PASSING
    entitled = _persons(_("应到会人数"))
    present = _persons(_("到会人数"))
    agreed = _persons(_("同意人数"), _("第二十三条不规定表决的方式和票数；没有计票的不填"))
    against = _persons(_("不同意人数"))
    abstained = _persons(_("弃权人数"))
    field_order = ("course", "day", "entitled", "present", "agreed", "against", "abstained")

    @property
    def told(self) -> Told:
        """What the form says; nobody but the plenary decides."""
        return Told(decider=Decider.PLENARY, **self.cleaned_data)


FORMS = {DecisionKind.SHORTAGE: ShortageForm, DecisionKind.PASSING: PassingForm}

__all__ = ["FORMS", "PassingForm", "ShortageForm"]
