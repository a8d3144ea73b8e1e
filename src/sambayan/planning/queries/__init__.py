"""Reading agreements."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import Cycle
from sambayan.cycles.queries import days_left
from sambayan.notices.rules import Duty, duty_source
from sambayan.people.queries import Appraisal, appraisal_of
from sambayan.planning.access import visible_to
from sambayan.planning.models import (
    Evidence,
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.rules import EDITABLE, AgreementState, ResultDraft, ResultKind
from sambayan.regulations.catalogue import behaviour_values


def _with_people() -> QuerySet[PerformanceAgreement]:
    return PerformanceAgreement.objects.select_related("employee", "appraiser", "unit", "cycle")


def agreement(pk: int) -> PerformanceAgreement | None:
    """One agreement with employee, appraiser, unit and year."""
    return _with_people().filter(pk=pk).first()


has_history(
    "agreement",
    "planning.PerformanceAgreement",
    load=agreement,
    right="planning.read",
    page="planning:agreement",
)


def agreements(actor: Actor, year: int, text: str = "", *, mine: bool = False) -> QuerySet[PerformanceAgreement]:
    """The agreements of a year this actor may read besides the own one, by name; `text` finds people and units.

    With `mine` only those whose appraiser the actor is.
    """
    rows = _with_people().filter(visible_to(actor), cycle__year=year).exclude(Q(employee_id=actor.employee_id))
    if mine:
        rows = rows.filter(appraiser_id=actor.employee_id, appraiser__isnull=False)
    for word in text.split():
        rows = rows.filter(
            Q(employee__name__icontains=word) | Q(appraiser__name__icontains=word) | Q(unit__name__icontains=word)
        )
    return rows.order_by("employee__name", "pk")


def counted(rows: QuerySet[PerformanceAgreement]) -> list[tuple[AgreementState, int]]:
    """How many agreements stand in each state, in the order of the lifecycle."""
    tally = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state, tally.get(state.value, 0)) for state in AgreementState]


def leaders_results(agreement: PerformanceAgreement) -> list[str]:
    """What the appraiser's own agreement of the year promises: the results that one's own can support."""
    theirs = PlannedResult.objects.filter(
        agreement__employee_id=agreement.appraiser_id,
        agreement__cycle_id=agreement.cycle_id,
        agreement__state=AgreementState.IN_FORCE,
    )
    return list(theirs.order_by("-kind", "number", "pk").values_list("title", flat=True))


def own_agreement(actor: Actor, year: int) -> PerformanceAgreement | None:
    """The actor's own agreement of a year."""
    if actor.employee_id is None:
        return None
    return _with_people().filter(employee_id=actor.employee_id, cycle__year=year).first()


def results_of(agreement_pk: int, period_pk: int | None = None) -> QuerySet[PlannedResult]:
    """The planned results in order, with indicators and evidence; with a period only that period's evidence."""
    evidence = Evidence.objects.select_related("period").order_by("recorded_at", "pk")
    if period_pk is not None:
        evidence = evidence.filter(period_id=period_pk)
    return (
        PlannedResult.objects.filter(agreement_id=agreement_pk)
        .prefetch_related(
            Prefetch("indicators", IndividualIndicator.objects.select_related("binding").order_by("number", "pk")),
            Prefetch("evidence", evidence),
        )
        .order_by("-kind", "number", "pk")
    )


def result(pk: int) -> PlannedResult | None:
    """One planned result with its agreement, the people of it, and its indicators."""
    found = PlannedResult.objects.filter(pk=pk).prefetch_related("indicators")
    return found.select_related(
        "agreement__employee", "agreement__appraiser", "agreement__unit", "agreement__cycle"
    ).first()


def result_words(result: PlannedResult) -> dict[str, str]:
    """A planned result and its first indicator as the form shows them."""
    indicator = result.indicators.order_by("number").first()
    return {
        "kind": result.kind,
        "title": result.title,
        "supported_result": result.supported_result,
        "aspect": indicator.aspect if indicator else "",
        "indicator": indicator.name if indicator else "",
        "target": indicator.target if indicator else "",
    }


