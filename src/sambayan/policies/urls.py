from django.urls import path

from sambayan.policies import views

app_name = "policies"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("settings/packs/<slug:code>/", views.pack, name="pack"),
    path("settings/values/<key:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("settings/<slug:name>/", views.setting, name="setting"),
    path("settings/<slug:name>/set/", views.set_, name="set"),
]
