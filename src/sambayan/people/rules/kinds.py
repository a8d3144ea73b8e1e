"""The kinds of employment, position, unit, assignment, absence and delegation.

Source: UU 20/2023; PermenPANRB 6/2022; glossary of the law.
"""

from sambayan.common.words import Labelled, _


class EmploymentType(Labelled):
    """How a civil servant is employed; a state official (the regional head) is no civil servant and has no number."""

    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_part_time", _("PPPK paruh waktu")
    STATE_OFFICIAL = "state_official", _("Pejabat negara")


CONTRACT = (EmploymentType.PPPK, EmploymentType.PPPK_PART_TIME)
"""Kinds of employment that begin and end with a contract. Source: UU 20/2023; PermenPANRB 6/2022 Ps 8(2)."""


class PositionType(Labelled):
    """The legal kinds of position; they decide which form of agreement is used."""

    SENIOR_LEADERSHIP = "senior_leadership", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "supervisor", _("Pengawas")
    EXECUTING_STAFF = "executing_staff", _("Pelaksana")
    FUNCTIONAL = "functional", _("Jabatan fungsional")
    REGIONAL_HEAD = "regional_head", _("Kepala daerah")


APPRAISING = (
    PositionType.SENIOR_LEADERSHIP,
    PositionType.ADMINISTRATOR,
    PositionType.SUPERVISOR,
    PositionType.REGIONAL_HEAD,
)
"""Positions that appraise by themselves: at the lowest a pejabat pengawas. Source: PermenPANRB 6/2022 Ps 1(9)."""


class UnitType(Labelled):
    """The kinds of office in a province."""

    GOVERNMENT = "government", _("Pemerintah daerah")
    DEPARTMENT = "department", _("Dinas")
    AGENCY = "agency", _("Badan")
    BUREAU = "bureau", _("Biro")
    HOSPITAL = "hospital", _("Rumah sakit")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    SECRETARIAT = "secretariat", _("Sekretariat")
    ENFORCEMENT_UNIT = "enforcement_unit", _("Satuan penegak")
    TECHNICAL_UNIT = "technical_unit", _("UPTD")
    BRANCH_OFFICE = "branch_office", _("Cabang dinas")
    SUBDISTRICT = "subdistrict", _("Kecamatan")
    SCHOOL = "school", _("Satuan pendidikan")
    DIVISION = "division", _("Bidang atau bagian")


class UnitChange(Labelled):
    """What happened to an office on the day a version of it begins, or ends it."""

    FOUND = "found", _("Dibentuk")
    RENAME = "rename", _("Berganti nama")
    MOVE = "move", _("Berpindah induk")
    MERGE = "merge", _("Digabung ke unit lain")
    CLOSE = "close", _("Ditutup")


class AssignmentKind(Labelled):
    """How somebody holds a position. Source: PermenPANRB 6/2022 L II.A.6.d p50, IV.A.3-6 p89."""

    MAIN = "main", _("Jabatan definitif")
    ADDITIONAL = "additional", _("Tugas tambahan")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")


ACTING = (AssignmentKind.PLT, AssignmentKind.PLH)


class AbsenceKind(Labelled):
    """Why somebody is away from the post. Source: PermenPANRB 6/2022 L II.B p62, II.C.8 p65, IV.A.2 p89, 15 p92."""

    STUDY_LEAVE = "study_leave", _("Tugas belajar")
    LONG_LEAVE = "long_leave", _("Cuti besar atau cuti sakit panjang")
    SECONDMENT = "secondment", _("Penugasan di luar instansi")
    UNPAID_LEAVE = "unpaid_leave", _("Cuti di luar tanggungan negara")
    PRE_RETIREMENT = "pre_retirement", _("Masa persiapan pensiun")
    SUSPENDED = "suspended", _("Diberhentikan sementara")
    STATE_OFFICE = "state_office", _("Pejabat negara, atau pimpinan atau anggota lembaga nonstruktural")
    PERMANENTLY_UNABLE = "permanently_unable", _("Berhalangan tetap")


EXEMPT = (AbsenceKind.STATE_OFFICE, AbsenceKind.SUSPENDED, AbsenceKind.UNPAID_LEAVE, AbsenceKind.PRE_RETIREMENT)
"""Absences during which there is no agreement and no evaluation. Source: PermenPANRB 6/2022 L II.C.8.a-d p65."""


class DelegationKind(Labelled):
    """What is handed over; drafting never includes signing. Source: PermenPANRB 6/2022 Ps 1(9); drafting: local."""

    APPRAISE = "appraise", _("Menilai (pejabat lain yang diberi pendelegasian kewenangan)")
    DRAFT = "draft", _("Membaca dan menyiapkan draf, tanpa menandatangani")


class LeavingReason(Labelled):
    """Why somebody is no longer an employee of the agency."""

    RETIRED = "retired", _("Pensiun")
    MOVED_OUT = "moved_out", _("Pindah instansi")
    CONTRACT_ENDED = "contract_ended", _("Kontrak berakhir")
    DISMISSED = "dismissed", _("Diberhentikan")
    DIED = "died", _("Meninggal dunia")
    UNKNOWN = "unknown", _("Tidak ada lagi dalam data induk")
