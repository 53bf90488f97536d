"""Routes of the API: those of the rooms, the description, the page for people, all else."""

from django.urls import path

from .composed import API
from .marks import marked_routes
from .views import description, front, lost

app_name = "api"
urlpatterns = [
    path("", front, name="api-root"),
    path("openapi.json", description, name="openapi"),
    *marked_routes(API),
    path("<path:rest>", lost, name="lost"),
]
