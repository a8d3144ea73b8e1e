"""Who may appraise somebody on a day, who stands above, and why: the rule alone, on facts that were looked up before.

Source: PermenPANRB 6/2022 Ps 1(9); Lampiran II.C p65, IV.A.2-17 p89-92.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sambayan.common.words import Labelled, _

from .kinds import ACTING, APPRAISING, EXEMPT, AbsenceKind, AssignmentKind, PositionType


@dataclass(frozen=True)
class Seat:
    """Somebody in a post: `key` of the assignment, who, where, how and from when to when, and why away (if so)."""

    key: int
    employee_id: int
    unit_path: str
    position_type: PositionType
    is_head: bool = False
    kind: AssignmentKind = AssignmentKind.MAIN
    from_date: date = date.min
    to_date: date | None = None
    absence: AbsenceKind | None = None

    def held_on(self, day: date) -> bool:
        """Whether the post is held on this day."""
        return self.from_date <= day and (self.to_date is None or self.to_date >= day)

    @property
    def may_appraise(self) -> bool:
        """Whether the post appraises by itself, without a delegation. Source: Ps 1(9)."""
        return self.position_type in APPRAISING


@dataclass(frozen=True)
class Handed:
    """The authority to appraise the people of a unit, handed from one seat to another."""

    unit_path: str
    giver: Seat | None
    receiver: Seat


@dataclass(frozen=True)
class Window:
    """The time in which a period is evaluated; `is_yearly` for the full cycle."""

    from_date: date
    to_date: date
    is_yearly: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything the rule asks about one employee on one day.

    `heads` are all who hold (or held, since a window began) the headship of the units on the way up; `recorded` are the
    posts of direct superiors that were recorded by hand, by the key of the assignment they are recorded on.
    """

    own: Seat
    acting: tuple[Seat, ...] = ()
    absence: AbsenceKind | None = None
    heads: tuple[Seat, ...] = ()
    recorded: dict[int, Seat | None] = field(default_factory=dict)
    handed: tuple[Handed, ...] = ()
    regional_head: Seat | None = None


class Reason(Labelled):
    """Why this person appraises; `{unit}` is the unit that person leads or works in, `{giver}` who delegated."""

    HEAD = "head", _("Pegawai dinilai atasan langsungnya, yaitu pimpinan {unit}.")
    RECORDED = "recorded", _("Atasan langsung yang dicatat pada jabatan ini.")
    HEAD_ABOVE = "head_above", _("Pimpinan unit dinilai pimpinan unit di atasnya: {unit}.")
    NEXT_LEVEL = (
        "next_level",
        _("Penilaian naik ke pimpinan {unit} selama jabatan di bawahnya kosong."),
    )
    ACTING_HEAD = "acting_head", _("Pelaksana tugas atau pelaksana harian pimpinan {unit}, dengan pendelegasian.")
    FUNCTIONAL_HEAD = "functional_head", _("Pejabat fungsional yang memimpin {unit}, dengan pendelegasian.")
    DELEGATED = "delegated", _("Menerima pendelegasian kewenangan menilai.")
    ACTING_WORK = "acting_work", _("Selama menjadi pelaksana tugas, dinilai pimpinan unit tempat melapor: {unit}.")
    REGIONAL_HEAD = "regional_head", _("Pejabat pimpinan tinggi di daerah dinilai kepala daerah; hasilnya final.")
    PREDECESSOR = "predecessor", _("Pimpinan sebelumnya, karena ia berpindah di dalam jangka waktu evaluasi.")


SOURCES = {
    Reason.HEAD: "PermenPANRB 6/2022 Pasal 1 angka 9",
    Reason.RECORDED: "PermenPANRB 6/2022 Pasal 1 angka 9",
    Reason.HEAD_ABOVE: "PermenPANRB 6/2022 Pasal 1 angka 9",
    Reason.NEXT_LEVEL: "PermenPANRB 6/2022 Lampiran IV.A.2 hlm. 89",
    Reason.ACTING_HEAD: "PermenPANRB 6/2022 Lampiran IV.A.3 hlm. 89",
    Reason.FUNCTIONAL_HEAD: "PermenPANRB 6/2022 Lampiran IV.A.7 hlm. 89",
    Reason.DELEGATED: "PermenPANRB 6/2022 Pasal 1 angka 9",
    Reason.ACTING_WORK: "PermenPANRB 6/2022 Lampiran IV.A.5-6 hlm. 89",
    Reason.REGIONAL_HEAD: "PermenPANRB 6/2022 Lampiran II.C.2-3 hlm. 65, IV.A.12 hlm. 90",
    Reason.PREDECESSOR: "PermenPANRB 6/2022 Lampiran IV.A.14 hlm. 91",
}


