"""Where a setting has effect today. A test compares this table with the code, so it cannot promise too much."""

from collections.abc import Mapping

from sambayan.common.words import _

_RATING_FORM = _("Formulir penilaian")
_RESULTS = _("Hasil survei yang dihitung sejak hari itu: halaman layanan, halaman unit, dan data terbuka")
_SAMPLE = _("Jumlah jawaban yang diperlukan, di hasil survei yang dihitung sejak hari itu")

EFFECTS: Mapping[str, str] = {
    "document_handover_days": _("Beranda penilai: batas menyerahkan dokumen"),
    "document_return_days": _("Beranda pegawai: batas mengembalikan dokumen"),
    "superior_signature_days": _("Beranda atasan pejabat penilai: batas menilai dan menandatangani"),
    "superior_handover_days": _("Beranda atasan pejabat penilai: batas menyerahkan dokumen"),
    "superior_return_days": _("Beranda pegawai: batas mengembalikan dokumen dari atasan"),
    "report_days": _("Beranda penandatangan: batas melaporkan; tanda terlambat pada laporan"),
    "organisation_achievement_fallback": _("Tanda tangan penilaian tahunan sejak 1 Februari, dan dokumennya"),
    "axis_suggestion_rule": _RATING_FORM,
    "axis_most_share_over": _RATING_FORM,
    "axis_small_share_below": _RATING_FORM,
    "unit_head_result_rule": _RATING_FORM,
    "unit_head_result_map": _RATING_FORM,
    "distribution_mode": _RATING_FORM,
    "distribution_rule_sets": _RATING_FORM,
    "small_unit_limit": _RATING_FORM,
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
