from django.urls import path

from sambayan.planning import views

app_name = "planning"
urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/start/", views.start, name="start"),
    path("agreements/<int:pk>/", views.agreement, name="agreement"),
    path("agreements/<int:pk>/add-result/", views.add_result, name="add_result"),
    path("agreements/<int:pk>/write-expectations/", views.write_expectations, name="write_expectations"),
    path("agreements/<int:pk>/propose/", views.propose, name="propose"),
    path("agreements/<int:pk>/return/", views.return_, name="return"),
    path("agreements/<int:pk>/set/", views.set_, name="set"),
    path("planned-results/<int:pk>/change/", views.change_result, name="change_result"),
    path("planned-results/<int:pk>/remove/", views.remove_result, name="remove_result"),
    path("planned-results/<int:pk>/document/", views.document, name="document"),
]
