"""Routes of the library."""

from django.urls import path, re_path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.instrument_list, name="list"),
    path("matters/", views.matter_list, name="matters"),
    re_path(r"^(?P<number>[^/]+)/$", views.coverage, name="coverage"),
    re_path(r"^(?P<number>[^/]+)/(?P<address>[0-9~/-]+)/$", views.provision, name="provision"),
    re_path(r"^(?P<number>[^/]+)/decide/(?P<matter>[\w-]+)/$", views.decide, name="decide"),
]
