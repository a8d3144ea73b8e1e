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
    """Why this person appraises; `{unit}` is the unit that person leads or works in."""

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
    handed: Handed | None = None


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
    predecessor = _predecessor(found, found.seat, facts, day, window)
    seat, reason = (predecessor, Reason.PREDECESSOR) if predecessor else (found.seat, found.reason)
    is_final = seat.position_type is PositionType.REGIONAL_HEAD
    upper = _Found(None, None) if is_final else _superior(seat, found.handed, facts, day)
    missing = () if is_final or upper.seat else (Break.NO_SUPERIOR,)
    return Chain(
        appraiser=seat,
        reason=reason,
        superior=upper.seat,
        superior_reason=upper.reason,
        passed_over=found.passed_over,
        breaks=(*found.breaks, *_too_low(seat, reason), *missing),
        is_final=is_final,
    )


def _appraiser(facts: Facts, day: date) -> _Found:
    own = facts.own
    breaks: list[Break] = []
    if own.position_type is PositionType.SENIOR_LEADERSHIP:
        if facts.regional_head and facts.regional_head.employee_id != own.employee_id:
            return _of_regional_head(facts, facts.regional_head)
        breaks.append(Break.NO_REGIONAL_HEAD)
    if facts.acting:
        acting = min(facts.acting, key=lambda seat: (seat.kind, -seat.from_date.toordinal(), seat.key))
        found = _climb(facts, above(acting.unit_path)[1:], day)
        reason = found.reason if found.handed else Reason.ACTING_WORK if found.seat else None
        return replace(found, reason=reason, breaks=tuple(breaks))
    recorded, wrong = _recorded(facts, own)
    if recorded:
        return replace(_of_recorded(facts, recorded), breaks=tuple(breaks))
    found = _climb(facts, above(own.unit_path)[own.is_head :], day)
    reason = Reason.HEAD_ABOVE if own.is_head and found.reason is Reason.HEAD else found.reason
    return replace(found, reason=reason, breaks=(*breaks, *wrong))


def _of_regional_head(facts: Facts, regional_head: Seat) -> _Found:
    """A senior leader is appraised by the regional head, or by whom the regional head named. Source: L II.C.2-3 p65."""
    named = [h for h in _handed(facts, above(facts.own.unit_path)) if h.giver == regional_head]
    if named:
        return _Found(named[0].receiver, Reason.DELEGATED, handed=named[0])
    return _Found(regional_head, Reason.REGIONAL_HEAD)


def _of_recorded(facts: Facts, superior: Seat) -> _Found:
    """The recorded superior, who may have handed his authority on, or hold it by delegation himself."""
    for handed in _handed(facts, above(facts.own.unit_path)):
        sides = (handed.receiver.employee_id, handed.giver and handed.giver.employee_id)
        if superior.employee_id in sides:
            return _Found(handed.receiver, Reason.DELEGATED, handed=handed)
    return _Found(superior, Reason.RECORDED)


def _handed(facts: Facts, paths: list[str]) -> list[Handed]:
    """The delegations for these units that reach the employee, the nearest first: none from or to himself."""
    own = facts.own.employee_id
    others = [h for h in facts.handed if h.unit_path in paths and h.receiver.employee_id != own]
    valid = [h for h in others if not h.receiver.absence and (h.giver is None or h.giver.employee_id != own)]
    return sorted(valid, key=lambda handed: (paths.index(handed.unit_path), handed.receiver.key))


def _recorded(facts: Facts, seat: Seat) -> tuple[Seat | None, tuple[Break, ...]]:
    if seat.key not in facts.recorded:
        return None, ()
    superior = facts.recorded[seat.key]
    if superior is None:
        return None, (Break.SUPERIOR_GONE,)
    back = facts.recorded.get(superior.key)
    is_below = seat.is_head and superior.unit_path.startswith(seat.unit_path)
    if is_below or (back and back.employee_id == seat.employee_id):
        return None, (Break.CIRCULAR,)
    return (None, ()) if superior.absence else (superior, ())


