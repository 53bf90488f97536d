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
# An office shares one address, and behind a proxy everybody does.
FREE_FAILURES_OF_AN_ADDRESS = 50
LONGEST = dt.timedelta(minutes=15)
FORGOTTEN = dt.timedelta(hours=24)


def key(kind: str, value: str) -> str:
    """A keyed hash: neither the user name nor the address is stored."""
    text = f"{kind}:{value.casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def keys(username: str, address: str) -> dict[str, int]:
    """What is counted of a try, each with the failures that cost nothing."""
    return {
        key("account", username): FREE_FAILURES,
        key("address", address): FREE_FAILURES_OF_AN_ADDRESS,
    }


def waiting(keys: dict[str, int]) -> dt.timedelta:
    """How long the next try must wait; zero where it need not."""
    now = timezone.now()
    longest = dt.timedelta(0)
    for attempt in Attempt.objects.filter(key__in=keys, last__gt=now - FORGOTTEN):
        over = attempt.failures - keys[attempt.key]
        if over >= 0:
            pause = min(dt.timedelta(seconds=5 * 2 ** min(over, 10)), LONGEST)
            longest = max(longest, attempt.last + pause - now)
    return longest


@transaction.atomic
def failed(keys: dict[str, int]) -> bool:
    """Count a failure; whether an account or address must wait from now on."""
    now, blocked = timezone.now(), False
    Attempt.objects.filter(last__lt=now - FORGOTTEN).delete()
    for name in sorted(keys):
        attempt, _ = Attempt.objects.select_for_update().get_or_create(
            key=name, defaults={"last": now}
        )
        attempt.failures += 1
        attempt.last = now
        attempt.save()
        blocked = blocked or attempt.failures == keys[name]
    return blocked


def succeeded(username: str) -> None:
    """Forget the account's failures; its owner does not clear those of an address."""
    Attempt.objects.filter(key=key("account", username)).delete()
