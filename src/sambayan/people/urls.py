from django.urls import path

from sambayan.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.directory, name="directory"),
    path("people/<key:pk>/", views.person, name="person"),
]
