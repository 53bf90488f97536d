"""Reports slowed down: after many from one address the next must wait, longer each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import transaction

from guiju import clock
from guiju.organs.models import Attempt

FREE = 10
"""An office or a village shares one address."""
LONGEST = dt.timedelta(minutes=15)
FORGOTTEN = dt.timedelta(hours=24)


def key(address: str) -> str:
    """A keyed hash of the address and the day: no address is stored, none is found again."""
    text = f"report:{clock.today()}:{address.casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def waiting(address: str) -> int:
    """How many seconds the next report from an address must wait; nought where it need not."""
    attempt = Attempt.objects.filter(key=key(address)).first()
    if attempt is None or attempt.failures < FREE:
        return 0
    pause = min(dt.timedelta(seconds=5 * 2 ** min(attempt.failures - FREE, 10)), LONGEST)
    left = attempt.last + pause - clock.now()
    return max(0, -(-left // dt.timedelta(seconds=1)))


@transaction.atomic
def count(address: str) -> None:
    """Count a report from an address."""
    now = clock.now()
    Attempt.objects.filter(last__lt=now - FORGOTTEN).delete()
    attempt, _ = Attempt.objects.select_for_update().get_or_create(
        key=key(address), defaults={"last": now}
    )
    attempt.failures += 1
    attempt.last = now
    attempt.save()