def _climb(facts: Facts, paths: list[str], day: date) -> _Found:
    """On the way up these units: who was handed the authority to appraise there, else the head who is there."""
    for handed in _handed(facts, paths):
        below = _climb_heads(facts.heads, paths[: paths.index(handed.unit_path)], {facts.own.employee_id}, day)
        return below if below.seat else replace(below, seat=handed.receiver, reason=Reason.DELEGATED, handed=handed)
    return _climb_heads(facts.heads, paths, {facts.own.employee_id}, day)


def _climb_heads(heads: Collection[Seat], paths: Iterable[str], without: Collection[int], day: date) -> _Found:
    """The nearest head who is there, on the way up these paths; an acting head counts, an absent one does not."""
    passed: list[PassedOver] = []
    for path in paths:
        holders = sorted((h for h in heads if h.unit_path == path and h.held_on(day)), key=_rank)
        here = [h for h in holders if h.employee_id not in without]
        present = next((h for h in here if not h.absence), None)
        if present:
            return _Found(present, _reason_of(present, skipped=bool(passed)), tuple(passed))
        if len(here) == len(holders):
            passed.append(PassedOver(path, here[0].absence if here else None))
    return _Found(None, None, tuple(passed))


def _rank(seat: Seat) -> tuple[bool, bool, int]:
    """The definitive head before a Plt., a Plt. before a Plh."""
    return seat.kind in ACTING, seat.kind is AssignmentKind.PLH, seat.key


def _reason_of(seat: Seat, *, skipped: bool) -> Reason:
    if seat.kind in ACTING:
        return Reason.ACTING_HEAD
    if skipped:
        return Reason.NEXT_LEVEL
    return Reason.FUNCTIONAL_HEAD if seat.position_type is PositionType.FUNCTIONAL else Reason.HEAD


def _predecessor(found: _Found, seat: Seat, facts: Facts, day: date, window: Window | None) -> Seat | None:
    """Who led the unit, or the vacant one below it, until inside the window of a periodic evaluation.

    Never the employee himself, nor a former regional head, who holds no office any more. Source: L IV.A.14 p91.
    """
    if window is None or window.is_yearly or found.handed:
        return None
    units = {passed.unit_path for passed in found.passed_over if passed.absence is None}
    units |= {seat.unit_path} if seat.is_head else set()
    nobody = {facts.own.employee_id, seat.employee_id}
    left = [
        (len(head.unit_path), head.to_date, head.key, head)
        for head in facts.heads
        if head.unit_path in units and head.kind is AssignmentKind.MAIN and head.employee_id not in nobody
        if head.to_date and window.from_date <= head.to_date <= window.to_date and head.to_date < day
        if not head.absence and head.position_type is not PositionType.REGIONAL_HEAD
    ]
    return max(left)[-1] if left else None


def _superior(seat: Seat, handed: Handed | None, facts: Facts, day: date) -> _Found:
    """Above the appraiser stands who delegated and still leads, for a JPT the regional head, else the next head."""
    nobody = {facts.own.employee_id, seat.employee_id}
    giver = handed.giver if handed else None
    if handed and giver and giver.is_head and not giver.absence and handed.unit_path.startswith(giver.unit_path):
        return _Found(giver, _reason_of(giver, skipped=False))
    top = facts.regional_head
    if seat.position_type is PositionType.SENIOR_LEADERSHIP and top and top.employee_id not in nobody:
        return _Found(top, Reason.REGIONAL_HEAD)
    recorded, _wrong = _recorded(facts, seat)
    if recorded and recorded.employee_id not in nobody:
        return _Found(recorded, Reason.RECORDED)
    return _climb_heads(facts.heads, above(seat.unit_path)[seat.is_head :], nobody, day)


def _too_low(seat: Seat, reason: Reason | None) -> tuple[Break, ...]:
    """A functional head, or anybody below a pengawas, appraises by delegation only. Source: Ps 1(9), L IV.A.7 p89."""
    if seat.may_appraise or reason in (Reason.DELEGATED, Reason.ACTING_HEAD):
        return ()
    return (Break.TOO_LOW,)
