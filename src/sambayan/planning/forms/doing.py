"""Forms of the action plan, of progress with evidence, and of monitoring."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.planning.actions.files import Upload
from sambayan.planning.forms.content import keepable
from sambayan.planning.rules import Progress
from sambayan.planning.rules import files as rules

_INDONESIAN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,4})?")
_PLAIN = re.compile(r"-?\d+\.\d{1,2}")


@dataclass(frozen=True)
class Limits:
    """How large one file may be, how many files an entry may hold, and how many it holds already."""

    most_megabytes: int
    most_files: int
    already: int = 0


@dataclass(frozen=True)
class Span:
    """A period as a form needs it: its key, its name, and the days an entry may be about."""

    key: int
    label: str
    first: date
    last: date


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, chosen from the device's calendar or typed as year-month-day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal yang ada, misalnya 2026-01-31.")},
    )


class _Several(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if files else []


class FilesField(forms.FileField):
    """Several files at once, each examined; when one is refused none is taken, and each refusal says why."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ",".join(f".{ending}" for ending in rules.BY_ENDING)
        super().__init__(widget=_Several(attrs={"accept": accept, "multiple": True}), **kwargs)
        self.limits = Limits(0, 0)

    def limit(self, limits: Limits) -> None:
        """Take at most this many files of this size, and say so beside the field."""
        told = _("Paling banyak {n} berkas, masing-masing paling besar {size} MB: {endings}. Isinya diperiksa.")
        self.limits = limits
        self.help_text = told.format(n=limits.most_files, size=limits.most_megabytes, endings=rules.ENDINGS)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """The files that were sent; nothing sent is an empty list."""
        sent: list[UploadedFile] = [each for each in data or () if each]
        limits = self.limits
        if limits.already + len(sent) > limits.most_files:
            told = _("Paling banyak {most} berkas; sudah ada {already}, Anda memilih {n}.")
            raise forms.ValidationError(told.format(most=limits.most_files, already=limits.already, n=len(sent)))
        taken: list[Upload] = []
        refused: list[str] = []
        for file in sent:
            try:
                taken.append(self._taken(file))
            except rules.FileRefusedError as error:
                refused.append(f"“{file.name}”: {gettext(error.sentence).format(**error.names)}.")
        if refused:
            raise forms.ValidationError([*refused, gettext("Tidak ada berkas yang disimpan; pilih lagi berkasnya.")])
        return taken

    def _taken(self, file: UploadedFile) -> Upload:
        most, name = self.limits.most_megabytes * 2**20, file.name or ""
        content = file.read(most + 1)
        kind = rules.examine(name, content, most)
        return Upload(rules.clean_name(name, kind), kind, content)


