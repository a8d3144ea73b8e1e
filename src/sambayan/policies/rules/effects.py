"""Where a setting has effect today. A test compares this table with the code, so it cannot promise too much."""

from collections.abc import Mapping

from sambayan.common.words import _

_RATING_FORM = _("Formulir penilaian")
_RESULTS = _("Hasil survei yang dihitung sejak hari itu: halaman layanan, halaman unit, dan data terbuka")
_SAMPLE = _("Jumlah jawaban yang diperlukan, di hasil survei yang dihitung sejak hari itu")

EFFECTS: Mapping[str, str] = {
    "agreement_deadline": _("Beranda: batas menulis dan menetapkan SKP; sesudahnya SKP ditandai terlambat"),
    "document_handover_days": _("Beranda penilai: batas menyerahkan dokumen"),
    "objection_window_days": _("Halaman “Mengapa?” dan penerimaan dokumen: batas keberatan"),
    "objection_decision_days": _("Halaman “Mengapa?”: waktu memutus keberatan"),
    "evaluation_note_required": _RATING_FORM,
    "survey_contrast_reason_required": _RATING_FORM,
    "reason_min_length": _RATING_FORM,
    "target_absolute_word_warning": _("Formulir hasil kerja di SKP"),
    "min_respondents_show": _RESULTS,
    "min_respondents_compare": _RESULTS,
    "sample_confidence": _SAMPLE,
    "sample_margin": _SAMPLE,
}
