"""The scope rule "my organ and what is below it": nowhere else is it written."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from guiju.clock import today

from .models import ELECTION_ROLES, Account, Organ, Post, Role, Tenure
from .selectors import runs_after

OWN_ORGAN = frozenset({Role.USING_CLERK, *ELECTION_ROLES})
"""The roles whose scope begins with the organ of the post."""


def root_of(post: Post) -> Organ:
    """The organ at the head of a post's scope.

    A clerk of a using organ, and whoever works at its elections, sees that organ and what is
    below it; who watches over a level sees the level: the government that the department belongs
    to (第五条 guides and supervises the levels below).
    """
    organ = post.organ
    if post.role in OWN_ORGAN or organ.parent is None:
        return organ
    return organ.parent


def organs_of(post: Post) -> QuerySet[Organ]:
    """Every organ in a post's scope."""
    return Organ.objects.filter(path__startswith=root_of(post).path)


def sees(post: Post, organ: Organ) -> bool:
    """Whether an organ lies in a post's scope."""
    return organ.path.startswith(root_of(post).path)


def standing_of(post: Post) -> QuerySet[Organ]:
    """The organs in a post's scope that have not ended."""
    return organs_of(post).filter(ended=None)


def accounts_of(post: Post) -> QuerySet[Account]:
    """The accounts that an administrator looks after.

    Every post that its owner holds, or will hold, lies in the scope; of somebody who holds none
    any more, every post ever held. So no administrator below gives a password to somebody above.
    """
    own = Tenure.objects.filter(account=OuterRef("pk"))
    inside = own.filter(post__organ__path__startswith=root_of(post).path)
    outside = own.exclude(post__organ__path__startswith=root_of(post).path)
    held = runs_after(today())
    found = Account.objects.filter(~Exists(outside.filter(held)))
    found = found.filter(Exists(inside.filter(held)) | ~Exists(outside))
    return found if root_of(post).parent is None else found.filter(Exists(inside))
