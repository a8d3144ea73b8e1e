"""Forms of guidance: the contents of B.1.6 to B.1.9, and the follow-up."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form, line, text
from sambayan.common.language import worded
from sambayan.growth.rules import NINE, STATEMENTS, Competency, Method, Scale, Share
from sambayan.people.forms.posts import choice, day

MOST_GOALS, MOST_STEPS = 3, 3


class GroupedForm(Form):
    """A form whose fields stand in groups, each with a heading; fields without one come first."""

    headings: dict[str, str]
    _group_of: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings, self._group_of = {"": ""}, {}

    def put(self, group: str, name: str, field: forms.Field) -> None:
        """Add a field to a group."""
        self.fields[name] = field
        self._group_of[name] = group

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """Heading and fields of every group, in order."""
        found: dict[str, list[BoundField]] = {key: [] for key in self.headings}
        for name in self.fields:
            found[self._group_of.get(name, "")].append(self[name])
        return [(self.headings[key], fields) for key, fields in found.items() if fields]


class ProposeForm(Form):
    """Why guidance, how, by whom, and on which feedback it stands."""

    method = choice(_("Cara"), Method)
    reason = text(_("Tujuan bimbingan"), max_length=1000, hint=_("Apa yang belum maju, dan apa yang ingin dicapai."))
    guide = line(
        _("Pembimbing"),
        max_length=200,
        required=False,
        hint=_("Kosong: Anda sendiri. NIP atau nama lengkap pihak lain yang diberi penugasan khusus."),
    )

    def __init__(
        self,
        *args: Any,
        findings: list[tuple[int, str]],
        indicators: list[tuple[str, str]],
        more: str = "",
        **kwargs: Any,
    ) -> None:
        """Take the feedback that shows no progress, a word when there is more, and the indicators for coaching."""
        super().__init__(*args, **kwargs)
        self.fields["finding"] = forms.TypedChoiceField(
            label=_("Umpan balik yang menunjukkan belum ada kemajuan"),
            coerce=int,
            choices=[("", _("Pilih")), *findings],
            help_text=more,
        )
        self.fields["indicators"] = forms.MultipleChoiceField(
            label=_("Indikator kinerja (untuk coaching)"),
            choices=indicators,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["finding", "method", "indicators", "reason", "guide"])


class CoachingForm(GroupedForm):
    """What the employee reports before coaching, by indicator. Source: B.1.6, Lampiran III.D.4.e.3.a p79."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.number for row in rows]
        for row in rows:
            key = str(row.number)
            self.headings[key] = gettext("{indicator}: target {target}").format(indicator=row, target=row.target)
            self.put(key, f"baseline_{key}", line(_("Baseline target"), required=False, max_length=200))
            self.put(key, f"strategy_{key}", text(_("Strategi pencapaian target"), rows=2))
            self.put(key, f"progress_{key}", text(_("Progres pencapaian target"), rows=2))
            self.put(key, f"problem_{key}", text(_("Masalah/hambatan"), rows=2))
            self.put(key, f"cause_{key}", text(_("Penyebab"), rows=2))
        self.headings["then"] = gettext("Peluang: apa yang dapat saya lakukan?")
        label = _("Pilihan jalan keluar yang Anda usulkan")
        self.put("then", "opportunities", text(label, required=False))

    def words(self) -> dict[str, Any]:
        """The rows by number, and the opportunities."""
        given = self.cleaned_data
        names = ("baseline", "strategy", "progress", "problem", "cause")
        rows = {number: {name: given[f"{name}_{number}"] for name in names} for number in self.numbers}
        return {"rows": rows, "opportunities": given["opportunities"]}


