from django.urls import path

from sambayan.evaluation import views
from sambayan.evaluation.views import documents, oversight, rating, signing

app_name = "evaluation"
urlpatterns = [
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/open/<key:pk>/", views.open_, name="open"),
    path("evaluations/progress/", oversight.progress, name="progress"),
    path("evaluations/late/", oversight.late, name="late"),
    path("evaluations/remind/<key:pk>/", oversight.remind, name="remind"),
    path("evaluations/set-achievement/<slug:code>/<key:pk>/", oversight.set_achievement, name="set_achievement"),
    path("evaluations/<key:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<key:pk>/assess-self/", rating.assess_self, name="assess_self"),
    path("evaluations/<key:pk>/reply-to-citizens/", rating.reply_to_citizens, name="reply_to_citizens"),
    path("evaluations/<key:pk>/rate/", rating.rate, name="rate"),
    path("evaluations/<key:pk>/keep-draft/", rating.keep_draft, name="keep_draft"),
    path("evaluations/<key:pk>/sign/", signing.sign, name="sign"),
    path("evaluations/<key:pk>/pass-to-superior/", signing.pass_to_superior, name="pass_to_superior"),
    path("evaluations/<key:pk>/pass-upwards/", signing.pass_upwards, name="pass_upwards"),
    path("evaluations/<key:pk>/rate-as-superior/", rating.rate_as_superior, name="rate_as_superior"),
    path("evaluations/<key:pk>/keep-draft-as-superior/", rating.keep_draft_as_superior, name="keep_draft_as_superior"),
    path("evaluations/<key:pk>/sign-as-superior/", signing.sign_as_superior, name="sign_as_superior"),
    path("evaluations/<key:pk>/hand-over/", signing.hand_over, name="hand_over"),
    path("evaluations/<key:pk>/explain/", views.explain, name="explain"),
    path("evaluations/<key:pk>/confirm-receipt/", signing.confirm_receipt, name="confirm_receipt"),
    path("evaluations/<key:pk>/return-signed/", signing.return_signed, name="return_signed"),
    path("evaluations/<key:pk>/report/", signing.report, name="report"),
    path("evaluations/<key:pk>/document.pdf", documents.document, name="document"),
    path("evaluations/<key:pk>/documents/<str:code>.pdf", documents.version, name="version"),
    path("evaluations/<key:pk>/result.pdf", documents.result, name="result"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
