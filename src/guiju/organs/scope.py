"""The scope rule "my organ and what is below it": nowhere else is it written."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Organ, Post, Role


def root_of(post: Post) -> Organ:
    """The organ at the head of a post's scope.

    A clerk of a using organ sees that organ and what is below it; who watches over a level
    sees the level: the government that the department belongs to (第五条 guides and supervises
    the levels below).
    """
    organ = post.organ
    if post.role == Role.USING_CLERK or organ.parent is None:
        return organ
    return organ.parent


def organs_of(post: Post) -> QuerySet[Organ]:
    """Every organ in a post's scope."""
    return Organ.objects.filter(path__startswith=root_of(post).path)


def sees(post: Post, organ: Organ) -> bool:
    """Whether an organ lies in a post's scope."""
    return organ.path.startswith(root_of(post).path)
