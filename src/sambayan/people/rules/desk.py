"""What may be wrong with the data of people and who mends it, and the life of a file of people.

Source: local policy, after complaints about the national application (wrong superior, inactive unit, number mismatch).
"""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class RepairOwner(Labelled):
    """Who can mend it."""

    SELF = "self", _("Pegawai sendiri")
    UNIT_ADMIN = "unit_admin", _("Pengelola kinerja unit")
    PERSONNEL_AGENCY = "personnel_agency", _("Badan kepegawaian")


class RepairKind(Labelled):
    """What is wrong."""

    SUPERIOR_MISSING = "superior_missing", _("Atasan langsung belum ada")
    SUPERIOR_WRONG = "superior_wrong", _("Atasan langsung keliru")
    UNIT_INACTIVE = "unit_inactive", _("Bertugas di unit yang sudah ditutup")
    UNIT_HEADLESS = "unit_headless", _("Unit tanpa pimpinan")
    DOUBLE_MAIN = "double_main", _("Dua jabatan definitif dalam data induk")
    NUMBER_MISMATCH = "number_mismatch", _("NIP tidak cocok dengan data lain")
    POST_MISSING = "post_missing", _("Pegawai tanpa jabatan")
    ACCOUNT_MISSING = "account_missing", _("Pegawai tanpa akun")
    CONTACT_MISSING = "contact_missing", _("Surel belum diisi")


OWNER = {
    RepairKind.SUPERIOR_MISSING: RepairOwner.UNIT_ADMIN,
    RepairKind.SUPERIOR_WRONG: RepairOwner.UNIT_ADMIN,
    RepairKind.UNIT_INACTIVE: RepairOwner.PERSONNEL_AGENCY,
    RepairKind.UNIT_HEADLESS: RepairOwner.PERSONNEL_AGENCY,
    RepairKind.DOUBLE_MAIN: RepairOwner.PERSONNEL_AGENCY,
    RepairKind.NUMBER_MISMATCH: RepairOwner.PERSONNEL_AGENCY,
    RepairKind.POST_MISSING: RepairOwner.PERSONNEL_AGENCY,
    RepairKind.ACCOUNT_MISSING: RepairOwner.UNIT_ADMIN,
    RepairKind.CONTACT_MISSING: RepairOwner.SELF,
}


class ImportKind(Labelled):
    """What a file holds."""

    UNITS = "units", _("Unit organisasi")
    PEOPLE = "people", _("Pegawai dan jabatan")


class ImportState(Labelled):
    """Where a file is on its way."""

    READING = "reading", _("Sedang dibaca")
    UNREADABLE = "unreadable", _("Tidak dapat dibaca")
    READY = "ready", _("Siap diperiksa")
    APPLYING = "applying", _("Sedang diterapkan")
    APPLIED = "applied", _("Diterapkan")
    UNDONE = "undone", _("Dibatalkan sesudah diterapkan")
    DISCARDED = "discarded", _("Tidak dipakai")


class RowChange(Labelled):
    """What a line of the file means for what is known."""

    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    MOVED = "moved", _("Pindah jabatan atau unit")
    LEFT = "left", _("Tidak ada lagi")
    UNCHANGED = "unchanged", _("Tetap")
    REFUSED = "refused", _("Ditolak")


_READING, _READY, _APPLYING, _APPLIED = (
    ImportState.READING,
    ImportState.READY,
    ImportState.APPLYING,
    ImportState.APPLIED,
)
IMPORT_FLOW: Flow[ImportState] = Flow(
    "people_imports",
    {
        "upload": (frozenset({None}), _READING),
        "refuse": (frozenset({_READING}), ImportState.UNREADABLE),
        "compare": (frozenset({_READING}), _READY),
        "confirm": (frozenset({_READY}), _APPLYING),
        "apply": (frozenset({_APPLYING}), _APPLIED),
        "give_up": (frozenset({_APPLYING}), _READY),
        "undo": (frozenset({_APPLIED}), ImportState.UNDONE),
        "discard": (frozenset({_READING, _READY}), ImportState.DISCARDED),
    },
)
UNDO_WITHIN_HOURS = 24
