from django.urls import path

from sambayan.accounts.views import account, administration, entering, factors

app_name = "accounts"
urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign_in"),
    path("sign-in/confirm/", entering.confirm_sign_in, name="confirm_sign_in"),
    path("sign-in/passkey/", entering.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/passkey/offer/", entering.offer_passkey, name="offer_passkey"),
    path("sign-in/elsewhere/", entering.sign_in_elsewhere, name="sign_in_elsewhere"),
    path("sign-in/elsewhere/return/", entering.return_from_elsewhere, name="return_from_elsewhere"),
    path("sign-in/as/<slug:persona>/", entering.sign_in_as, name="sign_in_as"),
    path("sign-out/", entering.sign_out, name="sign_out"),
    path("forgot-password/", account.forgot_password, name="forgot_password"),
    path("set-password/<str:token>/", account.set_password, name="set_password"),
    path("confirm-email/<str:token>/", account.confirm_email, name="confirm_email"),
    path("account/", account.account, name="account"),
    path("account/confirm-password/", entering.confirm_password, name="confirm_password"),
    path("account/change-password/", account.change_password, name="change_password"),
    path("account/change-email/", account.change_email, name="change_email"),
    path("account/add-second-factor/", factors.add_second_factor, name="add_second_factor"),
    path("account/add-app/", factors.add_app, name="add_app"),
    path("account/add-passkey/", factors.add_passkey, name="add_passkey"),
    path("account/factors/<key:pk>/remove/", factors.remove_factor, name="remove_factor"),
    path("account/recovery-codes/", factors.renew_recovery_codes, name="renew_recovery_codes"),
    path("account/sessions/<key:pk>/sign-out/", account.sign_out_session, name="sign_out_session"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("people/<key:pk>/account/", administration.manage, name="manage"),
    path("people/<key:pk>/open-account/", administration.open_account, name="open_account"),
    path("people/<key:pk>/reset-password/", administration.reset_by_administrator, name="reset_by_administrator"),
    path("people/<key:pk>/remove-factors/", administration.remove_factors, name="remove_factors"),
]
