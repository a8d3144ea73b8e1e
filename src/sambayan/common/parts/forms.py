"""Components that are filled in. Each takes a bound field, so names, ids and errors stay Django's."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from sambayan.common.parts.declaration import Component, Example, Prop, Values
from sambayan.common.parts.samples import sample

RATING_ICONS = ("arrow-up", "equals", "arrow-down")


def _ids(field: BoundField, hint: Any) -> Values:
    """The ids of hint and error, and the attribute that ties them to the control."""
    key = field.auto_id or field.html_name
    described = [f"{key}-hint"] * bool(hint) + [f"{key}-error"] * bool(field.errors)
    return {"hint": hint, "hint_id": f"{key}-hint", "error_id": f"{key}-error", "described": " ".join(described)}


def _layout(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


def _options(field: BoundField) -> list[Any]:
    """The choices of a radio field without the empty one: nothing is chosen beforehand."""
    return [option for option in field.subwidgets if option.data["value"] not in ("", None)]


def _field(values: Values) -> Values:
    field: BoundField = values["field"]
    layout = _layout(field.field.widget)
    prepared = _ids(field, values["hint"] or field.help_text)
    attrs: dict[str, Any] = {"aria-describedby": prepared["described"]} if prepared["described"] else {}
    if values["rows"]:
        attrs["rows"] = values["rows"]
    if isinstance(field.field.widget, forms.Textarea):
        attrs["data-grows"] = True
    return {
        **prepared,
        "layout": layout,
        "options": _options(field) if layout == "group" else [],
        "control": "" if layout == "group" else field.as_widget(attrs=attrs),
        "optional": values["mark_optional"] and not field.field.required and layout == "line",
    }


def _choice_rows(values: Values) -> Values:
    field: BoundField = values["field"]
    options = _options(field)
    return {
        **_ids(field, values["hint"] or field.help_text),
        "scale": [option for option in options if str(option.data["value"]) != values["apart"]],
        "others": [option for option in options if str(option.data["value"]) == values["apart"]],
    }


def _segmented(values: Values) -> Values:
    field: BoundField = values["field"]
    options = _options(field)
    icons = RATING_ICONS if values["size"] == "large" and len(options) == len(RATING_ICONS) else [""] * len(options)
    return {**_ids(field, values["hint"] or field.help_text), "options": list(zip(options, icons, strict=True))}


def _error_summary(values: Values) -> Values:
    """Each error with the name and address of the control it is about; errors of the whole form have neither."""
    form: forms.BaseForm = values["form"]
    errors = []
    for name, messages in form.errors.items():
        target: str = ""
        label: Any = ""
        if name in form.fields:
            field = form[name]
            label = field.label
            target = f"{field.auto_id}_0" if _layout(field.field.widget) == "group" else str(field.id_for_label)
        errors += [(target, label, message) for message in messages]
    return {"errors": errors}


FIELD = Component(
    name="field",
    doc="Label di atas, petunjuk di bawahnya, kesalahan di antara label dan isian.",
    props={
        "field": Prop(doc="BoundField: teks, angka, tanggal, pilihan, berkas, sandi, centang, kelompok pilihan"),
        "label": Prop("", "ganti label"),
        "hint": Prop("", "ganti petunjuk"),
        "suffix": Prop("", "satuan di dalam isian"),
        "width": Prop("", choices=("", "short", "medium")),
        "rows": Prop(0, "baris kotak teks"),
        "mark_optional": Prop(True, "tulis (boleh kosong) bila tidak wajib"),
        "hide_label": Prop(False, "label hanya bagi pembaca layar"),
    },
    prepare=_field,
    examples=(
        Example("Angka", lambda: {"field": sample()["realization"], "suffix": "%", "width": "medium"}),
        Example("Salah", lambda: {"field": sample(bound=True)["reason"]}),
        Example("Kotak teks", lambda: {"field": sample()["note"]}),
        Example("Pilihan", lambda: {"field": sample()["unit"]}),
        Example("Tanggal", lambda: {"field": sample()["due"], "width": "medium"}),
        Example("Berkas", lambda: {"field": sample()["evidence"]}),
        Example("Sandi", lambda: {"field": sample()["password"]}),
        Example("Centang", lambda: {"field": sample()["read"]}),
        Example("Kelompok", lambda: {"field": sample()["channels"]}),
    ),
)
CHOICE_ROWS = Component(
    name="choice_rows",
    doc="Pilihan jawaban survei: baris penuh, urutan kementerian, pilihan tidak tahu terpisah sesudah “atau”.",
    props={
        "field": Prop(doc="BoundField dengan RadioSelect"),
        "legend": Prop("", "pertanyaan; bawaan: label"),
        "hint": Prop(""),
        "apart": Prop("na", "nilai pilihan yang dipisah"),
        "heading": Prop(False, "pertanyaan adalah h1 halaman"),
        "audio": Prop("", "alamat rekaman pertanyaan"),
    },
    prepare=_choice_rows,
    examples=(
        Example("Pertanyaan survei", lambda: {"field": sample(chosen=True)["speed"]}),
        Example("Belum dijawab", lambda: {"field": sample(bound=True, prefix="empty")["speed"]}),
    ),
)
SEGMENTED = Component(
    name="segmented",
    doc="Rating tiga arah. Tidak ada yang dipilih sebelumnya, juga bila bukti menyarankan jawaban.",
    props={
        "field": Prop(doc="BoundField dengan RadioSelect: di atas, sesuai, di bawah"),
        "legend": Prop(""),
        "hint": Prop(""),
        "size": Prop("large", choices=("large", "small")),
        "hide_legend": Prop(False, "judul di atasnya sudah menyebutnya"),
        "inline": Prop(False, "nama di kiri, pilihan di kanan"),
    },
    prepare=_segmented,
    examples=(
        Example("Rating", lambda: {"field": sample(chosen=True, prefix="rated")["result"]}),
        Example("Belum dipilih", lambda: {"field": sample()["result"]}),
        Example("Kecil", lambda: {"field": sample(chosen=True)["harmony"], "size": "small", "inline": True}),
    ),
)
ERROR_SUMMARY = Component(
    name="error_summary",
    doc="Di atas formulir: setiap kesalahan menunjuk isiannya dengan kata yang sama.",
    props={"form": Prop()},
    prepare=_error_summary,
    examples=(Example("Ada kesalahan", lambda: {"form": sample(bound=True)}),),
)
SEARCH = Component(
    name="search",
    doc="Pencarian di atas daftar; formulir GET yang bekerja tanpa skrip.",
    attributes=True,
    props={
        "label": Prop(),
        "name": Prop("q"),
        "value": Prop(""),
        "placeholder": Prop(""),
        "action": Prop(""),
    },
    examples=(Example("Cari", {"label": "Cari unit atau perangkat daerah", "placeholder": "mis. Samsat"}),),
    slots=True,
)
PARTS = (FIELD, CHOICE_ROWS, SEGMENTED, ERROR_SUMMARY, SEARCH)
