"""The performance agreement: its states and what makes it complete.

Source: PermenPANRB 6/2022 Ps 7-14, 20, Lampiran II.
"""

from datetime import date

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class AgreementState(Labelled):
    """Where an agreement stands. The employee proposes and signs; the appraiser sets it (Ps 14(1))."""

    DRAFT = "draft", _("Draf")
    IN_DIALOGUE = "in_dialogue", _("Dalam dialog")
    PROPOSED = "proposed", _("Diusulkan")
    SIGNED = "signed", _("Ditandatangani pegawai")
    IN_FORCE = "in_force", _("Berlaku")
    REPLACED = "replaced", _("Diganti")
    CLOSED = "closed", _("Selesai")
    EXEMPT = "exempt", _("Dikecualikan")


class AgreementForm(Labelled):
    """Which of the two forms: leaders by perspective (A.1.1, A.1.2), everybody else by aspect (A.1.6, A.1.7)."""

    SENIOR = "senior", _("Pimpinan tinggi dan pimpinan unit kerja mandiri")
    STAFF = "staff", _("Administrasi dan fungsional")


class Approach(Labelled):
    """One narrative, or indicator apart from target; either is allowed. Source: Ps 9(3), Lampiran p50."""

    QUANTITATIVE = "quantitative", _("Kuantitatif")
    QUALITATIVE = "qualitative", _("Kualitatif")


class ResultKind(Labelled):
    """Main results have high priority, additional ones low. Source: Lampiran II.A.6 p49-50."""

    MAIN = "main", _("Utama")
    ADDITIONAL = "additional", _("Tambahan")


class ResultOrigin(Labelled):
    """Where a planned result comes from. Source: Lampiran II.A.2 p27-28, II.A.5.f p45-46."""

    OWN = "own", _("Diusulkan pegawai")
    CONTRACT = "contract", _("Perjanjian kinerja")
    MATRIX = "matrix", _("Matriks peran hasil")
    DIRECTIVE = "directive", _("Direktif")
    STRATEGIC_INITIATIVE = "strategic_initiative", _("Inisiatif strategis")
    APPOINTED = "appointed", _("Penunjukan")
    VOLUNTARY = "voluntary", _("Pengajuan sukarela")


class ResultLevel(Labelled):
    """What kind of thing is delivered. Source: Ps 9(1)."""

    OUTCOME = "outcome", _("Outcome")
    INTERMEDIATE_OUTCOME = "intermediate_outcome", _("Outcome antara")
    OUTPUT = "output", _("Output")
    SERVICE = "service", _("Layanan")


class ControlLevel(Labelled):
    """Who mostly decides the result: others (low), both (medium), the owner (high). Source: Lampiran II.A.5 p44."""

    LOW = "low", _("Rendah")
    MEDIUM = "medium", _("Sedang")
    HIGH = "high", _("Tinggi")


class Aspect(Labelled):
    """What an indicator of an administrator, supervisor, staff member or functional official measures. Ps 9(2)."""

    QUANTITY = "quantity", _("Kuantitas")
    QUALITY = "quality", _("Kualitas")
    TIME = "time", _("Waktu")
    COST = "cost", _("Biaya")


class Perspective(Labelled):
    """From where an indicator of a leader looks; all four must be met, the budget always. Source: Lampiran p29."""

    SERVICE_RECIPIENT = "service_recipient", _("Penerima Layanan")
    BUSINESS_PROCESS = "business_process", _("Proses Bisnis")
    INTERNAL_STRENGTHENING = "internal_strengthening", _("Penguatan Internal")
    BUDGET = "budget", _("Anggaran")


class Direction(Labelled):
    """When a realisation is better: higher, lower, inside a range, or a step reached. Source: local policy."""

    HIGHER = "higher", _("Makin tinggi makin baik")
    LOWER = "lower", _("Makin rendah makin baik")
    RANGE = "range", _("Di dalam rentang")
    MILESTONE = "milestone", _("Tahapan tercapai")


class RevisionKind(Labelled):
    """Why an agreement in force may be changed in a new dialogue. Source: Ps 14(2), 20(3)-(5); Lampiran II.B.12."""

    FEEDBACK = "feedback", _("Umpan balik")
    ASSIGNMENT = "assignment", _("Penugasan baru")
    COACHING = "coaching", _("Hasil pembinaan")
    RESOURCES = "resources", _("Penyesuaian sumber daya")
    STUDY_LEAVE = "study_leave", _("Tugas belajar")


