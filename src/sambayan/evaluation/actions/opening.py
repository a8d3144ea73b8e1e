"""Opening the evaluations of a period for everybody, and letting them follow whoever moves before they are signed.

Source: PermenPANRB 6/2022 Ps 23-25, Lampiran IV.A p89-92.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.common.rows import lock
from sambayan.cycles.actions import openings
from sambayan.cycles.actions.clocks import Start, start_clocks
from sambayan.cycles.actions.openings import Written
from sambayan.cycles.models import Clock, EvaluationPeriod, Opening
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind, ClockState, LeftOutReason, OpeningKind
from sambayan.evaluation.access import opening as access  # noqa: F401 - declares the rights
from sambayan.evaluation.actions.rating import RATED_FIELDS, WARNED_FIELDS
from sambayan.evaluation.models import PerformanceEvaluation, RatingDraft, ResultAssessment
from sambayan.evaluation.queries import opening as queries
from sambayan.evaluation.queries.opening import UNSIGNED, Change
from sambayan.evaluation.rules import FINAL_AT_OPENING, FLOW
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.people.queries.everybody import Standing
from sambayan.planning.models import PerformanceAgreement

RATING = (*RATED_FIELDS, *WARNED_FIELDS, "predicate", "rule_version")
"""What one appraiser wrote and another does not take over: the record alone keeps it."""


@transaction.atomic
def open_(period: EvaluationPeriod, *, by: Actor | None, at: datetime) -> Opening:
    """Have one evaluation opened for every agreement in force; doing it again opens what is missing.

    The system does it when the window begins (`by` None). Denied before the window begins, while the period is not
    open, and while the same job is running. Source: Lampiran IV.A.8 p90.
    """
    lock(period)
    if by is not None:
        require("evaluation.open", by, period)
    if period.window_from > timezone.localdate(at):
        told = _("Jangka waktu penilaian {period} mulai {day}.")
        raise Denied(Refusal(told.format(period=period, day=date_long(period.window_from))))
    record("evaluation.open", period, by=by, at=at)
    return openings.begin(OpeningKind.EVALUATIONS, period.cycle, period, by=by, at=at)


def open_due(*, at: datetime) -> None:
    """Open what is missing in every period whose window is open, as on its first day."""
    for period in queries.due_to_open(timezone.localdate(at)):
        open_(period, by=None, at=at)


def write_evaluations(opening: Opening, batch: list[Standing], at: datetime) -> Written:
    """Evaluations for those of a batch whose agreement is in force; everybody else is left out with the reason."""
    period = opening.period
    assert period is not None
    people = [standing.employee_id for standing in batch]
    rated = PerformanceEvaluation.objects.filter(period=period, employee_id__in=people)
    with_one = set(rated.values_list("employee_id", flat=True))
    in_force = PerformanceAgreement.objects.filter(cycle=opening.cycle_id, state="in_force", employee_id__in=people)
    agreements = dict(in_force.values_list("employee_id", "pk"))
    made, left = [], []
    for standing in batch:
        if standing.employee_id in with_one:
            continue
        why = _why_left_out(standing, agreements)
        if why:
            left.append((standing.employee_id, standing.unit_id, why))
        else:
            made.append(_evaluation(period, standing, agreements[standing.employee_id]))
    _store(made, period, at=at, on_behalf_of=opening.asked_by)
    return Written(len(made), left)


def nobody_met(opening: Opening) -> list[tuple[int, int, LeftOutReason]]:
    """Whoever has an agreement in force and holds no post any more."""
    assert opening.period is not None
    rows = queries.without_post(opening.period, opening)
    return [(row.employee_id, row.unit_id, LeftOutReason.NO_POST) for row in rows]


def _why_left_out(standing: Standing, agreements: dict[int, int]) -> LeftOutReason | None:
    if standing.exempt:
        return LeftOutReason.EXEMPT
    if standing.employee_id not in agreements:
        return LeftOutReason.NO_AGREEMENT
    return None if standing.appraiser_id else LeftOutReason.NO_APPRAISER


def _evaluation(period: EvaluationPeriod, standing: Standing, agreement_id: int) -> PerformanceEvaluation:
    return PerformanceEvaluation(
        agreement_id=agreement_id,
        period=period,
        employee=Employee(pk=standing.employee_id, name=standing.name),
        state=FLOW.after(None, "open"),
        **_whose(standing),
    )


def _whose(standing: Standing) -> dict[str, Any]:
    """Whose evaluation it is, by the chain. Final from the start where the regional head rates: IV.A.12 p90."""
    return {
        "appraiser_id": standing.appraiser_id,
        "superior_id": standing.superior_id,
        "unit_id": standing.unit_id,
        "appraiser_unit_id": standing.appraiser_unit_id,
        "is_final": standing.is_final,
        "final_reason": FINAL_AT_OPENING if standing.is_final else "",
    }


def _store(made: list[PerformanceEvaluation], period: EvaluationPeriod, *, at: datetime, on_behalf_of: str) -> None:
    if not made:
        return
    today = timezone.localdate(at)
    PerformanceEvaluation.objects.bulk_create(made)
    record_all(
        (Entry("evaluation.open", row, after={"state": row.state}, on_behalf_of=on_behalf_of) for row in made),
        by=None,
        at=at,
    )
    start_clocks(
        Start(ClockKind.RATING, "evaluation", row.pk, row.appraiser_id, row.unit_id, today, period.window_to)
        for row in made
    )


@transaction.atomic
def follow(change: Change, *, by: Actor | None, at: datetime) -> PerformanceEvaluation:
    """Give an unsigned evaluation to whoever appraises now; a rating of the one before falls and stays in the record.

    Denied once it is signed or passed on, or when it is no longer as it was found. Source: IV.A.13-14 p91.
    """
    row = change.evaluation
    found = (row.state, row.appraiser_id, row.unit_id)
    lock(row)
    if by is not None:
        require("evaluation.follow", by, row)
    if (row.state, row.appraiser_id, row.unit_id) != found or row.state not in UNSIGNED:
        raise Denied(Refusal(_("Penilaian ini baru saja diubah orang lain.")))
    before = {"state": row.state, "appraiser": row.appraiser.name, "unit": row.unit.name}
    old, is_handed_on = row.appraiser, change.has_new_appraiser
    fields = {**_whose(change.standing), "agreement_id": change.agreement_id}
    if is_handed_on:
        before |= {name: getattr(row, name) for name in RATING if getattr(row, name)} | _of_results(row)
        fields |= {"state": FLOW.after(row.state, "follow"), "rated_at": None, "citizen_evidence": []}
        fields |= dict.fromkeys(RATING, "")
        RatingDraft.objects.filter(evaluation=row).delete()
        ResultAssessment.objects.filter(evaluation=row, is_own=False).delete()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    after = {"state": row.state, "appraiser": row.appraiser.name, "unit": row.unit.name}
    record("evaluation.follow", row, by=by, at=at, before=before, after=after)
    _clocks(row.pk).update(holder_id=row.appraiser_id, unit_id=row.unit_id)
    if is_handed_on:
        _tell(row, old, at=at)
    return row


def _of_results(row: PerformanceEvaluation) -> dict[str, str]:
    """What the appraiser said of single results, as the record keeps it."""
    given = ResultAssessment.objects.filter(evaluation=row, is_own=False).select_related("result").order_by("pk")
    told = "; ".join(f"{each.result.title}: {each.rating} {each.remark}".strip() for each in given)
    return {"result_ratings": told} if told else {}


def _clocks(pk: int) -> Any:
    return Clock.objects.filter(kind=ClockKind.RATING, about_kind="evaluation", about_pk=pk, state__in=OPEN_CLOCKS)


def _tell(row: PerformanceEvaluation, old: Employee, *, at: datetime) -> None:
    url = reverse("evaluation:evaluation", args=[row.pk])
    for reader in (row.employee, old, row.appraiser):
        words = {"period": row.period, "name": row.appraiser.name}
        notices.post("evaluation.follow", to=reader, about=row, url=url, at=at, **words)


def follow_moves(*, at: datetime) -> int:
    """Let every unsigned evaluation follow who appraises today; how many did. Again on the same day: none."""
    followed, today = 0, timezone.localdate(at)
    for period in queries.unsigned_periods(today):
        for change in list(queries.changes(period, today)):
            try:
                follow(change, by=None, at=at)
            except Denied:
                continue
            followed += 1
    return followed


def follow_window(period_pk: int) -> int:
    """Let the terms for rating that still run end with the moved window of their period; how many."""
    rows = PerformanceEvaluation.objects.filter(period_id=period_pk)
    running = Clock.objects.filter(kind=ClockKind.RATING, about_kind="evaluation", state=ClockState.RUNNING)
    end = EvaluationPeriod.objects.values_list("window_to", flat=True).get(pk=period_pk)
    return running.filter(about_pk__in=rows.values("pk")).update(due_on=end)
