"""The forms of a check: the files that are handed in, one cell that is corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.rules import Choice

from ..checking.columns import BY_NAME

MOST_BYTES = 300 << 20
_KINDS = ".xlsx,.xls,.ods,.csv"


class UploadForm(forms.Form):
    """A ledger, and its quota table where that is another file."""

    ledger = forms.FileField(
        label=_("台账文件"),
        help_text=_("XLSX、XLS、ODS 或 CSV；第一行为列名，一行一辆车"),
        widget=forms.FileInput(attrs={"accept": _KINDS}),
    )
    quota = forms.FileField(
        label=_("编制表（可不交）"),
        help_text=_("编制另存一个文件时才需要；列：使用单位、用车类别、编制数"),
        required=False,
        widget=forms.FileInput(attrs={"accept": _KINDS}),
    )

    def clean_ledger(self) -> UploadedFile:
        """A file of at most 300 MB."""
        return self._small("ledger")

    def clean_quota(self) -> UploadedFile:
        """A file of at most 300 MB."""
        return self._small("quota")

    def _small(self, name: str) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data[name]
        if upload and (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(translate("文件不能超过 300 MB"))
        return upload


class CellForm(forms.Form):
    """One cell of a row: a closed list is chosen from, anything else is typed."""

    value = forms.CharField(label=_("改为"), required=False, max_length=500)

    def __init__(self, *args: Any, column: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact = BY_NAME[column].fact
        if isinstance(fact, Choice):
            options = [("", translate("（空白：不知道）")), *((o, o) for o in fact.options)]
            now = str(self.initial.get("value") or "")
            if now and now not in fact.options:
                options.append((now, now))
            self.fields["value"] = forms.ChoiceField(
                label=_("改为"), required=False, choices=options
            )
