from django.urls import path, re_path

from sambayan.surveys.views import citizen, office

app_name = "surveys"
urlpatterns = [
    path("s/<slug:code>/", citizen.respond, name="respond"),
    re_path(r"^s/(?P<code>[-\w]+)/qr\.(?P<kind>svg|png|pdf)$", citizen.qr, name="qr"),
    path("s/<slug:code>/thanks/<str:receipt>/", citizen.thanks, name="thanks"),
    path("receipt/", citizen.check_receipt, name="check_receipt"),
    path("services/", office.services, name="services"),
    path("services/<slug:code>/", office.service, name="service"),
    path("surveys/<int:pk>/", office.result, name="result"),
    path("surveys/<int:pk>/open/", office.open_, name="open"),
    path("surveys/<int:pk>/seal/", office.seal, name="seal"),
    path("surveys/<int:pk>/publish/", office.publish, name="publish"),
    path("imports/<int:pk>/", office.preview, name="preview"),
    path("imports/<int:pk>/confirm/", office.confirm, name="confirm"),
    path("imports/<int:pk>/discard/", office.discard, name="discard"),
]
