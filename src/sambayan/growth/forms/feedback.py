"""Forms of feedback: asking, writing, answering, taking back, agreeing a date."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.growth.rules import FeedbackKind, FeedbackMode, Mark, UserKind

Targets = list[tuple[str, str, list[tuple[str, str]]]]
_HEADINGS = {"results": _("Hasil kerja"), "values": _("Perilaku kerja")}


def _target(targets: Targets, *, required: bool) -> forms.ChoiceField:
    groups: list[Any] = [("", _("Pilih"))]
    groups += [(_HEADINGS[kind], choices) for kind, _label, choices in targets if choices]
    return forms.ChoiceField(label=_("Tentang"), choices=groups, required=required)


def _radio(label: Any, kinds: Any, *, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=lambda: [(kind.value, worded(kind)) for kind in kinds],
        widget=forms.RadioSelect,
    )


class RequestForm(Form):
    """What somebody is asked about."""

    question = text(
        _("Pertanyaan"), max_length=1000, hint=_("Satu hal yang ingin Anda ketahui, misalnya cara Anda menjelaskan.")
    )

    def __init__(self, *args: Any, targets: Targets, **kwargs: Any) -> None:
        """Take what the question can be about; it may also stay open."""
        super().__init__(*args, **kwargs)
        self.fields["target"] = _target(targets, required=False)


class WriteForm(Form):
    """One entry: about what, for which period, positive or to improve, on what grounds."""

    mark = _radio(_("Isi umpan balik"), Mark)
    evidence = text(
        _("Bukti atau alasan"), max_length=500, rows=2, hint=_("Tautan, dokumen, hari dan kejadian, atau hasil survei.")
    )
    kind = _radio(_("Kapan"), FeedbackKind, hint=_("Berkala: pada tanggal yang disepakati."))
    mode = _radio(
        _("Bagaimana disampaikan"), FeedbackMode, hint=_("Langsung: tatap muka. Tidak langsung: lewat media.")
    )
    text = text(_("Umpan balik"), max_length=4000, rows=5, hint=_("Apa yang Anda lihat, apa akibatnya, apa sarannya."))

    def __init__(
        self, *args: Any, targets: Targets, periods: list[tuple[int, str]], relays: str = "", **kwargs: Any
    ) -> None:
        """Take what the entry can be about and the open periods.

        `relays` says whether the writer may record what a service user said: not (""), "may", "must", or "named" and
        "must_named" where the agency shows names.
        """
        super().__init__(*args, **kwargs)
        self.fields["target"] = _target(targets, required=True)
        self.fields["period"] = forms.TypedChoiceField(label=_("Periode"), coerce=int, choices=periods)
        order = ["target", "period", "mark", "text", "evidence", "kind", "mode"]
        if relays:
            self._add_user(relays)
            order = ["user_kind", "user_name", *order]
        self.order_fields(order)

    def _add_user(self, relays: str) -> None:
        must = relays.startswith("must")
        choices = [(kind.value, worded(kind)) for kind in UserKind]
        self.fields["user_kind"] = forms.ChoiceField(
            label=_("Dari siapa"),
            required=must,
            choices=[("", _("Pilih") if must else _("Saya sendiri")), *choices],
            help_text=_("Pengguna layanan tampak sebagai jenisnya saja, tanpa nama. Tulis salurannya sebagai bukti."),
        )
        if relays.endswith("named"):
            self.fields["user_name"] = line(_("Nama pengguna layanan"), required=False, max_length=80)


class ReplyForm(Form):
    """The employee's answer to one entry."""

    reply = text(
        _("Tanggapan Anda"),
        max_length=2000,
        hint=_("Satu kali untuk tiap umpan balik. Tampil di sampingnya bagi semua pembacanya."),
    )


class WithdrawForm(Form):
    """Why an entry is taken back."""

    reason = text(_("Alasan ditarik"), max_length=1000, rows=2)


class DateForm(Form):
    """A day on which the leader gives feedback."""

    due_on = forms.DateField(
        label=_("Tanggal umpan balik berkala"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang ada, misalnya 2026-01-31.")},
    )
