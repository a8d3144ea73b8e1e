from django.urls import path

from sambayan.audit import views

app_name = "audit"
urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/table.csv", views.record_table, name="record_table"),
    path("record/history/<slug:kind>/<key:pk>/", views.history, name="history"),
    path("record/history/<slug:kind>/<key:pk>/table.csv", views.history_table, name="history_table"),
    path("record/checkpoints/", views.checkpoints, name="checkpoints"),
    path("record/checkpoints/checkpoint/", views.checkpoint, name="checkpoint"),
    path("record/checkpoints/<key:pk>/note.txt", views.note, name="note"),
    path("record/checkpoints/verify.py", views.verifier, name="verifier"),
    path("record/checkpoints/leaves.jsonl", views.leaves, name="leaves"),
    path("record/export.jsonl", views.export, name="export"),
]
