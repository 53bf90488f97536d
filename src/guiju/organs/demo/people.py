"""Who acts in the demo: whoever holds a post today, or stands in for them."""

from __future__ import annotations

from guiju.clock import today
from guiju.ledger.services import Actor

from ..models import Organ, Post, Role, Tenure
from ..selectors import held_on

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
OFFICES = {"A": Role.AUTHORITY, "F": Role.FINANCE, "D": Role.DISCIPLINE}
"""The departments that watch over a level, by the letter at the end of their codes."""


def invented_name(number: int) -> str:
    """A name that nobody has: a surname, 演示 and a running number."""
    return f"{SURNAMES[number % len(SURNAMES)]}演示{number}"


def holder(code: str, role: str = "") -> Tenure:
    """Who holds a working post of an organ today: the post of a role, else the organ's first.

    Raises:
        LookupError: nobody does.
    """
    held = Tenure.objects.filter(held_on(today()), post__organ__code=code)
    role = role or OFFICES.get(code.rpartition("-")[2], "")
    held = held.filter(post__role=role) if role else held.exclude(post__role=Role.ADMINISTRATOR)
    found = held.select_related("account", "post__organ__parent").order_by("post", "pk").first()
    if found is None:
        raise LookupError(f"{code} {role}: nobody on {today()}")
    return found


def actor(tenure: Tenure) -> Actor:
    """A holder as the history names them."""
    return Actor(tenure.account.name, str(tenure.post))


def office(organ: Organ, letter: str) -> str:
    """The code of a department of the government right above an organ: A, F or D."""
    assert organ.parent is not None
    return f"{organ.parent.code}-{letter}"


def manager(organ: Organ) -> Actor:
    """The administrator who looks after the posts of an organ: that of its level."""
    return actor(holder(office(organ, "A"), Role.ADMINISTRATOR))


def using_posts(government: str) -> list[Post]:
    """The posts of clerks in the organs right below a government that have cars."""
    posts = Post.objects.filter(
        role=Role.USING_CLERK, organ__parent__code=government, organ__ended=None
    )
    found = posts.select_related("organ").order_by("organ__path")
    return [post for post in found if post.organ.code.rpartition("-")[2] not in OFFICES]
