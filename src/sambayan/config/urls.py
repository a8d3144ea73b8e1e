"""Every route of the house: each room brings its own."""

from django.urls import include, path

from sambayan.common import converters  # noqa: F401 - registers <key:…>
from sambayan.common.views import catalogue

urlpatterns = [
    path("", include("sambayan.portal.urls")),
    path("", include("sambayan.accounts.urls")),
    path("", include("sambayan.people.urls")),
    path("", include("sambayan.notices.urls")),
    path("", include("sambayan.planning.urls")),
    path("", include("sambayan.cycles.urls")),
    path("", include("sambayan.growth.urls")),
    path("", include("sambayan.surveys.urls")),
    path("", include("sambayan.evaluation.urls")),
    path("", include("sambayan.objections.urls")),
    path("", include("sambayan.outcomes.urls")),
    path("", include("sambayan.audit.urls")),
    path("", include("sambayan.policies.urls")),
    path("", include("sambayan.integrations.spreadsheets.urls")),
    path("components/", catalogue, name="catalogue"),
]