class _EvidenceFields(Form):
    """A link with its name, and files."""

    url = forms.CharField(
        label=_("Tautan bukti"),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"], message=_("Tulis alamat lengkap, diawali https://"))],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    title = line(_("Nama tautan"), required=False, max_length=200)
    uploads = FilesField(label=_("Berkas bukti"), required=False)

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        """Say the limits of files beside the field."""
        super().__init__(*args, **kwargs)
        self.fields["uploads"].limit(limits)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name of a link needs the link."""
        words = super().clean() or {}
        if words.get("title") and not words.get("url") and "url" not in self.errors:
            self.add_error("url", _("Tulis tautannya juga, atau kosongkan nama tautan."))
        return words


class AttachForm(_EvidenceFields):
    """More evidence for an entry: a link, files, or both."""

    def clean(self) -> dict[str, Any]:
        """Something has to be given."""
        words = super().clean()
        if not self.errors and not words.get("url") and not words.get("uploads"):
            self.add_error("uploads", _("Pilih berkas atau tulis tautannya."))
        return words


class _ProgressFields(Form):
    """What was achieved: when, in words, and as a number of an indicator."""

    day = day_field(_("Tanggal"))
    progress = forms.ChoiceField(
        label=_("Yang ditunjukkan"),
        choices=lambda: [(each.value, worded(each)) for each in Progress],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu.")},
    )
    realisation = text(
        _("Realisasi"),
        max_length=1000,
        rows=2,
        hint=_("Hasilnya, bukan kegiatannya. Misalnya “86 % dari 2.846 berkas”."),
    )
    indicator = forms.TypedChoiceField(label=_("Indikator"), coerce=int, required=False, empty_value=None)
    number = forms.CharField(
        label=_("Angka realisasi"),
        required=False,
        max_length=20,
        help_text=_("Bila dapat ditulis sebagai angka, misalnya 86,5."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, indicators: Sequence[Any], spans: Sequence[Span], **kwargs: Any) -> None:
        """Offer the indicators of the result; `spans` are the periods an entry may be about."""
        super().__init__(*args, **kwargs)
        self.indicators = {each.pk: each for each in indicators}
        self.spans = {span.key: span for span in spans}
        choices = [(pk, f"{each.name} ({each.target})") for pk, each in self.indicators.items()]
        self.fields["indicator"].choices = [("", _("Pilih")), *choices]  # type: ignore[attr-defined]
        if len(choices) < 2:  # noqa: PLR2004 - nothing to choose between
            del self.fields["indicator"]

    def clean_number(self) -> Decimal | None:
        """A number as it is written here, with a comma; a point divides thousands, or two decimals."""
        typed = self.cleaned_data["number"].replace(" ", "")
        if not typed:
            return None
        if _INDONESIAN.fullmatch(typed):
            number = Decimal(typed.replace(".", "").replace(",", "."))
        elif _PLAIN.fullmatch(typed):
            number = Decimal(typed)
        else:
            raise forms.ValidationError(_("Tulis angka saja, dengan koma untuk desimal, misalnya 86,5."))
        keepable(number)
        return number

    @property
    def span(self) -> Span | None:
        """The period the entry is about."""
        return next(iter(self.spans.values()), None)

    def clean(self) -> dict[str, Any]:
        """The day lies in the period, and a number belongs to an indicator."""
        words = super().clean() or {}
        chosen = self.indicators.get(words.get("indicator") or 0)
        if chosen is None and len(self.indicators) == 1:
            chosen = next(iter(self.indicators.values()))
        words["indicator"] = chosen if words.get("number") is not None else None
        if words.get("number") is not None and words["indicator"] is None:
            self.add_error(
                "indicator" if "indicator" in self.fields else "number", _("Pilih indikator untuk angka ini.")
            )
        day, span = words.get("day"), self.span
        if day and span and not span.first <= day <= span.last:
            told = _("Tanggal untuk {period}: {first} sampai {last}.")
            first, last = date_long(span.first), date_long(span.last)
            self.add_error("day", told.format(period=span.label, first=first, last=last))
        return words


class CorrectForm(_ProgressFields):
    """An entry that is corrected; its period stays."""


class DocumentForm(_ProgressFields, _EvidenceFields):
    """Progress of a planned result in one of the open periods, with its evidence."""

    period = forms.TypedChoiceField(label=_("Periode"), coerce=int)
    field_order = ("period", "day", "progress", "realisation", "indicator", "number", "uploads", "url", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the periods that are open."""
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(span.key, span.label) for span in self.spans.values()]  # type: ignore[attr-defined]

    @property
    def span(self) -> Span | None:
        """The period that was chosen."""
        return self.spans.get(self.cleaned_data.get("period") or 0)


class ActionForm(Form):
    """A step towards a result, and until when."""

    text = line(_("Rencana aksi"), max_length=500, hint=_("Langkah menuju hasil kerja pada periode ini."))
    due_date = day_field(_("Selesai paling lambat"), required=False)


class ChangeActionForm(ActionForm):
    """A step with the day it was done."""

    done_date = day_field(_("Selesai pada"), required=False, hint=_("Kosongkan bila belum selesai."))


class CommentForm(Form):
    """What the leader says to a step."""

    comment = text(
        _("Catatan pimpinan"),
        required=False,
        max_length=500,
        rows=2,
        hint=_("Pegawai membacanya. Kosongkan untuk menghapus."),
    )


class MonitorForm(Form):
    """What a leader saw, when, and of which result."""

    seen_on = day_field(_("Tanggal"))
    result = forms.TypedChoiceField(label=_("Hasil kerja"), coerce=int, required=False, empty_value=None)
    text = text(
        _("Yang terlihat"),
        max_length=1000,
        rows=3,
        hint=_("Dari catatan kemajuan atau pengamatan. Pegawai membaca catatan ini dan diberi tahu."),
    )

    def __init__(self, *args: Any, results: Iterable[Any], last: date, **kwargs: Any) -> None:
        """Offer the planned results; `last` is the latest day that can have been seen."""
        super().__init__(*args, **kwargs)
        self.results = {each.pk: each for each in results}
        self.last = last
        choices = [(pk, each.title) for pk, each in self.results.items()]
        self.fields["result"].choices = [("", _("Seluruh pekerjaan")), *choices]  # type: ignore[attr-defined]

    def clean_seen_on(self) -> date:
        """Not later than today."""
        day: date = self.cleaned_data["seen_on"]
        if day > self.last:
            raise forms.ValidationError(_("Tanggalnya belum tiba."))
        return day

    def clean_result(self) -> Any:
        """The planned result that was chosen, or None for all of the work."""
        return self.results.get(self.cleaned_data["result"])
