"""Routes of the procedures."""

from django.urls import path

from .views import cases, delegations, lists, procedures, steps

app_name = "procedures"
_CASE = "cases/<slug:code>/<slug:reference>/"
urlpatterns = [
    path("", procedures.procedure_list, name="procedures"),
    path("inbox/", lists.inbox, name="inbox"),
    path("cases/", lists.case_list, name="list"),
    path(_CASE, cases.detail, name="detail"),
    path(f"{_CASE}application/", cases.application, name="application"),
    path(f"{_CASE}decisions/<int:number>/", cases.decision, name="decision"),
    path(f"{_CASE}steps/<slug:step>/", steps.take_step, name="step"),
    path("told/<int:pk>/", lists.take_note, name="note"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:pk>/end/", delegations.end, name="delegation-end"),
    path("<slug:book>/<slug:name>/", procedures.procedure, name="procedure"),
    path("<slug:book>/<slug:name>/form/", procedures.blank_form, name="form"),
]
