"""Routes of objections."""

from django.urls.resolvers import URLPattern

app_name = "objections"
urlpatterns: list[URLPattern] = []
