"""Forms of the agreement."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line
from sambayan.planning.forms.content import (
    AnnexForm,
    ExpectationForm,
    IndicatorForm,
    LinkForm,
    ManualForm,
    OneExpectationForm,
    ResultForm,
    ShapeForm,
)
from sambayan.planning.forms.verbs import (
    AssignForm,
    DialogueForm,
    ReturnForm,
    ReviseForm,
    StartForm,
    TakeoverForm,
    TemplateForm,
    UnsignedForm,
)

__all__ = [
    "AnnexForm",
    "AssignForm",
    "DialogueForm",
    "EvidenceForm",
    "ExpectationForm",
    "IndicatorForm",
    "LinkForm",
    "ManualForm",
    "OneExpectationForm",
    "ResultForm",
    "ReturnForm",
    "ReviseForm",
    "ShapeForm",
    "StartForm",
    "TakeoverForm",
    "TemplateForm",
    "UnsignedForm",
]


class EvidenceForm(Form):
    """What was achieved in which period, and a link that shows it."""

    period = forms.TypedChoiceField(label=_("Periode"), coerce=int)

    realisation = line(_("Realisasi"), max_length=200, hint=_("Misalnya “86 % dari 2.846 berkas”."))
    title = line(_("Nama bukti"), max_length=200)
    url = forms.CharField(
        label=_("Tautan bukti"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"], message=_("Tulis alamat lengkap, diawali https://"))],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )

    def __init__(self, *args: Any, periods: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["period"].initial = periods[0][0] if periods else None