class MentoringForm(GroupedForm):
    """The employee's action plan before mentoring or training. Source: B.1.7, Lampiran III.D.4.f.3.a p81."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_GOALS + 1):
            key, must = str(number), number == 1
            self.headings[key] = gettext("Tujuan {number}").format(number=number)
            label = _("Keahlian/keterampilan spesifik yang akan dikembangkan")
            self.put(key, f"skill_{key}", line(label, required=must))
            self.put(key, f"duration_{key}", line(_("Jangka waktu"), required=must, max_length=120))
            self.put(key, f"change_{key}", text(_("Perubahan yang diharapkan"), required=must, rows=2))
            self.put(key, f"measure_{key}", text(_("Ukuran keberhasilan"), required=must, rows=2))

    def clean(self) -> dict[str, Any]:
        """A goal that is begun is complete."""
        given: dict[str, Any] = super().clean() or {}
        for number in range(2, MOST_GOALS + 1):
            names = [f"{name}_{number}" for name in ("skill", "duration", "change", "measure")]
            if any(given.get(name) for name in names):
                for name in names:
                    if not given.get(name):
                        self.add_error(name, _("Isi bagian ini, atau kosongkan seluruh tujuan ini."))
        return given

    def words(self) -> dict[str, Any]:
        """The goals that were written."""
        given, names = self.cleaned_data, ("skill", "duration", "change", "measure")
        goals = [{name: given[f"{name}_{number}"] for name in names} for number in range(1, MOST_GOALS + 1)]
        return {"goals": [goal for goal in goals if goal["skill"]]}


class SessionForm(Form):
    """One line of the journal of B.1.7."""

    held_on = day(_("Tanggal"))
    place = line(_("Tempat"), max_length=200)
    subject = text(_("Materi"), rows=2)
    action = text(_("Rencana aksi"), rows=2)
    due_on = day(_("Target waktu rencana aksi"), required=False)


class HoldForm(GroupedForm):
    """When guidance was held and the steps ahead; in coaching by indicator, with yes or no to a changed target."""

    held_on = day(_("Tanggal pelaksanaan"))
    note = text(
        _("Yang disepakati"), max_length=1000, hint=_("Satu atau dua kalimat. Dibaca penilai saat menilai."), rows=2
    )

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.number for row in rows]
        for row in rows:
            key = str(row.number)
            self.headings[key] = str(row)
            self.put(key, f"next_step_{key}", text(_("Strategi untuk mengatasi masalah/hambatan"), rows=2))
            adjusts = forms.ChoiceField(
                label=_("Penyesuaian ukuran keberhasilan dan target"),
                choices=[("yes", _("Ya")), ("no", _("Tidak"))],
                widget=forms.RadioSelect,
                help_text=_("Ya: SKP diubah lewat dialog baru (B.1.6)."),
            )
            self.put(key, f"adjusts_{key}", adjusts)

    def words(self) -> dict[str, Any]:
        """The day, what was agreed, and the rows by number."""
        given = self.cleaned_data
        rows = {
            number: {"next_step": given[f"next_step_{number}"], "adjusts": given[f"adjusts_{number}"] == "yes"}
            for number in self.numbers
        }
        return {"held_on": given["held_on"], "note": given["note"], "rows": rows}


class ViewForm(GroupedForm):
    """The nine statements of B.1.8 in their three groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (subject, statement) in enumerate(STATEMENTS, 1):
            self.headings[subject.value] = worded(subject)
            options = [(each.value, worded(each)) for each in Share]
            field = forms.ChoiceField(
                label=f"{number}. {gettext(statement)}", choices=options, widget=forms.RadioSelect
            )
            self.put(subject.value, f"answer_{number}", field)
        self.headings["note"] = gettext("Catatan")
        self.put("note", "note", text(_("Yang ingin Anda sampaikan"), required=False))

    def answers(self) -> list[str]:
        """The nine answers in the order of the form."""
        return [self.cleaned_data[f"answer_{number}"] for number in range(1, len(STATEMENTS) + 1)]


class CompetenceForm(GroupedForm):
    """Nine competencies with value and reason, one technical competency, and a recommendation. Source: B.1.9."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in NINE:
            self._add(each, required=True)
        label = _("Nama kompetensi teknis")
        self._add(Competency.TECHNICAL, required=False)
        self.put(Competency.TECHNICAL.value, "name", line(label, required=False, max_length=200))
        self.headings["end"] = gettext("Rekomendasi")
        self.put("end", "recommendation", text(_("Rekomendasi"), max_length=2000))

    def _add(self, each: Competency, *, required: bool) -> None:
        key = each.value
        self.headings[key] = worded(each)
        options = [(scale.value, f"{scale.value} {worded(scale)}") for scale in Scale]
        value = forms.ChoiceField(label=_("Nilai"), choices=[("", _("Pilih")), *options], required=required)
        self.put(key, f"value_{key}", value)
        self.put(key, f"reason_{key}", text(_("Alasan"), required=required, rows=2, max_length=1000))

    def clean(self) -> dict[str, Any]:
        """A technical competency has a name, a value and a reason, or nothing."""
        given: dict[str, Any] = super().clean() or {}
        names = ("name", "value_technical", "reason_technical")
        if any(given.get(name) for name in names):
            for name in names:
                if not given.get(name):
                    self.add_error(name, _("Isi bagian ini, atau kosongkan kompetensi teknis."))
        return given

    def scores(self) -> list[dict[str, Any]]:
        """Competency, value and reason of each that was evaluated."""
        given = self.cleaned_data
        chosen = [each for each in Competency if given[f"value_{each.value}"]]
        return [
            {
                "competency": each.value,
                "name": given["name"] if each is Competency.TECHNICAL else "",
                "value": int(given[f"value_{each.value}"]),
                "reason": given[f"reason_{each.value}"],
            }
            for each in chosen
        ]


class FollowUpForm(GroupedForm):
    """What follows, with up to three steps of an improvement plan."""

    decision = text(_("Keputusan tindak lanjut"), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings["steps"] = gettext("Rencana perbaikan")
        for number in range(1, MOST_STEPS + 1):
            label = gettext("Langkah {number}").format(number=number)
            self.put("steps", f"step_{number}", line(label, required=False))
            until = gettext("Langkah {number}: sampai").format(number=number)
            self.put("steps", f"due_{number}", day(until, required=False))

    def steps(self) -> list[tuple[str, Any]]:
        """The steps that were written, with their days."""
        given = self.cleaned_data
        pairs = [(given[f"step_{number}"], given[f"due_{number}"]) for number in range(1, MOST_STEPS + 1)]
        return [(step, due) for step, due in pairs if step]
