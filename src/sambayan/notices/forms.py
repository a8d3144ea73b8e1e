"""What somebody wants by mail."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form
from sambayan.notices.rules import Delivery


class PreferenceForm(Form):
    """How notices are mailed, and the language of the mails."""

    delivery = forms.ChoiceField(label=_("Surel"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Bahasa surel"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:  # noqa: ANN002, ANN003 - as every form
        super().__init__(*args, **kwargs)
        self.fields["delivery"].choices = [(each.value, _(each.label)) for each in Delivery]  # type: ignore[attr-defined]
