"""Reading the years of an agency and their periods; everything read here knows the top of its agency (`root_path`)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from sambayan.common.actor import Actor, Role
from sambayan.common.once import shared
from sambayan.cycles.access.years import keeps
from sambayan.cycles.models import Cycle, EvaluationPeriod, Opening
from sambayan.cycles.rules import Closing, CycleState, OpeningKind, PeriodKind, PeriodState, WindowTerms, takes_entries
from sambayan.people.models import Agency, OrganisationUnit
from sambayan.policies.queries import values_on
from sambayan.policies.rules import Values

OVERSEEING = (Role.PERFORMANCE_ADMIN, Role.INSPECTOR)


def _root(agency: str) -> Subquery:
    tops = OrganisationUnit.objects.filter(agency=OuterRef(agency), parent=None)
    return Subquery(tops.order_by("pk").values("path")[:1])


def rooted_periods() -> QuerySet[EvaluationPeriod]:
    """Periods with their year, agency, and the path of the agency's top unit."""
    found = EvaluationPeriod.objects.select_related("cycle__agency")
    return found.annotate(root_path=_root("cycle__agency"))


def rooted_years() -> QuerySet[Cycle]:
    """Years with their agency and the path of its top unit."""
    return Cycle.objects.select_related("agency").annotate(root_path=_root("agency"))


def year(pk: int) -> Cycle | None:
    """One year with its agency."""
    return rooted_years().filter(pk=pk).first()


def period(pk: int) -> EvaluationPeriod | None:
    """One period with its year."""
    return rooted_periods().filter(pk=pk).first()


def periods_in(cycle_pk: int) -> QuerySet[EvaluationPeriod]:
    """The periods of a year in order, the year itself last."""
    return rooted_periods().filter(cycle_id=cycle_pk).order_by("to_date", "-from_date", "pk")


def years_of(actor: Actor) -> QuerySet[Cycle]:
    """The years of the agencies this actor oversees, newest first, each with its latest openings and open periods."""
    paths = [grant.unit_path for grant in actor.grants if grant.role in OVERSEEING]
    counted = rooted_years().annotate(
        periods_open=Count("periods", filter=Q(periods__state=PeriodState.OPEN)), periods_all=Count("periods")
    )
    openings = Opening.objects.filter(kind=OpeningKind.AGREEMENTS.value).order_by("-pk")
    found = counted.filter(in_agencies(paths)).prefetch_related(Prefetch("openings", openings, to_attr="year_openings"))
    return found.order_by("-year", "agency__name", "pk")


def agencies_kept_by(actor: Actor) -> list[Agency]:
    """The agencies whose year this actor keeps."""
    agencies = Agency.objects.annotate(root_path=_root("pk")).order_by("name", "pk")
    return [agency for agency in agencies if keeps(actor, agency) is None]


def in_agencies(paths: Iterable[str], prefix: str = "") -> Q:
    """Years of the agencies that the units with these paths belong to; an empty path means every agency.

    `prefix` leads to the year (`cycle__`).
    """
    roots = {f"{path.partition('/')[0]}/" if path else "" for path in paths}
    if "" in roots:
        return Q()
    tops = OrganisationUnit.objects.filter(parent=None, path__in=roots)
    return Q(**{f"{prefix}agency_id__in": tops.values("agency_id")})


def home(actor: Actor | None, prefix: str = "") -> Q:
    """Years of the agency this actor works in; without a post, of those the actor has a role for."""
    if actor is None:
        return Q()
    return in_agencies([actor.unit_path] if actor.unit_path else [grant.unit_path for grant in actor.grants], prefix)


def within_sight(actor: Actor | None) -> Q:
    """Periods of the agencies this actor works in or has a role for."""
    if actor is None:
        return Q()
    own = [actor.unit_path] if actor.unit_path else []
    return in_agencies([*own, *(grant.unit_path for grant in actor.grants)], "cycle__")


def cycle_of(actor: Actor, number: int) -> Cycle | None:
    """The performance year of the actor's own agency, once it has been opened."""
    found = Cycle.objects.filter(home(actor), year=number).exclude(state=CycleState.PLANNED)
    return found.order_by("pk").first()


def current_period(cycle_id: int, day: date) -> EvaluationPeriod | None:
    """The short period (month or quarter) that `day` falls in."""
    found = EvaluationPeriod.objects.filter(cycle_id=cycle_id, from_date__lte=day, to_date__gte=day)
    return found.exclude(kind=PeriodKind.YEARLY).order_by("from_date", "pk").first()


def within(period: EvaluationPeriod) -> Q:
    """What rows with a `period` belong to a period: of the yearly one everything of its year."""
    if period.kind == PeriodKind.YEARLY:
        return Q(period__cycle_id=period.cycle_id)
    return Q(period_id=period.pk)


def documentable_periods(cycle_id: int, day: date) -> list[EvaluationPeriod]:
    """The short periods that may be documented on a day, newest first: open, begun, and their window not over.

    Where the agency allows late entry, also those that are closed or over.
    """
    late = values_on(day).flag("late_entry_allowed")
    begun = EvaluationPeriod.objects.filter(cycle_id=cycle_id, from_date__lte=day).exclude(kind=PeriodKind.YEARLY)
    return [
        period
        for period in begun.order_by("-from_date", "-pk")
        if takes_entries(PeriodState(period.state), day, period.from_date, period.window_to, late=late)
    ]


def periods(day: date, actor: Actor | None = None) -> QuerySet[EvaluationPeriod]:
    """The periods that have begun by `day`, newest first; of the actor's agencies."""
    return rooted_periods().filter(within_sight(actor), from_date__lte=day).order_by("-from_date", "-pk")


def windows_on(day: date, actor: Actor | None = None) -> QuerySet[EvaluationPeriod]:
    """The periods of the actor's agency whose window is open on a day, what closes first in front."""
    found = rooted_periods().filter(home(actor, "cycle__"), window_from__lte=day, window_to__gte=day)
    return found.order_by("window_to", "pk")


@shared
def latest_window(day: date, actor: Actor | None = None) -> EvaluationPeriod | None:
    """The period whose rating window opened last in the actor's agency: the one people are rated for now."""
    opened = rooted_periods().filter(home(actor, "cycle__"), window_from__lte=day)
    return opened.order_by("-window_from", "-pk").first()


def window_terms(values: Values) -> WindowTerms:
    """What the settings of a day say about windows."""
    deadline = values.typed("yearly_evaluation_deadline")
    assert isinstance(deadline, tuple)
    return WindowTerms(
        opens_before=values.integer("evaluation_window_opens_before_period_end_days"),
        closes=Closing(values.word("evaluation_window_closes")),
        close_day=values.integer("monthly_close_day"),
        yearly_deadline=(int(deadline[0]), int(deadline[1])),
    )


def begun_and_waiting(day: date) -> QuerySet[EvaluationPeriod]:
    """Periods of open years that have begun and are still being prepared."""
    found = rooted_periods().filter(cycle__state=CycleState.OPEN, state=PeriodState.PLANNED, from_date__lte=day)
    return found.order_by("pk")


def over(day: date) -> QuerySet[EvaluationPeriod]:
    """Open periods whose window is over."""
    return rooted_periods().filter(state=PeriodState.OPEN, window_to__lt=day).order_by("pk")
