"""Opening the agreements of a year, and following people who move in the middle of it.

Source: PermenPANRB 6/2022 Ps 14(1), Lampiran II.C p65, IV.A p89-91.
"""

from dataclasses import dataclass
from datetime import date

from sambayan.common.words import Labelled, _
from sambayan.people.rules import PositionType, Reason, UnitType

from .agreement import AgreementForm

AUTONOMOUS = frozenset(
    {
        UnitType.DEPARTMENT,
        UnitType.AGENCY,
        UnitType.BUREAU,
        UnitType.HOSPITAL,
        UnitType.INSPECTORATE,
        UnitType.ENFORCEMENT_UNIT,
        UnitType.SUBDISTRICT,
    }
)
"""Offices whose head writes the form of leaders (unit kerja mandiri). Source: Lampiran II.A.2 p27; which: local."""


def form_of(position_type: PositionType, unit_type: UnitType, *, is_head: bool) -> AgreementForm:
    """The form of leaders for JPT and heads of autonomous units, else that of JA and JF. Source: Lampiran II.A p27."""
    if position_type is PositionType.SENIOR_LEADERSHIP or (is_head and unit_type in AUTONOMOUS):
        return AgreementForm.SENIOR
    return AgreementForm.STAFF


def set_by(begins: date, deadline: date) -> date:
    """Until when an agreement that begins on a day has to be set.

    The deadline of the year, 31 January (Ps 14(1)); for who comes later, as many days as a January has. The second half
    is local policy: the regulation knows no date for a new appointment in the middle of the year.
    """
    return deadline if begins <= deadline else begins + (deadline - date(deadline.year, 1, 1))


class MoveKind(Labelled):
    """What happened to an employee, or to the appraiser, that the agreement has to follow."""

    MOVED = "moved", _("Pegawai pindah unit")
    NEW_POST = "new_post", _("Pegawai menduduki jabatan baru")
    NEW_APPRAISER = "new_appraiser", _("Pejabat penilai berganti")
    EXEMPT = "exempt", _("Pegawai dikecualikan")
    RETURNED = "returned", _("Pegawai kembali bertugas")
    LEFT = "left", _("Pegawai tidak lagi bekerja di instansi")


DEFINITIVE = frozenset({Reason.HEAD, Reason.HEAD_ABOVE, Reason.RECORDED, Reason.FUNCTIONAL_HEAD, Reason.REGIONAL_HEAD})
"""Reasons that name an appraiser for good; an acting head, a delegation or a vacancy only stands in meanwhile."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an agreement says, and of its appraiser: still leading on the way up, still the recorded superior.

    `position_id` is the position held on its first day; None where no post of that day is known.
    """

    unit_id: int
    appraiser_id: int
    still_leads: bool = False
    is_recorded: bool = False
    position_id: int | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """What holds today: exempt or not, the unit, the appraiser (None when nobody is recorded) and the reason."""

    is_exempt: bool
    unit_id: int
    appraiser_id: int | None
    reason: Reason | None
    position_id: int | None = None


def move_of(held: Held | None, present: Present) -> MoveKind | None:
    """What an agreement has to follow; None where it stays. `held` is None for an agreement that was exempt.

    Employee moves, also to another position of the same unit: new agreement. Appraiser moves: dialogue with the new
    one. Who only stands in (Plt., Plh., a delegation, the next level during a vacancy) changes no agreement while the
    appraiser still leads.
    Source: Lampiran II.C.6-8 p65; IV.A.2-3, 5-7 p89.
    """
    if present.is_exempt:
        return MoveKind.EXEMPT if held else None
    if held is None:
        return MoveKind.RETURNED if present.appraiser_id else None
    if present.unit_id != held.unit_id:
        return MoveKind.MOVED
    if None not in (held.position_id, present.position_id) and present.position_id != held.position_id:
        return MoveKind.NEW_POST
    if held.is_recorded or present.appraiser_id in (None, held.appraiser_id):
        return None
    return MoveKind.NEW_APPRAISER if present.reason in DEFINITIVE or not held.still_leads else None
