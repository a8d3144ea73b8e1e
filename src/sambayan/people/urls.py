from django.urls import path

from sambayan.people import views
from sambayan.people.views import desk, organisation

app_name = "people"
urlpatterns = [
    path("people/", organisation.directory, name="directory"),
    path("repairs/", desk.repairs, name="repairs"),
    path("repairs/inspect/", desk.inspect, name="inspect"),
    path("repairs/export/", desk.export_repairs, name="export_repairs"),
    path("repairs/<key:pk>/request/", desk.request_repair, name="request_repair"),
    path("people/<key:pk>/", views.person, name="person"),
    path("people/<key:pk>/looks/", views.looks, name="looks"),
    path("people/<key:pk>/correct/", views.correct, name="correct"),
    path("people/<key:pk>/correct-contact/", views.correct_contact, name="correct_contact"),
    path("people/<key:pk>/assign/", views.assign, name="assign"),
    path("people/<key:pk>/leave/", views.leave, name="leave"),
    path("people/<key:pk>/record-absence/", views.record_absence, name="record_absence"),
    path("people/<key:pk>/end-absence/", views.end_absence, name="end_absence"),
    path("people/<key:pk>/delegate-drafting/", views.delegate_drafting, name="delegate_drafting"),
    path("people/<key:pk>/delegate-appraising/", views.delegate_appraising, name="delegate_appraising"),
    path("assignments/<key:pk>/release/", views.release, name="release"),
    path("delegations/<key:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("organisation/<slug:code>/employ/", views.employ, name="employ"),
    path("organisation/<slug:code>/form-team/", views.form_team, name="form_team"),
    path("teams/<key:pk>/", views.team, name="team"),
    path("teams/<key:pk>/join/", views.join_team, name="join_team"),
    path("teams/<key:pk>/dissolve/", views.dissolve_team, name="dissolve_team"),
    path("roles/", views.roles, name="roles"),
    path("roles/grant/", views.grant, name="grant"),
    path("roles/<key:pk>/revoke/", views.revoke, name="revoke"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/<slug:code>/", organisation.office, name="office"),
    path("organisation/<slug:code>/branch/", organisation.branch, name="branch"),
    path("organisation/<slug:code>/found/", organisation.found, name="found"),
    path("organisation/<slug:code>/rename/", organisation.rename, name="rename"),
    path("organisation/<slug:code>/move/", organisation.move, name="move"),
    path("organisation/<slug:code>/merge/", organisation.merge, name="merge"),
    path("organisation/<slug:code>/close-unit/", organisation.close_unit, name="close_unit"),
]
