from django.urls import path

from sambayan.evaluation import views
from sambayan.evaluation.views import calibration, explanation, proposals

app_name = "evaluation"
urlpatterns = [
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/open/<key:pk>/", views.open_, name="open"),
    path("evaluations/set-achievement/<slug:code>/<key:pk>/", views.set_achievement, name="set_achievement"),
    path("evaluations/<key:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<key:pk>/rate/", views.rate, name="rate"),
    path("evaluations/<key:pk>/sign/", views.sign, name="sign"),
    path("evaluations/<key:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("evaluations/<key:pk>/explain/", explanation.explain, name="explain"),
    path("evaluations/<key:pk>/explain.pdf", explanation.explain_document, name="explain_document"),
    path("evaluations/<key:pk>/confirm-receipt/", views.confirm_receipt, name="confirm_receipt"),
    path("evaluations/<key:pk>/document.pdf", views.document, name="document"),
    path("verify/<str:code>/", views.verify, name="verify"),
    path("calibrations/", calibration.calibrations, name="calibrations"),
    path("calibrations/plan/<slug:code>/<key:pk>/", calibration.plan_calibration, name="plan_calibration"),
    path("calibrations/<key:pk>/", calibration.calibration, name="calibration"),
    path("calibrations/<key:pk>/board.xlsx", proposals.export_board, name="export_board"),
    path("calibrations/<key:pk>/invite/", calibration.invite, name="invite"),
    path("calibrations/<key:pk>/start-pre-vote/", calibration.start_pre_vote, name="start_pre_vote"),
    path("calibrations/<key:pk>/open-calibration/", calibration.open_calibration, name="open_calibration"),
    path("calibrations/<key:pk>/close-calibration/", calibration.close_calibration, name="close_calibration"),
    path("calibrations/people/<key:pk>/", calibration.member, name="member"),
    path("calibrations/people/<key:pk>/place/", calibration.place, name="place"),
    path("calibrations/people/<key:pk>/discuss/", calibration.discuss, name="discuss"),
    path("calibrations/people/<key:pk>/undiscuss/", calibration.undiscuss, name="undiscuss"),
    path("calibrations/people/<key:pk>/write-note/", calibration.write_note, name="write_note"),
    path("calibrations/people/<key:pk>/propose/", proposals.propose, name="propose"),
    path("calibrations/proposals/<key:pk>/accept/", proposals.accept, name="accept"),
    path("calibrations/proposals/<key:pk>/decline/", proposals.decline, name="decline"),
    path("calibrations/proposals/<key:pk>/withdraw-proposal/", proposals.withdraw_proposal, name="withdraw_proposal"),
]
