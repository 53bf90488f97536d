"""The forms of the administrator: a workbook, an account, an organ that changes or ends."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.ledger.models import EntryQuerySet

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
