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
    "planning.propose": Text(_("SKP menunggu Anda"), _("{about} diusulkan dan menunggu Anda.")),
    "planning.return": Text(_("SKP Anda dikembalikan"), _("{about} dikembalikan kepada Anda untuk diperbaiki.")),
    "planning.set": Text(_("SKP Anda berlaku"), _("{about} ditetapkan dan berlaku.")),
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
    "evaluation.confirm_receipt": Text(_("Dokumen evaluasi diterima"), _("{name} menerima dokumen evaluasi {period}.")),
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
