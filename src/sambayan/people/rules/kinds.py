"""The kinds of employment, position and unit. Source: UU 20/2023; PermenPANRB 6/2022; glossary of the law."""

from sambayan.common.words import Labelled, _


class EmploymentType(Labelled):
    """How a civil servant is employed."""

    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_part_time", _("PPPK paruh waktu")


class PositionType(Labelled):
    """The legal kinds of position; they decide which form of agreement is used."""

    SENIOR_LEADERSHIP = "senior_leadership", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "supervisor", _("Pengawas")
    EXECUTING_STAFF = "executing_staff", _("Pelaksana")
    FUNCTIONAL = "functional", _("Jabatan fungsional")


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
