"""Routes of the institution."""

from django.urls import path

from . import views

app_name = "vehicles"
urlpatterns = [
    path("", views.front, name="front"),
    path("checks/", views.check_list, name="list"),
    path("checks/new/", views.check_new, name="new"),
    path("checks/<int:pk>/", views.check_detail, name="check"),
    path("checks/<int:pk>/rows/", views.check_rows, name="rows"),
    path("checks/<int:pk>/problems/", views.check_problems, name="problems"),
    path("checks/<int:pk>/download/", views.check_download, name="download"),
    path("checks/<int:pk>/rows/<int:number>/", views.row_detail, name="row"),
    path("checks/<int:pk>/rows/<int:number>/letter/", views.check_letter, name="letter"),
    path("checks/<int:pk>/rows/<int:number>/cells/<int:column>/", views.cell_correct, name="cell"),
]
