from django.urls import path

from sambayan.notices import views

app_name = "notices"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("notices/<key:pk>/read/", views.read, name="read"),
]
