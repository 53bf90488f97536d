"""What the pages of elections share: who asks, which election, refusals told beside the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ..models import Batch, Election
from ..selectors.seeing import visible
from ..services.acting import Person, person_of

__all__ = ["Person", "address", "batch_of", "election_of", "person_of", "refused", "take"]


def election_of(request: HttpRequest, pk: int) -> tuple[Election, Person]:
    """An election in the scope of who asks, and who asks; else 404."""
    person = person_of(request)
    return get_object_or_404(visible(person), pk=pk), person


def batch_of(election: Election, number: int) -> Batch:
    """A batch of an election by its number; else 404."""
    batch = get_object_or_404(election.batches, number=number)
    batch.election = election
    return batch


def address(election: Election, name: str = "election", *rest: Any, anchor: str = "") -> str:
    """The address of a page of an election."""
    found = reverse(f"elections:{name}", args=[election.pk, *rest])
    return f"{found}#{anchor}" if anchor else found


def take(form: forms.BaseForm, error: ValidationError) -> None:
    """Put a service's refusal beside its field where the form has it, else above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, found in error.error_dict.items():
        form.add_error(field if field in form.fields else None, found)


def refused(request: HttpRequest, error: ValidationError) -> None:
    """Say what a service refused on the page that comes next."""
    for told in error.messages:
        messages.error(request, told)


def done(request: HttpRequest, step: Callable[[], object], said: str, back: str) -> HttpResponse:
    """Take a step that a button asks for; say that it is done, or why it is not."""
    try:
        step()
    except ValidationError as error:
        refused(request, error)
    else:
        messages.success(request, said)
    return redirect(back)
