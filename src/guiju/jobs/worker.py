"""The loop of a worker process: claim, run, say that it lives."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import uuid

from django.db import OperationalError, close_old_connections

from guiju.clock import today
from guiju.organs.services import keep_daily_heads

from .models import Job, State, Worker
from .running import beat, lease
from .services import claim, run

IDLE_SECONDS = 0.5
log = logging.getLogger("guiju.jobs")


def run_forever(stop: threading.Event, *, name: str | None = None) -> None:
    """Run jobs until ``stop`` is set."""
    kept: dt.date | None = None
    name = name or f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    while not stop.is_set():
        close_old_connections()
        try:
            Worker.objects.update_or_create(name=name, defaults={"seen": beat()})
            if kept != (day := today()):
                keep_daily_heads(day)
                kept = day
            worked = run_one(name)
        except OperationalError:
            # The database is busy or away for a while; what was claimed comes back by its lease.
            log.exception("database not to be reached")
            worked = False
        if not worked:
            stop.wait(IDLE_SECONDS)


def run_one(name: str) -> bool:
    """Run the next job, if there is one; a heartbeat keeps the claim meanwhile."""
    job = claim(name)
    if job is None:
        return False
    over = threading.Event()
    beat = threading.Thread(target=_heartbeat, args=(job, over), daemon=True)
    beat.start()
    try:
        run(job)
    finally:
        over.set()
        beat.join()
    return True


def _heartbeat(job: Job, over: threading.Event) -> None:
    from django.db import connection

    while not over.wait(lease().total_seconds() / 3):
        mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
        try:
            mine.update(lease_until=beat() + lease())
            Worker.objects.filter(name=job.worker).update(seen=beat())
        except OperationalError:
            # One beat missed: the next one tries again, on a new connection.
            log.exception("heartbeat missed")
            connection.close()
    connection.close()
