"""Continuous feedback: who gives it, how, and its life. Source: PermenPANRB 6/2022 Ps 17-19, Lampiran III.C p69-70."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class GiverKind(Labelled):
    """Who gives feedback. Only the leader must. Source: Ps 17-18, Lampiran III.C.7 p69."""

    LEADER = "leader", _("Pimpinan")
    PEER = "peer", _("Rekan kerja setingkat")
    SUBORDINATE = "subordinate", _("Pegawai di bawahnya")
    RELATED_PARTY = "related_party", _("Pihak lain yang berhubungan dengan kinerja")


class FeedbackKind(Labelled):
    """At an agreed time, or on an occasion. Source: Ps 17(1)."""

    SCHEDULED = "scheduled", _("Berkala")
    INCIDENTAL = "incidental", _("Insidentil")


class FeedbackMode(Labelled):
    """Face to face, or through a medium. Source: Ps 17(2)."""

    DIRECT = "direct", _("Langsung")
    INDIRECT = "indirect", _("Tidak langsung")


class FeedbackState(Labelled):
    """Where an entry stands. A recorded one is never hidden from the appraiser."""

    REQUESTED = "requested", _("Diminta")
    DRAFT = "draft", _("Draf")
    RECORDED = "recorded", _("Tercatat")
    WITHDRAWN = "withdrawn", _("Ditarik")
    USED = "used", _("Dipakai dalam penilaian")


_S = FeedbackState

FEEDBACK_FLOW: Flow[FeedbackState] = Flow(
    "feedback",
    {
        "request": (frozenset({None}), _S.REQUESTED),
        "write": (frozenset({None, _S.REQUESTED, _S.DRAFT}), _S.DRAFT),
        "record": (frozenset({_S.DRAFT}), _S.RECORDED),
        "reply": (frozenset({_S.RECORDED}), _S.RECORDED),
        "withdraw": (frozenset({_S.RECORDED}), _S.WITHDRAWN),
        "use": (frozenset({_S.RECORDED}), _S.USED),
    },
)
