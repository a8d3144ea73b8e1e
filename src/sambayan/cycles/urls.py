"""Routes of cycles."""

from django.urls.resolvers import URLPattern

app_name = "cycles"
urlpatterns: list[URLPattern] = []
