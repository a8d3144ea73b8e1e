"""Reading evaluations, the team around them, and the pages that show them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import calendar, latest_window
from sambayan.evaluation import rules
from sambayan.evaluation.access import visible_to
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.notices.rules import Duty, duty_source
from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import PerformanceAgreement, PlannedResult
from sambayan.planning.queries import expectations_of, results_of
from sambayan.surveys.queries import CitizenEvidence, citizen_evidence

OBJECTION_DAYS = 14
"""Working days to object after receipt. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B.2 p117 [P]."""
RETURN_DAYS = 14
"""Working days to sign and return the document. Source: PermenPANRB 6/2022 Lampiran V.A.6 p114 [P]."""
HANDOVER_DAYS = 14
"""Working days to hand the document over. Source: PermenPANRB 6/2022 Lampiran V.A.5 p114 [P]."""


def _with_people() -> QuerySet[PerformanceEvaluation]:
    return PerformanceEvaluation.objects.select_related(
        "employee", "appraiser", "unit__agency", "appraiser_unit", "period__cycle__agency", "agreement"
    )


def evaluation(pk: int) -> PerformanceEvaluation | None:
    """One evaluation with everybody and everything it names."""
    return _with_people().filter(pk=pk).first()


def by_document_code(code: str) -> PerformanceEvaluation | None:
    """The signed evaluation whose document carries this code."""
    return _with_people().filter(document_code=code.strip().upper()).exclude(document_code="").first()


def evaluations(actor: Actor, period: EvaluationPeriod) -> QuerySet[PerformanceEvaluation]:
    """The evaluations of a period this actor may read, by name."""
    found = PerformanceEvaluation.objects.select_related("employee", "appraiser", "unit", "period__cycle")
    return found.filter(visible_to(actor), period=period).order_by("employee__name", "pk")


def team(appraiser_id: int, period_pk: int) -> list[PerformanceEvaluation]:
    """Everybody this appraiser rates in a period, by name."""
    found = PerformanceEvaluation.objects.filter(appraiser_id=appraiser_id, period_id=period_pk)
    return list(found.select_related("employee").order_by("employee__name", "pk"))


def achievement(unit_id: int, period_pk: int) -> OrganisationAchievement | None:
    """The organisation predicate of a unit in a period, if it has been set."""
    return OrganisationAchievement.objects.filter(unit_id=unit_id, period_id=period_pk).first()


def units_to_assess(actor: Actor, period: EvaluationPeriod) -> list[OrganisationUnit]:
    """The appraisers' units of a period whose organisation predicate is not set yet, in tree order."""
    led = PerformanceEvaluation.objects.filter(visible_to(actor), period=period).values("appraiser_unit_id")
    done = OrganisationAchievement.objects.filter(period=period).values("unit_id")
    return list(OrganisationUnit.objects.filter(pk__in=led).exclude(pk__in=done).order_by("path"))


def agreements_to_open(period: EvaluationPeriod) -> QuerySet[PerformanceAgreement]:
    """Agreements in force that have no evaluation for this period yet."""
    opened = PerformanceEvaluation.objects.filter(period=period).values("employee_id")
    found = PerformanceAgreement.objects.filter(cycle_id=period.cycle_id, state="in_force")
    return found.exclude(employee_id__in=opened).order_by("pk")


@dataclass(frozen=True)
class Neighbours:
    """The team around one person while rating: place in the row, who comes before and after, states."""

    place: int
    total: int
    previous: PerformanceEvaluation | None
    following: PerformanceEvaluation | None
    done: int


def neighbours(members: Sequence[PerformanceEvaluation], pk: int) -> Neighbours:
    """Where a person stands in the team, for the next-person bar."""
    place = next(number for number, member in enumerate(members) if member.pk == pk)
    return Neighbours(
        place=place + 1,
        total=len(members),
        previous=members[place - 1] if place else None,
        following=members[place + 1] if place + 1 < len(members) else None,
        done=sum(member.state != rules.EvaluationState.OPEN for member in members),
    )


@dataclass(frozen=True)
class Distribution:
    """The guide of a team in whole people: what is rated so far, what the guide leaves room for, what does not fit."""

    organisation_predicate: rules.OrganisationPredicate
    counts: dict[rules.Predicate, int]
    people: int
    bounds: tuple[rules.Bound, ...]
    check: rules.DistributionCheck | None


def distribution(members: Sequence[PerformanceEvaluation], organisation: str) -> Distribution | None:
    """The distribution guide of a team; None until the organisation predicate is set. It warns and never blocks."""
    if not organisation:
        return None
    predicate = rules.OrganisationPredicate(organisation)
    tally = Counter(rules.Predicate(member.predicate) for member in members if member.predicate)
    counts = {value: tally[value] for value in rules.Predicate}
    complete = tally.total() == len(members)
    return Distribution(
        predicate,
        counts,
        len(members),
        rules.guide(predicate, len(members)),
        rules.check(predicate, counts) if complete else None,
    )


@dataclass(frozen=True)
class RatingPage:
    """Everything the appraiser needs on one page."""

    evaluation: PerformanceEvaluation
    results: Sequence[PlannedResult]
    expectations: dict[str, str]
    citizens: list[CitizenEvidence]
    achievement: OrganisationAchievement | None
    distribution: Distribution | None
    neighbours: Neighbours
    previous: PerformanceEvaluation | None


