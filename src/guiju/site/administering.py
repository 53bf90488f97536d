"""The forms of the administrator: a workbook, an account, an organ that changes or ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.ledger.models import EntryQuerySet
from guiju.organs.models import Organ, Tenure
from guiju.organs.tokens import holders

from .forms import TypedDate

MOST_BYTES = 50 << 20


class WorkbookForm(forms.Form):
    """A workbook of organs, posts and people."""

    book = forms.FileField(
        label=_("工作簿"),
        help_text=_("XLSX、XLS 或 ODS，工作表：机关、岗位、人员；CSV 只含其中一个"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_book(self) -> UploadedFile:
        """A file of at most 50 MB."""
        upload: UploadedFile = self.cleaned_data["book"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(translate("文件不能超过 50 MB"))
        return upload


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class DaysForm(forms.Form):
    """From a day to a day, both counted in; a day that is none bounds nothing and is told."""

    since = TypedDate(label=_("自"), help_text="", required=False)
    until = TypedDate(label=_("至"), help_text="", required=False)

    def between(self, entries: EntryQuerySet) -> EntryQuerySet:
        """The entries of these days of the city; the history keeps its times in UTC."""
        told = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        if told.get("since"):
            entries = entries.filter(at__gte=_start(told["since"]))
        if told.get("until") and told["until"] < dt.date.max:
            entries = entries.filter(at__lt=_start(told["until"] + dt.timedelta(days=1)))
        return entries


def _start(day: dt.date) -> str:
    """When a day begins in the city, as the history writes times."""
    if day == dt.date.min:
        return ""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


class RenameForm(ReasonForm):
    """Another name of an organ."""

    name = forms.CharField(label=_("新名称"), max_length=100)
    field_order = ["name", "reason"]


class EndOrganForm(ReasonForm):
    """The day on which an organ ended."""

    day = TypedDate(label=_("撤销日期"), initial=today)
    field_order = ["day", "reason"]


class TokenForm(forms.Form):
    """A token of the API: for whom of the organ, for what, until when, whether it hands in."""

    tenure = forms.ModelChoiceField(label=_("人员和岗位"), queryset=Tenure.objects.none())
    purpose = forms.CharField(
        label=_("用途"), max_length=200, help_text=_("例如：资产管理系统每日读取编制")
    )
    until = TypedDate(label=_("有效期至"), help_text=_("格式：2020-01-06；最长一年"))
    hands_in = forms.BooleanField(
        label=_("可以提出申请"),
        required=False,
        help_text=_("不选则只能读取；任何令牌都不能作出决定"),
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tenures: Any = self.fields["tenure"]
        tenures.queryset = holders(organ)
        tenures.label_from_instance = lambda one: f"{one.post.title} {one.account.name}"
