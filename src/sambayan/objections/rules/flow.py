"""The life of an objection. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B p117-119; late and overdue are local."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class ObjectionState(Labelled):
    """From the draft to the decision."""

    DRAFT = "draft", _("Draf")
    LODGED = "lodged", _("Diajukan")
    REFUSED_LATE = "refused_late", _("Tidak diterima karena terlambat")
    IN_EXAMINATION = "in_examination", _("Diperiksa")
    UPHELD = "upheld", _("Diputus: hasil dikuatkan")
    CHANGED = "changed", _("Diputus: hasil diubah")
    WITHDRAWN = "withdrawn", _("Dicabut")


class Side(Labelled):
    """The two who must be heard. Source: Lampiran V.B.4 p117."""

    APPRAISER = "appraiser", _("Pejabat penilai kinerja")
    EMPLOYEE = "employee", _("Pegawai")


class Heard(Labelled):
    """What is there from one side."""

    NOT_YET = "", _("Belum ada")
    REFUSED = "refused", _("Tidak memberi penjelasan")
    EXPLAINED = "explained", _("Sudah memberi penjelasan")


class BundleKind(Labelled):
    """The moments at which everything an objection stands on is frozen."""

    LODGED = "lodged", _("Saat diajukan")
    DECIDED = "decided", _("Saat diputus")


_S = ObjectionState
UNDECIDED = frozenset({_S.LODGED.value, _S.IN_EXAMINATION.value})
"""Before the superior, and not decided: here the seven working days run."""
DECIDED = frozenset({_S.UPHELD.value, _S.CHANGED.value})
PRIVATE = frozenset({_S.DRAFT.value})
"""Read by nobody but the employee."""

FLOW: Flow[ObjectionState] = Flow(
    "objections",
    {
        "draft": (frozenset({None, _S.DRAFT}), _S.DRAFT),
        "lodge": (frozenset({_S.DRAFT}), _S.LODGED),
        "refuse_late": (frozenset({_S.DRAFT}), _S.REFUSED_LATE),
        "admit": (frozenset({_S.REFUSED_LATE}), _S.LODGED),
        "withdraw": (frozenset({_S.LODGED}), _S.WITHDRAWN),
        "ask_explanations": (frozenset({_S.LODGED}), _S.IN_EXAMINATION),
        "explain": (frozenset({_S.IN_EXAMINATION}), _S.IN_EXAMINATION),
        "record_refusal_to_explain": (frozenset({_S.IN_EXAMINATION}), _S.IN_EXAMINATION),
        "uphold": (frozenset({_S.IN_EXAMINATION}), _S.UPHELD),
        "change": (frozenset({_S.IN_EXAMINATION}), _S.CHANGED),
        "sign_decision": (frozenset({_S.CHANGED}), _S.CHANGED),
    },
)
"""`mark_overdue`, `appoint_decider` and `download_bundle` move no state: they leave a flag, a name or an event.

`refuse_late` is what `lodge` leads to after the last day. Source: Lampiran V.B.2-7 p117-118; late and overdue local.
"""
