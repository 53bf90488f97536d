"""Setting an election up: what is elected, the numbers, the candidates one a line, or one file."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Organ, Post
from guiju.organs.scope import standing_of

from ..counting.marks import without_spaces
from ..models.elections import OF_COMMITTEES, Body, Kind, Round
from ..rulebook.facts import PERSONS_AT_MOST

MOST_BYTES = 2 << 20
_SEATS = re.compile(r"^(?P<post>.*?)[\s:：]*(?P<seats>[0-9]+)$")
LEVEL = [("local", _("地方")), ("national", _("全国"))]
BLANK = [("abstain", _("弃权")), ("for", _("赞成"))]
COMMITTEES = [("", ""), ("no", _("党的委员会")), ("yes", _("纪律检查委员会"))]
ROUNDS = [(one.value, one.label) for one in (Round.FORMAL, Round.PRESELECTION)]


def _number(label: Any, **told: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=PERSONS_AT_MOST, **told)


class _Of(forms.Form):
    """The organ that elects, and the day."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label=_("组织"))
    day = forms.DateField(label=_("选举日期"), help_text=_("例如 2026-03-01"))

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs: Any = self.fields["organ"]
        organs.queryset = standing_of(post).order_by("path")
        organs.empty_label = ""
        if len(organs.queryset) == 1:
            organs.initial = organs.queryset[0]


class WhatForm(_Of):
    """What is elected, by whom, in which round."""

    title = forms.CharField(
        label=_("名称"),
        max_length=200,
        help_text=_("印在选票上，例如 第五次代表大会选举委员会委员"),
    )
    kind = forms.ChoiceField(label=_("选举事项"), choices=[("", ""), *Kind.choices])
    round = forms.ChoiceField(
        label=_("轮次"),
        choices=ROUNDS,
        help_text=_("再次投票和重新选举在上一轮选举的结果页上设置"),
    )
    body = forms.ChoiceField(label=_("选举会议"), choices=[("", ""), *Body.choices])
    level = forms.ChoiceField(
        label=_("组织层级"), choices=LEVEL, help_text=_("只影响代表候选人的差额比例")
    )
    preselected = forms.BooleanField(
        label=_("已经先行差额预选（第七条）"),
        required=False,
        help_text=_("正式选举可以等额，差额比例在预选时检查"),
    )
    field_order = ("organ", "title", "day", "kind", "round", "body", "level", "preselected")


class NumbersForm(forms.Form):
    """Entitled persons, seats, posts; what an empty cell means under the method adopted."""

    eligible = _number(_("应到会有选举权人数"))
    seats = _number(_("应选人数"), help_text=_("预选时填正式候选人名额"))
    alternate_seats = _number(_("候补委员应选人数"))
    posts = forms.CharField(
        label=_("职务和应选人数"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个职务，例如 书记 1"),
    )
    commission = forms.TypedChoiceField(
        label=_("选举的委员会"),
        choices=COMMITTEES,
        coerce=lambda told: told == "yes",
        help_text=_("纪委选出的，还须经同级党委全体会议通过（第二十三条）"),
    )
    blank = forms.ChoiceField(
        label=_("空白格的含义"),
        choices=BLANK,
        help_text=_("按本次选举办法（第四十六条），投票前告诉选举人"),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Kind.JOINT:
            del self.fields["alternate_seats"]
        if kind not in OF_COMMITTEES:
            del self.fields["commission"]
        del self.fields["seats" if kind == Kind.SECRETARIES else "posts"]

    def clean_posts(self) -> list[dict[str, Any]]:
        """Each post with its seats."""
        found = []
        for line in _lines(self.cleaned_data["posts"]):
            told = _SEATS.match(line)
            if told is None or not told["post"].strip() or not int(told["seats"]):
                raise forms.ValidationError(
                    translate("“%(line)s”应为职务和人数，例如 书记 1") % {"line": line}
                )
            found.append({"post": without_spaces(told["post"]), "seats": int(told["seats"])})
        return found


class PeopleForm(forms.Form):
    """The candidates, one a line, and the order that was approved where one must be followed."""

    candidates = forms.CharField(
        label=_("候选人"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("一行一名，任何次序；同名的人在姓名后用括号区别，例如 张三（女）"),
    )
    approved_order = forms.CharField(
        label=_("上级党委批准的顺序（没有的不填）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一名；书记、副书记的选票和常委会委员、书记、副书记的当选名单按这个顺序"),
    )

    def __init__(self, *args: Any, posts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = posts
        if posts:
            self.fields["candidates"].help_text = translate(
                "一行一名，先写职务，例如 %(post)s：张三"
            ) % {"post": posts[0]}

    def clean_candidates(self) -> list[dict[str, str]]:
        """Each candidate, of secretaries with the post."""
        found = [self._candidate(line) for line in _lines(self.cleaned_data["candidates"])]
        keys = [without_spaces(one["name"]) for one in found]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            told = translate("写了两次：%(names)s；同名的人在姓名后用括号区别，例如 张三（女）")
            raise forms.ValidationError(told % {"names": "、".join(twice)})
        return found

    def _candidate(self, line: str) -> dict[str, str]:
        if not self._posts:
            return {"name": line}
        post, _colon, name = line.replace(":", "：").partition("：")
        if without_spaces(post) not in self._posts or not name.strip():
            told = translate("“%(line)s”应为职务：姓名；职务是%(posts)s")
            values = {"line": line, "posts": "、".join(self._posts)}
            raise forms.ValidationError(told % values)
        return {"name": name.strip(), "post": without_spaces(post)}

    def clean_approved_order(self) -> list[str]:
        """The names in the order approved."""
        return _lines(self.cleaned_data["approved_order"])


class FileForm(_Of):
    """One file that says everything (JSON or YAML), for an organ and a day."""

    file = forms.FileField(label=_("选举文件（JSON 或 YAML）"))

    def clean_file(self) -> dict[str, Any]:
        """What the file says."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(translate("文件不能超过 2 MB"))
        try:
            text = upload.read().decode("utf-8-sig")
            told = yaml.safe_load(text) if not text.lstrip().startswith("{") else _json(text)
        except (UnicodeDecodeError, yaml.YAMLError, json.JSONDecodeError, RecursionError) as error:
            why = translate("不是可以读取的 JSON 或 YAML（UTF-8）：%(why)s")
            raise forms.ValidationError(why % {"why": str(error)[:200]}) from error
        if not isinstance(told, dict):
            raise forms.ValidationError(translate("文件里应是一组键和值，例如 title、kind、seats"))
        if not storable(told):
            raise forms.ValidationError(translate("文件里有不能保存的字符或者指向自己的内容"))
        return told


def storable(told: Any) -> bool:
    """Whether a file's content can be kept as text: no NUL, no half of a character, no loop."""
    try:
        text = json.dumps(told, ensure_ascii=False, default=str)
        text.encode("utf-8")
    except (ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in text


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return yaml.safe_load(text)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