class Break(Labelled):
    """What interrupts a chain, or hangs on a paper that is not recorded."""

    NO_APPRAISER = "no_appraiser", _("Pejabat penilai belum tercatat: tidak ada pimpinan di unit ini dan di atasnya.")
    NO_SUPERIOR = "no_superior", _("Atasan pejabat penilai belum tercatat.")
    NO_REGIONAL_HEAD = "no_regional_head", _("Kepala daerah belum tercatat sebagai penilai pejabat pimpinan tinggi.")
    TOO_LOW = "too_low", _("Penilainya belum pejabat pengawas, dan pendelegasian kepadanya belum dicatat.")
    SUPERIOR_GONE = "superior_gone", _("Atasan langsung yang dicatat tidak lagi menduduki jabatan.")
    CIRCULAR = "circular", _("Atasan langsung yang dicatat adalah bawahan orang ini.")


@dataclass(frozen=True)
class PassedOver:
    """A unit on the way up whose headship was skipped: vacant, or its holder away."""

    unit_path: str
    absence: AbsenceKind | None = None


@dataclass(frozen=True)
class Chain:
    """The answer: appraiser and superior with their reasons, what was skipped, what breaks it.

    `exempt` set: no agreement and no evaluation while it lasts. `is_final`: no objection against the result.
    """

    appraiser: Seat | None = None
    reason: Reason | None = None
    superior: Seat | None = None
    superior_reason: Reason | None = None
    passed_over: tuple[PassedOver, ...] = ()
    breaks: tuple[Break, ...] = ()
    exempt: AbsenceKind | None = None
    is_final: bool = False


@dataclass(frozen=True)
class _Found:
    seat: Seat | None
    reason: Reason | None
    passed_over: tuple[PassedOver, ...] = ()
    breaks: tuple[Break, ...] = ()
    giver: Seat | None = None


