"""Whether the process lives and whether it is ready."""

from __future__ import annotations

import datetime as dt

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from guiju.jobs.models import Worker
from guiju.jobs.running import beat
from guiju.organs.access import public


@public
def health(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@public
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and is migrated; whether a worker was seen is told beside."""
    try:
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        since = beat() - dt.timedelta(minutes=2)
        worker = not pending and Worker.objects.filter(seen__gt=since).exists()
    except Error:
        return JsonResponse({"ready": False, "database": False}, status=503)
    answer = {"ready": not pending, "database": True, "migrated": not pending, "worker": worker}
    return JsonResponse(answer, status=503 if pending else 200)
