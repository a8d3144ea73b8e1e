from django.urls import path

from sambayan.audit import views

app_name = "audit"
urlpatterns = [path("record/", views.record, name="record")]
