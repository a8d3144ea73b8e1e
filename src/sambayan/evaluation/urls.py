from django.urls import path

from sambayan.evaluation import views
from sambayan.evaluation.views import opening

app_name = "evaluation"
urlpatterns = [
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/open/<key:pk>/", opening.open_, name="open"),
    path("evaluations/set-achievement/<slug:code>/<key:pk>/", views.set_achievement, name="set_achievement"),
    path("evaluations/<key:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<key:pk>/rate/", views.rate, name="rate"),
    path("evaluations/<key:pk>/sign/", views.sign, name="sign"),
    path("evaluations/<key:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("evaluations/<key:pk>/explain/", views.explain, name="explain"),
    path("evaluations/<key:pk>/confirm-receipt/", views.confirm_receipt, name="confirm_receipt"),
    path("evaluations/<key:pk>/document.pdf", views.document, name="document"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
