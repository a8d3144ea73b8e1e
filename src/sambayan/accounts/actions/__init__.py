"""Signing in and looking after an account; import the verbs from here."""

from sambayan.accounts.actions.administration import open_account, remove_factors, reset_by_administrator
from sambayan.accounts.actions.elsewhere import Unconfirmed, return_from_elsewhere, sign_in_elsewhere
from sambayan.accounts.actions.entering import (
    confirm_password,
    confirm_sign_in,
    pending,
    sign_in,
    sign_in_as,
    sign_out,
)
from sambayan.accounts.actions.factors import add_app, remove_factor, renew_recovery_codes
from sambayan.accounts.actions.mail import mail_reset
from sambayan.accounts.actions.passkeys import (
    add_passkey,
    confirm_sign_in_with_passkey,
    offer_passkey,
    sign_in_with_passkey,
)
from sambayan.accounts.actions.passwords import (
    change_email,
    change_password,
    confirm_email,
    forgot_password,
    set_password,
)
from sambayan.accounts.actions.sessions import seen, sign_out_everywhere, sign_out_session, sweep

__all__ = [
    "Unconfirmed", "add_app", "add_passkey", "change_email", "change_password", "confirm_email", "confirm_password",
    "confirm_sign_in", "confirm_sign_in_with_passkey", "forgot_password", "mail_reset", "offer_passkey",
    "open_account", "pending", "remove_factor", "remove_factors", "renew_recovery_codes", "reset_by_administrator",
    "return_from_elsewhere", "seen", "set_password", "sign_in", "sign_in_as", "sign_in_elsewhere",
    "sign_in_with_passkey", "sign_out", "sign_out_everywhere", "sign_out_session", "sweep",
]  # fmt: skip
