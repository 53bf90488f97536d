"""Sign-in slowed down: after failures an account, and an address, must wait, longer each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.organs.models import Attempt

FREE_FAILURES = 5
LONGEST = dt.timedelta(minutes=15)
FORGOTTEN = dt.timedelta(hours=24)


def key(kind: str, value: str) -> str:
    """A keyed hash: neither the user name nor the address is stored."""
    text = f"{kind}:{value.casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def waiting(keys: list[str]) -> dt.timedelta:
    """How long the next try must wait; zero where it need not."""
    now = timezone.now()
    longest = dt.timedelta(0)
    for attempt in Attempt.objects.filter(key__in=keys, last__gt=now - FORGOTTEN):
        if attempt.failures >= FREE_FAILURES:
            pause = dt.timedelta(seconds=min(2 ** (attempt.failures - FREE_FAILURES), 900) * 5)
            longest = max(longest, attempt.last + min(pause, LONGEST) - now)
    return longest


@transaction.atomic
def failed(keys: list[str]) -> bool:
    """Count a failure; whether an account or address must wait from now on."""
    now, blocked = timezone.now(), False
    for name in sorted(keys):
        attempt, _ = Attempt.objects.select_for_update().get_or_create(
            key=name, defaults={"last": now}
        )
        if attempt.last < now - FORGOTTEN:
            attempt.failures = 0
        attempt.failures += 1
        attempt.last = now
        attempt.save()
        blocked = blocked or attempt.failures == FREE_FAILURES
    return blocked


def succeeded(keys: list[str]) -> None:
    """Forget the failures."""
    Attempt.objects.filter(key__in=keys).delete()
