"""Counselling: problems of behaviour, one by one and in confidence. Source: PermenPANRB 6/2022 Lampiran III.D.5."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class CounsellingState(Labelled):
    """Where a case stands, from the note of the appraiser to the follow-up."""

    NOTED = "noted", _("Dicatat penilai")
    COMMUNICATED = "communicated", _("Disampaikan kepada pegawai")
    REPORTED = "reported", _("Dilaporkan")
    SELECTED = "selected", _("Ditetapkan untuk konseling")
    APPOINTED = "appointed", _("Konselor ditetapkan")
    HELD = "held", _("Konseling dilaksanakan")
    RECORDED = "recorded", _("Rekaman ditandatangani")
    AT_DECISION = "at_decision", _("Menunggu keputusan")
    FOLLOWED_UP = "followed_up", _("Ditindaklanjuti")
    CLOSED = "closed", _("Ditutup")


_S = CounsellingState

COUNSELLING_FLOW: Flow[CounsellingState] = Flow(
    "counselling",
    {
        "note_problem": (frozenset({None}), _S.NOTED),
        "communicate": (frozenset({_S.NOTED}), _S.COMMUNICATED),
        "close_changed": (frozenset({_S.COMMUNICATED}), _S.CLOSED),
        "report_problem": (frozenset({_S.COMMUNICATED}), _S.REPORTED),
        "select_case": (frozenset({_S.REPORTED}), _S.SELECTED),
        "dismiss_case": (frozenset({_S.REPORTED}), _S.CLOSED),
        "appoint_counsellor": (frozenset({_S.SELECTED}), _S.APPOINTED),
        "schedule": (frozenset({_S.APPOINTED}), _S.APPOINTED),
        "hold_counselling": (frozenset({_S.APPOINTED}), _S.HELD),
        "sign_counselling": (frozenset({_S.HELD}), _S.RECORDED),
        "report_up": (frozenset({_S.RECORDED}), _S.AT_DECISION),
        "decide_counselling": (frozenset({_S.AT_DECISION}), _S.FOLLOWED_UP),
    },
)
"""The list of cases (Lampiran III.D.5.c.2.a.1 p87) is the page of reported cases: it moves nothing."""


class CounsellorKind(Labelled):
    """Who may counsel. Source: Lampiran III.D.5.c.2.a.3 and b p87."""

    INDEPENDENT = "independent", _("Konselor independen")
    APPRAISER = "appraiser", _("Pejabat penilai kinerja yang telah memperoleh pelatihan konseling")
    OFFICIAL = "official", _("Pejabat yang memiliki fungsi memberikan konseling")


class Receiver(Labelled):
    """To whom the record of the counselling goes. Source: Lampiran III.D.5.d p87-88."""

    APPRAISER = "appraiser", _("pejabat penilai kinerja")
    SUPERIOR = "superior", _("atasan pejabat penilai kinerja")
    PERSONNEL = "personnel", _("PyB atau pimpinan unit kepegawaian")


RECEIVERS: dict[CounsellorKind, tuple[Receiver, ...]] = {
    CounsellorKind.APPRAISER: (Receiver.SUPERIOR,),
    CounsellorKind.OFFICIAL: (Receiver.APPRAISER, Receiver.SUPERIOR),
    CounsellorKind.INDEPENDENT: (Receiver.PERSONNEL,),
}
"""An appraiser reports to the own superior, a counselling official to both, an independent one to PyB or personnel."""

SEEN_BY_EMPLOYEE = frozenset(state.value for state in _S if state is not _S.NOTED)
"""The employee sees the case from the communication on. Source: local policy."""

SEEN_BY_PERSONNEL = SEEN_BY_EMPLOYEE - {_S.COMMUNICATED.value}
"""PyB and personnel see a case from the report on; a closed one only if it was reported."""

SEEN_BY_COUNSELLOR = frozenset({_S.APPOINTED, _S.HELD, _S.RECORDED, _S.AT_DECISION, _S.FOLLOWED_UP})
SEEN_BY_SUPERIOR = frozenset({_S.AT_DECISION.value, _S.FOLLOWED_UP.value})
"""The appraiser's superior joins for the decision. Source: Lampiran III.D.5.e p88."""


def may_counsel(kind: CounsellorKind, *, is_appraiser: bool, is_superior: bool, proof: str) -> str:
    """Why somebody cannot be counsellor in this capacity, in words; empty when he can.

    An independent counsellor stands outside the line; the appraiser needs training in counselling, an official the
    function, and both are shown by `proof`. Source: Lampiran III.D.5.c.2 p87; what independent means: local policy.
    """
    if kind is CounsellorKind.INDEPENDENT and (is_appraiser or is_superior):
        return _("Konselor independen bukan pejabat penilai atau atasannya.")
    if kind is CounsellorKind.APPRAISER and not is_appraiser:
        return _("Pilihan ini hanya untuk pejabat penilai kinerja pegawai ini.")
    if kind is not CounsellorKind.INDEPENDENT and not proof:
        return _("Tulis bukti pelatihan konseling atau tugas memberikan konseling.")
    return ""
