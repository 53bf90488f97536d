"""Who may work at the elections of an organ: accounts that hold a post for elections today."""

from __future__ import annotations

from guiju.clock import today
from guiju.organs.models import ELECTION_ROLES, Organ, Role, Tenure
from guiju.organs.scope import sees
from guiju.organs.selectors import held_on

_OFFICERS = [role for role in ELECTION_ROLES if role != Role.ELECTION_SECRETARY]


def workers_for(organ: Organ) -> list[tuple[int, str]]:
    """Account and words for a choice, by role and name; only posts in whose scope the organ is."""
    held = Tenure.objects.filter(
        held_on(today()), post__role__in=_OFFICERS, account__is_active=True
    )
    told: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for tenure in held.select_related("account", "post__organ__parent").order_by(
        "post__role", "account__name", "pk"
    ):
        if sees(tenure.post, organ):
            names[tenure.account_id] = tenure.account.name
            told.setdefault(tenure.account_id, []).append(tenure.post.title)
    return [(pk, f"{names[pk]}（{'、'.join(titles)}）") for pk, titles in told.items()]
