"""The two halves of a passphrase under which a package leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..proving.seal import SHORTEST_HALF
from ..services.acting import Person


class SealForm(forms.Form):
    """Half a passphrase of each of two scrutineers; never shown again, kept nowhere.

    The second names themselves and signs in with their password, in a demo without.
    """

    first = forms.CharField(
        label=_("第一名监票人的一半口令"),
        min_length=SHORTEST_HALF,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    scrutineer = forms.ChoiceField(label=_("第二名监票人"))
    password = forms.CharField(
        label=_("第二名监票人的登录密码"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("由第二名监票人自己填写，证明在场"),
    )
    second = forms.CharField(
        label=_("第二名监票人的一半口令"),
        min_length=SHORTEST_HALF,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, seconds: Sequence[Person], demo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {str(one.account.pk): one for one in seconds}
        choice: Any = self.fields["scrutineer"]
        names = [(pk, f"{one.account.name}（{one.post.title}）") for pk, one in self._known.items()]
        choice.choices = [("", ""), *names]
        if demo:
            del self.fields["password"]

    @property
    def who(self) -> Person:
        """The second scrutineer."""
        return self._known[self.cleaned_data["scrutineer"]]

    @property
    def halves(self) -> tuple[str, str]:
        """Both halves as typed."""
        return self.cleaned_data["first"], self.cleaned_data["second"]
