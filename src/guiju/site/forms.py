"""The forms of sign-in and of the organs."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.organs.models import Account, Organ, Post, Tenure
from guiju.organs.selectors import unfinished

_PASSWORD_HINT = _("至少十个字符")
_DATE_HINT = _("格式：2020-01-06")
_END_HINT = _("格式：2020-01-06；没有期限时不填")
_DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


class TypedDate(forms.DateField):
    """A date typed as people type it, shown in one way."""

    widget = forms.DateInput(format=_DATE_FORMATS[0], attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": _DATE_FORMATS, "help_text": _DATE_HINT, **kwargs})


class SignInForm(forms.Form):
    """Account and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def wrong(self) -> None:
        """Say that they do not match, not which of them is wrong."""
        self.add_error(None, translate("用户名或密码不对"))

    def must_wait(self, seconds: int) -> None:
        """Say how long to wait."""
        told = translate("失败次数过多，请 %(seconds)s 秒后再试") % {"seconds": seconds}
        self.add_error(None, told)


class PasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = _PASSWORD_HINT


class OrganForm(forms.ModelForm):
    """An organ below another."""

    class Meta:
        model = Organ
        fields: ClassVar = ["code", "name", "level", "category", "parent"]


class PostForm(forms.ModelForm):
    """A post of an organ."""

    class Meta:
        model = Post
        fields: ClassVar = ["role", "title"]


class _TenureForm(forms.Form):
    """A post of an organ from a day to a day."""

    post = forms.ModelChoiceField(label=_("岗位"), queryset=Post.objects.none())
    since = TypedDate(label=_("自"), initial=today)
    until = TypedDate(label=_("至"), help_text=_END_HINT, required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = organ.posts.all()  # type: ignore[attr-defined]


class AppointForm(_TenureForm):
    """A new account and its post, with dates."""

    username = forms.CharField(label=_("用户名"), max_length=60)
    name = forms.CharField(label=_("姓名"), max_length=60)
    password = forms.CharField(
        label=_("初始密码"),
        strip=False,
        help_text=_PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ["username", "name", "password", "post", "since", "until"]

    def clean_username(self) -> str:
        """A user name used once."""
        username: str = self.cleaned_data["username"]
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError(translate("这个用户名已有人使用"))
        return username

    def clean_password(self) -> str:
        """A password that the rules accept."""
        password: str = self.cleaned_data["password"]
        owner = Account(username=self.cleaned_data.get("username", ""))
        validate_password(password, owner)
        return password


class AppointKnownForm(_TenureForm):
    """A person who has an account, and a post with dates."""

    username = forms.CharField(label=_("用户名"), max_length=60)
    field_order = ["username", "post", "since", "until"]

    def clean_username(self) -> Account:
        """The account in use."""
        told = self.cleaned_data["username"]
        account = Account.objects.filter(username=told, is_active=True).first()
        if account is None:
            raise forms.ValidationError(translate("没有这个用户名的账号"))
        return account


class EndTenureForm(forms.Form):
    """The end of a tenure, with the reason."""

    tenure = forms.ModelChoiceField(label=_("任职"), queryset=Tenure.objects.none())
    until = TypedDate(label=_("至"), initial=today)
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tenure"].queryset = unfinished(organ)  # type: ignore[attr-defined]