def rating_page(evaluation: PerformanceEvaluation) -> RatingPage:
    """Plan, evidence, citizens' voice, team and last period of one evaluation, in a bounded number of queries."""
    members = team(evaluation.appraiser_id, evaluation.period_id)
    set_ = achievement(evaluation.appraiser_unit_id, evaluation.period_id)
    return RatingPage(
        evaluation=evaluation,
        results=list(results_of(evaluation.agreement_id, evaluation.period_id)),
        expectations=expectations_of(evaluation.agreement_id),
        citizens=citizen_evidence(evaluation.employee_id, evaluation.period.to_date),
        achievement=set_,
        distribution=distribution(members, set_.predicate if set_ else ""),
        neighbours=neighbours(members, evaluation.pk),
        previous=_previous(evaluation),
    )


def _previous(evaluation: PerformanceEvaluation) -> PerformanceEvaluation | None:
    earlier = PerformanceEvaluation.objects.filter(
        employee_id=evaluation.employee_id, period__to_date__lt=evaluation.period.from_date
    ).exclude(predicate="")
    return earlier.select_related("period").order_by("-period__to_date", "-pk").first()


@dataclass(frozen=True)
class ExplanationPage:
    """Why a predicate is what it is: the cell, what led to it, what would change it, and until when."""

    evaluation: PerformanceEvaluation
    result: rules.Rating
    behaviour: rules.Rating
    predicate: rules.Predicate
    changes: tuple[rules.Step, ...]
    objection_due: date | None
    objection_days_left: int | None


def explanation_page(evaluation: PerformanceEvaluation, day: date) -> ExplanationPage:
    """The explanation of a rated evaluation, with the objection date once the document was received."""
    result, behaviour = rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating)
    due = left = None
    if evaluation.received_at:
        received = evaluation.received_at.astimezone().date()
        days = calendar(received.year)
        due = days.add_working_days(received, OBJECTION_DAYS)
        left = days.working_days_left(day, due)
    return ExplanationPage(
        evaluation,
        result,
        behaviour,
        rules.Predicate(evaluation.predicate),
        rules.what_would_change(result, behaviour),
        due,
        left,
    )


@duty_source
def evaluation_duties(actor: Actor, day: date) -> list[Duty]:
    """Whom the actor has to rate, what to sign, hand over and receive, with the legal dates."""
    if actor.employee_id is None:
        return []
    return [*_to_rate(actor, day), *_to_hand_over(actor), *_to_receive(actor)]


def _to_rate(actor: Actor, day: date) -> list[Duty]:
    period = latest_window(day)
    if period is None:
        return []
    members = team(actor.employee_id or 0, period.pk)
    waiting = [m for m in members if m.state == rules.EvaluationState.OPEN]
    unsigned = [m for m in members if m.state == rules.EvaluationState.RATED]
    found = []
    source = _("PermenPANRB 6/2022 Pasal 24; batas waktu periode diatur daerah")
    if waiting:
        detail = _("{waiting} dari {total} pegawai belum dinilai. Berikutnya: {name}.").format(
            waiting=len(waiting), total=len(members), name=waiting[0].employee
        )
        url = reverse("evaluation:rate", args=[waiting[0].pk])
        found.append(Duty(period.window_to, _("Nilai kinerja {period}").format(period=period.label), detail, source, url, _("Lanjut menilai")))
    if unsigned:
        detail = _("{n} penilaian sudah lengkap dan belum ditandatangani.").format(n=len(unsigned))
        url = reverse("evaluation:evaluation", args=[unsigned[0].pk])
        found.append(Duty(period.window_to, _("Tanda tangani penilaian {name}").format(name=unsigned[0].employee), detail, source, url, _("Periksa")))
    return found


def _to_hand_over(actor: Actor) -> list[Duty]:
    signed = PerformanceEvaluation.objects.filter(appraiser_id=actor.employee_id, state=rules.EvaluationState.SIGNED)
    return [
        Duty(
            _after(row.signed_at, HANDOVER_DAYS),
            _("Serahkan dokumen evaluasi kepada {name}").format(name=row.employee),
            _("{period}. Penyerahan paling lama 14 hari kerja setelah ditandatangani.").format(period=row.period.label),
            _("PermenPANRB 6/2022 Lampiran V.A.5 hlm. 114"),
            reverse("evaluation:evaluation", args=[row.pk]),
            _("Serahkan"),
        )
        for row in signed.select_related("employee", "period__cycle").order_by("signed_at", "pk")[:20]
    ]


def _to_receive(actor: Actor) -> list[Duty]:
    handed = PerformanceEvaluation.objects.filter(employee_id=actor.employee_id, state=rules.EvaluationState.HANDED_OVER)
    return [
        Duty(
            None,
            _("Terima dokumen evaluasi {period}").format(period=row.period.label),
            _("Baca “Mengapa?”, lalu nyatakan diterima. Sejak itu Anda punya 14 hari kerja untuk keberatan."),
            _("PermenPANRB 6/2022 Lampiran V.A.6 dan V.B.2 hlm. 114–117"),
            reverse("evaluation:explain", args=[row.pk]),
            _("Baca dan terima"),
        )
        for row in handed.select_related("period__cycle").order_by("pk")[:20]
    ]


def _after(moment, days: int) -> date:  # type: ignore[no-untyped-def]  # noqa: ANN001
    signed = moment.astimezone().date()
    return calendar(signed.year).add_working_days(signed, days)
