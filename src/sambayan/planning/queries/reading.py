"""Reading agreements: one, a list, one's own, and what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.storage import storages
from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import get_language

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.common.once import shared
from sambayan.cycles.models import Cycle
from sambayan.cycles.queries import cycle_of
from sambayan.cycles.queries.years import home
from sambayan.cycles.rules import CycleState
from sambayan.people.models import Assignment
from sambayan.people.queries import Appraisal, appraisal_of, open_on
from sambayan.people.rules import ACTING
from sambayan.planning.access import visible_to
from sambayan.planning.models import (
    Evidence,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PerformanceDocumentation,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.rules import UNFINISHED, AgreementDraft, AgreementForm, AgreementState, ResultDraft, ResultKind
from sambayan.regulations.catalogue import behaviour_values


def _with_people() -> QuerySet[PerformanceAgreement]:
    return PerformanceAgreement.objects.select_related("employee", "appraiser", "superior", "unit", "cycle", "revises")


def agreement(pk: int) -> PerformanceAgreement | None:
    """One agreement with the people of it, unit, year, and the version before."""
    return _with_people().filter(pk=pk).first()


has_history(
    "agreement",
    "planning.PerformanceAgreement",
    load=agreement,
    right="planning.read",
    page="planning:agreement",
)


def agreements(
    actor: Actor, year: int, text: str = "", *, mine: bool = False, led: bool = False
) -> QuerySet[PerformanceAgreement]:
    """The agreements of a year this actor may read besides the own one, by name; `text` finds people and units.

    With `mine` only those whose appraiser the actor is; with `led` only those the actor leads as the superior.
    """
    rows = _with_people().filter(visible_to(actor), cycle__year=year).exclude(Q(employee_id=actor.employee_id))
    if mine:
        rows = rows.filter(appraiser_id=actor.employee_id, appraiser__isnull=False)
    if led:
        standing = Q(superior_id=actor.employee_id, is_superior_led=True, state__in=sorted(UNFINISHED))
        rows = rows.filter(standing, superior__isnull=False)
    for word in text.split():
        rows = rows.filter(
            Q(employee__name__icontains=word) | Q(appraiser__name__icontains=word) | Q(unit__name__icontains=word)
        )
    return rows.order_by("employee__name", "pk")


def counted(rows: QuerySet[PerformanceAgreement]) -> list[tuple[AgreementState, int]]:
    """How many agreements stand in each state, in the order of the lifecycle."""
    tally = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state, tally.get(state.value, 0)) for state in AgreementState]


def leaders_results(agreement: PerformanceAgreement) -> QuerySet[PlannedResult]:
    """What the leader's own agreement in force promises: the results that this one's can support."""
    theirs = PlannedResult.objects.filter(
        agreement__employee_id=agreement.appraiser_id,
        agreement__cycle_id=agreement.cycle_id,
        agreement__state=AgreementState.IN_FORCE,
    )
    return theirs.order_by("-kind", "number", "pk")


def offered_results(agreement: PerformanceAgreement, own: Iterable[PlannedResult] = ()) -> dict[int, PlannedResult]:
    """The leader's results that can be chosen, by key, and what these own results support already.

    A present link stays on offer when its row is no longer in force, so that saving without a change keeps it.
    """
    offered = {row.pk: row for row in leaders_results(agreement)}
    present = {row.supports_id for row in own if row.supports_id is not None} - offered.keys()
    rows = PlannedResult.objects.filter(pk__in=present).order_by("pk") if present else PlannedResult.objects.none()
    return offered | {row.pk: row for row in rows}


def _current_first(rows: QuerySet[PerformanceAgreement]) -> QuerySet[PerformanceAgreement]:
    """In force before unfinished before ended, the newest version first."""
    rank = Case(
        When(state=AgreementState.IN_FORCE, then=Value(0)),
        When(state__in=sorted(UNFINISHED), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, "-version", "-pk")


def current_of(employee_id: int, year: int) -> PerformanceAgreement | None:
    """The agreement of a person that counts in a year: in force, else unfinished, else the last one that ended."""
    return _current_first(_with_people().filter(employee_id=employee_id, cycle__year=year)).first()


@shared
def agreements_of(employee_id: int, year: int) -> list[PerformanceAgreement]:
    """All agreements of a person in a year, the one that counts first."""
    return list(_current_first(_with_people().filter(employee_id=employee_id, cycle__year=year)))


def own_agreement(actor: Actor, year: int) -> PerformanceAgreement | None:
    """The actor's own agreement of a year: in force, else unfinished, else the last one that ended."""
    return current_of(actor.employee_id, year) if actor.employee_id is not None else None


def unfinished_of(employee_id: int, year: int) -> PerformanceAgreement | None:
    """The agreement of a person that is still being agreed in a year: a first one, or a new version."""
    return _with_people().filter(employee_id=employee_id, cycle__year=year, state__in=sorted(UNFINISHED)).first()


def own_unfinished(actor: Actor, year: int) -> PerformanceAgreement | None:
    """The actor's own agreement that is still being agreed in a year."""
    return unfinished_of(actor.employee_id, year) if actor.employee_id is not None else None


