"""The life of an evaluation. Source: PermenPANRB 6/2022 Ps 23-29, Lampiran IV and V."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class EvaluationState(Labelled):
    """From the opening of the window to the final result."""

    OPEN = "open", _("Siap dinilai")
    RATED = "rated", _("Dinilai, belum ditandatangani")
    WITH_SUPERIOR = "with_superior", _("Di atasan pejabat penilai")
    SIGNED = "signed", _("Ditandatangani")
    HANDED_OVER = "handed_over", _("Diserahkan")
    RECEIVED = "received", _("Diterima pegawai")
    RETURNED = "returned", _("Dikembalikan pegawai")
    NOT_RETURNED = "not_returned", _("Belum dikembalikan")
    OBJECTED = "objected", _("Dalam keberatan")
    FINAL = "final", _("Final")


class FormCode(Labelled):
    """The three evaluation documents. Source: Lampiran V.A-B, p115-118."""

    D_1_1 = "D.1.1", _("Dokumen evaluasi oleh pejabat penilai")
    D_1_2 = "D.1.2", _("Dokumen evaluasi oleh atasan pejabat penilai")
    D_1_3 = "D.1.3", _("Dokumen evaluasi setelah keberatan")


class ReportStatus(Labelled):
    """Whether the document was reported upwards. Source: Ps 28, Lampiran V.A.7, 11, V.B.8."""

    NOT_REPORTED = "not_reported", _("Belum dilaporkan")
    REPORTED = "reported", _("Dilaporkan")
    RE_REPORTED = "re_reported", _("Dilaporkan kembali setelah keputusan keberatan")


_S = EvaluationState
_BEFORE_SIGNATURE = frozenset({_S.OPEN, _S.RATED})
_AFTER_RECEIPT = frozenset({_S.RECEIVED, _S.RETURNED, _S.NOT_RETURNED})

FLOW: Flow[EvaluationState] = Flow(
    "evaluation",
    {
        "open": (frozenset({None}), _S.OPEN),
        "follow": (_BEFORE_SIGNATURE, _S.OPEN),
        "rate": (_BEFORE_SIGNATURE, _S.RATED),
        "sign": (frozenset({_S.RATED}), _S.SIGNED),
        "pass_to_superior": (_BEFORE_SIGNATURE, _S.WITH_SUPERIOR),
        "pass_upwards": (frozenset({_S.WITH_SUPERIOR}), _S.WITH_SUPERIOR),
        "rate_as_superior": (frozenset({_S.WITH_SUPERIOR}), _S.WITH_SUPERIOR),
        "sign_as_superior": (frozenset({_S.WITH_SUPERIOR}), _S.SIGNED),
        "hand_over": (frozenset({_S.SIGNED}), _S.HANDED_OVER),
        "confirm_receipt": (frozenset({_S.HANDED_OVER}), _S.RECEIVED),
        "return_signed": (frozenset({_S.RECEIVED, _S.NOT_RETURNED}), _S.RETURNED),
        "mark_not_returned": (frozenset({_S.RECEIVED}), _S.NOT_RETURNED),
        "object": (_AFTER_RECEIPT, _S.OBJECTED),
        "admit_objection": (frozenset({*_AFTER_RECEIPT, _S.FINAL}), _S.OBJECTED),
        "withdraw_objection": (frozenset({_S.OBJECTED}), _S.RECEIVED),
        "withdraw_when_returned": (frozenset({_S.OBJECTED}), _S.RETURNED),
        "withdraw_when_not_returned": (frozenset({_S.OBJECTED}), _S.NOT_RETURNED),
        "uphold": (frozenset({_S.OBJECTED}), _S.FINAL),
        "change": (frozenset({_S.OBJECTED}), _S.FINAL),
        "finalise": (frozenset({_S.RETURNED, _S.NOT_RETURNED}), _S.FINAL),
    },
)
"""`report` and `export` move no state: they leave a date. `admit_objection` opens again what became final while a late
objection waited for the superior, never what nobody may object to (`is_final`). `withdraw_when_returned` and
`withdraw_when_not_returned` are what `withdraw_objection` leads to where the document came back before the objection,
or did not in its term: nothing is signed by withdrawing. Source: Lampiran V.A-B; where the text is silent, local."""


def withdrawing(is_returned: bool, is_over: bool) -> str:
    """The verb that gives an evaluation back its state of before an objection; `is_over`: its term of return passed.

    Source: local policy; a return is the employee's own signature, Lampiran V.A.6 and V.A.10 p114-116.
    """
    if is_returned:
        return "withdraw_when_returned"
    return "withdraw_when_not_returned" if is_over else "withdraw_objection"


RATEABLE = frozenset({_S.OPEN.value, _S.RATED.value, _S.WITH_SUPERIOR.value})
"""The states in which nothing has been signed yet."""

SIGNED_STATES = frozenset({_S.SIGNED, _S.HANDED_OVER, *_AFTER_RECEIPT, _S.OBJECTED, _S.FINAL})
"""The states in which a signed document exists."""
SHOWN_STATES = SIGNED_STATES - {_S.SIGNED}
"""The states in which the employee has the document and sees what was rated."""

_USUAL = (_S.OPEN, _S.RATED, _S.SIGNED, _S.HANDED_OVER, _S.RECEIVED, _S.RETURNED, _S.FINAL)
_DETOURS = {_S.WITH_SUPERIOR: _S.RATED, _S.NOT_RETURNED: _S.RETURNED, _S.OBJECTED: _S.RETURNED}


def path_of(state: str) -> list[EvaluationState]:
    """The usual way from open to final, with the present state in place of the one it stands for."""
    now = EvaluationState(state)
    return [now if each == _DETOURS.get(now) else each for each in _USUAL]


FINAL_BY_SUPERIOR = _(
    "Dinilai atasan pejabat penilai setelah jangka waktu berakhir (PermenPANRB 6/2022 Lampiran IV.A.11)."
)
FINAL_BY_REGIONAL_HEAD = _("Dinilai kepala daerah (PermenPANRB 6/2022 Lampiran IV.A.12).")
FINAL_AT_OPENING = _("Dinilai kepala daerah (Lampiran IV.A.12 hlm. 90).")
FINAL_BY_OBJECTION = _("Diputus atas keberatan; keputusan itu final (PP 30/2019 Pasal 59).")
"""Why a result is final, so that nobody can object."""
