"""Passwords, codes, addresses and reasons, as they are typed."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, text

_LONGEST_CREDENTIAL = 20_000


def _password(label: Any, use: str, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": use})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, help_text=hint)


def _login() -> forms.CharField:
    return forms.CharField(
        label=_("NIP atau surel"),
        max_length=120,
        help_text=_("NIP 18 angka, boleh dengan spasi."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )


class SignInForm(Form):
    """Employee number or e-mail, and password."""

    login = _login()
    password = _password(_("Kata sandi"), "current-password")


class ForgotForm(Form):
    """Employee number or e-mail of the account whose password was forgotten."""

    login = _login()


class PasswordForm(Form):
    """The present password, to prove who sits there."""

    password = _password(_("Kata sandi"), "current-password")


class NewPasswordForm(Form):
    """A new password, written twice."""

    new_password = _password(
        _("Kata sandi baru"),
        "new-password",
        _("Sedikitnya 8 huruf atau angka. Panjang lebih baik daripada rumit; kalimat boleh."),
    )
    again = _password(_("Sekali lagi"), "new-password")

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new_password(self) -> str:
        """Refuse what is too short, common, or the login itself."""
        password = self.cleaned_data["new_password"]
        validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        """Both must be the same."""
        again = self.cleaned_data["again"]
        if self.cleaned_data.get("new_password", again) != again:
            raise ValidationError(_("Kedua kata sandi berbeda."))
        return again


class EmailForm(Form):
    """A new e-mail address."""

    email = forms.EmailField(
        label=_("Surel baru"),
        max_length=120,
        help_text=_("Kami mengirim tautan ke alamat ini; surel berganti setelah tautannya dibuka."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """In small letters, as logins are compared."""
        return self.cleaned_data["email"].lower()


class CodeForm(Form):
    """Six digits of an authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Without the blanks that apps print between digits."""
        return "".join(self.cleaned_data["code"].split())


class CredentialField(forms.JSONField):
    """The JSON object of a browser: whatever else is sent, however long, is no credential."""

    def to_python(self, value: Any) -> Any:
        """The object as a dictionary."""
        is_short = not isinstance(value, str) or len(value) <= _LONGEST_CREDENTIAL
        found = super().to_python(value) if is_short else value
        if found in self.empty_values or (is_short and isinstance(found, dict)):
            return found
        raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})


class CredentialForm(Form):
    """What the browser answers for a passkey; never typed by hand."""

    credential = CredentialField(widget=forms.HiddenInput)


class PasskeyForm(CredentialForm):
    """A new passkey with the name its owner gives it."""

    name = forms.CharField(label=_("Nama kunci"), max_length=60, help_text=_("Misalnya “Ponsel saya”."))


class ReasonForm(Form):
    """Why an administrator does this."""

    reason = text(_("Alasan"), max_length=500, hint=_("Tercatat dan dapat dibaca pemeriksa."), rows=2)
