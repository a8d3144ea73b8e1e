"""Components that tell: notices, tags, classes, predicates, cards and figures."""

from django.utils.translation import gettext_lazy as _

from sambayan.common.parts.declaration import Component, Example, Prop, Values
from sambayan.common.parts.icons import ICONS

KINDS = ("neutral", "info", "good", "warn", "bad")
ALERT_ICONS = {"info": "info", "good": "check", "warn": "warning", "bad": "error"}
GRADES = {"A": _("Sangat baik"), "B": _("Baik"), "C": _("Kurang baik"), "D": _("Tidak baik")}
PREDICATES = {
    "very_good": (_("Sangat Baik"), "diamond-double", "good"),
    "good": (_("Baik"), "diamond-full", "accent"),
    "needs_improvement": (_("Butuh Perbaikan"), "diamond-half", "warn"),
    "poor": (_("Kurang/Misconduct"), "diamond-hollow", "bad"),
    "very_poor": (_("Sangat Kurang"), "diamond-bar", "bad"),
}
STATES = {
    "done": (_("Selesai"), "diamond-full", "accent"),
    "draft": (_("Draf"), "diamond-half", "accent"),
    "ready": (_("Siap"), "diamond-hollow", "neutral"),
    "lacking": (_("Kurang lengkap"), "diamond-dotted", "warn"),
}


def _service_grade(values: Values) -> Values:
    """The box, its word and its look: uncertain classes are named lower first and never coloured."""
    if values["n_too_small"]:
        return {"box": "–", "word": values["label"] or _("Belum ditetapkan, jawaban masih sedikit"), "look": "open"}
    if not values["certain"] or values["other_grade"]:
        letters = sorted({values["grade"], values["other_grade"]} - {""}, reverse=True)
        return {"box": "/".join(letters), "word": values["label"] or _("Belum pasti"), "look": "open"}
    grade = values["grade"]
    return {"box": grade, "word": values["label"] or GRADES.get(grade, ""), "look": grade.lower()}


def _predicate(values: Values) -> Values:
    word, shape, tone = PREDICATES.get(values["value"], (_("Belum ada"), "diamond-dotted", "neutral"))
    return {"word": values["label"] or word, "shape": shape, "tone": tone}


def _state(values: Values) -> Values:
    word, shape, tone = STATES[values["value"]]
    return {"word": values["label"] or word, "shape": shape, "tone": tone}


