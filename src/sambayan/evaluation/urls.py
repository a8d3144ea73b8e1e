from django.urls import path

from sambayan.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/open/<int:pk>/", views.open_, name="open"),
    path("evaluations/set-achievement/<slug:code>/<int:pk>/", views.set_achievement, name="set_achievement"),
    path("evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/rate/", views.rate, name="rate"),
    path("evaluations/<int:pk>/sign/", views.sign, name="sign"),
    path("evaluations/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("evaluations/<int:pk>/explain/", views.explain, name="explain"),
    path("evaluations/<int:pk>/confirm-receipt/", views.confirm_receipt, name="confirm_receipt"),
    path("evaluations/<int:pk>/document.pdf", views.document, name="document"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
