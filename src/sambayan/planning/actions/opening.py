"""Opening the agreements of a year for everybody bound by planning. Source: PermenPANRB 6/2022 Ps 14, II.C p65."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.cycles.actions import openings
from sambayan.cycles.actions.clocks import Start, start_clocks
from sambayan.cycles.actions.openings import Written
from sambayan.cycles.models import Cycle, Opening
from sambayan.cycles.rules import ClockKind, LeftOutReason, OpeningKind
from sambayan.people.models import Employee
from sambayan.people.queries.everybody import Standing
from sambayan.planning.access import opening as access  # noqa: F401 - declares the rights
from sambayan.planning.actions.roles import apply_cells_to_drafts
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries import deadline
from sambayan.planning.rules import FLOW
from sambayan.planning.rules.opening import form_of, set_by


@transaction.atomic
def open_year(cycle: Cycle, *, by: Actor, at: datetime) -> Opening:
    """Have a draft made for everybody bound by planning who has no agreement of the year; doing it again adds the rest.

    Denied while the year is not open, or the same job is running.
    """
    require("planning.open_year", by, lock(cycle))
    record("planning.open_year", cycle, by=by, at=at)
    return openings.begin(OpeningKind.AGREEMENTS, cycle, by=by, at=at)


def write_drafts(opening: Opening, batch: list[Standing], at: datetime) -> Written:
    """Draft agreements for those of a batch who have none; who is exempt or has no appraiser is left out."""
    people = [standing.employee_id for standing in batch]
    held = PerformanceAgreement.objects.filter(cycle=opening.cycle, employee_id__in=people)
    with_one = set(held.values_list("employee_id", flat=True))
    without = [standing for standing in batch if standing.employee_id not in with_one]
    bound = [standing for standing in without if not standing.exempt and standing.appraiser_id]
    begin_drafts([draft_of(opening.cycle, standing) for standing in bound], at=at, on_behalf_of=opening.asked_by)
    left = [
        (each.employee_id, each.unit_id, LeftOutReason.EXEMPT if each.exempt else LeftOutReason.NO_APPRAISER)
        for each in without
        if each.exempt or not each.appraiser_id
    ]
    return Written(len(bound), left)


def draft_of(cycle: Cycle, standing: Standing, begins: date | None = None) -> PerformanceAgreement:
    """A draft for somebody as he stands: unit, appraiser, superior and form; from the year's first day, or the post's.

    `begins` names another day, as after a move.
    """
    assert standing.appraiser_id is not None
    return PerformanceAgreement(
        cycle=cycle,
        employee=Employee(pk=standing.employee_id, name=standing.name),
        appraiser_id=standing.appraiser_id,
        superior_id=standing.superior_id,
        unit_id=standing.unit_id,
        form=form_of(standing.position_type, standing.unit_type, is_head=standing.is_head),
        from_date=begins or max(date(cycle.year, 1, 1), standing.since),
        state=FLOW.after(None, "start"),
    )


def begin_drafts(
    drafts: list[PerformanceAgreement], *, at: datetime, on_behalf_of: str = "", since: date | None = None
) -> None:
    """Store drafts, each with its record, the roles that wait, and the clock until when it has to be set.

    Seven statements however many where no role waits, a few more where some do. The term counts from the first day of
    the draft, however late it is made: whoever is in post on 1 January has until 31 January (Ps 14(1)). With `since`,
    as after a move, not from before that day.
    """
    if not drafts:
        return
    today = timezone.localdate(at)
    limits = {year: deadline(year, today) for year in {draft.cycle.year for draft in drafts}}
    PerformanceAgreement.objects.bulk_create(drafts)
    for cycle_id in sorted({draft.cycle_id for draft in drafts}):
        apply_cells_to_drafts([draft for draft in drafts if draft.cycle_id == cycle_id])
    entries = (
        Entry("planning.start", draft, after={"state": draft.state}, on_behalf_of=on_behalf_of) for draft in drafts
    )
    record_all(entries, by=None, at=at)
    start_clocks(
        Start(
            ClockKind.AGREEMENT_SET,
            "agreement",
            draft.pk,
            draft.appraiser_id,
            draft.unit_id,
            today,
            set_by(max(draft.from_date or today, since or date.min), limits[draft.cycle.year]),
        )
        for draft in drafts
    )
