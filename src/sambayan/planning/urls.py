from django.urls import path

from sambayan.planning import views
from sambayan.planning.views import opening

app_name = "planning"
urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/start/", views.start, name="start"),
    path("agreements/open-year/<key:pk>/", opening.open_year, name="open_year"),
    path("moves/", opening.moves, name="moves"),
    path("moves/follow/", opening.follow_moves, name="follow_moves"),
    path("agreements/<key:pk>/", views.agreement, name="agreement"),
    path("agreements/<key:pk>/add-result/", views.add_result, name="add_result"),
    path("agreements/<key:pk>/write-expectations/", views.write_expectations, name="write_expectations"),
    path("agreements/<key:pk>/propose/", views.propose, name="propose"),
    path("agreements/<key:pk>/return/", views.return_, name="return"),
    path("agreements/<key:pk>/set/", views.set_, name="set"),
    path("planned-results/<key:pk>/change/", views.change_result, name="change_result"),
    path("planned-results/<key:pk>/remove/", views.remove_result, name="remove_result"),
    path("planned-results/<key:pk>/document/", views.document, name="document"),
]
