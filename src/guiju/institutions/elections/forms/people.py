"""Who watches, counts and presides; the method adopted; what was elected before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Account

from ..models import Election, Officer, OfficerFunction
from ..models.elections import Kind
from ..rulebook.facts import PERSONS_AT_MOST
from ..services.officers import OfficerIn

SPARE = 2
"""So many empty rows stand below those that are filled or needed."""
MOST_ROWS = 200
KNOWN = [("", _("不知道")), ("yes", _("是")), ("no", _("否"))]
_PARTS = ("function", "account", "voter", "voted_in", "named_by")
_EMPTY: dict[str, Any] = dict.fromkeys(_PARTS, "")
Workers = Sequence[tuple[int, str]]


def _tri(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=KNOWN, required=False)


def truth(value: str) -> bool | None:
    """Yes, no, or not known."""
    return {"yes": True, "no": False}.get(value)


def said(value: bool | None) -> str:
    """The choice that says a truth value."""
    return "" if value is None else "yes" if value else "no"


class OfficersForm(forms.Form):
    """A row for each officer; a row without a person is left out."""

    def __init__(
        self,
        *args: Any,
        workers: Workers,
        officers: list[Officer],
        wanted: Sequence[str] = (),
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self._people = [("", ""), *((str(pk), told) for pk, told in workers)]
        open_ = _still_open(officers, wanted)
        self.count = self._counted(len(officers) + len(open_) + SPARE)
        first = [*map(_initial, officers), *({**_EMPTY, "function": one} for one in open_)]
        for row in range(self.count):
            one = officers[row] if row < len(officers) else None
            self._add(row, one, first[row] if row < len(first) else _EMPTY)

    def _counted(self, usual: int) -> int:
        sent = str(self.data.get("rows", "")) if self.is_bound else ""
        return min(int(sent), MOST_ROWS) if sent.isdigit() else usual

    def _add(self, row: int, one: Officer | None, first: dict[str, Any]) -> None:
        number = {"n": row + 1}
        functions = [("", ""), *OfficerFunction.choices]
        people = list(self._people)
        if one is not None and str(one.account_id) not in dict(people):
            people.append((str(one.account_id), one.name))
        fields = {
            "function": forms.ChoiceField(
                label=translate("第 %(n)s 行职责") % number, choices=functions, required=False
            ),
            "account": forms.ChoiceField(
                label=translate("第 %(n)s 行人员") % number, choices=people, required=False
            ),
            "voter": _tri(translate("第 %(n)s 行是选举人") % number),
            "voted_in": _tri(translate("第 %(n)s 行经表决通过") % number),
            "named_by": forms.CharField(
                label=translate("第 %(n)s 行提名或指定") % number, max_length=200, required=False
            ),
        }
        for part, field in fields.items():
            field.initial = first[part]
            field.widget.attrs["aria-label"] = field.label
            self.fields[f"{part}-{row}"] = field

    def rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each row."""
        for row in range(self.count):
            yield [self[f"{part}-{row}"] for part in _PARTS]

    def clean(self) -> dict[str, Any]:
        """A person and what they do belong together."""
        told = self.cleaned_data
        for row in range(self.count):
            function, account = told.get(f"function-{row}"), told.get(f"account-{row}")
            if account and not function:
                self.add_error(f"function-{row}", translate("请选择职责"))
        return told

    def officers(self) -> list[OfficerIn]:
        """The officers as the service takes them."""
        told = self.cleaned_data
        rows = [row for row in range(self.count) if told.get(f"account-{row}")]
        accounts = Account.objects.in_bulk([int(told[f"account-{row}"]) for row in rows])
        return [
            OfficerIn(
                function=told[f"function-{row}"],
                account=accounts[int(told[f"account-{row}"])],
                voter=truth(told[f"voter-{row}"]),
                voted_in=truth(told[f"voted_in-{row}"]),
                named_by=told[f"named_by-{row}"],
            )
            for row in rows
        ]


def _still_open(officers: Sequence[Officer], wanted: Sequence[str]) -> list[str]:
    """The functions that are wanted and that no officer has yet; each has a row."""
    left = Counter(wanted)
    left.subtract(one.function for one in officers)
    return list((+left).elements())


def _initial(one: Officer) -> dict[str, Any]:
    return {
        "function": one.function,
        "account": str(one.account_id),
        "voter": said(one.voter),
        "voted_in": said(one.voted_in),
        "named_by": one.named_by,
    }


class ReplaceForm(forms.Form):
    """Another person in the place of an officer who fell out."""

    account = forms.ChoiceField(label=_("接替的人"))
    voter = _tri(_("是选举人"))
    voted_in = _tri(_("经表决通过"))
    named_by = forms.CharField(label=_("提名或指定"), max_length=200, required=False)
    reason = forms.CharField(label=_("理由"), max_length=320)

    def __init__(self, *args: Any, workers: Workers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["account"]
        choice.choices = [("", ""), *((str(pk), told) for pk, told in workers)]

    def officer(self, function: str) -> OfficerIn:
        """The officer as the service takes one."""
        told = self.cleaned_data
        return OfficerIn(
            function=function,
            account=Account.objects.get(pk=int(told["account"])),
            voter=truth(told["voter"]),
            voted_in=truth(told["voted_in"]),
            named_by=told["named_by"],
        )


class MethodForm(forms.Form):
    """How many assented to the method (46), what was elected before (20, 22), who presides."""

    assenting = forms.IntegerField(
        label=_("同意选举办法人数"),
        required=False,
        min_value=0,
        max_value=PERSONS_AT_MOST,
        help_text=_("投票前表决选举办法时同意的人数；还没有表决的不填"),
    )
    members_done = _tri(_("委员已经选出"))
    standing_done = _tri(_("常委会委员已经选出"))
    presiding = forms.CharField(
        label=_("主持人及其受托"),
        max_length=200,
        required=False,
        help_text=_("例如 大会主席团常务委员会主持；全会由大会主席团委托某人主持"),
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "assenting": election.assenting,
            "members_done": said(election.members_done),
            "standing_done": said(election.standing_done),
            "presiding": election.presiding,
        }
        super().__init__(*args, **kwargs)
        if election.kind != Kind.ALTERNATES:
            del self.fields["members_done"]
        if election.kind != Kind.SECRETARIES:
            del self.fields["standing_done"]
