"""Tries slowed down: after failures whoever or wherever they came from must wait, longer each time.

What counts as a try, and how many failures cost nothing, whoever asks here says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import transaction

from guiju.clock import now

from .models import Attempt

# An office shares one address, and behind a proxy everybody does.
FREE_FAILURES_OF_AN_ADDRESS = 50
LONGEST = dt.timedelta(minutes=15)
FORGOTTEN = dt.timedelta(hours=24)


def key(kind: str, value: str) -> str:
    """A keyed hash: neither a user name nor an address is stored."""
    text = f"{kind}:{value.casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def waiting(keys: dict[str, int]) -> dt.timedelta:
    """How long the next try must wait; zero where it need not."""
    present = now()
    longest = dt.timedelta(0)
    for attempt in Attempt.objects.filter(key__in=keys, last__gt=present - FORGOTTEN):
        over = attempt.failures - keys[attempt.key]
        if over >= 0:
            pause = min(dt.timedelta(seconds=5 * 2 ** min(over, 10)), LONGEST)
            longest = max(longest, attempt.last + pause - present)
    return longest


@transaction.atomic
def failed(keys: dict[str, int]) -> bool:
    """Count a failure; whether somebody or some address must wait from now on."""
    present, blocked = now(), False
    Attempt.objects.filter(last__lt=present - FORGOTTEN).delete()
    for name in sorted(keys):
        attempt, _ = Attempt.objects.select_for_update().get_or_create(
            key=name, defaults={"last": present}
        )
        attempt.failures += 1
        attempt.last = present
        attempt.save()
        blocked = blocked or attempt.failures == keys[name]
    return blocked
