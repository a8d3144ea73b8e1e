from django.urls import path

from sambayan.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("units/", views.units, name="units"),
    path("units/<slug:code>/", views.unit, name="unit"),
    path("units/<slug:code>/<key:survey>/", views.unit_period, name="unit_period"),
    path("units/<slug:code>/<key:survey>/answers.csv", views.answers, name="answers"),
    path("units/<slug:code>/<key:survey>/figures.json", views.figures, name="figures"),
    path("units/<slug:code>/<key:survey>/codebook.csv", views.codebook, name="codebook"),
    path("recompute.py", views.recompute, name="recompute"),
    path("method/", views.method, name="method"),
    path("about/", views.about, name="about"),
]
