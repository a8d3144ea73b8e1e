"""The citizen's form: fields named by the element codes, plus a few that may stay empty."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sambayan.common.forms import Form
from sambayan.instruments.rules import Item

NOT_APPLICABLE = "na"
SEX = (("L", _("Laki-laki")), ("P", _("Perempuan")))
AGE_BANDS = (
    ("17-25", "17–25"),
    ("26-35", "26–35"),
    ("36-45", "36–45"),
    ("46-55", "46–55"),
    ("56+", _("56 atau lebih")),
)
EDUCATION = (("sd", "SD"), ("smp", "SMP"), ("sma", "SMA/SMK"), ("s1", "D3/S1"), ("s2", "S2"), ("s3", "S3"))
OCCUPATION = (
    ("pns", _("PNS")),
    ("tni", "TNI"),
    ("polri", "POLRI"),
    ("swasta", _("Swasta")),
    ("wirausaha", _("Wirausaha")),
    ("lainnya", _("Lainnya")),
)
PROFILE = ("sex", "age_band", "education", "occupation")


def _optional(label: Any, choices: tuple[tuple[str, Any], ...]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("Tidak dijawab")), *choices], required=False)


class ResponseForm(Form):
    """One answer 1–4 or "tidak berlaku" per question; profile and suggestion are free to leave out."""

    sex = _optional(_("Jenis kelamin"), SEX)
    age_band = _optional(_("Usia"), AGE_BANDS)
    education = _optional(_("Pendidikan terakhir"), EDUCATION)
    occupation = _optional(_("Pekerjaan"), OCCUPATION)
    suggestion = forms.CharField(
        label=_("Saran"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Jangan menulis nama, nomor telepon, atau NIK siapa pun."),
    )

    def __init__(self, *args: Any, items: tuple[Item, ...], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            choices = [(str(o.value), o.words(language)) for o in item.options]
            self.fields[item.code] = forms.ChoiceField(
                label=item.question(language),
                choices=[*choices, (NOT_APPLICABLE, _("Tidak berlaku / tidak tahu"))],
                error_messages={
                    "required": _("Pilih satu jawaban, atau “Tidak berlaku / tidak tahu”."),
                    "invalid_choice": _("Pilih salah satu jawaban yang tersedia."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which every question is "tidak berlaku": there is nothing to count."""
        words = super().clean() or {}
        given = [words.get(item.code) for item in self.items]
        if all(given) and all(answer == NOT_APPLICABLE for answer in given):
            raise forms.ValidationError(
                _("Belum ada jawaban yang dapat dihitung. Jawab paling sedikit satu pertanyaan.")
            )
        return words

    @property
    def profile_fields(self) -> list[forms.BoundField]:
        """The fields of the profile, for the last page."""
        return [self[name] for name in PROFILE]

    @property
    def others(self) -> list[forms.BoundField]:
        """Everything a person can fill in that is not a question."""
        return [*self.profile_fields, self["suggestion"]]

    @property
    def answers(self) -> dict[str, int | None]:
        """The answer of each element; None for "tidak berlaku"."""
        given = {item.code: self.cleaned_data[item.code] for item in self.items}
        return {code: None if value == NOT_APPLICABLE else int(value) for code, value in given.items()}

    @property
    def submission(self) -> uuid.UUID:
        """The id that makes sending twice harmless; a form without one, or with a broken one, gets a new id."""
        try:
            return uuid.UUID(self.data.get("submission_id", ""))
        except ValueError:
            return uuid.uuid4()

    @property
    def profile(self) -> dict[str, str]:
        """The parts of the profile that were given."""
        return {name: self.cleaned_data[name] for name in PROFILE}
