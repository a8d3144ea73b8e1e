"""What the organisation achieved, and what it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation import rules
from sambayan.evaluation.models import OrganisationAchievement
from sambayan.people.models import Assignment
from sambayan.people.queries import open_on
from sambayan.planning.models import KeyIndicator
from sambayan.planning.rules.goals import ContractState
from sambayan.policies.queries import values_on
from sambayan.surveys.queries import CitizenEvidence, unit_evidence


def achievement(unit_id: int, period_pk: int) -> OrganisationAchievement | None:
    """The organisation predicate of a unit in a period, if it has been set."""
    return OrganisationAchievement.objects.filter(unit_id=unit_id, period_id=period_pk).first()


@dataclass(frozen=True)
class Achieved:
    """The predicate that counts for a unit; `earlier` names the year it was taken from where this year's is missing."""

    predicate: str
    row: OrganisationAchievement
    earlier: str = ""


def achieved(unit_id: int, period: EvaluationPeriod, day: date) -> Achieved | None:
    """The organisation's achievement that counts on `day`, from 1 February that of the previous year; None without one.

    Source: PermenPANRB 6/2022 Lampiran IV.B.1.f-g p94; only the yearly one falls back.
    """
    row = achievement(unit_id, period.pk)
    if row is not None:
        return Achieved(row.predicate, row)
    if period.kind != PeriodKind.YEARLY or not rules.previous_counts(period.to_date, day):
        return None
    if values_on(day).word("organisation_achievement_fallback") != "previous_year":
        return None
    earlier = (
        OrganisationAchievement.objects.filter(
            unit_id=unit_id, period__kind=PeriodKind.YEARLY.value, period__to_date__lt=period.from_date
        )
        .select_related("period")
        .order_by("-period__to_date", "-pk")
        .first()
    )
    if earlier is None or earlier.period.to_date.year != period.to_date.year - 1:
        return None
    return Achieved(earlier.predicate, earlier, str(earlier.period.to_date.year))


def led_by(employee_id: int, period: EvaluationPeriod, day: date) -> Achieved | None:
    """The achievement of the unit an employee leads at the end of the period, if he leads one."""
    post = Assignment.objects.filter(open_on(period.to_date), employee_id=employee_id, position__is_head=True)
    unit = post.order_by("pk").values_list("position__unit_id", flat=True).first()
    return achieved(unit, period, day) if unit else None


def citizens_of_unit(unit_pk: int, day: date) -> list[CitizenEvidence]:
    """What the citizens said by `day` about the services of a unit, to stand beside its figures."""
    return unit_evidence(unit_pk, day)


def contract_figures(unit_pk: int, period: EvaluationPeriod) -> list[dict[str, Any]]:
    """The key indicators of the unit's performance contract, to be completed with what came of them. One query."""
    rows = KeyIndicator.objects.filter(
        contract__unit_id=unit_pk, contract__cycle_id=period.cycle_id, contract__state=ContractState.SET
    )
    return [{"name": row.name, "target": row.target} for row in rows.order_by("number", "pk")]
