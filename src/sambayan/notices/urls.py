from django.urls import path

from sambayan.notices import views

app_name = "notices"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("places/", views.places, name="places"),
    path("notices/", views.inbox, name="inbox"),
    path("notices/preferences/", views.prefer, name="prefer"),
    path("notices/mails/", views.mails, name="mails"),
    path("notices/read-all/", views.read_all, name="read_all"),
    path("notices/<key:pk>/read/", views.read, name="read"),
]
