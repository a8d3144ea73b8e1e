from django.urls import path

from sambayan.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("outcomes/", views.periods, name="periods"),
    path("outcomes/discipline/", views.discipline, name="discipline"),
    path("outcomes/<key:pk>/", views.period, name="period"),
    path("outcomes/<key:pk>/count-credit/", views.count_credit, name="count_credit"),
    path("outcomes/<key:pk>/export/", views.export, name="export"),
    path("outcomes/<key:pk>/export-allowance/", views.export_allowance, name="export_allowance"),
    path("outcomes/<key:pk>/differences/", views.differences, name="differences"),
    path("outcomes/<key:pk>/export-differences/", views.export_differences, name="export_differences"),
    path("outcomes/<key:pk>/nine-box/", views.nine_box, name="nine_box"),
]
