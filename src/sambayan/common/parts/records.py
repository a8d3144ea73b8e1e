"""Components that list: duties, steps, history, terms, files, quotations."""

from django.utils.translation import gettext_lazy as _

from sambayan.common.parts.declaration import Component, Example, Prop

PARTS = (
    Component(
        name="duty",
        doc="Satu kewajiban di beranda: kapan, apa, mengapa menurut aturan, satu tombol (isi).",
        slots=True,
        props={
            "title": Prop(),
            "due": Prop("", "hari dan tanggal, sudah tertulis"),
            "left": Prop("", "hari kerja tersisa, dalam kata"),
            "late": Prop(False, "dekat atau lewat batas"),
            "text": Prop(""),
            "source": Prop("", "aturan"),
            "level": Prop(2, choices=("2", "3")),
        },
        examples=(
            Example(
                "Mendesak",
                {
                    "title": "Nilai kinerja Triwulan III 2026",
                    "due": "Jumat, 9 Okt",
                    "left": "1 hari kerja lagi",
                    "late": True,
                    "text": "7 dari 12 pegawai belum dinilai. Berikutnya: Budi Santosa, semua bukti lengkap.",
                    "source": "PermenPANRB 6/2022 Ps 24",
                },
                "<a class='button' href='#'>Lanjut menilai</a>",
            ),
            Example(
                "Masih lama",
                {
                    "title": "Tanggapi hasil survei warga TW III",
                    "due": "Senin, 19 Okt",
                    "left": "7 hari kerja lagi",
                    "text": "Indeks 83,42 (82,18–84,66), n 318. Terendah: waktu penyelesaian 74,50.",
                    "source": "Hak jawab unit, 10 hari kerja · kebijakan daerah",
                },
                "<a class='button is-outline' href='#'>Tulis tanggapan</a>",
            ),
        ),
    ),
    Component(
        name="steps",
        doc="Langkah dengan belah ketupat: done, current, todo.",
        props={"steps": Prop(doc="(label, keadaan)"), "label": Prop(_("Langkah"))},
        examples=(
            Example(
                "Penilaian",
                {"steps": (("Rencana", "done"), ("Bukti", "done"), ("Penilaian", "current"), ("Dokumen", "todo"))},
            ),
        ),
    ),
    Component(
        name="timeline",
        doc="Riwayat: siapa, apa, kapan; yang akan datang kosong.",
        props={"events": Prop(doc="title, text, when, state (done atau next), current")},
        examples=(
            Example(
                "Riwayat",
                {
                    "events": (
                        {"title": "Dinilai", "text": "oleh Ratna Dewi Sulistyo", "when": "9 Oktober 2026, 10.58"},
                        {"title": "Diterima", "text": "Budi Santosa", "when": "12 Oktober 2026, 08.14"},
                        {"title": "Batas keberatan", "when": "30 Oktober 2026 · 14 hari kerja", "state": "next"},
                    )
                },
            ),
        ),
    ),
    Component(
        name="definition_list",
        doc="Istilah dan isinya; di telepon berurutan.",
        props={"items": Prop(doc="(istilah, isi)")},
        examples=(
            Example(
                "Pegawai",
                {
                    "items": (
                        ("Jabatan", "Penata Layanan Operasional"),
                        ("Unit", "Samsat Way Sekampung"),
                        ("Pejabat penilai", "Ratna Dewi Sulistyo"),
                    )
                },
            ),
        ),
    ),
    Component(
        name="download_list",
        doc="Berkas yang dapat diunduh, dengan bentuk dan besarnya.",
        props={"items": Prop(doc="label, url, note, icon")},
        examples=(
            Example(
                "Unduh",
                {
                    "items": (
                        {"label": "Jawaban tanpa identitas", "url": "#", "note": "CSV, 41 kB"},
                        {"label": "Laporan lengkap Bab I–V", "url": "#", "note": "PDF, 820 kB"},
                        {"label": "Periksa segel dan hitung ulang", "url": "#", "icon": "shield"},
                    )
                },
            ),
        ),
    ),
    Component(
        name="quote",
        doc="Kata orang, dengan nama dan harinya; tepi benang.",
        slots=True,
        props={"source": Prop("")},
        examples=(
            Example(
                "Tanggapan kantor",
                {"source": "Ratna Dewi Sulistyo, Kepala UPTD · 16 Oktober 2026"},
                "<p>“Kami sepakat waktu tunggu masih lama, terutama hari Senin dan saat jam istirahat.”</p>",
            ),
        ),
    ),
    Component(
        name="person_bar",
        doc="Di atas halaman penilaian: siapa, dan (isi) periode serta batasnya.",
        slots=True,
        props={"name": Prop(), "text": Prop(""), "initials": Prop(""), "heading": Prop(True, "nama adalah h1 halaman")},
        examples=(
            Example(
                "Pegawai",
                {
                    "name": "Budi Santosa, S.E.",
                    "initials": "BS",
                    "text": "Penata Layanan Operasional · loket 2",
                    "heading": False,
                },
                "<strong>Evaluasi Triwulan III 2026</strong><span class='tone-warn'>Batas Jumat, 9 Oktober 2026</span>",
            ),
        ),
    ),
)
