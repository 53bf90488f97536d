"""Routes of the register."""

from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("", views.receipt_list, name="list"),
    path("keep/", views.keep_case, name="keep"),
    path("<slug:code>/<slug:reference>/", views.receipt_detail, name="detail"),
    path("<slug:code>/<slug:reference>/json/", views.receipt_json, name="json"),
    path("<slug:code>/<slug:reference>/replay/", views.receipt_replay, name="replay"),
]
