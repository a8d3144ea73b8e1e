"""Routes of objections."""

from django.urls import path

from sambayan.objections import views

app_name = "objections"
urlpatterns = [
    path("objections/", views.objections, name="objections"),
    path("objections/statistics/", views.statistics, name="statistics"),
    path("objections/statistics/export/<slug:code>/<key:year>/<slug:form>/", views.export_statistics,
         name="export_statistics"),
    path("evaluations/<key:pk>/objection/draft/", views.draft, name="draft"),
    path("objections/<key:pk>/", views.objection, name="objection"),
    path("objections/<key:pk>/files/<key:file>/", views.file, name="file"),
    path("objections/<key:pk>/lodge/", views.lodge, name="lodge"),
    path("objections/<key:pk>/admit/", views.admit, name="admit"),
    path("objections/<key:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("objections/<key:pk>/ask-explanations/", views.ask_explanations, name="ask_explanations"),
    path("objections/<key:pk>/explain/", views.explain, name="explain"),
    path("objections/<key:pk>/record-refusal-to-explain/", views.record_refusal_to_explain,
         name="record_refusal_to_explain"),
    path("objections/<key:pk>/uphold/", views.uphold, name="uphold"),
    path("objections/<key:pk>/change/", views.change, name="change"),
    path("objections/<key:pk>/sign-decision/", views.sign_decision, name="sign_decision"),
    path("objections/<key:pk>/appoint-decider/", views.appoint_decider, name="appoint_decider"),
    path("objections/bundles/<key:pk>/download/", views.download_bundle, name="download_bundle"),
]  # fmt: skip
