"""Reading jobs: those of the organs in a post's scope."""

from __future__ import annotations

from django.db.models import QuerySet

from guiju.organs.models import Post
from guiju.organs.scope import organs_of

from .models import Job


def visible(post: Post) -> QuerySet[Job]:
    """The jobs of the organs that a post sees, newest first."""
    return Job.objects.filter(organ__in=organs_of(post)).select_related("organ").order_by("-pk")
