"""Routes of outcomes."""

from django.urls.resolvers import URLPattern

app_name = "outcomes"
urlpatterns: list[URLPattern] = []
