"""The forms of keeping a decision: what was typed wrongly, and who answered each judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.ledger.services import Actor

from .judgements import Answer, Judged


class CorrectionForm(forms.Form):
    """The fields that could not be read, with what was typed into them and what is expected."""

    def __init__(self, data: Any, *, errors: Mapping[str, str], labels: Mapping[str, str]) -> None:
        super().__init__(data)
        for name, told in errors.items():
            if name in labels:
                self.fields[name] = forms.CharField(label=labels[name], required=False)
                self.add_error(name, told)
            else:
                self.add_error(None, told)


class KeepForm(forms.Form):
    """Whose case it is, and for each judgement the post, the person, the reason and the day."""

    subject = forms.CharField(
        label=_("对象（可不填）"),
        max_length=200,
        required=False,
        help_text=_("例如企业、学校或事项的名称；不要填写自然人的姓名等个人信息"),
    )

    def __init__(
        self, data: Any = None, *, asked: Sequence[Judged], actor: Actor, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._asked = asked
        for place in range(len(asked)):
            self._add(place, actor)

    def _add(self, place: int, actor: Actor) -> None:
        """The fields of one judgement; whoever is signed in is offered as who answered."""
        texts = {
            "post": (translate("作出判断的岗位"), actor.post),
            "person": (translate("作出判断的人"), actor.name),
        }
        for part, (label, initial) in texts.items():
            self.fields[f"judge-{place}-{part}"] = forms.CharField(
                label=label, initial=initial, max_length=200
            )
        self.fields[f"judge-{place}-reason"] = forms.CharField(
            label=translate("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields[f"judge-{place}-date"] = forms.DateField(
            label=translate("判断日期"),
            initial=today().isoformat(),
            help_text=translate("例如 2026-03-01"),
        )

    def clean(self) -> None:
        """No judgement of a day that is still to come."""
        super().clean()
        for place in range(len(self._asked)):
            day = self.cleaned_data.get(f"judge-{place}-date")
            if day is not None and day > today():
                self.add_error(f"judge-{place}-date", translate("判断日期不能晚于今天"))

    @property
    def groups(self) -> list[tuple[Judged, list[forms.BoundField]]]:
        """Each judgement with its fields."""
        return [
            (one, [field for field in self if field.name.startswith(f"judge-{place}-")])
            for place, one in enumerate(self._asked)
        ]

    def answers(self) -> dict[str, Answer]:
        """Who answered what."""
        told = self.cleaned_data
        return {
            one.name: Answer(
                told[f"judge-{place}-post"],
                told[f"judge-{place}-person"],
                told[f"judge-{place}-reason"],
                told[f"judge-{place}-date"],
            )
            for place, one in enumerate(self._asked)
        }