def drafts_of(agreement_pk: int) -> list[ResultDraft]:
    """The planned results as the rule of completeness wants them."""
    return [
        ResultDraft(ResultKind(r.kind), tuple((i.name, i.target) for i in r.indicators.all()))
        for r in results_of(agreement_pk)
    ]


def expectations_of(agreement_pk: int) -> dict[str, str]:
    """The leader's special expectations by value."""
    rows = SpecialExpectation.objects.filter(agreement_id=agreement_pk).order_by("pk")
    return dict(rows.values_list("value_code", "text"))


@dataclass(frozen=True)
class Behaviour:
    """One of the seven values as the page shows it: name and guides in the reader's language, what is expected."""

    code: str
    name: str
    guides: tuple[str, ...]
    expectation: str


def behaviours_of(agreement_pk: int) -> list[Behaviour]:
    """The seven values with the special expectations of an agreement. Source: PermenPANRB 6/2022 Ps 10(3)-(4)."""
    told, english = expectations_of(agreement_pk), get_language() == "en"
    return [
        Behaviour(
            value.code,
            value.name_english if english else value.name_indonesian,
            tuple(guide.guide_english if english else guide.guide_indonesian for guide in value.guides),
            told.get(value.code, ""),
        )
        for value in behaviour_values()
    ]


def cycle_of(year: int) -> Cycle | None:
    """The performance year of the agency."""
    return Cycle.objects.filter(year=year).order_by("pk").first()


@dataclass(frozen=True)
class StartPage:
    """What somebody sees before starting: who will appraise, or why nobody can."""

    appraisal: Appraisal | None
    cycle: Cycle | None


def start_page(actor: Actor, day: date) -> StartPage:
    """Who appraises the actor today, and the year."""
    appraisal = appraisal_of(actor.employee_id, day) if actor.employee_id else None
    return StartPage(appraisal, cycle_of(day.year))


@duty_source
def planning_duties(actor: Actor, day: date) -> list[Duty]:
    """Agreements the actor has to write, mend, or set. Source of the date: PermenPANRB 6/2022 Ps 14(1)."""
    if actor.employee_id is None:
        return []
    return [duty for duty in (_own_duty(actor, day), _duty_to_set(actor, day)) if duty]


def _duty_to_set(actor: Actor, day: date) -> Duty | None:
    """One duty for everything proposed to the actor: the button opens what waits longest, the list shows all."""
    waiting = agreements(actor, day.year, mine=True).filter(state=AgreementState.PROPOSED)
    n = waiting.count()
    first = waiting.order_by("proposed_at", "pk").first() if n else None
    if first is None:
        return None
    if n == 1:
        title, told = _("Tetapkan atau kembalikan {plan}").format(plan=first), _("Diusulkan dan menunggu Anda.")
    else:
        title = _("Tetapkan atau kembalikan {n} SKP").format(n=n)
        told = _("Diusulkan dan menunggu Anda. Yang paling lama menunggu: {name}.").format(name=first.employee)
    address = f"{reverse('planning:agreements')}?mine=1&state={AgreementState.PROPOSED.value}"
    return replace(_duty(day, title, told, _page(first), _("Periksa")), count=n, list_url=address)


def _own_duty(actor: Actor, day: date) -> Duty | None:
    own = own_agreement(actor, day.year)
    if own is None:
        if cycle_of(day.year) is None:
            return None
        title = _("Tulis SKP {year}").format(year=day.year)
        return _duty(day, title, _("SKP Anda belum dimulai."), reverse("planning:start"), _("Mulai"))
    if own.state not in EDITABLE:
        return None
    told = own.return_reason or _("Lengkapi, lalu usulkan kepada {name}.").format(name=own.appraiser)
    return _duty(day, _("Lengkapi dan usulkan {plan}").format(plan=own), told, _page(own), _("Lanjutkan"))


def _page(agreement: PerformanceAgreement) -> str:
    return reverse("planning:agreement", args=[agreement.pk])


def _duty(day: date, title: str, detail: str, url: str, button: str) -> Duty:
    due = date(day.year, 1, 31)
    source = _("PermenPANRB 6/2022 Pasal 14(1): paling lambat 31 Januari")
    return Duty(due, title, detail, source, url, button, days_left(day, due))
