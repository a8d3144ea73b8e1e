from django.urls import path

from sambayan.people import views
from sambayan.people.views import desk

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/as/<slug:persona>/", views.sign_in_as, name="sign_in_as"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("people/", views.directory, name="directory"),
    path("repairs/", desk.repairs, name="repairs"),
    path("repairs/inspect/", desk.inspect, name="inspect"),
    path("repairs/export/", desk.export_repairs, name="export_repairs"),
    path("repairs/<key:pk>/request/", desk.request_repair, name="request_repair"),
    path("people/<key:pk>/", views.person, name="person"),
]
