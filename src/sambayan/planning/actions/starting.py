"""Beginning an agreement. Source: PermenPANRB 6/2022 Ps 7-8, 14; Lampiran II.C.8 p65-66 on who is exempt."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Cycle
from sambayan.cycles.queries import cycle_of
from sambayan.cycles.rules import ClockKind, CycleState
from sambayan.notices import actions as notices
from sambayan.people.models import Assignment
from sambayan.people.queries import Appraisal, appraisal_of
from sambayan.people.rules import EmploymentType, PositionType, UnitType
from sambayan.planning import queries, rules
from sambayan.planning.actions.roles import apply_cells
from sambayan.planning.actions.steps import page_of
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import UNFINISHED, AgreementState
from sambayan.planning.rules.opening import form_of, set_by


@transaction.atomic
def start(*, year: int | None = None, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin one's own agreement of the running year, or of the next one; beginning twice returns the one there is.

    Denied when the year is not open, while the employee is exempt, or when nobody appraises the actor today.
    """
    require("planning.start", by)
    agreement, _is_new = _begin(by.employee_id, year, by=by, at=at)
    return agreement


@transaction.atomic
def start_for(*, employee_id: int, year: int | None = None, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin the agreement of somebody the actor appraises, who is told; Denied for anybody else.

    Source: workflow 8.1 (employee or appraiser).
    """
    require("planning.start_for", by)
    appraisal = appraisal_of(employee_id, timezone.localdate(at))
    appraiser = appraisal.appraiser if appraisal else None
    if appraiser is None or appraiser.employee_id != by.employee_id:
        raise Denied(Refusal(_("SKP orang lain hanya dimulai pejabat penilainya.")))
    agreement, is_new = _begin(employee_id, year, by=by, at=at)
    if is_new:
        notices.post("planning.start", to=agreement.employee, about=agreement, url=page_of(agreement), at=at)
    return agreement


def _begin(employee_id: int | None, year: int | None, *, by: Actor, at: datetime) -> tuple[PerformanceAgreement, bool]:
    today = timezone.localdate(at)
    cycle = _open_year(by, year or today.year, today)
    appraisal = appraisal_of(employee_id, today) if employee_id is not None else None
    if appraisal is not None and _is_exempt(appraisal):
        raise Denied(Refusal(_("Selama masa ini Anda tidak menyusun SKP (Lampiran II.C.8 hlm. 65).")))
    if appraisal is None or appraisal.appraiser is None:
        raise Denied(Refusal(_("Pejabat penilai Anda belum tercatat."), _("Pengelola kinerja mencatatnya.")))
    last = queries.current_of(appraisal.own.employee_id, cycle.year)
    if last and last.state == AgreementState.IN_FORCE:
        return last, False
    agreement, is_new = PerformanceAgreement.objects.get_or_create(
        cycle=cycle,
        employee=appraisal.own.employee,
        state__in=sorted(UNFINISHED),
        defaults=_beginning(appraisal, appraisal.appraiser, cycle, version=last.version + 1 if last else 1),
    )
    if is_new:
        _start_clock(agreement, today)
        record("planning.start", agreement, by=by, at=at)
        apply_cells(agreement)
    return agreement, is_new


def _is_exempt(appraisal: Appraisal) -> bool:
    is_official = appraisal.own.employee.employment_type == EmploymentType.STATE_OFFICIAL
    return is_official or appraisal.chain.exempt is not None


def _open_year(by: Actor, year: int, today: date) -> Cycle:
    """The open year of the actor's agency: this one, or the next, whose agreements may be agreed before it begins."""
    cycle = cycle_of(by, year) if year in (today.year, today.year + 1) else None
    if cycle is None:
        raise Denied(
            Refusal(_("Tahun kinerja {year} belum dibuka.").format(year=year), _("Pengelola kinerja membukanya."))
        )
    if cycle.state != CycleState.OPEN:
        raise Denied(Refusal(_("Tahun kinerja {year} sudah ditutup.").format(year=year)))
    return cycle


def _beginning(appraisal: Appraisal, appraiser: Assignment, cycle: Cycle, *, version: int) -> dict[str, object]:
    own, above = appraisal.own, appraisal.superior
    is_another = above is not None and above.employee_id not in (own.employee_id, appraiser.employee_id)
    position, unit = own.position, own.position.unit
    form = form_of(PositionType(position.position_type), UnitType(unit.unit_type), is_head=position.is_head)
    return {
        "appraiser": appraiser.employee,
        "superior": above.employee if above is not None and is_another else None,
        "unit": unit,
        "form": form.value,
        "from_date": max(date(cycle.year, 1, 1), own.from_date),
        "state": rules.FLOW.after(None, "start"),
        "version": version,
    }


def _start_clock(agreement: PerformanceAgreement, today: date) -> None:
    """The term runs for the appraiser, as long as for everybody who began on that day."""
    assert agreement.from_date is not None
    due = set_by(agreement.from_date, queries.deadline(agreement.cycle.year, today))
    pk, holder = agreement.pk, agreement.appraiser_id
    start_clock(Start(ClockKind.AGREEMENT_SET, "agreement", pk, holder, agreement.unit_id, on=today, due=due))
