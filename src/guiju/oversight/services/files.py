"""Files that prove an explanation: kept under the SHA-256 of their content, carried signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from ..models import Event
from .steps import Attachment

_SALT = "oversight.attachment"


def keep(upload: UploadedFile) -> Attachment:
    """Keep a file; one of the same content is kept once."""
    folder: Path = settings.UPLOAD_DIR / "findings"
    folder.mkdir(parents=True, exist_ok=True)
    aside, hashed = folder / f"{uuid.uuid4().hex}.part", hashlib.sha256()
    with aside.open("xb") as stream:
        for chunk in upload.chunks():
            hashed.update(chunk)
            stream.write(chunk)
    aside.replace(folder / hashed.hexdigest())
    return Attachment((upload.name or "")[-200:], hashed.hexdigest())


def path_of(sha256: str) -> Path:
    """Where a kept file lies."""
    path: Path = settings.UPLOAD_DIR / "findings" / sha256
    return path


def unclaimed(before: dt.datetime) -> list[str]:
    """Files older than a moment that no confirmed step of a finding or a lead refers to."""
    folder: Path = settings.UPLOAD_DIR / "findings"
    if not folder.is_dir():
        return []
    claimed: set[str] = set()
    for kind in Event.__subclasses__():
        told = kind.objects.exclude(attachment_sha256="")
        claimed |= set(told.values_list("attachment_sha256", flat=True))
    old = [path for path in folder.iterdir() if path.stat().st_mtime < before.timestamp()]
    return sorted(path.name for path in old if path.name not in claimed)


def ticket(attachment: Attachment) -> str:
    """What the form that checks the answers carries for a file that is kept already."""
    return signing.dumps([attachment.name, attachment.sha256], salt=_SALT)


def redeemed(text: str) -> Attachment | None:
    """The file that a ticket stands for; None where it is none of ours."""
    try:
        name, sha256 = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Attachment(name, sha256)
