"""Files of official texts taken in: kept byte by byte, read, each document with its entry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.services import HOUSE

from ..models import TextFile
from . import searching
from .reading import parsed
from .resolving import lead
from .storing import store

RECEIVED = actions.register("library.received", _("收到官方文本文件"))
STORED = actions.register("library.stored", _("导入官方文本"))
LARGEST = 64 * 1024 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Imported:
    """What came of a file: how many documents, how many of them are new versions."""

    file: TextFile
    documents: int
    new: int
    known: bool


@transaction.atomic
def receive(*, content: bytes, name: str, actor: Actor) -> TextFile:
    """Keep a file; the same bytes twice are one file, whatever their names.

    Raises:
        ValidationError: it is empty or larger than 64 MB.
    """
    if not content or len(content) > LARGEST:
        raise ValidationError(translate("文件应有内容，且不超过 64 MB"), code="size")
    sha256 = hashlib.sha256(content).hexdigest()
    known = TextFile.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    file = TextFile.objects.create(
        sha256=sha256,
        name=name[-200:],
        content=content,
        imported_by=f"{actor.post} {actor.name}".strip(),
        imported=now(),
    )
    record(
        chain=HOUSE,
        actor=actor,
        action=RECEIVED,
        subject=f"text file {file.pk}",
        after={"sha256": sha256, "name": file.name, "bytes": len(content)},
    )
    return file


def read_in(file: TextFile, *, actor: Actor, progress: Progress | None = None) -> Imported:
    """Read a file and store what is in it, a transaction for each document.

    A file that was read whole changes nothing; one that was interrupted goes on.
    ``progress`` is told documents done and in all, inside the transaction of the last one.
    """
    if file.read is not None:
        return Imported(file, file.versions.count(), 0, known=True)
    read = parsed(bytes(file.content))
    total, new = len(read.documents), 0
    for done, document in enumerate(read.documents, 1):
        with transaction.atomic():
            version, fresh = store(file, read, document)
            if fresh:
                new += 1
                record(
                    chain=HOUSE,
                    actor=actor,
                    action=STORED,
                    subject=f"text {version.work.slug}"[:200],
                    article=version.work.number,
                    after={
                        "version": version.label,
                        "digest": version.digest,
                        "file": file.sha256,
                        "provisions": len(document.provisions),
                    },
                )
            if progress is not None:
                progress(done, total)
    with transaction.atomic():
        lead()
        file.characters = len(read.text)
        file.leftovers = [[one.kind, one.start, one.end] for one in read.leftovers]
        file.read = now()
        file.save(update_fields=["characters", "leftovers", "read"])
    searching.synchronise()
    return Imported(file, total, new, known=False)
