"""The kernel's own jobs: walking the chains."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify

from .running import Refused, RunningJob, handler


@handler("ledger.verify")
def verify_ledger(job: RunningJob) -> dict[str, Any]:
    """Walk every chain; a broken one is an error that names its place."""
    job.checkpoint(0, total=Entry.objects.count(), stage=_("逐条核验"))
    found = verify(progress=job.checkpoint)
    if found.broken is not None:
        broken = found.broken
        raise Refused(f"{broken.chain} #{broken.number}: {broken.why}")
    job.checkpoint(found.entries, total=found.entries, stage=_("链完好，没有断裂"))
    return {"entries": found.entries, "chains": found.chains}