def versions_of(agreement: PerformanceAgreement) -> list[PerformanceAgreement]:
    """All agreements of this person and year, newest first."""
    rows = PerformanceAgreement.objects.filter(employee_id=agreement.employee_id, cycle_id=agreement.cycle_id)
    return list(rows.select_related("appraiser", "cycle").order_by("-version", "-pk"))


def results_of(agreement_pk: int, period_pk: int | None = None) -> QuerySet[PlannedResult]:
    """The planned results in order, with indicators, progress and evidence; with a period only what is of it."""
    return results_with_progress(PlannedResult.objects.filter(agreement_id=agreement_pk), period_pk)


def results_with_progress(rows: QuerySet[PlannedResult], period_pk: int | None = None) -> QuerySet[PlannedResult]:
    """Planned results in order, with indicators, progress and evidence; with a period only what is of it."""
    evidence = Evidence.objects.select_related("file").order_by("recorded_at", "pk")
    entries = PerformanceDocumentation.objects.select_related("period", "indicator").order_by("day", "pk")
    if period_pk is not None:
        entries = entries.filter(period_id=period_pk)
    indicators = IndividualIndicator.objects.select_related("manual", "binding").order_by("number", "pk")
    return rows.prefetch_related(
        Prefetch("indicators", indicators),
        Prefetch("documentation", entries.prefetch_related(Prefetch("evidence", evidence))),
    ).order_by("-kind", "number", "pk")


def file_content(stored_as: str) -> bytes | None:
    """What is in an uploaded file, by its place in the store; None when it is gone."""
    try:
        with storages["evidence"].open(stored_as) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def result(pk: int) -> PlannedResult | None:
    """One planned result with its agreement, the people of it, and its indicators."""
    found = PlannedResult.objects.filter(pk=pk).prefetch_related("indicators")
    return found.select_related(
        "agreement__employee", "agreement__appraiser", "agreement__superior", "agreement__unit", "agreement__cycle"
    ).first()


def draft_of(agreement: PerformanceAgreement, results: list[PlannedResult] | None = None) -> AgreementDraft:
    """The agreement as the rule of completeness wants it; `results` saves asking for them again."""
    rows = list(results_of(agreement.pk)) if results is None else results
    parts = agreement.annex.values_list("part", flat=True)
    return AgreementDraft(
        AgreementForm(agreement.form), tuple(_draft(row) for row in rows), frozenset(parts.distinct().order_by())
    )


def _draft(result: PlannedResult) -> ResultDraft:
    indicators = result.indicators.all()
    return ResultDraft(
        ResultKind(result.kind),
        tuple((each.name, each.target) for each in indicators),
        tuple(each.perspective for each in indicators),
        f"{result.title} {result.supported_result} {result.assigned_by}",
    )


def acting_posts(employee_id: int, day: date) -> list[str]:
    """The titles of the posts somebody fills as Plt. or Plh. on a day."""
    posts = Assignment.objects.filter(open_on(day), employee_id=employee_id, kind__in=[kind.value for kind in ACTING])
    return list(posts.order_by("from_date", "pk").values_list("position__title", flat=True))


def indicator(pk: int) -> IndividualIndicator | None:
    """One indicator with its result, its agreement and the people of it."""
    people = (f"result__agreement__{name}" for name in ("employee", "appraiser", "superior", "unit", "cycle"))
    return IndividualIndicator.objects.filter(pk=pk).select_related("manual", *people).first()


def result_words(result: PlannedResult) -> dict[str, Any]:
    """A planned result and its first indicator as the form shows them."""
    first = result.indicators.order_by("number").first()
    return {
        "kind": result.kind,
        "title": result.title,
        "supports": result.supports_id,
        "supported_result": result.supported_result,
        "origin": result.origin,
        "assigned_by": result.assigned_by,
        "level": result.level,
        "control_level": result.control_level,
        **(indicator_words(first) if first else {}),
    }


def indicator_words(indicator: IndividualIndicator) -> dict[str, Any]:
    """An indicator as its form shows it."""
    names = ("aspect", "perspective", "target", "measurement_unit", "direction", "target_from", "target_to")
    return {"indicator": indicator.name} | {name: getattr(indicator, name) for name in names}


def dialogues_of(agreement_pk: int) -> list[PerformanceDialogue]:
    """The talks that were written down, newest first."""
    rows = PerformanceDialogue.objects.filter(agreement_id=agreement_pk).select_related("led_by", "recorded_by")
    return list(rows.order_by("-held_on", "-pk"))


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


@dataclass(frozen=True)
class StartPage:
    """What somebody sees before starting: who will appraise, or why nobody can."""

    appraisal: Appraisal | None
    cycle: Cycle | None


def start_page(actor: Actor, day: date, year: int) -> StartPage:
    """Who appraises the actor today, and the year where it is open: this one or the next."""
    appraisal = appraisal_of(actor.employee_id, day) if actor.employee_id else None
    cycle = cycle_of(actor, year) if year in (day.year, day.year + 1) else None
    return StartPage(appraisal, cycle if cycle and cycle.state == CycleState.OPEN else None)


def years_shown(actor: Actor, day: date, asked: int) -> list[int]:
    """The years one may choose between, in order: this one, the open ones of the agency, and the one asked for."""
    open_years = Cycle.objects.filter(home(actor), state=CycleState.OPEN).values_list("year", flat=True)
    return sorted({day.year, asked, *open_years})
