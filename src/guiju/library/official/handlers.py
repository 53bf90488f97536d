"""The job of a large file: read once, then stored document by document."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.jobs.running import RunningJob, handler
from guiju.ledger.services import Actor

from ..models import TextFile
from .importing import read_in

KIND = "library.import"


@handler(KIND)
def import_text(job: RunningJob) -> dict[str, Any]:
    """Read and store a file that was received; an interrupted job goes on where it was."""
    file = TextFile.objects.get(pk=job.arguments["file"])
    job.checkpoint(0, stage=_("读取全文"))

    def told(done: int, total: int) -> None:
        job.checkpoint(done, total=total, stage=_("逐件存入"))

    done = read_in(file, actor=Actor(*job.arguments["actor"]), progress=told)
    job.checkpoint(done.documents, total=done.documents, stage=_("完成"))
    url = reverse("library:text-file", args=[file.pk])
    return {"documents": done.documents, "new": done.new, "url": url}
