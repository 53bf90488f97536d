"""What two persons do: a reason where one is needed, a reason for sending back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProposeForm(forms.Form):
    """The reason of an act; only calling off must have one."""

    reason = forms.CharField(label=_("理由"), max_length=320, required=False)


class RefuseForm(forms.Form):
    """Why something is sent back."""

    why = forms.CharField(label=_("退回理由"), max_length=320)