class TakeoverStep(Labelled):
    """What has to be tried before the leader takes a result over. Source: Ps 20(3), 20(6)."""

    EXPECTATION = "expectation", _("Ekspektasi disesuaikan")
    RESOURCES = "resources", _("Sumber daya disesuaikan")
    COACHING = "coaching", _("Pembinaan dilakukan")


class ManualQuality(Labelled):
    """Quality and control level of an indicator as A.1.3 prints them. Source: Lampiran II.A.3, Format A.1.3 p38."""

    OUTCOME = "outcome", _("Outcome")
    INTERMEDIATE_OUTCOME = "intermediate_outcome", _("Outcome antara")
    LOW_CONTROL_OUTPUT = "low_control_output", _("Output kendali rendah")


class ReportingPeriod(Labelled):
    """How often an indicator is reported. Source: Lampiran II.A.3, Format A.1.3 p38."""

    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulanan")
    HALF_YEARLY = "half_yearly", _("Semesteran")
    YEARLY = "yearly", _("Tahunan")


class AnnexPart(Labelled):
    """The three parts of A.1.8. Source: Ps 11-13, Lampiran II.A.8 p60-61."""

    RESOURCE_SUPPORT = "resource_support", _("Dukungan sumber daya")
    ACCOUNTABILITY_SCHEME = "accountability_scheme", _("Skema pertanggungjawaban")
    CONSEQUENCE = "consequence", _("Konsekuensi")


def first_day_of_dialogue(year: int) -> date:
    """The first day on which a talk about the agreement of a year can have been held: 1 October of the year before.

    Source: local policy; the dialogue begins when the contract of the unit is drafted (Ps 7(4), Lampiran II.A.1 p26).
    """
    return date(year - 1, 10, 1)


_EDITABLE = frozenset({AgreementState.DRAFT, AgreementState.IN_DIALOGUE})
_BEFORE_FORCE = _EDITABLE | {AgreementState.PROPOSED, AgreementState.SIGNED}
_STANDING = _BEFORE_FORCE | {AgreementState.IN_FORCE}

FLOW: Flow[AgreementState] = Flow(
    "planning",
    {
        "start": (frozenset({None}), AgreementState.DRAFT),
        "open_dialogue": (frozenset({AgreementState.DRAFT}), AgreementState.IN_DIALOGUE),
        "request_superior_dialogue": (_BEFORE_FORCE, AgreementState.IN_DIALOGUE),
        "propose": (frozenset({AgreementState.IN_DIALOGUE}), AgreementState.PROPOSED),
        "return": (frozenset({AgreementState.PROPOSED, AgreementState.SIGNED}), AgreementState.IN_DIALOGUE),
        "sign": (frozenset({AgreementState.PROPOSED}), AgreementState.SIGNED),
        "set": (frozenset({AgreementState.SIGNED}), AgreementState.IN_FORCE),
        "set_unsigned": (frozenset({AgreementState.PROPOSED}), AgreementState.IN_FORCE),
        "take_over_result": (frozenset({AgreementState.IN_FORCE}), AgreementState.IN_FORCE),
        "replace": (_STANDING, AgreementState.REPLACED),
        "close": (frozenset({AgreementState.IN_FORCE, AgreementState.REPLACED}), AgreementState.CLOSED),
        "exempt": (_STANDING, AgreementState.EXEMPT),
        "end": (_STANDING, AgreementState.CLOSED),
    },
)
"""Every move of one row. `revise` makes a new row in dialogue beside the one in force, which counts until the new one
is set and replaces it. `end` is for somebody who left the agency. Source: workflow of Lampiran II; Ps 20(4)-(5), 14(2);
`end`: local policy."""

EDITABLE = frozenset(state.value for state in _EDITABLE)
UNFINISHED = frozenset(state.value for state in _BEFORE_FORCE)
"""The states before an agreement is in force: one row of a person and year at most is in one of them."""
STANDING = frozenset(state.value for state in _STANDING)
"""The states in which the two parties still work with an agreement."""