def above(path: str) -> list[str]:
    """The paths of a unit and of all units above it, the nearest first."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1)]


def appraisal(facts: Facts, day: date, window: Window | None = None) -> Chain:
    """Appraiser and appraiser's superior on `day`, with the reason and what breaks the chain.

    In the window of a periodic evaluation the head who moved away inside it still appraises. Source: see the module.
    """
    if facts.absence in EXEMPT:
        return Chain(exempt=facts.absence)
    found = _appraiser(facts, day)
    if found.seat is None:
        return Chain(passed_over=found.passed_over, breaks=(*found.breaks, Break.NO_APPRAISER))
    predecessor = _predecessor(found.seat, facts.heads, window)
    seat, reason = (predecessor, Reason.PREDECESSOR) if predecessor else (found.seat, found.reason)
    is_final = seat.position_type is PositionType.REGIONAL_HEAD
    upper = _Found(None, None) if is_final else _superior(found, facts, day)
    missing = () if is_final or upper.seat else (Break.NO_SUPERIOR,)
    return Chain(
        appraiser=seat,
        reason=reason,
        superior=upper.seat,
        superior_reason=upper.reason,
        passed_over=found.passed_over,
        breaks=(*found.breaks, *_too_low(seat, reason, facts), *missing),
        is_final=is_final,
    )


def _appraiser(facts: Facts, day: date) -> _Found:
    own = facts.own
    delegated = _delegated(facts, own)
    if delegated:
        return _Found(delegated.receiver, Reason.DELEGATED, giver=delegated.giver)
    breaks: list[Break] = []
    if own.position_type is PositionType.SENIOR_LEADERSHIP:
        if facts.regional_head:
            return _Found(facts.regional_head, Reason.REGIONAL_HEAD)
        breaks.append(Break.NO_REGIONAL_HEAD)
    if facts.acting:
        found = _climb(above(facts.acting[0].unit_path)[1:], facts.heads, {own.employee_id}, day)
        return replace(found, reason=Reason.ACTING_WORK if found.seat else None, breaks=tuple(breaks))
    recorded, wrong = _recorded(facts, own)
    if recorded:
        return _Found(recorded, Reason.RECORDED, breaks=tuple(breaks))
    levels = above(own.unit_path)[1:] if own.is_head else above(own.unit_path)
    found = _climb(levels, facts.heads, {own.employee_id}, day)
    reason = Reason.HEAD_ABOVE if own.is_head and found.reason is Reason.HEAD else found.reason
    return _Found(found.seat, reason, found.passed_over, (*breaks, *wrong))


def _delegated(facts: Facts, own: Seat) -> Handed | None:
    """The delegation nearest to the unit of `own`, to somebody else."""
    covering = [h for h in facts.handed if own.unit_path.startswith(h.unit_path)]
    others = [h for h in covering if h.receiver.employee_id != own.employee_id and not h.receiver.absence]
    below_giver = [h for h in others if h.giver is None or h.giver.employee_id != own.employee_id]
    return max(below_giver, key=lambda handed: len(handed.unit_path), default=None)


def _recorded(facts: Facts, own: Seat) -> tuple[Seat | None, tuple[Break, ...]]:
    if own.key not in facts.recorded:
        return None, ()
    superior = facts.recorded[own.key]
    if superior is None:
        return None, (Break.SUPERIOR_GONE,)
    back = facts.recorded.get(superior.key)
    if back and back.employee_id == own.employee_id:
        return None, (Break.CIRCULAR,)
    return (None, ()) if superior.absence else (superior, ())


def _climb(paths: Iterable[str], heads: Collection[Seat], without: Collection[int], day: date) -> _Found:
    """The nearest head who is there, on the way up these paths; an acting head counts, an absent one does not."""
    passed: list[PassedOver] = []
    for path in paths:
        here = [h for h in heads if h.unit_path == path and h.held_on(day) and h.employee_id not in without]
        present = sorted((h for h in here if not h.absence), key=lambda h: h.kind in ACTING)
        if present:
            return _Found(present[0], _reason_of(present[0], bool(passed)), tuple(passed))
        skipped = [h for h in heads if h.unit_path == path and h.held_on(day) and h.employee_id in without]
        if not skipped:
            passed.append(PassedOver(path, here[0].absence if here else None))
    return _Found(None, None, tuple(passed))


def _reason_of(seat: Seat, skipped: bool) -> Reason:
    if seat.kind in ACTING:
        return Reason.ACTING_HEAD
    if skipped:
        return Reason.NEXT_LEVEL
    return Reason.FUNCTIONAL_HEAD if seat.position_type is PositionType.FUNCTIONAL else Reason.HEAD


def _predecessor(seat: Seat, heads: Collection[Seat], window: Window | None) -> Seat | None:
    """Who led the same unit until inside the window of a periodic evaluation, if the present head came in it."""
    if (
        window is None
        or window.is_yearly
        or not seat.is_head
        or not window.from_date < seat.from_date <= window.to_date
    ):
        return None
    earlier = [h for h in heads if h.unit_path == seat.unit_path and h.kind is AssignmentKind.MAIN and h.to_date]
    left = [h for h in earlier if h.to_date and window.from_date <= h.to_date < seat.from_date and h.key != seat.key]
    return max(left, key=lambda head: head.to_date or date.min, default=None)


def _superior(found: _Found, facts: Facts, day: date) -> _Found:
    """Who stands above the appraiser: the giver of a delegation, the regional head for a JPT, else the next head."""
    seat = found.seat
    assert seat is not None
    if found.giver:
        return _Found(found.giver, _reason_of(found.giver, skipped=False))
    if seat.position_type is PositionType.SENIOR_LEADERSHIP and facts.regional_head:
        return _Found(facts.regional_head, Reason.REGIONAL_HEAD)
    recorded, _wrong = _recorded(facts, seat)
    if recorded and recorded.employee_id != facts.own.employee_id:
        return _Found(recorded, Reason.RECORDED)
    levels = above(seat.unit_path)[1:] if seat.is_head else above(seat.unit_path)
    return _climb(levels, facts.heads, {facts.own.employee_id, seat.employee_id}, day)


def _too_low(seat: Seat, reason: Reason | None, facts: Facts) -> tuple[Break, ...]:
    """A functional head, or anybody below a pengawas, appraises by delegation only. Source: Ps 1(9), L IV.A.7 p89."""
    if seat.may_appraise or reason in (Reason.DELEGATED, Reason.ACTING_HEAD):
        return ()
    return (Break.TOO_LOW,)
