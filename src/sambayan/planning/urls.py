from django.urls import path

from sambayan.planning import views
from sambayan.planning.views import goals, live, matrix

app_name = "planning"
urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/start/", views.start, name="start"),
    path("agreements/<key:pk>/", views.agreement, name="agreement"),
    path("agreements/<key:pk>/add-result/", views.add_result, name="add_result"),
    path("agreements/<key:pk>/write-expectations/", views.write_expectations, name="write_expectations"),
    path("agreements/<key:pk>/propose/", views.propose, name="propose"),
    path("agreements/<key:pk>/return/", views.return_, name="return"),
    path("agreements/<key:pk>/set/", views.set_, name="set"),
    path("planned-results/<key:pk>/change/", views.change_result, name="change_result"),
    path("planned-results/<key:pk>/remove/", views.remove_result, name="remove_result"),
    path("planned-results/<key:pk>/document/", views.document, name="document"),
    # Goals, matrix, tree, measured figures
    path("goals/", goals.goals, name="goals"),
    path("goals/tree/", goals.tree, name="tree"),
    path("goals/<slug:code>/write-strategy/", goals.write_strategy, name="write_strategy"),
    path("goals/<slug:code>/draft-contract/", goals.draft_contract, name="draft_contract"),
    path("goals/<slug:code>/open-matrix/", matrix.open_matrix, name="open_matrix"),
    path("contracts/<key:pk>/", goals.contract, name="contract"),
    path("contracts/<key:pk>/set-contract/", goals.set_contract, name="set_contract"),
    path("contracts/<key:pk>/reopen-contract/", goals.reopen_contract, name="reopen_contract"),
    path("contracts/<key:pk>/add-indicator/", goals.add_indicator, name="add_indicator"),
    path("key-indicators/<key:pk>/", goals.indicator, name="indicator"),
    path("key-indicators/<key:pk>/change-indicator/", goals.change_indicator, name="change_indicator"),
    path("key-indicators/<key:pk>/remove-indicator/", goals.remove_indicator, name="remove_indicator"),
    path("key-indicators/<key:pk>/bind-key/", live.bind_key, name="bind_key"),
    path("key-indicators/<key:pk>/unbind-key/", live.unbind_key, name="unbind_key"),
    path("goal-files/<key:pk>/", goals.preview_goals, name="preview_goals"),
    path("goal-files/<key:pk>/confirm-goals/", goals.confirm_goals, name="confirm_goals"),
    path("goal-files/<key:pk>/discard-goals/", goals.discard_goals, name="discard_goals"),
    path("teams/<key:pk>/open-matrix/", matrix.open_team_matrix, name="open_team_matrix"),
    path("matrices/<key:pk>/", matrix.matrix, name="matrix"),
    path("matrices/<key:pk>/refresh-matrix/", matrix.refresh_matrix, name="refresh_matrix"),
    path("matrices/<key:pk>/add-lent/", matrix.add_lent, name="add_lent"),
    path("matrices/<key:pk>/a15/", matrix.print_matrix, name="print_matrix"),
    path("matrix-rows/<key:pk>/consent/", matrix.consent, name="consent"),
    path("matrix-rows/<key:pk>/columns/<key:column>/write-role/", matrix.write_role, name="write_role"),
    path("planned-results/<key:pk>/line/", live.line, name="line"),
    path("planned-results/<key:pk>/align/", live.align, name="align"),
    path("agreements/<key:pk>/live/", live.live, name="live"),
    path("individual-indicators/<key:pk>/bind/", live.bind, name="bind"),
    path("individual-indicators/<key:pk>/unbind/", live.unbind, name="unbind"),
]
