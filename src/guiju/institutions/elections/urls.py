"""Routes of the institution."""

from django.urls import path

from . import views

app_name = "elections"
_batch = "<int:pk>/batches/<int:number>/"

urlpatterns = [
    path("", views.election_list, name="list"),
    path("waiting/", views.waiting, name="waiting"),
    path("new/", views.election_new, name="new"),
    path("new/file/", views.election_new_file, name="new-file"),
    path("new/write/", views.election_write, name="write"),
    path("<int:pk>/", views.election_detail, name="election"),
    path("<int:pk>/change/", views.election_change, name="change"),
    path("<int:pk>/method/", views.method, name="method"),
    path("<int:pk>/officers/", views.officers, name="officers"),
    path("<int:pk>/officers/<int:officer>/replace/", views.officer_replace, name="replace"),
    path("<int:pk>/ballot/", views.ballot, name="ballot"),
    path("<int:pk>/acts/<slug:kind>/", views.act, name="act"),
    path("<int:pk>/meeting/", views.meeting, name="meeting"),
    path("<int:pk>/meeting/start/", views.counting_start, name="start-counting"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/batches/add/", views.batch_add, name="batch-add"),
    path(_batch, views.batch_detail, name="batch"),
    path(f"{_batch}remove/", views.batch_remove, name="batch-remove"),
    path(f"{_batch}recount/", views.batch_recount, name="recount"),
    path(f"{_batch}enter/", views.enter, name="enter"),
    path(f"{_batch}enter/begin/", views.enter_begin, name="enter-begin"),
    path(f"{_batch}enter/keep/", views.sheet_keep, name="sheet-keep"),
    path(f"{_batch}enter/close/", views.enter_close, name="enter-close"),
    path(f"{_batch}compare/", views.batch_compare, name="compare"),
    path(f"{_batch}sheets/<int:sheet>/", views.sheet_settle, name="settle"),
    path(f"{_batch}sheets/<int:sheet>/slip/", views.sheet_slip, name="slip"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/decisions/<slug:kind>/", views.decision, name="decision"),
    path("<int:pk>/result/", views.result, name="result"),
    path("<int:pk>/projector/", views.projector, name="projector"),
    path("<int:pk>/runoff/", views.runoff, name="runoff"),
    path("<int:pk>/repeat/", views.repeat, name="repeat"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/formal/", views.formal, name="formal"),
    path("<int:pk>/documents/<slug:kind>/", views.document, name="document"),
    path("<int:pk>/print/<slug:kind>/", views.printed, name="printed"),
    path("<int:pk>/package/", views.package, name="package"),
    path("<int:pk>/totals/", views.totals, name="totals"),
]
