"""The forms of a step (reason, entries, judgements), of a correction and of a delegation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.library.words import expected, fact_name, format_told, in_english, said
from guiju.organs.models import Post, Role
from guiju.rules import Choice, Fact, Question
from guiju.rules.deciding import judge_of
from guiju.rules.errors import RuleError
from guiju.rules.inputs import parse_value
from guiju.rules.phrases import option
from guiju.rules.sentences import CHINESE, ENGLISH

from .definitions import Procedure, Transition, find, names
from .facts import facts_of
from .guarding import NO, YES, Answer
from .words import entry_title, procedure_title

LONGEST = 2000


def fact_field(fact: Fact, *, required: bool) -> forms.Field:
    """A field for a fact: its options to choose from, or text held to its kind and unit."""
    if isinstance(fact, Choice):
        words = ENGLISH if in_english() else CHINESE
        blank = [("", "—" if required else translate("不知道"))]
        options = [(one, option(one, words)) for one in fact.options]
        return forms.ChoiceField(
            label=fact_name(fact), choices=[*blank, *options], required=required
        )
    return FactField(fact, required=required)


class FactField(forms.CharField):
    """Text that a fact can be read from; kept as it was typed."""

    def __init__(self, fact: Fact, *, required: bool) -> None:
        super().__init__(
            label=fact_name(fact), help_text=format_told(fact), max_length=200, required=required
        )
        self._fact = fact

    def clean(self, value: Any) -> str:
        """What was typed, where it can be read."""
        text: str = super().clean(value)
        try:
            parse_value(self._fact, text)
        except RuleError:
            raise forms.ValidationError(expected(self._fact)) from None
        return text


class StepForm(forms.Form):
    """What a step asks for; ``questions`` are put to whoever takes it."""

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Procedure,
        transition: Transition | None,
        questions: Sequence[Question] = (),
        given: Mapping[str, Any] | None = None,
        needs_reason: bool = False,
    ) -> None:
        super().__init__(data)
        self._questions, self._transition = questions, transition
        self._facts = facts_of(definition) if given is not None or transition else {}
        if given is not None:
            self._add_facts(given)
        for place in range(len(transition.entries) if transition else 0):
            self.fields[f"entry-{place}"] = self._entry_field(place)
        for place, question in enumerate(questions):
            self._add_question(place, question)
        value = bool(transition and (transition.value or transition.returns))
        required = needs_reason or value
        self.fields["reason"] = forms.CharField(
            label=translate("理由") if required else translate("说明（可不填）"),
            max_length=LONGEST,
            required=required,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def _add_facts(self, given: Mapping[str, Any]) -> None:
        for place, (key, fact) in enumerate(self._facts.items()):
            if judge_of(fact) is None:
                field = fact_field(fact, required=False)
                field.initial = given["facts"].get(key, "")
                self.fields[f"fact-{place}"] = field

    def _entry_field(self, place: int) -> forms.Field:
        assert self._transition is not None
        entry = self._transition.entries[place]
        if entry.fact:
            return fact_field(self._facts[entry.name], required=True)
        return forms.CharField(label=entry_title(entry), max_length=200)

    def _add_question(self, place: int, question: Question) -> None:
        fact = self._facts.get(question.title)
        title = said(question.title, question.english)
        if isinstance(fact, Choice):
            field = fact_field(fact, required=True)
        else:
            choices = [
                ("", "—"),
                (YES, translate("是：条款不妨碍这一步")),
                (NO, translate("否：不能办理这一步")),
            ]
            field = forms.ChoiceField(label=title, choices=choices)
        judge = judge_of(fact) if fact is not None else None
        who = said(judge.post, judge.english) if judge else translate("有权的人")
        field.help_text = translate("须由人判断：%(who)s") % {"who": who}
        self.fields[f"judge-{place}"] = field
        self.fields[f"judge-{place}-reason"] = forms.CharField(
            label=translate("判断的理由：%(title)s") % {"title": title},
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def entries(self) -> dict[str, str]:
        """What the step writes down, by name."""
        entries = self._transition.entries if self._transition else ()
        return {e.name: self.cleaned_data[f"entry-{i}"] for i, e in enumerate(entries)}

    def judgements(self) -> dict[str, Answer]:
        """What was answered, by question."""
        told = self.cleaned_data
        return {
            question.title: Answer(told[f"judge-{i}"], told[f"judge-{i}-reason"])
            for i, question in enumerate(self._questions)
        }

    def facts(self) -> dict[str, str]:
        """The facts of a corrected application, blanks left out."""
        told = {key: self.cleaned_data.get(f"fact-{i}", "") for i, key in enumerate(self._facts)}
        return {key: value for key, value in told.items() if value}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every answer as it will be written down."""
        return [
            (str(field.label), str(self._shown(field)))
            for field in self
            if self.cleaned_data.get(field.name)
        ]

    def _shown(self, field: forms.BoundField) -> object:
        value = self.cleaned_data[field.name]
        return dict(getattr(field.field, "choices", ())).get(value, value)


class DelegationForm(forms.Form):
    """To whom, from which day to which, for which procedure, why."""

    taker = forms.ModelChoiceField(queryset=Post.objects.none(), label=_("由哪个岗位代行"))
    since = forms.DateField(label=_("自"), help_text=_("例如 2026-03-01"))
    until = forms.DateField(label=_("至（含当日）"), help_text=_("例如 2026-03-01"))
    procedure = forms.ChoiceField(label=_("程序"), required=False)
    reason = forms.CharField(
        label=_("理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, post: Post) -> None:
        super().__init__(data)
        takers = Post.objects.filter(organ=post.organ).exclude(pk=post.pk)
        taker = self.fields["taker"]
        assert isinstance(taker, forms.ModelChoiceField)
        taker.queryset = takers.exclude(role=Role.ADMINISTRATOR).order_by("title")
        procedure = self.fields["procedure"]
        assert isinstance(procedure, forms.ChoiceField)
        titles = [(name, procedure_title(find(name))) for name in names()]
        procedure.choices = [("", translate("全部程序")), *titles]
        for name in ("since", "until"):
            self.fields[name].initial = today().isoformat()
            self.fields[name].widget = forms.TextInput(attrs={"class": "short"})
