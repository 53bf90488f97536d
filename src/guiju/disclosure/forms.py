"""What a person adds to a notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from .documents import DocumentError
from .documents.model import NUMBER
from .documents.text import clean
from .services import Told


class NoticeForm(forms.Form):
    """Number, contact and copies of a notice under one instrument."""

    instrument = forms.ChoiceField(label=_("所依据的文件"))
    contact = forms.CharField(
        label=_("联系人和电话"), max_length=100, help_text=_("例如 联系人：张三，电话：1234567")
    )
    number = forms.CharField(
        label=_("发文字号（可不填）"),
        max_length=40,
        required=False,
        help_text=_("例如 崇政办发〔2020〕1号，年份用六角括号"),
    )
    copies = forms.CharField(
        label=_("抄送（可不填）"),
        max_length=2000,
        required=False,
        help_text=_("几个机关之间用顿号分开"),
    )

    def __init__(self, *args: Any, instruments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in instruments]

    def clean_number(self) -> str:
        """A number as organs write it."""
        number: str = self.cleaned_data["number"]
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError(
                translate("应为机关代字、六角括号中的年份、序号，例如 崇政办发〔2020〕1号")
            )
        return number

    def clean_contact(self) -> str:
        """Printable text."""
        return self._printable("contact")

    def clean_copies(self) -> str:
        """Printable text."""
        return self._printable("copies")

    def _printable(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        try:
            return clean(name, text, longest=2000, empty=True)
        except DocumentError as error:
            raise forms.ValidationError(
                translate("有不能印出的字符：%(what)s") % {"what": error.value}
            ) from error

    def told(self) -> Told:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        copies = [one.strip() for one in given["copies"].split("、") if one.strip()]
        return Told(given["contact"], given["number"], copies)
