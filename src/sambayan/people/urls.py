from django.urls import path

from sambayan.people import views
from sambayan.people.views import imports

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/as/<slug:persona>/", views.sign_in_as, name="sign_in_as"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("people/", views.directory, name="directory"),
    path("people/imports/", imports.imports, name="imports"),
    path("people/imports/upload/", imports.upload, name="upload"),
    path("people/imports/<key:pk>/", imports.preview, name="preview"),
    path("people/imports/<key:pk>/refused.csv", imports.refused, name="refused"),
    path("people/imports/<key:pk>/confirm/", imports.confirm, name="confirm"),
    path("people/imports/<key:pk>/give-up/", imports.give_up, name="give_up"),
    path("people/imports/<key:pk>/undo/", imports.undo, name="undo"),
    path("people/imports/<key:pk>/discard/", imports.discard, name="discard"),
    path("people/<key:pk>/", views.person, name="person"),
]