PARTS = (
    Component(
        name="alert",
        doc="Pemberitahuan dalam halaman: warna muda, tepi 4 px, ikon, kata pertama tebal.",
        slots=True,
        props={
            "kind": Prop("info", choices=("info", "good", "warn", "bad")),
            "title": Prop(""),
            "text": Prop(""),
        },
        prepare=lambda values: {"icon": ALERT_ICONS[values["kind"]]},
        examples=(
            Example("Keterangan", {"title": "Data dikunci 5 Oktober.", "text": "Perubahan hanya lewat berita acara."}),
            Example(
                "Berhasil",
                {"kind": "good", "title": "Tersimpan.", "text": "Budi Santosa menerima dokumen hari ini."},
            ),
            Example(
                "Perhatian",
                {"kind": "warn", "title": "Sebaran berbeda dari panduan.", "text": "Tulis alasan, lalu lanjutkan."},
            ),
            Example("Salah", {"kind": "bad", "title": "Berkas ditolak.", "text": "Kolom NIP kosong di baris 14."}),
        ),
    ),
    Component(
        name="tag",
        doc="Keadaan: ikon dan kata.",
        props={
            "label": Prop(),
            "kind": Prop("neutral", choices=KINDS),
            "icon": Prop("", choices=("", *ICONS)),
        },
        examples=(
            Example("Draf", {"label": "Draf"}),
            Example("Berjalan", {"label": "Berjalan", "kind": "info", "icon": "clock"}),
            Example("Selesai", {"label": "Selesai", "kind": "good", "icon": "check"}),
            Example("Terlambat", {"label": "Terlambat", "kind": "warn", "icon": "warning"}),
            Example("Ditolak", {"label": "Ditolak", "kind": "bad", "icon": "cross"}),
        ),
    ),
    Component(
        name="service_grade",
        doc="Kelas mutu pelayanan: huruf dalam kotak dan kata. Tidak pasti dan n kecil tidak berwarna.",
        props={
            "grade": Prop("", choices=("", "A", "B", "C", "D")),
            "label": Prop(""),
            "certain": Prop(True),
            "other_grade": Prop("", "kelas kedua di dalam interval"),
            "n_too_small": Prop(False),
        },
        prepare=_service_grade,
        examples=(
            *(Example(grade, {"grade": grade}) for grade in GRADES),
            Example("Dua kelas", {"grade": "B", "other_grade": "A"}),
            Example("Jawaban masih sedikit", {"n_too_small": True}),
        ),
    ),
    Component(
        name="predicate",
        doc="Predikat kinerja: isi belah ketupat berkurang dari ganda penuh sampai kosong bergaris.",
        props={
            "value": Prop(doc="very_good, good, needs_improvement, poor, very_poor"),
            "label": Prop(""),
            "size": Prop("", choices=("", "large")),
        },
        prepare=_predicate,
        examples=(
            *(Example(value, {"value": value}) for value in PREDICATES),
            Example("Belum ada", {"value": ""}),
            Example("Besar", {"value": "good", "size": "large"}),
        ),
    ),
    Component(
        name="state",
        doc="Keadaan pekerjaan dengan belah ketupat yang sama: penuh selesai, separuh draf, kosong siap, titik kurang.",
        props={
            "value": Prop(choices=tuple(STATES)),
            "label": Prop(""),
        },
        prepare=_state,
        examples=tuple(Example(value, {"value": value}) for value in STATES),
    ),
    Component(
        name="card",
        doc="Yang diisi atau diputuskan terletak di kartu; bukti terletak di kertas. Kartu tidak berisi kartu.",
        slots=True,
        props={
            "title": Prop(""),
            "note": Prop("", "kanan judul"),
            "level": Prop(2, choices=("2", "3")),
            "flush": Prop(False, "tanpa jarak tepi: untuk tabel dan daftar"),
            "accent": Prop(False, "tepi atas: formulir utama halaman"),
            "number": Prop("", "nomor bagian"),
            "id": Prop(""),
        },
        examples=(
            Example("Kartu", {"title": "Tim Anda, TW III", "note": "12 pegawai"}, "<p>7 pegawai belum dinilai.</p>"),
            Example(
                "Bernomor",
                {"title": "Pertimbangan suara warga", "number": "3", "accent": True},
                "<p class='hint'>Wajib diisi. Dibaca pegawai dan atasan Anda.</p>",
            ),
        ),
    ),
    Component(
        name="stat",
        doc="Satu angka dengan nama dan dasarnya; beberapa dalam `.stats`.",
        slots=True,
        props={"label": Prop(), "value": Prop(""), "note": Prop(""), "size": Prop("", choices=("", "large"))},
        examples=(
            Example("Angka", {"label": "Tingkat respons", "value": "26,4 %", "note": "318 dari 1.204"}),
            Example(
                "Indeks", {"label": "Indeks kepuasan masyarakat", "value": "83,42", "note": "dari 100", "size": "large"}
            ),
        ),
    ),
    Component(
        name="empty",
        doc="Keadaan kosong: garis tapis, satu kalimat mengapa, satu tindakan.",
        slots=True,
        props={"title": Prop(), "text": Prop("")},
        examples=(
            Example(
                "Kosong",
                {
                    "title": "Belum ada umpan balik",
                    "text": "Umpan balik yang Anda tulis sekarang ikut dibaca saat menilai.",
                },
                "<a class='button is-outline' href='#'>Tulis umpan balik</a>",
            ),
        ),
    ),
    Component(
        name="formula",
        doc="Cara menghitung, baris demi baris; hasil di baris terakhir.",
        slots=True,
        props={"lines": Prop(()), "result": Prop(""), "note": Prop("")},
        examples=(
            Example(
                "Indeks",
                {
                    "lines": (
                        "Nilai unsur = jumlah skor ÷ jumlah jawaban unsur itu",
                        "Bobot = 1 ÷ 9 (tepat, bukan 0,11)",
                    ),
                    "result": "Indeks = 30,03 ÷ 9 × 25 = 83,42",
                    "note": "Dibulatkan sekali, di akhir. Sumber: PermenPANRB 14/2017.",
                },
            ),
        ),
    ),
    Component(
        name="progress",
        doc="Kemajuan pekerjaan yang berjalan: angka dan kata, batang sebagai bantuan.",
        props={"label": Prop(), "value": Prop(0), "max": Prop(100), "note": Prop("")},
        examples=(
            Example("Menghitung", {"label": "Menghitung ulang", "value": 12, "max": 46, "note": "12 dari 46 unit"}),
        ),
    ),
    Component(
        name="segments",
        doc="Langkah yang selesai dari jumlahnya, sebagai ruas; kata di dekatnya tetap menyebut angkanya.",
        props={"done": Prop(), "total": Prop(), "label": Prop("")},
        prepare=lambda values: {"parts": [number < int(values["done"]) for number in range(int(values["total"]))]},
        examples=(
            Example("Pertanyaan", {"done": 3, "total": 9, "label": "Pertanyaan 3 dari 9"}),
            Example("Rencana", {"done": 1, "total": 4, "label": "1 dari 4 langkah"}),
        ),
    ),
)
