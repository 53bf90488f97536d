"""The forms of a change by hand: each with the document it rests on and the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Organ, Post
from guiju.organs.scope import standing_of

from ..models import Car
from ..rulebook import facts as f
from .numbers import Approved

MOST = f.authorised.high


class _Reasoned(forms.Form):
    """Every change says why."""

    reason = forms.CharField(label=_("理由"), max_length=500)


class _Documented(_Reasoned):
    """A change that rests on a document of the authority itself."""

    document = forms.CharField(label=_("文号"), max_length=200, help_text=_("作出决定的文件的文号"))


class FreezeForm(_Documented):
    """Freeze or thaw some free places of an account."""

    FREEZE, THAW = "freeze", "thaw"
    way = forms.ChoiceField(
        label=_("冻结还是解冻"),
        choices=[(FREEZE, _("予以冻结")), (THAW, _("予以解冻"))],
        initial=FREEZE,
    )
    count = forms.IntegerField(label=_("个数"), min_value=1, max_value=MOST)
    field_order = ("way", "count", "document", "reason")

    @property
    def signed(self) -> int:
        """How many are frozen; below nought, how many are thawed."""
        count: int = self.cleaned_data["count"]
        return count if self.cleaned_data["way"] == self.FREEZE else -count


class _Taking(forms.Form):
    """Another organ of the post's scope, which has not ended."""

    taker = forms.ModelChoiceField(Organ.objects.none(), label=_("调入单位"))

    def __init__(self, *args: Any, post: Post, giver: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        takers: Any = self.fields["taker"]
        takers.queryset = standing_of(post).exclude(pk=giver.pk).order_by("path")


class TransferForm(_Taking, _Reasoned, Approved):
    """Places given to another organ, as the region's authority approved (第六条)."""

    count = forms.IntegerField(label=_("个数"), min_value=1, max_value=MOST)
    field_order = ("taker", "count", "approval", "approved_on", "reason")


class MergeForm(_Taking, _Reasoned, Approved):
    """Everything of an organ given to another, as the region approved (第六条第二款)."""

    field_order = ("taker", "approval", "approved_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].label = _("并入的单位")


class MoveForm(_Taking, _Documented):
    """A car given to another organ."""

    field_order = ("taker", "document", "reason")


class CorrectForm(_Documented):
    """One fact of a car: a closed list is chosen from, anything else is typed."""

    value = forms.CharField(label=_("改为"), required=False, max_length=200)
    field_order = ("value", "document", "reason")

    def __init__(self, *args: Any, column: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Car._meta.get_field(Car.FIELDS[column]).choices  # type: ignore[union-attr]
        if choices:
            self.fields["value"] = forms.ChoiceField(
                label=_("改为"), required=False, choices=[("", translate("不知道")), *choices]
            )
        else:
            self.fields["value"].help_text = translate("不知道的留空")
