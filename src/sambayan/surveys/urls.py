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
    path("surveys/<key:pk>/", office.result, name="result"),
    path("surveys/<key:pk>/open/", office.open_, name="open"),
    path("surveys/<key:pk>/seal/", office.seal, name="seal"),
    path("surveys/<key:pk>/publish/", office.publish, name="publish"),
    path("imports/<key:pk>/", office.preview, name="preview"),
    path("imports/<key:pk>/confirm/", office.confirm, name="confirm"),
    path("imports/<key:pk>/discard/", office.discard, name="discard"),
]
