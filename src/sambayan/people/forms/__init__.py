"""Signing in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form


class SignInForm(Form):
    """Employee number or e-mail, and password."""

    login = forms.CharField(
        label=_("NIP atau surel"),
        max_length=120,
        help_text=_("NIP 18 angka, boleh dengan spasi."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
