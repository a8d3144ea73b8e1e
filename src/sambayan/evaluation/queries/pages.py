"""The page on which one person is rated, and the page that shows one evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation, RatingDraft, SelfAssessment
from sambayan.evaluation.queries.achievements import Achieved, achieved, achievement, led_by
from sambayan.evaluation.queries.advice import Basis
from sambayan.evaluation.queries.contributions import Contribution, Row, contributions, rows_of
from sambayan.evaluation.queries.grounds import guidance_on
from sambayan.evaluation.queries.guide import Distribution, Neighbours, distribution, neighbours
from sambayan.evaluation.queries.reading import queue_of, team
from sambayan.evaluation.rules import EvaluationState
from sambayan.growth.models import ContinuousFeedback
from sambayan.growth.queries import Support, feedback_on
from sambayan.people.models import Absence
from sambayan.people.rules import AbsenceKind
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import documented_results, expectations_of
from sambayan.policies.rules import Values
from sambayan.surveys.queries import CitizenEvidence, citizen_evidence


@dataclass(frozen=True)
class RatingPage:
    """Everything the appraiser needs on one page."""

    evaluation: PerformanceEvaluation
    results: Sequence[PlannedResult]
    rows: Sequence[Row]
    expectations: dict[str, str]
    citizens: list[CitizenEvidence]
    complaints: list[str]
    feedback: list[ContinuousFeedback]
    support: list[Support]
    self_assessment: SelfAssessment | None
    achievement: OrganisationAchievement | None
    achieved: Achieved | None
    led: Achieved | None
    distribution: Distribution | None
    neighbours: Neighbours
    members: list[PerformanceEvaluation]
    contributions: list[Contribution]
    contributions_left: int
    previous: PerformanceEvaluation | None
    draft: RatingDraft | None
    was_on_study_leave: bool

    def basis(self, values: Values) -> Basis:
        """What the advice on this page rests on."""
        return Basis(
            self.evaluation,
            self.results,
            self.feedback,
            len(self.support),
            self.citizens,
            self.members,
            self.achieved.predicate if self.achieved else "",
            self.led.predicate if self.led else "",
            values,
        )


def rating_page(evaluation: PerformanceEvaluation, day: date | None = None, values: Values | None = None) -> RatingPage:
    """Plan, evidence, feedback, citizens' voice, team and last period of one evaluation, in bounded queries.

    `day` decides whether the previous year's achievement counts; without it the end of the window.
    """
    period = evaluation.period
    day = day or period.window_to
    members = team(evaluation.appraiser_id, evaluation.period_id)
    set_ = achieved(evaluation.appraiser_unit_id, period, day)
    results = documented_results(evaluation.agreement, period)
    feedback = list(feedback_on(evaluation.employee_id, period))
    agreed = [row for row in results if not row.is_given_up]
    beside, left = contributions(evaluation, agreed)
    return RatingPage(
        evaluation=evaluation,
        results=agreed,
        rows=rows_of(evaluation, results, feedback),
        expectations=expectations_of(evaluation.agreement_id),
        citizens=citizen_evidence(evaluation.employee_id, period.to_date),
        complaints=complaints_of(evaluation),
        feedback=feedback,
        support=guidance_on(evaluation, day),
        self_assessment=getattr(evaluation, "self_assessment", None),
        achievement=achievement(evaluation.appraiser_unit_id, period.pk) if set_ is None else set_.row,
        achieved=set_,
        led=led_by(evaluation.employee_id, period, day),
        distribution=distribution(members, set_.predicate if set_ else "", values),
        neighbours=neighbours(_queue(evaluation, members), evaluation.pk),
        members=members,
        contributions=beside,
        contributions_left=left,
        previous=_previous(evaluation),
        draft=getattr(evaluation, "draft", None),
        was_on_study_leave=was_on_study_leave(evaluation),
    )


@dataclass(frozen=True)
class EvaluationPage:
    """What the page about one evaluation shows of its grounds; `achieved` is what a signature would rest on."""

    rows: Sequence[Row]
    citizens: list[CitizenEvidence]
    complaints: list[str]
    feedback: list[ContinuousFeedback]
    support: list[Support]
    self_assessment: SelfAssessment | None
    achieved: Achieved | None


def evaluation_page(evaluation: PerformanceEvaluation, day: date) -> EvaluationPage:
    """Plan, evidence, feedback and citizens' voice of one evaluation, without the team and what else rating needs."""
    period = evaluation.period
    feedback = list(feedback_on(evaluation.employee_id, period))
    return EvaluationPage(
        rows=rows_of(evaluation, documented_results(evaluation.agreement, period), feedback),
        citizens=citizen_evidence(evaluation.employee_id, period.to_date),
        complaints=complaints_of(evaluation),
        feedback=feedback,
        support=guidance_on(evaluation, day),
        self_assessment=getattr(evaluation, "self_assessment", None),
        achieved=achieved(evaluation.appraiser_unit_id, period, day),
    )


def _queue(evaluation: PerformanceEvaluation, members: list[PerformanceEvaluation]) -> list[PerformanceEvaluation]:
    """Who comes before and after: the appraiser's team, or everybody who waits for the same superior."""
    if evaluation.state == EvaluationState.WITH_SUPERIOR and evaluation.superior_id:
        return queue_of(evaluation.superior_id, evaluation.period_id)
    return members


def complaints_of(evaluation: PerformanceEvaluation) -> list[str]:
    """The complaints about a person's services, and how many were answered in time: no room keeps them yet.

    The one place to fill when one does; the page says that there are none.
    """
    return []


def was_on_study_leave(evaluation: PerformanceEvaluation) -> bool:
    """Whether the employee studied during the year: only then the exception of p100 can be picked."""
    began = Q(to_date__isnull=True) | Q(to_date__gte=date(evaluation.period.from_date.year, 1, 1))
    leave = Absence.objects.filter(began, employee_id=evaluation.employee_id, kind=AbsenceKind.STUDY_LEAVE.value)
    return leave.filter(from_date__lte=evaluation.period.to_date).exists()


def _previous(evaluation: PerformanceEvaluation) -> PerformanceEvaluation | None:
    earlier = PerformanceEvaluation.objects.filter(
        employee_id=evaluation.employee_id, period__to_date__lt=evaluation.period.from_date
    ).exclude(predicate="")
    return earlier.select_related("period").order_by("-period__to_date", "-pk").first()
