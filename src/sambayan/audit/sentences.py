"""Events as sentences a person reads."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.audit.models import Event

SENTENCES = {
    "people.sign_in": _("{actor} masuk"),
    "people.sign_out": _("{actor} keluar"),
    "notices.read": _("{actor} membaca pemberitahuan: {subject}"),
    "planning.start": _("{actor} memulai {subject}"),
    "planning.write": _("{actor} mengubah isi {subject}"),
    "planning.propose": _("{actor} mengusulkan dan menandatangani {subject}"),
    "planning.return": _("{actor} mengembalikan {subject}"),
    "planning.set": _("{actor} menetapkan {subject}"),
    "planning.document": _("{actor} mencatat realisasi dan bukti untuk {subject}"),
    "surveys.open": _("{actor} membuka survei {subject}"),
    "surveys.upload": _("{actor} mengunggah berkas {subject}"),
    "surveys.confirm": _("{actor} menyimpan jawaban dari berkas {subject}"),
    "surveys.discard": _("{actor} membatalkan berkas {subject}"),
    "surveys.seal": _("{actor} menyegel survei {subject}"),
    "surveys.freeze": _("{actor} menghitung hasil survei {subject}"),
    "surveys.publish": _("{actor} menerbitkan hasil survei {subject}"),
    "evaluation.open": _("{actor} membuka evaluasi {subject}"),
    "evaluation.rate": _("{actor} menilai {subject}"),
    "evaluation.sign": _("{actor} menandatangani evaluasi {subject}"),
    "evaluation.hand_over": _("{actor} menyerahkan dokumen evaluasi {subject}"),
    "evaluation.confirm_receipt": _("{actor} menerima dokumen evaluasi {subject}"),
    "evaluation.set_achievement": _("{actor} menetapkan predikat kinerja organisasi {subject}"),
}


def sentence(event: Event) -> str:
    """The event in words, for example "Budi menetapkan SKP Ani 2026"."""
    words = SENTENCES.get(event.name)
    pattern = str(words) if words else gettext("{actor} melakukan {event} pada {subject}")
    return pattern.format(actor=event.actor_name, subject=event.subject_label, event=event.name)
