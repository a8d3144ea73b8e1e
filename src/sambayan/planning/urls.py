from django.urls import path

from sambayan.planning import views
from sambayan.planning.views import doing, files, log

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
    # Doing
    path("agreements/team-doing/", doing.team_doing, name="team_doing"),
    path("agreements/<key:pk>/doing/<key:period>/", doing.doing, name="doing"),
    path("agreements/<key:pk>/doing/<key:period>/copy-actions/", doing.copy_actions, name="copy_actions"),
    path("agreements/<key:pk>/doing/<key:period>/print-actions/", files.print_actions, name="print_actions"),
    path(
        "agreements/<key:pk>/doing/<key:period>/print-documentation/",
        files.print_documentation,
        name="print_documentation",
    ),
    path("agreements/<key:pk>/monitor/", doing.monitor, name="monitor"),
    path("planned-results/<key:pk>/plan-action/<key:period>/", doing.plan_action, name="plan_action"),
    path("planned-results/<key:pk>/document/", doing.document, name="document"),
    path("actions/<key:pk>/change/", doing.change_action, name="change_action"),
    path("actions/<key:pk>/finish/", doing.finish_action, name="finish_action"),
    path("actions/<key:pk>/remove/", doing.remove_action, name="remove_action"),
    path("actions/<key:pk>/comment/", doing.comment_action, name="comment_action"),
    path("documentation/<key:pk>/correct/", doing.correct_documentation, name="correct_documentation"),
    path("documentation/<key:pk>/remove/", doing.remove_documentation, name="remove_documentation"),
    path("documentation/<key:pk>/attach/", files.attach, name="attach"),
    path("evidence/<key:pk>/detach/", files.detach, name="detach"),
    path("evidence/<key:pk>/download/", files.download, name="download"),
    # The daily log
    path("agreements/<key:pk>/doing/<key:period>/log/", log.log, name="log"),
    path("agreements/<key:pk>/doing/<key:period>/log/write/", log.write_log, name="write_log"),
    path("agreements/<key:pk>/doing/<key:period>/log/assign/", log.assign_log, name="assign_log"),
    path("agreements/<key:pk>/doing/<key:period>/log/collect/", log.collect_log, name="collect_log"),
    path("log/<key:pk>/change/", log.change_log, name="change_log"),
    path("log/<key:pk>/remove/", log.remove_log, name="remove_log"),
    path("log-files/<key:pk>/", log.log_file, name="log_file"),
    path("log-files/<key:pk>/confirm/", log.confirm_log, name="confirm_log"),
    path("log-files/<key:pk>/discard/", log.discard_log, name="discard_log"),
]
