"""The list of jobs, one job with its progress, and its cancelling."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from guiju.jobs.models import Job
from guiju.jobs.selectors import visible
from guiju.jobs.services import request_cancel
from guiju.organs.access import requires
from guiju.organs.services import actor_of
from guiju.pages.lists import listed

from ..tables import JobTable


@requires("jobs.view")
def job_list(request: HttpRequest) -> HttpResponseBase:
    """The jobs of my scope."""
    words = request.GET.get("q", "").strip()
    jobs = visible(request.post)  # type: ignore[attr-defined]
    if words:
        jobs = jobs.filter(title__icontains=words)
    return listed(request, JobTable(jobs), "site/jobs.html", {"q": words}, export="任务")


@requires("jobs.view")
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; the page asks again while it runs."""
    return render(request, "site/job.html", {"job": _job(request, pk)})


@requires("jobs.view")
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, for the page to refresh itself."""
    job = _job(request, pk)
    response = render(request, "site/job_progress.html", {"job": job})
    if job.over:
        response["HX-Refresh"] = "true"
    return response


@requires("jobs.cancel")
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an end."""
    job = _job(request, pk)
    request_cancel(job, actor_of(request))
    return redirect("jobs:detail", pk=pk)


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(visible(request.post), pk=pk)  # type: ignore[attr-defined]
