"""What a form is bound to."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def posted(
    request: HttpRequest,
) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """The fields and files that were sent, empty or not; None and None where a page is asked."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
