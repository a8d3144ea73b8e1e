from django.urls import path

from sambayan.integrations.spreadsheets import views

app_name = "spreadsheets"
urlpatterns = [
    path("surveys/<key:pk>/upload/", views.upload, name="upload"),
    path("examples/skm-sekadau-2019s1.csv", views.example, name="example"),
]
