"""The two halves of a passphrase under which a package leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..proving.seal import SHORTEST_HALF


class SealForm(forms.Form):
    """Half a passphrase of each of two scrutineers; never shown again, kept nowhere."""

    first = forms.CharField(
        label=_("第一名监票人的一半口令"),
        min_length=SHORTEST_HALF,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    second = forms.CharField(
        label=_("第二名监票人的一半口令"),
        min_length=SHORTEST_HALF,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @property
    def halves(self) -> tuple[str, str]:
        """Both halves as typed."""
        return self.cleaned_data["first"], self.cleaned_data["second"]
