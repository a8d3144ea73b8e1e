"""Routes of growth."""

from django.urls.resolvers import URLPattern

app_name = "growth"
urlpatterns: list[URLPattern] = []
