"""Continuous feedback: who gives it, how, and its life. Source: PermenPANRB 6/2022 Ps 17-19, Lampiran III.C p69-70."""

from collections.abc import Callable
from dataclasses import dataclass

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


class Mark(Labelled):
    """What an entry says of the work: a strength, or something to improve. Source: local policy."""

    POSITIVE = "positive", _("Positif")
    IMPROVE = "improve", _("Perlu diperbaiki")


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


class UserKind(Labelled):
    """Whom a moderated entry comes from: shown as a kind, never by name. Source: workflow 6, local policy."""

    SERVICE_USER = "service_user", _("Pengguna layanan")
    OTHER_AGENCY = "other_agency", _("Instansi lain")
    PARTNER = "partner", _("Mitra kerja")
    INSTITUTION = "institution", _("Pengajar atau pimpinan tempat tugas belajar")


class Opening(Labelled):
    """Openings one may start from and edit: what was seen, what came of it, what to do next. Source: local policy."""

    SEEN = "seen", _("Saya melihat …. Akibatnya …. Lain kali ….")
    STRENGTH = "strength", _("Yang berjalan baik: …. Dampaknya bagi tim atau warga: …. Pertahankan dengan ….")
    COMPARED = "compared", _("Targetnya …, yang tercapai …. Yang membantu: …. Yang menghambat: ….")
    VOICE = "voice", _("Warga menyampaikan …. Ini terjadi pada …. Saya menyarankan ….")


@dataclass(frozen=True)
class Relation:
    """How a giver stands to an employee: leads above, leads a team, is led, works beside; none of these is elsewhere.

    `is_same` means one and the same person; `is_employee` that the giver has a post at all.
    """

    is_employee: bool
    is_same: bool = False
    is_above: bool = False
    is_below: bool = False
    is_beside: bool = False


def giver_kind(relation: Relation) -> GiverKind | None:
    """In which capacity somebody gives feedback; None for oneself and for somebody without a post.

    Any superior on the way up is a leader, and so is the lead of a team the employee works in; an employee of another
    unit is a related party. Source: Ps 17-18, Lampiran III.C.6-7 p69, IV.A.4 p89.
    """
    if relation.is_same or not relation.is_employee:
        return None
    if relation.is_above:
        return GiverKind.LEADER
    if relation.is_below:
        return GiverKind.SUBORDINATE
    return GiverKind.PEER if relation.is_beside else GiverKind.RELATED_PARTY


Rated = Callable[[int, int], bool]
RATED: list[Rated] = []


def tells_rated(answer: Rated) -> Rated:
    """Register who knows whether an employee has been rated for a period: the room of ratings stands above this one."""
    RATED.append(answer)
    return answer


def is_rated(employee_id: int, period_id: int) -> bool:
    """Whether an appraiser has rated this employee for this period, so that feedback can no longer be withdrawn."""
    return any(answer(employee_id, period_id) for answer in RATED)
