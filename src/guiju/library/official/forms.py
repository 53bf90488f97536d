"""The form of an upload."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TextFileForm(forms.Form):
    """A file of official texts."""

    file = forms.FileField(
        label=_("文本文件"),
        help_text=_("UTF-8 或 GB 18030 的纯文本、Markdown 或 HTML，一个文件可以有许多件文件"),
    )
