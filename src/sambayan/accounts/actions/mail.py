"""The letters about an account. They name nobody and hold no secret but the link."""

from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sambayan.accounts import queries
from sambayan.people.models import Account


def _send(subject: str, *lines: str, to: str) -> None:
    """Send after the commit; an account without an address gets nothing."""
    if to:
        text = "\n\n".join(lines)
        transaction.on_commit(lambda: send_mail(subject, text, None, [to]))


def mail_reset(account_id: int, *, base: str, language: str) -> None:
    """Mail the reset link of an account, if there is one that may be used and has an address."""
    account = queries.by_id(account_id)
    if account is None:
        return
    with translation.override(language):
        address = base.rstrip("/") + reverse("accounts:set_password", args=[queries.link(account, "reset")])
        _send(
            _("Atur ulang kata sandi Sambayan"),
            _("Buka alamat ini untuk menulis kata sandi baru. Berlaku satu jam, satu kali."),
            address,
            _("Tidak memintanya? Abaikan surel ini; kata sandi Anda tetap."),
            to=account.email,
        )


def hand_over(account: Account, address: str) -> None:
    """Mail the one-time link that an administrator made."""
    _send(
        _("Kata sandi akun Sambayan Anda"),
        _("Pengelola membuka akun Anda atau mengatur ulang kata sandinya. Tulis kata sandi baru di alamat ini."),
        address,
        _("Berlaku 24 jam, satu kali."),
        to=account.email,
    )


def confirm_email(account: Account, email: str, base: str) -> None:
    """Mail the confirmation link to the new address."""
    address = base.rstrip("/") + reverse("accounts:confirm_email", args=[queries.link(account, "email", email)])
    _send(
        _("Pastikan alamat surel Anda"),
        _("Buka alamat ini untuk memakai surel ini di Sambayan. Berlaku 24 jam, satu kali."),
        address,
        to=email,
    )


def tell(account: Account, what: str) -> None:
    """Tell the address on record that something sensitive changed."""
    words = {
        "password_changed": _("Kata sandi akun Sambayan Anda baru saja diubah."),
        "factors_changed": _("Faktor kedua akun Sambayan Anda baru saja diubah."),
        "email_changed": _("Alamat surel akun Sambayan Anda baru saja diubah."),
    }
    _send(words[what], words[what], _("Bukan Anda? Segera hubungi pengelola kinerja unit Anda."), to=account.email)
