"""The terms of the law as clocks: what starts one, how long it runs, where that stands, and what happens at its end.

Source of the terms: PermenPANRB 6/2022, article by article in the table; day counts are working days (Lampiran V).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sambayan.common.words import Labelled, _

from .calendar import WorkingCalendar


class ClockKind(Labelled):
    """Every term that runs for somebody. The label is what has to be done."""

    AGREEMENT_SET = "agreement_set", _("Menetapkan SKP")
    RATING = "rating", _("Menilai dan menandatangani")
    SUPERIOR_SIGNATURE = "superior_signature", _("Menilai sebagai atasan pejabat penilai")
    DOCUMENT_HANDOVER = "document_handover", _("Menyerahkan dokumen evaluasi")
    SUPERIOR_HANDOVER = "superior_handover", _("Menyerahkan dokumen evaluasi dari atasan pejabat penilai")
    RECEIPT = "receipt", _("Menyatakan dokumen diterima")
    DOCUMENT_RETURN = "document_return", _("Menandatangani dan mengembalikan dokumen evaluasi")
    SUPERIOR_RETURN = "superior_return", _("Menandatangani dan mengembalikan dokumen dari atasan pejabat penilai")
    OBJECTION = "objection", _("Mengajukan keberatan, bila tidak sependapat")
    OBJECTION_DECISION = "objection_decision", _("Memutus keberatan")
    REPORT = "report", _("Melaporkan dokumen evaluasi")
    FEEDBACK_REPLY = "feedback_reply", _("Menanggapi umpan balik, bila perlu")


class ClockState(Labelled):
    """Running; past its day and still open; done; or no longer needed."""

    RUNNING = "running", _("Berjalan")
    LAPSED = "lapsed", _("Lewat")
    MET = "met", _("Selesai")
    VOID = "void", _("Tidak berlaku lagi")


OPEN_CLOCKS = frozenset({ClockState.RUNNING.value, ClockState.LAPSED.value})


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the setting that holds its length in working days (None: a date is given), source, and its end."""

    setting: str | None
    source: str
    starts: str
    lapse: str


TERMS: dict[ClockKind, Term] = {
    ClockKind.AGREEMENT_SET: Term(
        None,
        "PermenPANRB 6/2022 Pasal 14(1), Lampiran II.C.4-5 hlm. 65",
        _("awal tahun kinerja"),
        _("Pegawai berdialog dengan atasan pejabat penilai."),
    ),
    ClockKind.RATING: Term(
        None,
        "PermenPANRB 6/2022 Lampiran IV.A.8, IV.A.11 hlm. 90",
        _("jangka waktu evaluasi dibuka"),
        _("Atasan pejabat penilai mengevaluasi; hasilnya final."),
    ),
    ClockKind.SUPERIOR_SIGNATURE: Term(
        "superior_signature_days",
        "PermenPANRB 6/2022 Lampiran V.A.8 hlm. 115",
        _("jangka waktu evaluasi berakhir"),
        _("Naik ke atasan berikutnya (kebijakan lokal, menurut Lampiran IV.A.2)."),
    ),
    ClockKind.DOCUMENT_HANDOVER: Term(
        "document_handover_days",
        "PermenPANRB 6/2022 Lampiran V.A.5 hlm. 114",
        _("tanda tangan pejabat penilai"),
        _("Ditunjukkan kepada atasan dan pengelola kinerja (kebijakan lokal)."),
    ),
    ClockKind.SUPERIOR_HANDOVER: Term(
        "superior_handover_days",
        "PermenPANRB 6/2022 Lampiran V.A.9 hlm. 116",
        _("tanda tangan atasan pejabat penilai"),
        _("Ditunjukkan kepada atasan dan pengelola kinerja (kebijakan lokal)."),
    ),
    ClockKind.RECEIPT: Term(
        "receipt_deemed_days",
        "kebijakan lokal; peraturan tidak mengenal penerimaan yang dianggap terjadi",
        _("dokumen diserahkan"),
        _("Pegawai diingatkan; masa keberatan belum berjalan."),
    ),
    ClockKind.DOCUMENT_RETURN: Term(
        "document_return_days",
        "PermenPANRB 6/2022 Lampiran V.A.6 hlm. 114",
        _("dokumen diterima"),
        _("Dokumen tetap berlaku dan ditandai belum dikembalikan (kebijakan lokal)."),
    ),
    ClockKind.SUPERIOR_RETURN: Term(
        "superior_return_days",
        "PermenPANRB 6/2022 Lampiran V.A.10 hlm. 116",
        _("dokumen diterima"),
        _("Dokumen tetap berlaku dan ditandai belum dikembalikan (kebijakan lokal)."),
    ),
    ClockKind.OBJECTION: Term(
        "objection_window_days",
        "PermenPANRB 6/2022 Pasal 29, Lampiran V.B.2 hlm. 117",
        _("dokumen diterima"),
        _("Hasil evaluasi menjadi final."),
    ),
    ClockKind.OBJECTION_DECISION: Term(
        "objection_decision_days",
        "PermenPANRB 6/2022 Lampiran V.B.5-6 hlm. 117",
        _("keberatan diterima"),
        _("Ditunjukkan ke atas; tidak ada keputusan yang dianggap jatuh (kebijakan lokal)."),
    ),
    ClockKind.REPORT: Term(
        "report_days",
        "PermenPANRB 6/2022 Pasal 28, Lampiran V.A.7, V.A.11 hlm. 115-117",
        _("jangka waktu evaluasi berakhir"),
        _("Tetap dilaporkan, dengan tanda terlambat (kebijakan lokal)."),
    ),
    ClockKind.FEEDBACK_REPLY: Term(
        "right_of_reply_days",
        "kebijakan lokal; diam bukan persetujuan",
        _("umpan balik dicatat"),
        _("Umpan balik dipakai tanpa tanggapan."),
    ),
}


def due_on(start: date, length: int, calendar: WorkingCalendar) -> date:
    """The last day in time: `length` working days after `start`, which is day 0. Source: Lampiran V; day 0 local."""
    return calendar.add_working_days(start, length)


AFTER_EVERY = 5
"""How many working days lie between two reminders of something late. Source: local policy."""


def is_reminder_day(today: date, due: date, before: int, calendar: WorkingCalendar) -> bool:
    """Whether somebody is reminded today: `before` working days ahead, on the day itself, the day after, then weekly.

    Never on a day off. Source: local policy.
    """
    if not calendar.is_working_day(today):
        return False
    left = calendar.working_days_left(today, due)
    return left in (before, 0) if left >= 0 else (-left - 1) % AFTER_EVERY == 0


Lapse = Callable[[int, datetime], None]
LAPSES: dict[ClockKind, Lapse] = {}


def lapses(kind: ClockKind) -> Callable[[Lapse], Lapse]:
    """Register what a room does when a clock of this kind is past its day: called with the key of its subject, once."""

    def register(act: Lapse) -> Lapse:
        if kind in LAPSES:
            raise ValueError(f"declared twice: {kind}")
        LAPSES[kind] = act
        return act

    return register
