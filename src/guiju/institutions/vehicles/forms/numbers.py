"""The forms of what the region approved: a number, and the adoption of a ledger with numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.organs.models import Organ, Post
from guiju.organs.scope import standing_of

from ..rulebook import facts as f


class Approved(forms.Form):
    """A document of the region's authority: its number and its day."""

    approval = forms.CharField(label=_("自治区批准文号"), max_length=200)
    approved_on = forms.DateField(label=_("批准日期"), help_text=_("例如 2026-03-01"))

    def clean_approved_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["approved_on"]
        if day is not None and day > today():
            raise forms.ValidationError(translate("批准日期不能晚于今天"))
        return day


class NumberForm(Approved):
    """A number that the region's authority approved (第六条)."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label=_("单位"))
    vehicle_class = forms.ChoiceField(label=_("用车类别"))
    authorised = forms.IntegerField(label=_("编制数"), min_value=0, max_value=f.authorised.high)
    reason = forms.CharField(label=_("说明（可不填）"), max_length=500, required=False)
    field_order = ("organ", "vehicle_class", "authorised", "approval", "approved_on", "reason")

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs: Any = self.fields["organ"]
        organs.queryset = standing_of(post).order_by("path")
        classes: Any = self.fields["vehicle_class"]
        classes.choices = [("", ""), *((name, name) for name in f.vehicle_class.options)]


class AdoptForm(Approved):
    """The confirmation of a rehearsal; the numbers only with the document that approves them."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(label=_("我已查看预演，确认写入登记册"))
    field_order = ("approval", "approved_on", "confirmed", "fingerprint")

    def __init__(self, *args: Any, numbers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("approval", "approved_on"):
            self.fields[name].required = False
        if not numbers:
            del self.fields["approval"], self.fields["approved_on"]

    def clean(self) -> None:
        """Number and day of an approval go together."""
        super().clean()
        self.cleaned_data.setdefault("approval", "")
        if self.cleaned_data["approval"] and not self.cleaned_data.get("approved_on"):
            self.add_error("approved_on", translate("须填写"))
