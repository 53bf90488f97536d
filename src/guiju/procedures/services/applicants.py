"""What the applicant does: hand in again what was returned, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from guiju.organs.models import Account, Post

from ..models import Case
from .stepping import locked, marked, take_step


@transaction.atomic
def correct_and_resubmit(
    post: Post,
    account: Account,
    case_pk: int,
    facts: Mapping[str, Any],
    related: Mapping[str, Any] | None = None,
    *,
    reason: str = "",
    expected_state: str,
) -> Case:
    """Hand in a corrected application; the earlier one stays in the steps before."""
    step = marked(locked(case_pk), "resubmits", expected_state)
    return take_step(
        post,
        account,
        case_pk,
        step.name,
        reason=reason,
        expected_state=expected_state,
        given={"facts": facts, "related": related or {}},
    )


@transaction.atomic
def withdraw(
    post: Post, account: Account, case_pk: int, *, reason: str = "", expected_state: str
) -> Case:
    """Withdraw an application that is not decided yet, suspended or not."""
    step = marked(locked(case_pk), "withdraws", expected_state)
    return take_step(
        post, account, case_pk, step.name, reason=reason, expected_state=expected_state
    )
