"""Beginning an agreement. Source: PermenPANRB 6/2022 Ps 7-8, 14; Lampiran II.C.8 p65-66 on who is exempt."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.queries import cycle_of
from sambayan.cycles.rules import ClockKind
from sambayan.notices import actions as notices
from sambayan.people.models import Assignment
from sambayan.people.queries import Appraisal, appraisal_of
from sambayan.planning import queries, rules
from sambayan.planning.actions.roles import apply_cells
from sambayan.planning.actions.steps import page_of
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import UNFINISHED


@transaction.atomic
def start(*, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin one's own agreement of the running year; beginning twice returns the one there is.

    Denied when the year is not open, while the employee is exempt, or when nobody appraises the actor today.
    """
    require("planning.start", by)
    agreement, _is_new = _begin(by.employee_id, by=by, at=at)
    return agreement


@transaction.atomic
def start_for(*, employee_id: int, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin the agreement of somebody the actor appraises, who is told; Denied for anybody else.

    Source: workflow 8.1 (employee or appraiser).
    """
    require("planning.start_for", by)
    appraisal = appraisal_of(employee_id, timezone.localdate(at))
    appraiser = appraisal.appraiser if appraisal else None
    if appraiser is None or appraiser.employee_id != by.employee_id:
        raise Denied(Refusal(_("SKP orang lain hanya dimulai pejabat penilainya.")))
    agreement, is_new = _begin(employee_id, by=by, at=at)
    if is_new:
        notices.post("planning.start", to=agreement.employee, about=agreement, url=page_of(agreement), at=at)
    return agreement


def _begin(employee_id: int | None, *, by: Actor, at: datetime) -> tuple[PerformanceAgreement, bool]:
    today = timezone.localdate(at)
    cycle = cycle_of(by, today.year)
    if cycle is None:
        raise Denied(
            Refusal(_("Tahun kinerja {year} belum dibuka.").format(year=today.year), _("Pengelola kinerja membukanya."))
        )
    appraisal = appraisal_of(employee_id, today) if employee_id is not None else None
    if appraisal is not None and appraisal.chain.exempt is not None:
        raise Denied(Refusal(_("Selama masa ini Anda tidak menyusun SKP (Lampiran II.C.8 hlm. 65).")))
    if appraisal is None or appraisal.appraiser is None:
        raise Denied(Refusal(_("Pejabat penilai Anda belum tercatat."), _("Pengelola kinerja mencatatnya.")))
    if (standing := queries.current_of(appraisal.own.employee_id, today.year)) and standing.set_at:
        return standing, False
    agreement, is_new = PerformanceAgreement.objects.get_or_create(
        cycle=cycle,
        employee=appraisal.own.employee,
        state__in=sorted(UNFINISHED),
        defaults=_beginning(appraisal, appraisal.appraiser, today),
    )
    if is_new:
        _start_clock(agreement, today)
        record("planning.start", agreement, by=by, at=at)
        apply_cells(agreement)
    return agreement, is_new


def _beginning(appraisal: Appraisal, appraiser: Assignment, today: date) -> dict[str, object]:
    own, above = appraisal.own, appraisal.superior
    is_another = above is not None and above.employee_id not in (own.employee_id, appraiser.employee_id)
    return {
        "appraiser": appraiser.employee,
        "superior": above.employee if above is not None and is_another else None,
        "unit": own.position.unit,
        "form": rules.form_of(own.position.position_type).value,
        "from_date": max(date(today.year, 1, 1), own.from_date),
        "state": rules.FLOW.after(None, "start"),
    }


def _start_clock(agreement: PerformanceAgreement, today: date) -> None:
    """The term runs for the appraiser; whoever came after the last day of it has none (local policy)."""
    due = queries.deadline(today.year, today)
    if agreement.from_date is not None and agreement.from_date <= due:
        pk, holder = agreement.pk, agreement.appraiser_id
        start_clock(Start(ClockKind.AGREEMENT_SET, "agreement", pk, holder, agreement.unit_id, on=today, due=due))
