from django.urls import path

from sambayan.cycles.views import calendar, clocks

app_name = "cycles"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<slug:code>/set-day/", calendar.set_day, name="set_day"),
    path("calendar/<slug:code>/set-week/", calendar.set_week, name="set_week"),
    path("calendar/days/<key:pk>/remove-day/", calendar.remove_day, name="remove_day"),
    path("clocks/", clocks.clocks, name="clocks"),
    path("clocks/<slug:code>/remind/", clocks.remind, name="remind"),
]
