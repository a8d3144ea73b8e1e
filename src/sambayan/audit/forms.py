"""The filter above a list of events."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.audit.queries import Asked
from sambayan.common.forms import Form, line


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class FilterForm(Form):
    """Words in actor or thing, kind of event, first and last day."""

    q = line(_("Nama pelaku atau hal"), required=False, max_length=80)
    event = forms.ChoiceField(label=_("Kejadian"), required=False)
    start = _day(_("Dari tanggal"))
    end = _day(_("Sampai tanggal"))

    def __init__(self, asked: Asked, names: list[tuple[str, str]] | None = None) -> None:
        """With `names` (event and its words) the kind is chosen here; without, it is carried along unseen."""
        super().__init__(initial={"q": asked.q, "event": asked.event, "start": asked.start, "end": asked.end})
        event = self.fields["event"]
        if names is None:
            event.widget = forms.HiddenInput()
        else:
            event.choices = [("", _("Semua")), *names]  # type: ignore[attr-defined]
