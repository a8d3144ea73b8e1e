"""Events as sentences a person reads."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.audit.models import Event
from sambayan.regulations.catalogue import behaviour_values

SENTENCES = {
    "people.sign_in": _("{actor} masuk"),
    "people.sign_out": _("{actor} keluar"),
    "notices.read": _("{actor} membaca pemberitahuan: {subject}"),
    "notices.read_all": _("{actor} menandai semua pemberitahuannya terbaca"),
    "notices.prefer": _("{actor} mengubah pilihan surelnya"),
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

FIELDS = {
    "state": _("Keadaan"),
    "result": _("Hasil kerja"),
    "target": _("Target"),
    "realisation": _("Realisasi"),
    "evidence": _("Bukti"),
    "result_rating": _("Rating hasil kerja"),
    "behaviour_rating": _("Rating perilaku kerja"),
    "predicate": _("Predikat"),
    "opened": _("Penilaian dibuka"),
    "delivery": _("Surel"),
    "language": _("Bahasa surel"),
    "rows": _("Baris diterima"),
    "refused": _("Baris ditolak"),
    "n": _("Responden"),
    "satisfaction_index": _("Indeks"),
}
VALUES = {
    "draft": _("Draf"),
    "in_dialogue": _("Dalam dialog"),
    "proposed": _("Diusulkan"),
    "in_force": _("Berlaku"),
    "open": _("Dibuka"),
    "sealed": _("Disegel"),
    "published": _("Diterbitkan"),
    "rated": _("Dinilai, belum ditandatangani"),
    "signed": _("Ditandatangani"),
    "handed_over": _("Diserahkan"),
    "received": _("Diterima pegawai"),
    "above": _("Di atas ekspektasi"),
    "meets": _("Sesuai ekspektasi"),
    "below": _("Di bawah ekspektasi"),
    "excellent": _("Istimewa"),
    "very_good": _("Sangat Baik"),
    "good": _("Baik"),
    "needs_improvement": _("Butuh Perbaikan"),
    "poor": _("Kurang/Misconduct"),
    "very_poor": _("Sangat Kurang"),
}


@dataclass(frozen=True)
class Change:
    """One field that an event changed, in words; an empty text means there was nothing."""

    label: str
    before: str
    after: str


def changes(event: Event) -> list[Change]:
    """What an event changed, field by field: those it had before, then those that are new."""
    names = [*event.before, *(name for name in event.after if name not in event.before)]
    return [Change(_label(name), _words(event.before.get(name)), _words(event.after.get(name))) for name in names]


def _label(name: str) -> str:
    values = {value.code: value.name_indonesian for value in behaviour_values()}
    return str(FIELDS.get(name) or values.get(name, name))


def _words(value: Any) -> str:
    return "" if value in (None, "") else str(VALUES.get(str(value), value))


def sentence(event: Event) -> str:
    """The event in words, for example "Budi menetapkan SKP Ani 2026"."""
    words = SENTENCES.get(event.name)
    pattern = str(words) if words else gettext("{actor} melakukan {event} pada {subject}")
    return pattern.format(actor=event.actor_name, subject=event.subject_label, event=event.name)
