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
    path("checks/<int:pk>/follow/", views.check_follow, name="follow"),
    path("checks/<int:pk>/adopt/", views.adopt_check, name="adopt"),
    path("adoptions/<int:pk>/", views.adoption_detail, name="adoption"),
    path("register/", views.car_list, name="cars"),
    path("register/<int:pk>/", views.car_detail, name="car"),
    path("apply/", views.apply_list, name="apply"),
    path("apply/<slug:kind>/", views.apply_form, name="apply-form"),
    path("plan/", views.plan_year, name="plan"),
    path("plan/document/", views.plan_document, name="plan-document"),
    path("quota/", views.quota_list, name="quota"),
    path("quota/set/", views.quota_set, name="quota-set"),
    path("quota/<int:pk>/", views.account_detail, name="account"),
    path("quota/<int:pk>/freeze/", views.account_freeze, name="freeze"),
    path("quota/<int:pk>/transfer/", views.account_transfer, name="transfer"),
    path("quota/merge/<slug:code>/", views.organ_merge, name="merge"),
    path("register/<int:pk>/move/", views.car_move, name="move"),
    path("register/<int:pk>/correct/<int:column>/", views.car_correct, name="correct"),
    path("checks/<int:pk>/rows/<int:number>/", views.row_detail, name="row"),
    path("checks/<int:pk>/rows/<int:number>/letter/", views.check_letter, name="letter"),
    path(
        "checks/<int:pk>/rows/<int:number>/letter/document/",
        views.letter_document,
        name="letter-document",
    ),
    path("checks/<int:pk>/rows/<int:number>/cells/<int:column>/", views.cell_correct, name="cell"),
]
