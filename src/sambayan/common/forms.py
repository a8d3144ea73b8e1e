"""Forms that keep what was typed and say what to mend."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 10**18 - 1
"""The largest whole number a form takes, as long as the longest key in an address (`common.converters`)."""


class Form(forms.Form):
    """The base of every form: no colon after labels, required fields say what is missing, ids match field names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.setdefault("required", _("Isi bagian ini."))
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Isi bagian ini.")


def text(
    label: Any, *, required: bool = True, max_length: int = 2000, hint: Any = "", rows: int = 3
) -> forms.CharField:
    """A text of several lines with its label, hint and limit."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=max_length,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: Any, *, required: bool = True, max_length: int = 300, hint: Any = "") -> forms.CharField:
    """A text of one line with its label, hint and limit."""
    return forms.CharField(label=label, required=required, max_length=max_length, help_text=hint)


def number(label: Any = None, *, least: int = 0, most: int = LARGEST, **kwargs: Any) -> forms.IntegerField:
    """A whole number that a database can hold: every whole number of a form is made here, or names its own largest."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, **kwargs)


def fingerprint(content: bytes) -> str:
    """The SHA-256 of an uploaded file in hexadecimal, to recognise the same file again."""
    return hashlib.sha256(content).hexdigest()
