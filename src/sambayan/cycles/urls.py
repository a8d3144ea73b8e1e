"""Routes of cycles."""

from django.urls import path

from sambayan.cycles.views import openings, years

app_name = "cycles"
urlpatterns = [
    path("years/", years.years, name="years"),
    path("years/create/", years.create, name="create"),
    path("years/<key:pk>/", years.year, name="year"),
    path("years/<key:pk>/open/", years.open_, name="open"),
    path("years/<key:pk>/close/", years.close, name="close"),
    path("years/<key:pk>/reopen/", years.reopen, name="reopen"),
    path("periods/<key:pk>/open-period/", years.open_period, name="open_period"),
    path("periods/<key:pk>/close-period/", years.close_period, name="close_period"),
    path("periods/<key:pk>/reopen-period/", years.reopen_period, name="reopen_period"),
    path("periods/<key:pk>/set-window/", years.set_window, name="set_window"),
    path("openings/<key:pk>/", openings.opening, name="opening"),
    path("openings/<key:pk>/resume/", openings.resume, name="resume"),
]
