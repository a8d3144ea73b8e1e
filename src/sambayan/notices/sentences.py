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
    "planning.start": Text(_("SKP Anda dimulai"), _("{about} dimulai pejabat penilai; lengkapi dan usulkan.")),
    "planning.propose": Text(_("SKP menunggu Anda"), _("{about} diusulkan dan menunggu Anda.")),
    "planning.return": Text(_("SKP Anda dikembalikan"), _("{about} dikembalikan kepada Anda untuk diperbaiki.")),
    "planning.set": Text(_("SKP Anda berlaku"), _("{about} ditetapkan dan berlaku.")),
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
