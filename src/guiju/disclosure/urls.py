"""Routes of documents."""

from django.urls import path

from . import views

app_name = "disclosure"
urlpatterns = [
    path("notices/", views.notice_list, name="notices"),
    path("notices/<slug:code>/", views.notice, name="notice"),
    path("decisions/<slug:code>/<slug:reference>/", views.decision, name="decision"),
]
