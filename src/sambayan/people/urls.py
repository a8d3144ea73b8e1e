from django.urls import path

from sambayan.people import views
from sambayan.people.views import organisation

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/as/<slug:persona>/", views.sign_in_as, name="sign_in_as"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("people/", organisation.directory, name="directory"),
    path("people/<key:pk>/", views.person, name="person"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/<slug:code>/", organisation.office, name="office"),
    path("organisation/<slug:code>/branch/", organisation.branch, name="branch"),
    path("organisation/<slug:code>/found/", organisation.found, name="found"),
    path("organisation/<slug:code>/rename/", organisation.rename, name="rename"),
    path("organisation/<slug:code>/move/", organisation.move, name="move"),
    path("organisation/<slug:code>/merge/", organisation.merge, name="merge"),
    path("organisation/<slug:code>/close-unit/", organisation.close_unit, name="close_unit"),
]
