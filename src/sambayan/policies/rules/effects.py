"""Where a setting has effect today. A test compares this table with the code, so it cannot promise too much."""

from collections.abc import Mapping

from sambayan.common.words import _

_RATING_FORM = _("Formulir penilaian")
_RESULTS = _("Hasil survei yang dihitung sejak hari itu: halaman layanan, halaman unit, dan data terbuka")
_SAMPLE = _("Jumlah jawaban yang diperlukan, di hasil survei yang dihitung sejak hari itu")

_NEW_YEAR = _("Tahun kinerja yang dibuat sejak hari itu: periode dan jangka waktunya")

EFFECTS: Mapping[str, str] = {
    "agreement_deadline": _("Pembukaan SKP: batas menetapkannya"),
    "evaluation_period": _NEW_YEAR,
    "evaluation_window_opens_before_period_end_days": _NEW_YEAR,
    "evaluation_window_closes": _NEW_YEAR,
    "monthly_close_day": _NEW_YEAR,
    "yearly_evaluation_deadline": _NEW_YEAR,
    "late_entry_allowed": _("Pencatatan kemajuan dan bukti: periode yang dapat dipilih"),
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
