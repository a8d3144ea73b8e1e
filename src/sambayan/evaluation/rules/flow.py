"""The life of an evaluation. Source: PermenPANRB 6/2022 Ps 23-26, Lampiran IV and V.A."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class EvaluationState(Labelled):
    """Open, rated, signed, handed over, received."""

    OPEN = "open", _("Siap dinilai")
    RATED = "rated", _("Dinilai, belum ditandatangani")
    SIGNED = "signed", _("Ditandatangani")
    HANDED_OVER = "handed_over", _("Diserahkan")
    RECEIVED = "received", _("Diterima pegawai")


FLOW: Flow[EvaluationState] = Flow(
    "evaluation",
    {
        "open": (frozenset({None}), EvaluationState.OPEN),
        "rate": (frozenset({EvaluationState.OPEN, EvaluationState.RATED}), EvaluationState.RATED),
        "sign": (frozenset({EvaluationState.RATED}), EvaluationState.SIGNED),
        "hand_over": (frozenset({EvaluationState.SIGNED}), EvaluationState.HANDED_OVER),
        "confirm_receipt": (frozenset({EvaluationState.HANDED_OVER}), EvaluationState.RECEIVED),
    },
)
