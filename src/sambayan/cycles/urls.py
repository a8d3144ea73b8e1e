from django.urls import path

from sambayan.cycles.views import calendar, clocks, openings, years

app_name = "cycles"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<slug:code>/set-day/", calendar.set_day, name="set_day"),
    path("calendar/<slug:code>/set-week/", calendar.set_week, name="set_week"),
    path("calendar/days/<key:pk>/remove-day/", calendar.remove_day, name="remove_day"),
    path("clocks/", clocks.clocks, name="clocks"),
    path("clocks/<slug:code>/remind/", clocks.remind, name="remind"),
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
