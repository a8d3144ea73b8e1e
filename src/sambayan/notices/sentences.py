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
