"""Routes of findings and leads."""

from django.urls import path

from . import views
from .states import ACCEPT, EXPLAIN, JOIN, LOOK_INTO, PASS_ON, PUT_RIGHT, REJECT, REOPEN, UNFOUNDED

app_name = "oversight"

_finding = "findings/<int:pk>/"
_judging = [
    path(f"{_finding}{step}/", views.judge_finding, {"step": step}, name=step)
    for step in (ACCEPT, REJECT, PUT_RIGHT, REOPEN)
]
_looking = [
    path(f"leads/<int:pk>/{step}/", views.lead_step, {"step": step}, name=f"lead-{step}")
    for step in (LOOK_INTO, JOIN, UNFOUNDED, PASS_ON)
]

urlpatterns = [
    path("", views.front, name="front"),
    path("summary/", views.summary, name="summary"),
    path("findings/", views.finding_list, name="findings"),
    path(_finding, views.finding_detail, name="finding"),
    path(f"{_finding}files/<slug:reference>/", views.attachment, name="attachment"),
    path(f"{_finding}{EXPLAIN}/", views.explain_finding, {"step": EXPLAIN}, name=EXPLAIN),
    path(f"{_finding}{PASS_ON}/", views.pass_on_finding, {"step": PASS_ON}, name=PASS_ON),
    *_judging,
    path("leads/", views.lead_list, name="leads"),
    path("leads/new/", views.report_lead, name="report"),
    path("leads/<int:pk>/", views.lead_detail, name="lead"),
    path("leads/<int:pk>/reporter/", views.read_lead_reporter, name="reporter"),
    *_looking,
]
