from django.urls import path

from sambayan.integrations.spreadsheets import goal_views, log, outcomes, templates, views

app_name = "spreadsheets"
urlpatterns = [
    path("outcomes/<slug:code>/upload-national/", outcomes.upload_national, name="upload_national"),
    path("outcomes/<slug:code>/upload-potential/", outcomes.upload_potential, name="upload_potential"),
    path("surveys/<key:pk>/upload/", views.upload, name="upload"),
    path("agreements/<key:pk>/upload-log/", log.upload_log, name="upload_log"),
    path("people/imports/template/<slug:kind>.<slug:form>", templates.template, name="template"),
    path("contracts/<key:pk>/upload-goals/", goal_views.upload_goals, name="upload_goals"),
    path("goals/template.<slug:form>", goal_views.goals_template, name="goals_template"),
    path("examples/skm-sekadau-2019s1.csv", views.example, name="example"),
]
