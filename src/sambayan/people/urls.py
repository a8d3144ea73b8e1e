from django.urls import path

from sambayan.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/as/<slug:persona>/", views.sign_in_as, name="sign_in_as"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("people/", views.directory, name="directory"),
    path("people/<key:pk>/", views.person, name="person"),
]
