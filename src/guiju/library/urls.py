"""Routes of the library."""

from django.urls import path, re_path

from . import views
from .official import file_views
from .official import views as texts

app_name = "library"
urlpatterns = [
    path("", views.instrument_list, name="list"),
    path("matters/", views.matter_list, name="matters"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/search/", texts.text_search, name="text-search"),
    path("texts/import/", file_views.text_import, name="text-import"),
    path("texts/files/<int:pk>/", file_views.text_file, name="text-file"),
    path("texts/files/<int:pk>/original/", file_views.text_original, name="text-original"),
    path("texts/<str:slug>/", texts.text, name="text"),
    path("texts/<str:slug>/markdown/", texts.text_markdown, name="text-markdown"),
    path("texts/<str:slug>/json/", texts.text_json, name="text-json"),
    path("texts/<str:slug>/printed/", texts.text_printed, name="text-printed"),
    path("texts/<str:slug>/quantities/", texts.text_quantities, name="text-quantities"),
    re_path(
        r"^texts/(?P<slug>[^/]+)/(?P<address>[0-9~/-]+)/$", texts.text_clause, name="text-clause"
    ),
    re_path(r"^(?P<number>[^/]+)/$", views.coverage, name="coverage"),
    re_path(r"^(?P<number>[^/]+)/(?P<address>[0-9~/-]+)/$", views.provision, name="provision"),
    re_path(r"^(?P<number>[^/]+)/decide/(?P<matter>[\w-]+)/$", views.decide, name="decide"),
]
