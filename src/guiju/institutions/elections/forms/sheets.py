"""A sheet as somebody keys it in, and what two scrutineers settle on one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ..counting import Candidate
from ..services.sheets import AS_SETTLED, words_of

KEYS = {"1": "1", "2": "2", "3": "3", "0": "0", "?": "5", "？": "5", "x": "4", "X": "4", "×": "4"}
"""What is typed for a mark; full-width signs as well, and X for one that contradicts itself."""
TYPED = {"0": "0", "1": "1", "2": "2", "3": "3", "4": "X", "5": "?"}
"""What stands in the field for a mark."""
_WIDE = str.maketrans("０１２３ｘＸ", "0123xX")


_ONE_COLUMN = 26
"""So many candidates stand in one column on the screen."""


class SheetForm(forms.Form):
    """A row for each candidate in the order of the ballot, and the other names."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    others = forms.CharField(
        label=_("另选他人"),
        max_length=1000,
        required=False,
        help_text=_("几个姓名用、隔开；看不清的写 ?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._candidates = candidates
        for place, one in enumerate(candidates):
            attrs = {"class": "mark", "autocomplete": "off", "autocapitalize": "off"}
            if place == 0 and not self.is_bound:
                attrs["autofocus"] = "autofocus"
            widget = forms.TextInput(attrs={**attrs, "maxlength": 1, "data-mark": ""})
            self.fields[f"mark-{place}"] = forms.CharField(
                label=one.name, max_length=1, widget=widget
            )

    @property
    def long(self) -> bool:
        """Whether the candidates fill two columns of the screen."""
        return len(self._candidates) > _ONE_COLUMN

    def rows(self) -> Iterator[tuple[int, str, forms.BoundField]]:
        """Each candidate's place on the ballot, the post where one begins, the field."""
        before = ""
        for place, one in enumerate(self._candidates):
            yield place + 1, one.post if one.post != before else "", self[f"mark-{place}"]
            before = one.post

    def clean(self) -> dict[str, Any]:
        """A mark for each candidate: an empty field is no blank."""
        told = self.cleaned_data
        for place in range(len(self._candidates)):
            typed = str(told.get(f"mark-{place}", "")).translate(_WIDE)
            if typed and typed not in KEYS:
                why = translate("“%(typed)s”不能用；1 赞成，2 反对，3 弃权，0 空白，? 不清，X 矛盾")
                self.add_error(f"mark-{place}", why % {"typed": typed})
        return told

    @property
    def marks(self) -> str:
        """A digit for each candidate."""
        told = self.cleaned_data
        typed = (told[f"mark-{place}"] for place in range(len(self._candidates)))
        return "".join(KEYS[one.translate(_WIDE)] for one in typed)


def typed_of(number: int, marks: str, others: str) -> dict[str, Any]:
    """What stands in the fields for a sheet that was keyed in."""
    fields = {f"mark-{place}": TYPED[mark] for place, mark in enumerate(marks)}
    return {**fields, "number": number, "others": others}


class SettleForm(forms.Form):
    """What counts on a doubtful sheet, as a scrutineer sees it on the paper."""

    others = forms.CharField(
        label=_("另选他人"),
        max_length=1000,
        required=False,
        help_text=_("只写能辨认、计入的姓名，几个姓名用、隔开"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("认定理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Candidate],
        agreed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = dict(agreed)
        super().__init__(*args, **kwargs)
        self._count = len(candidates)
        choices = [("", ""), *((mark, words_of(mark)) for mark in AS_SETTLED)]
        for place, one in enumerate(candidates):
            field = forms.ChoiceField(label=one.name, choices=choices)
            field.widget.attrs["aria-label"] = translate("认定%(name)s") % {"name": one.name}
            self.fields[f"mark-{place}"] = field

    def mark(self, place: int) -> forms.BoundField:
        """The field of a candidate."""
        return self[f"mark-{place}"]

    @property
    def marks(self) -> str:
        """A digit for each candidate."""
        return "".join(self.cleaned_data[f"mark-{place}"] for place in range(self._count))
