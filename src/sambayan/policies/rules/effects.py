"""Where a setting has effect today. A test compares this table with the code, so it cannot promise too much."""

from collections.abc import Mapping

from sambayan.common.words import _

_RATING_FORM = _("Formulir penilaian")
_CLOCKS = _("Batas waktu yang mulai berjalan sejak hari itu; lihat halaman “Batas waktu”")
_CALENDAR = _("Kalender hari kerja, dan setiap batas waktu yang dihitung dengannya")
_RESULTS = _("Hasil survei yang dihitung sejak hari itu: halaman layanan, halaman unit, dan data terbuka")
_SAMPLE = _("Jumlah jawaban yang diperlukan, di hasil survei yang dihitung sejak hari itu")

_NEW_YEAR = _("Tahun kinerja yang dibuat sejak hari itu: periode dan jangka waktunya")

EFFECTS: Mapping[str, str] = {
    "allowance_split": _("Ekspor tunjangan"),
    "allowance_predicate_shares": _("Ekspor tunjangan"),
    "yearly_export_endpoint": _("Ekspor ke aplikasi nasional"),
    "level_need_terampil": _("Halaman “Mengapa?”: angka kredit yang diperlukan untuk naik jenjang"),
    "working_week": _CALENDAR,
    "holiday_calendar": _CALENDAR,
    "joint_leave_counts": _CALENDAR,
    "reminder_days_before": _("Pengingat sebelum batas waktu"),
    "document_return_days": _CLOCKS,
    "superior_signature_days": _CLOCKS,
    "superior_handover_days": _CLOCKS,
    "superior_return_days": _CLOCKS,
    "report_days": _CLOCKS,
    "receipt_deemed_days": _CLOCKS,
    "right_of_reply_days": _CLOCKS,
    "agreement_deadline": _("Pembukaan SKP: batas menetapkannya"),
    "evaluation_period": _NEW_YEAR,
    "evaluation_window_opens_before_period_end_days": _NEW_YEAR,
    "evaluation_window_closes": _NEW_YEAR,
    "monthly_close_day": _NEW_YEAR,
    "yearly_evaluation_deadline": _NEW_YEAR,
    "late_entry_allowed": _("Pencatatan kemajuan dan bukti: periode yang dapat dipilih"),
    "feedback_related_party_enabled": _("Umpan balik: siapa yang boleh memberi dan dimintai"),
    "feedback_giver_name_visible": _("Umpan balik pengguna layanan: nama boleh ikut ditulis"),
    "document_handover_days": _("Beranda penilai: batas menyerahkan dokumen"),
    "objection_window_days": _("Halaman “Mengapa?”, penerimaan dokumen, dan pengajuan keberatan: batas keberatan"),
    "objection_decision_days": _("Halaman “Mengapa?” dan keberatan: waktu memutus keberatan"),
    "objection_change_signal_percent": _("Statistik keberatan: tanda untuk kalibrasi"),
    "small_cell_limit": _("Statistik keberatan: kelompok kecil tidak ditampilkan"),
    "organisation_achievement_fallback": _("Tanda tangan penilaian tahunan sejak 1 Februari, dan dokumennya"),
    "axis_suggestion_rule": _RATING_FORM,
    "axis_most_share_over": _RATING_FORM,
    "axis_small_share_below": _RATING_FORM,
    "unit_head_result_rule": _RATING_FORM,
    "unit_head_result_map": _RATING_FORM,
    "distribution_mode": _RATING_FORM,
    "distribution_rule_sets": _RATING_FORM,
    "small_unit_limit": _RATING_FORM,
    "evaluation_note_required": _RATING_FORM,
    "survey_contrast_reason_required": _RATING_FORM,
    "documentation_period": _("Beranda pegawai: kapan kemajuan harus dicatat"),
    "evidence_max_megabytes": _("Formulir kemajuan dan bukti"),
    "evidence_most_files": _("Formulir kemajuan dan bukti"),
    "reason_min_length": _("Formulir penilaian, keberatan, penjelasan, dan keputusannya"),
    "target_absolute_word_warning": _("Formulir hasil kerja di SKP"),
    "min_respondents_show": _RESULTS,
    "min_respondents_compare": _RESULTS,
    "sample_confidence": _SAMPLE,
    "sample_margin": _SAMPLE,
}
