"""The forms of a step and of a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Organ

from .models import Finding
from .selectors import organs_to_name

MOST_BYTES = 20 << 20
MOST_SIGNS = 4_000


class ReasonForm(forms.Form):
    """The reason of a step, and what the person had read when taking it."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写明事实和依据；不要写与问题无关的个人信息"),
    )
    stand = forms.IntegerField(widget=forms.HiddenInput)


class ExplainForm(ReasonForm):
    """An explanation, with a file where one proves it."""

    attachment = forms.FileField(
        label=_("证明材料（可不交）"),
        required=False,
        help_text=_("不超过 20 MB；记录其校验值，以后可以核对是否同一份文件"),
    )

    def clean_attachment(self) -> UploadedFile | None:
        """A file of at most 20 MB."""
        upload: UploadedFile | None = self.cleaned_data["attachment"]
        if upload and (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(translate("文件不能超过 20 MB"))
        return upload


class JoinForm(ReasonForm):
    """The finding that a lead is joined to."""

    finding = forms.IntegerField(label=_("问题编号"), min_value=1, max_value=2**62)
    field_order = ["finding", "reason"]

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._findings = findings

    def clean_finding(self) -> Finding:
        """A finding in the scope of the post."""
        found = self._findings.filter(pk=self.cleaned_data["finding"]).first()
        if found is None:
            raise forms.ValidationError(translate("没有这个编号的问题"))
        return found


class ReportForm(forms.Form):
    """What a person reports; name and contact may be left out."""

    organ = forms.ModelChoiceField(
        label=_("所涉单位"),
        queryset=Organ.objects.none(),
        required=False,
        empty_label=_("不清楚"),
    )
    subject = forms.CharField(
        label=_("车辆号牌或者其他对象（可不填）"), max_length=200, required=False
    )
    text = forms.CharField(
        label=_("情况"),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("何时、何地、看到什么。这里不要写您自己是谁，写在下面两栏"),
    )
    name = forms.CharField(
        label=_("您的姓名（可不填）"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("联系方式（可不填）"),
        max_length=200,
        required=False,
        help_text=_("留下联系方式，核查的人才能向您了解情况"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs_to_name()  # type: ignore[attr-defined]
