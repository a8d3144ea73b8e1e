"""Authenticator app and recovery codes."""

from dataclasses import replace
from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sambayan.accounts import queries
from sambayan.accounts.actions import mail, sessions
from sambayan.accounts.models import OpenSession
from sambayan.accounts.queries import Factor
from sambayan.accounts.rules import Proof, owes_second_factor
from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.people.models import Account

Type = Authenticator.Type


def _step_of(row: Authenticator, code: str) -> int | None:
    """The half minute whose code this is, unless one at least as late was used before. Source: RFC 6238, 5.2."""
    secret, used = decrypt(row.data["secret"]), row.data.get("used", 0)
    codes = {step: format_hotp_value(hotp_value(secret, step)) for step in yield_hotp_counters_from_time()}
    return next((s for s, fit in codes.items() if s > used and compare_user_code(actual=code, expected=fit)), None)


def _use(row: Authenticator, code: str) -> bool:
    """Whether the code fits; it is used up by asking."""
    if row.type == Type.RECOVERY_CODES:
        return row.wrap().validate_code(code)
    step = _step_of(row, code)
    if step is not None:
        row.data["used"] = step
        row.save(update_fields=["data"])
    return step is not None


@transaction.atomic
def fits(account: Account, code: str, *, at: datetime) -> bool:
    """Whether the code is one of the authenticator app or an unused recovery code; each is accepted once."""
    rows = Authenticator.objects.select_for_update().filter(user_id=account.pk).exclude(type=Type.WEBAUTHN)
    for row in rows.order_by("-type"):
        if _use(row, code):
            Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
            if row.type == Type.RECOVERY_CODES:
                left = queries.recovery_codes_left(account.pk)
                record("accounts.use_recovery_code", account, by=None, at=at, after={"codes_left": left})
            return True
    return False


def added(request: HttpRequest, account: Account, kind: str, *, first: bool, by: Actor, at: datetime) -> None:
    """A factor was added: this session counts as proven, and with the first one all other sessions end."""
    record("accounts.add_factor", account, by=by, at=at, after={"factor": kind})
    mail.tell(account, "factors_changed")
    replace(Proof.of(request.session), second_factor=True).keep(request.session)
    if first:
        others = OpenSession.objects.filter(account_id=account.pk)
        sessions.end(others.exclude(session_key=request.session.session_key))


@transaction.atomic
def add_app(request: HttpRequest, *, secret: str, code: str, by: Actor, at: datetime) -> bool:
    """Add an authenticator app that shows it holds `secret`; False when the code does not fit."""
    account: Account = request.user  # type: ignore[assignment]
    first = not queries.has_second_factor(account.pk)
    Authenticator.objects.filter(user_id=account.pk, type=Type.TOTP).delete()
    row = TOTP.activate(account, secret).instance
    if not _use(row, code):
        transaction.set_rollback(True)
        return False
    added(request, account, "app", first=first, by=by, at=at)
    return True


@transaction.atomic
def remove_factor(factor: Factor, *, by: Actor, at: datetime) -> None:
    """Remove an authenticator app or passkey; the last one stays where a role demands one."""
    require("accounts.remove_factor", by, factor)
    last = len(queries.factors_of(by.account_id)) == 1
    if last and owes_second_factor(by):
        raise Denied(Refusal(_("Peran Anda wajib memakai faktor kedua."), _("Tambahkan yang baru lebih dahulu.")))
    rows = Authenticator.objects.filter(user_id=by.account_id)
    account = Account.objects.get(pk=by.account_id)
    kind = "passkey" if factor.is_passkey else "app"
    record("accounts.remove_factor", account, by=by, at=at, before={"factor": kind})
    (rows if last else rows.filter(pk=factor.pk)).delete()
    mail.tell(account, "factors_changed")


@transaction.atomic
def renew_recovery_codes(request: HttpRequest, *, by: Actor, at: datetime) -> list[str]:
    """Ten new recovery codes, shown this once; the old ones stop."""
    account: Account = request.user  # type: ignore[assignment]
    if not queries.has_second_factor(account.pk):
        raise Denied(Refusal(_("Kode cadangan hanya ada bersama faktor kedua."), _("Tambahkan faktor kedua dahulu.")))
    Authenticator.objects.filter(user_id=account.pk, type=Type.RECOVERY_CODES).delete()
    record("accounts.renew_recovery_codes", account, by=by, at=at)
    return RecoveryCodes.activate(account).generate_codes()
