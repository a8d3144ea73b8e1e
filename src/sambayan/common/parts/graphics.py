"""Components that draw figures. Each is a table first, or has one beside it; the geometry is `common/charts.py`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sambayan.common import charts
from sambayan.common.parts.declaration import Component, Example, Prop, Values

PERIODS = (
    ("TW IV 2024", 79.88, 77.9, 81.9),
    ("TW I 2025", 80.40, 78.4, 82.3),
    ("TW II 2025", 80.10, 78.2, 81.9),
    ("TW III 2025", 81.35, 79.7, 83.0),
    ("TW IV 2025", 81.90, 80.3, 83.6),
    ("TW I 2026", 82.05, 80.6, 83.5),
    ("TW II 2026", 82.61, 81.2, 84.1),
    ("TW III 2026", 83.42, 82.18, 84.66),
)
_ELEMENTS = (
    ("Persyaratan", 85.25, 83.6, 86.9, 318, "B", "", False),
    ("Sistem, mekanisme, dan prosedur", 82.25, 80.5, 84.0, 317, "B", "", False),
    ("Waktu penyelesaian", 74.50, 72.6, 76.4, 318, "C", "", False),
    ("Biaya/tarif", 88.00, 86.5, 89.5, 318, "B", "A", False),
    ("Sarana dan prasarana", 83.00, 76.7, 87.9, 22, "B", "", True),
    ("Penanganan pengaduan", None, None, None, 4, "", "", False),
)
ROW = ("label", "value", "low", "high", "n", "grade", "other_grade", "n_too_small")
ELEMENTS = tuple(dict(zip(ROW, row, strict=True)) for row in _ELEMENTS)
MATRIX = (
    ("above", "Di atas", ("Kurang/Misconduct", "Baik", "Sangat Baik")),
    ("meets", "Sesuai", ("Kurang/Misconduct", "Baik", "Baik")),
    ("below", "Di bawah", ("Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan")),
)
BEHAVIOURS = (("below", "Di bawah"), ("meets", "Sesuai"), ("above", "Di atas"))


def part_of(row: Any, name: str, default: Any = None) -> Any:
    """A value of a row that may be a mapping or an object."""
    return row.get(name, default) if isinstance(row, dict) else getattr(row, name, default)


def _element_chart(values: Values) -> Values:
    """Every row with its track; one row below 60 puts the whole chart on 25–100."""
    rows = values["rows"]
    shown = charts.scale(part_of(row, name) for row in rows for name in ("value", "low", "high"))
    prepared = []
    for row in rows:
        cells = {name: part_of(row, name) for name in ("label", "url", *ROW)}
        cells["certain"] = part_of(row, "certain", True) and not cells["other_grade"]
        cells["bounds"] = (cells["low"], cells["high"])
        value = cells["value"]
        cells["dot"] = None if value is None else charts.dot_interval(value, cells["low"], cells["high"], shown)
        prepared.append(cells)
    return {"prepared": prepared, "zones": charts.zones(shown), "shown": shown}


def _ruler(values: Values) -> Values:
    drawn = charts.ruler(values["index"], values["low"], values["high"])
    return {"drawn": drawn, "bounds": (values["low"], values["high"]), "crossed": drawn.crossed}


def _track(values: Values) -> Values:
    shown = charts.Scale(float(values["scale_low"]), charts.HIGHEST)
    return {
        "dot": charts.dot_interval(values["value"], values["low"], values["high"], shown),
        "zones": charts.zones(shown),
        "bounds": (values["low"], values["high"]),
    }


def _track_head(values: Values) -> Values:
    return {"zones": charts.zones(charts.Scale(float(values["scale_low"]), charts.HIGHEST))}


def _trend(values: Values) -> Values:
    names = ("label", "value", "low", "high")
    points = [
        tuple(point) if isinstance(point, tuple | list) else tuple(part_of(point, name) for name in names)
        for point in values["points"]
    ]
    return {"drawn": charts.trend(points, values["event"]), "rows": points}


def _people_dots(values: Values) -> Values:
    return {"drawn": charts.people_dots(values["done"], values["current"], values["room"])}


def _distribution(values: Values) -> Values:
    rows = values["rows"]
    total = values["total"] or sum(part_of(row, "count", 0) for row in rows)
    names = ("predicate", "label", "count", "guide", "note")
    prepared = [{name: part_of(row, name) for name in names} for row in rows]
    for row in prepared:
        row["bar"] = charts.bar(row["count"], total, row["guide"])
        row["excess_count"] = 0 if row["guide"] is None else max(row["count"] - row["guide"], 0)
    return {"prepared": prepared}


def _matrix(values: Values) -> Values:
    """Rows with cells that know whether their row, their column or both are chosen."""
    result, behaviour = values["result"], values["behaviour"]
    columns = [{"label": label, "chosen": key == behaviour} for key, label in values["columns"]]
    rows = []
    for key, label, cells in values["rows"]:
        on_row = key == result
        made = [
            {
                "label": str(cell).replace("/", "/\N{ZERO WIDTH SPACE}"),  # a narrow cell breaks after the stroke
                "chosen": on_row and column["chosen"],
                "tinted": on_row or column["chosen"],
            }
            for cell, column in zip(cells, columns, strict=True)
        ]
        rows.append({"label": label, "chosen": on_row, "cells": made})
    return {"drawn": rows, "heads": columns}


LOW = Prop("60", "tempat skala mulai: 60, atau 25 bila ada nilai di bawah 60", choices=("60", "25"))
PARTS = (
    Component(
        name="ruler",
        doc="Tanda pengenal Sambayan: indeks di D-C-B-A dengan intervalnya sebagai bingkai.",
        props={
            "index": Prop(),
            "low": Prop(),
            "high": Prop(),
            "explain": Prop(True, "kalimat: kelas pasti atau belum, dan mengapa"),
        },
        prepare=_ruler,
        examples=(
            Example("Kelas pasti", {"index": 83.42, "low": 82.18, "high": 84.66}),
            Example("Dua kelas", {"index": 87.36, "low": 84.16, "high": 90.56}),
            Example("Skala penuh", {"index": 62.9, "low": 58.2, "high": 67.4}),
        ),
    ),
    Component(
        name="element_chart",
        doc="Tabel unsur dengan jalur: nama, titik dan interval, nilai, n, kelas; di telepon tiga baris per unsur.",
        props={
            "rows": Prop(doc="label, value, low, high, n, grade, certain, other_grade, n_too_small, url"),
            "caption": Prop(_("Nilai per unsur")),
            "head": Prop(_("Unsur")),
            "value_head": Prop(_("Nilai")),
        },
        prepare=_element_chart,
        examples=(Example("Sembilan unsur", {"rows": ELEMENTS}),),
    ),
    Component(
        name="track",
        doc="Jalur sempit untuk sel tabel: batas kelas, batang interval, garis tegak nilai.",
        props={"value": Prop(), "low": Prop(None), "high": Prop(None), "scale_low": LOW},
        prepare=_track,
        examples=(Example("Jalur", {"value": 83.42, "low": 82.18, "high": 84.66}),),
    ),
    Component(
        name="track_head",
        doc="Huruf kelas di kepala kolom jalur.",
        props={"scale_low": LOW},
        prepare=_track_head,
        examples=(Example("Kepala jalur", {}),),
    ),
    Component(
        name="trend",
        doc="Titik dengan interval per periode, pita kelas, garis putus saat rencana mulai, dan tabel angkanya.",
        props={
            "points": Prop(doc="(periode, nilai, batas bawah, batas atas), lama ke baru"),
            "title": Prop(_("Perubahan indeks")),
            "event": Prop(None, "urutan titik; rencana mulai sebelum titik itu"),
            "event_label": Prop(_("Rencana tindak lanjut mulai")),
        },
        prepare=_trend,
        examples=(Example("Delapan triwulan", {"points": PERIODS, "event": 3}),),
    ),
    Component(
        name="sparkline",
        doc="Garis tanpa sumbu; angkanya ada di teks di dekatnya.",
        props={"values": Prop(), "title": Prop(_("Perubahan"))},
        prepare=lambda values: {"drawn": charts.sparkline(values["values"])},
        examples=(Example("Delapan triwulan", {"values": [period[1] for period in PERIODS]}),),
    ),
    Component(
        name="people_dots",
        doc="Orang sebagai titik utuh: terisi sudah dinilai, lingkaran yang sedang dinilai, putus ruang panduan.",
        props={
            "done": Prop(),
            "current": Prop(0),
            "room": Prop(0),
            "title": Prop("orang"),
        },
        prepare=_people_dots,
        examples=(Example("Panduan tim", {"done": 4, "current": 1, "room": 3}), Example("Kosong", {"done": 0})),
    ),
    Component(
        name="distribution",
        doc="Sebaran predikat dalam orang, dengan garis panduan; kelebihan diarsir dan ditulis.",
        props={
            "rows": Prop(doc="predicate, label, count, guide, note"),
            "total": Prop(0, "jumlah orang; bawaan: jumlah baris"),
            "caption": Prop(_("Sebaran predikat")),
        },
        prepare=_distribution,
        examples=(
            Example(
                "Papan kalibrasi",
                {
                    "rows": [
                        {"predicate": "very_good", "count": 5, "note": "boleh ada"},
                        {"predicate": "good", "count": 15, "guide": 14, "note": "paling banyak 14 dari 21"},
                        {"predicate": "needs_improvement", "count": 1, "note": "paling sedikit 1 di sini"},
                        {"predicate": "poor", "count": 0, "note": "atau di sini"},
                        {"predicate": "very_poor", "count": 0, "note": "boleh ada"},
                    ]
                },
            ),
        ),
    ),
    Component(
        name="matrix",
        doc="Hasil ke atas, perilaku ke kanan; baris dan kolom terpilih diberi warna muda, selnya terisi.",
        props={
            "rows": Prop(MATRIX, "(kunci hasil, label, tiga sel), dari atas"),
            "columns": Prop(BEHAVIOURS, "(kunci perilaku, label)"),
            "result": Prop(""),
            "behaviour": Prop(""),
            "caption": Prop(_("Predikat dari hasil kerja dan perilaku kerja")),
        },
        prepare=_matrix,
        examples=(
            Example("Terpilih", {"result": "meets", "behaviour": "meets"}),
            Example("Belum dinilai", {}),
        ),
    ),
)
