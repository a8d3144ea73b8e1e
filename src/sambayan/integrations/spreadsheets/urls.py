from django.urls import path

from sambayan.integrations.spreadsheets import log, templates, views

app_name = "spreadsheets"
urlpatterns = [
    path("surveys/<key:pk>/upload/", views.upload, name="upload"),
    path("agreements/<key:pk>/upload-log/", log.upload_log, name="upload_log"),
    path("people/imports/template/<slug:kind>.<slug:form>", templates.template, name="template"),
    path("examples/skm-sekadau-2019s1.csv", views.example, name="example"),
]
