"""Notices as sentences, in the language of whoever reads them at that moment.

A notice stores its event and its words in every language of the house, so a text can be mended or translated later
without touching a row. Subjects of mails name no person: they are seen on locked screens.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Text:
    """The subject of a mail, and the sentence in inbox and mail; `{about}` is what the notice is about."""

    subject: Any
    sentence: Any


NOTICES = {
    "cycles.remind": Text(_("Ada yang menunggu Anda"), _("{task}: {n} menunggu Anda, yang pertama sampai {due}.")),
    "planning.start": Text(_("SKP Anda dimulai"), _("{about} dimulai pejabat penilai; lengkapi dan usulkan.")),
    "planning.propose": Text(_("SKP menunggu Anda"), _("{about} diusulkan dan menunggu Anda.")),
    "planning.return": Text(_("SKP Anda dikembalikan"), _("{about} dikembalikan kepada Anda untuk diperbaiki.")),
    "planning.set": Text(_("SKP Anda berlaku"), _("{about} ditetapkan dan berlaku.")),
    "planning.ask_consent": Text(
        _("Penugasan menunggu persetujuan Anda"), _("{about}: penugasan ini menunggu persetujuan Anda.")
    ),
    "planning.comment_action": Text(
        _("Catatan pimpinan untuk rencana aksi Anda"), _("Pimpinan memberi catatan pada rencana aksi {about}.")
    ),
    "planning.monitor": Text(_("Catatan pemantauan untuk Anda"), _("{name} menulis catatan pemantauan pada {about}.")),
    "planning.open_dialogue": Text(_("Dialog SKP dimulai"), _("Dialog tentang {about} dimulai dan tercatat.")),
    "planning.record_dialogue": Text(_("Dialog SKP tercatat"), _("Sebuah dialog tentang {about} tercatat.")),
    "planning.request_superior_dialogue": Text(
        _("Dialog SKP diminta kepada atasan penilai"),
        _("{about} belum ditetapkan sampai batas waktunya; dialognya kini dipimpin atasan pejabat penilai."),
    ),
    "planning.sign": Text(
        _("SKP menunggu penetapan"), _("{about} ditandatangani pegawai dan menunggu penetapan Anda.")
    ),
    "planning.set_unsigned": Text(
        _("SKP ditetapkan tanpa tanda tangan pegawai"),
        _("{about} ditetapkan tanpa tanda tangan pegawai; alasannya ada di halamannya."),
    ),
    "planning.mark_overdue": Text(_("SKP terlambat"), _("{about} belum ditetapkan sampai batas waktunya.")),
    "planning.revise": Text(_("SKP diubah"), _("Versi baru {about} dimulai; versi yang berlaku tetap berlaku.")),
    "planning.take_over_result": Text(
        _("Hasil kerja diambil alih"), _("Sebuah hasil kerja di {about} diambil alih pimpinan, dengan catatan.")
    ),
    "planning.add_expectation": Text(_("Ekspektasi khusus baru"), _("Pimpinan menulis ekspektasi khusus di {about}.")),
    "planning.assign_result": Text(_("Hasil kerja ditugaskan"), _("Sebuah hasil kerja ditugaskan untuk {about}.")),
    "planning.replace": Text(
        _("SKP diganti karena perpindahan"), _("{about} disimpan sebagai diganti karena perpindahan.")
    ),
    "planning.exempt": Text(_("SKP dikecualikan"), _("{about} dikecualikan selama pegawai tidak terikat SKP.")),
    "planning.end": Text(
        _("SKP diakhiri"), _("{about} diakhiri karena pegawainya tidak lagi bekerja di instansi ini.")
    ),
    "evaluation.follow": Text(
        _("Penilaian beralih"), _("Penilaian {period} beralih kepada {name} sebagai pejabat penilai.")
    ),
    "growth.request": Text(_("Umpan balik Anda diminta"), _("{name} meminta umpan balik Anda.")),
    "growth.record": Text(_("Umpan balik baru"), _("Umpan balik baru tercatat: {about}.")),
    "growth.reply": Text(_("Umpan balik ditanggapi"), _("Umpan balik ditanggapi: {about}.")),
    "growth.withdraw": Text(_("Umpan balik ditarik"), _("Umpan balik ditarik: {about}.")),
    "growth.propose_guidance": Text(_("Bimbingan diusulkan"), _("{about} diusulkan.")),
    "growth.prepare": Text(_("Bimbingan disiapkan"), _("{about} disiapkan pegawai; Anda dapat melaksanakannya.")),
    "growth.hold_guidance": Text(_("Bimbingan dilaksanakan"), _("{about} menunggu tanda tangan Anda.")),
    "growth.sign_guidance": Text(_("Rekaman bimbingan ditandatangani"), _("Rekaman {about} ditandatangani.")),
    "growth.adjust_target": Text(
        _("SKP perlu diubah"), _("Bimbingan menyepakati penyesuaian target: ubah {about} lewat dialog baru.")
    ),
    "growth.give_view": Text(_("Umpan balik atas bimbingan"), _("Pegawai memberi umpan balik atas {about}.")),
    "growth.evaluate_competence": Text(_("Kompetensi dievaluasi"), _("Kompetensi dievaluasi sesudah {about}.")),
    "growth.report_to_appraiser": Text(_("Laporan bimbingan"), _("{about} dilaporkan kepada Anda.")),
    "growth.report_to_superior": Text(
        _("Laporan bimbingan"), _("{about} dilaporkan kepada Anda; tentukan tindak lanjutnya.")
    ),
    "growth.decide_follow_up": Text(_("Tindak lanjut bimbingan"), _("Tindak lanjut {about} ditentukan.")),
    "growth.communicate": Text(_("Catatan perilaku kerja"), _("Ada catatan perilaku kerja untuk Anda: {about}.")),
    "growth.close_changed": Text(_("Catatan perilaku kerja ditutup"), _("Catatan {about} ditutup.")),
    "growth.report_problem": Text(_("Catatan perilaku kerja dilaporkan"), _("Catatan {about} dilaporkan.")),
    "growth.dismiss_case": Text(_("Catatan perilaku kerja ditutup"), _("Catatan {about} ditutup tanpa konseling.")),
    "growth.appoint_counsellor": Text(_("Anda ditetapkan sebagai konselor"), _("Anda menjadi konselor {about}.")),
    "growth.schedule": Text(_("Waktu konseling"), _("Waktu dan tempat konseling {about} ditetapkan.")),
    "growth.report_up": Text(_("Rekaman konseling"), _("Rekaman konseling {about} dilaporkan kepada Anda.")),
    "growth.decide_counselling": Text(_("Tindak lanjut konseling"), _("Tindak lanjut konseling {about} ditentukan.")),
    "evaluation.hand_over": Text(
        _("Dokumen evaluasi diserahkan kepada Anda"), _("Dokumen evaluasi {period} diserahkan kepada Anda.")
    ),
    "accounts.reset_by_administrator": Text(
        _("Kata sandi Anda diatur ulang"),
        _("Kata sandi akun Anda diatur ulang oleh {name}. Bila Anda tidak memintanya, hubungi pengelola kinerja."),
    ),
    "accounts.remove_factors": Text(
        _("Faktor kedua Anda dihapus"),
        _("Faktor kedua akun Anda dihapus oleh {name}. Bila Anda tidak memintanya, hubungi pengelola sistem."),
    ),
    "evaluation.pass_to_superior": Text(
        _("Penilaian beralih kepada atasan pejabat penilai"),
        _("Penilaian {name} untuk {period} beralih kepada atasan pejabat penilai."),
    ),
    "evaluation.late_handover": Text(
        _("Dokumen evaluasi belum diserahkan"), _("Dokumen evaluasi {period} milik {name} belum diserahkan kepadanya.")
    ),
    "evaluation.reply_to_citizens": Text(
        _("Suara warga ditanggapi setelah Anda menilai"),
        _("{name} menanggapi suara warga dalam penilaian {period}; baca sebelum menandatangani."),
    ),
    "evaluation.return_signed": Text(
        _("Dokumen evaluasi dikembalikan"), _("{name} menandatangani dan mengembalikan dokumen evaluasi {period}.")
    ),
    "evaluation.remind": Text(
        _("Ada langkah penilaian yang lewat batas"),
        _("{n} langkah penilaian {period} menunggu Anda dan sudah lewat batas."),
    ),
    "objections.lodge": Text(
        _("Keberatan atas hasil evaluasi"), _("{name} mengajukan keberatan atas hasil evaluasi {period}.")
    ),
    "objections.refuse_late": Text(
        _("Keberatan tidak diterima karena terlambat"),
        _("Keberatan {name} atas hasil evaluasi {period} datang setelah batasnya; percobaannya tercatat."),
    ),
    "objections.admit": Text(
        _("Keberatan diterima walau terlambat"), _("Keberatan {name} atas hasil evaluasi {period} tetap diperiksa.")
    ),
    "objections.withdraw": Text(_("Keberatan dicabut"), _("{name} mencabut keberatan atas hasil evaluasi {period}.")),
    "objections.ask_explanations": Text(
        _("Penjelasan Anda diminta"), _("Penjelasan Anda diminta atas keberatan {name}, {period}.")
    ),
    "objections.explain": Text(
        _("Penjelasan atas keberatan masuk"), _("{who} memberi penjelasan atas keberatan {name}, {period}.")
    ),
    "objections.record_refusal_to_explain": Text(
        _("Tercatat tidak memberi penjelasan"),
        _("Tercatat bahwa Anda belum memberi penjelasan atas keberatan {name}, {period}. Anda masih dapat menulisnya."),
    ),
    "objections.uphold": Text(
        _("Keberatan diputus"), _("Keberatan {name} atas hasil evaluasi {period} diputus: hasil dikuatkan.")
    ),
    "objections.change": Text(
        _("Keberatan diputus"), _("Keberatan {name} atas hasil evaluasi {period} diputus: hasil diubah.")
    ),
    "objections.sign_decision": Text(
        _("Keputusan keberatan ditandatangani"), _("{who} menandatangani keputusan keberatan {name}, {period}.")
    ),
    "objections.appoint_decider": Text(
        _("Yang memutus keberatan ditetapkan"), _("Ditetapkan siapa yang memutus keberatan {name}, {period}.")
    ),
    "objections.mark_overdue": Text(
        _("Keputusan keberatan lewat batas"), _("Keberatan {name}, {period}, belum diputus dan batasnya sudah lewat.")
    ),
    "evaluation.confirm_receipt": Text(_("Dokumen evaluasi diterima"), _("{name} menerima dokumen evaluasi {period}.")),
    "evaluation.invite": Text(_("Undangan rapat kalibrasi"), _("Anda peserta rapat kalibrasi {unit} untuk {period}.")),
    "evaluation.start_pre_vote": Text(
        _("Penempatan diam dimulai"), _("Tempatkan pegawai {unit} untuk {period} sebelum rapat kalibrasi dibuka.")
    ),
    "evaluation.propose": Text(
        _("Usul kalibrasi menunggu Anda"), _("Ada usul kalibrasi {unit} untuk {period}; hanya Anda yang memutuskan.")
    ),
    "evaluation.accept": Text(
        _("Usul kalibrasi Anda diterima"), _("Usul Anda dalam kalibrasi {unit} untuk {period} diterima penilai.")
    ),
    "evaluation.decline": Text(
        _("Usul kalibrasi Anda dijawab"), _("Usul Anda dalam kalibrasi {unit} untuk {period} tidak diterima penilai.")
    ),
}


def worded(value: Any) -> dict[str, str]:
    """A word of a notice in every language: "Triwulan III 2026" is "Quarter III 2026" for another reader."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(value)
    return found


def sentence(notice: Any) -> str:
    """What a notice says, in the active language; a row from before the words were stored says its old text."""
    text = NOTICES.get(notice.event)
    if text is None or not notice.words:
        return notice.text
    language = get_language() or settings.LANGUAGE_CODE
    words = {name: each.get(language) or each[settings.LANGUAGE_CODE] for name, each in notice.words.items()}
    return str(text.sentence).format(**words)


def subject(notice: Any) -> str:
    """The subject of the mail about one notice, in the active language."""
    text = NOTICES.get(notice.event)
    return str(text.subject) if text else str(_("Pemberitahuan baru"))
