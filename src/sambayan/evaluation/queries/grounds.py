"""What a rating that is already kept rests on, so that the same warnings stand wherever it is signed or changed."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation, ResultAssessment
from sambayan.evaluation.queries.achievements import achieved, led_by
from sambayan.evaluation.queries.advice import Advice, Basis, Typed, advise
from sambayan.evaluation.queries.reading import team
from sambayan.growth.queries import Support, feedback_on, support_of
from sambayan.planning.queries import documented_results, heirs_of
from sambayan.policies.queries import values_on
from sambayan.surveys.queries import citizen_evidence

WARNED_WORDS = {
    "suggestion_reason": noop("mengapa berbeda dari saran"),
    "unsupported_reason": noop("mengapa di bawah ekspektasi tanpa umpan balik atau bimbingan sebelumnya"),
    "consideration": noop("bagaimana suara warga dipertimbangkan"),
    "distribution_reason": noop("mengapa berbeda dari panduan sebaran"),
}
"""The reasons that warnings ask for, as they are named to whoever has to write them."""


def guidance_on(evaluation: PerformanceEvaluation, day: date) -> list[Support]:
    """The guidance of the period, and what came after it until `day` while the window was open."""
    period = evaluation.period
    until = max(period.to_date, min(day, period.window_to))
    return support_of(evaluation.employee_id, period.from_date, until)


def advice_on(evaluation: PerformanceEvaluation, day: date) -> Advice:
    """Suggestion and warnings for the ratings that stand on the evaluation, with the evidence and settings of `day`.

    The row may hold ratings that are not saved yet. Source: PermenPANRB 6/2022 Lampiran IV.B.2-3; which are asked is
    local policy, the same as on the form of the rating.
    """
    period, values = evaluation.period, values_on(day)
    results = [row for row in documented_results(evaluation.agreement, period) if not row.is_given_up]
    organisation = achieved(evaluation.appraiser_unit_id, period, day)
    led = led_by(evaluation.employee_id, period, day)
    basis = Basis(
        evaluation,
        results,
        list(feedback_on(evaluation.employee_id, period)),
        len(guidance_on(evaluation, day)),
        citizen_evidence(evaluation.employee_id, period.to_date),
        team(evaluation.appraiser_id, evaluation.period_id),
        organisation.predicate if organisation else "",
        led.predicate if led else "",
        values,
    )
    heirs = heirs_of(results)
    kept = ResultAssessment.objects.filter(evaluation=evaluation, is_own=False).exclude(rating="").order_by("pk")
    typed = Typed(
        rules.Rating(evaluation.result_rating),
        rules.Rating(evaluation.behaviour_rating),
        {heirs[row.result_id]: rules.Rating(row.rating) for row in kept if row.result_id in heirs},
        evaluation.exception_predicate,
    )
    return advise(basis, typed)


def unwritten_reasons(evaluation: PerformanceEvaluation, day: date) -> list[str]:
    """The reasons that are asked for and not written, in words."""
    asked = advice_on(evaluation, day).asks
    return [_(WARNED_WORDS[name]) for name in asked if not getattr(evaluation, name).strip()]
