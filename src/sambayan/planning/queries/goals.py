"""Reading strategic plans, performance contracts, their key indicators, and files of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import Cycle
from sambayan.people.models import OrganisationUnit
from sambayan.people.rules.offices import OfficeFact, office_facts
from sambayan.planning.access.goals import contracts_visible_to
from sambayan.planning.models import GoalFile, KeyIndicator, PerformanceContract, StrategicPlan
from sambayan.planning.rules import AgreementState
from sambayan.planning.rules.goals import GoalChange, IndicatorDraft, compare_goals

WORDS = ("goal", "name", "target", "measurement_unit", "direction", "perspective")
"""The fields of a key indicator that a person writes or a file tells."""
ENDED = (AgreementState.REPLACED.value, AgreementState.EXEMPT.value)
"""Agreements whose results no longer stand."""


def unit(code: str) -> OrganisationUnit | None:
    """One office that still is, with its agency."""
    return OrganisationUnit.objects.filter(code=code, closed_on=None).select_related("agency", "parent").first()


def top_unit(code: str) -> OrganisationUnit | None:
    """The top office of an agency, by whose key the strategic plan is asked for."""
    return OrganisationUnit.objects.filter(code=code, parent=None).select_related("agency").first()


def plans_of(agency_id: int) -> QuerySet[StrategicPlan]:
    """The strategic plans of an agency, the newest first."""
    return StrategicPlan.objects.filter(agency_id=agency_id).order_by("-first_year", "-pk")


def plan_for(agency_id: int, year: int) -> StrategicPlan | None:
    """The strategic plan that covers a year."""
    return plans_of(agency_id).filter(first_year__lte=year, last_year__gte=year).first()


def tops(year: int) -> list[tuple[OrganisationUnit, StrategicPlan | None]]:
    """The top office of every agency with the strategic plan of the year. Two queries."""
    covering = StrategicPlan.objects.filter(first_year__lte=year, last_year__gte=year).order_by("first_year", "pk")
    by_agency = {plan.agency_id: plan for plan in covering}
    roots = OrganisationUnit.objects.filter(parent=None, closed_on=None).select_related("agency").order_by("name", "pk")
    return [(root, by_agency.get(root.agency_id)) for root in roots]


def contract(pk: int) -> PerformanceContract | None:
    """One contract with unit, year and strategic plan."""
    return PerformanceContract.objects.filter(pk=pk).select_related("unit__agency", "cycle", "plan").first()


has_history(
    "contract",
    "planning.PerformanceContract",
    load=contract,
    right="planning.read_contract",
    page="planning:contract",
)


def contracts(actor: Actor, year: int, text: str = "") -> QuerySet[PerformanceContract]:
    """The contracts of a year this actor may read, from the top office down, each with how many indicators it has."""
    rows = PerformanceContract.objects.filter(contracts_visible_to(actor), cycle__year=year)
    for word in text.split():
        rows = rows.filter(
            Q(unit__name__icontains=word) | Q(title__icontains=word) | Q(unit__short_name__icontains=word)
        )
    sized = rows.annotate(size=Count("indicators"))
    return sized.select_related("unit", "cycle").order_by("unit__path", "pk")


def contract_of(unit_id: int, cycle_id: int) -> PerformanceContract | None:
    """The contract of a unit in a year."""
    return PerformanceContract.objects.filter(unit_id=unit_id, cycle_id=cycle_id).first()


def cycle_for(agency_id: int, year: int) -> Cycle | None:
    """The performance year of an agency."""
    return Cycle.objects.filter(agency_id=agency_id, year=year).first()


def indicators_of(contract: PerformanceContract) -> QuerySet[KeyIndicator]:
    """The key indicators of a contract in order, with what they support and how many support them."""
    rows = KeyIndicator.objects.filter(contract=contract).select_related("parent__contract__unit", "binding")
    return counted(rows).order_by("number", "pk")


def counted(rows: QuerySet[KeyIndicator]) -> QuerySet[KeyIndicator]:
    """With unit and year, how many indicators and how many standing results of people support each."""
    standing = ~Q(aligned__result__agreement__state__in=ENDED) & Q(aligned__isnull=False)
    return rows.select_related("contract__unit", "contract__cycle").annotate(
        children_count=Count("children", distinct=True), results=Count("aligned", filter=standing, distinct=True)
    )


def key_indicator(pk: int) -> KeyIndicator | None:
    """One key indicator with its contract and unit."""
    return KeyIndicator.objects.filter(pk=pk).select_related("contract__unit__agency", "contract__cycle").first()


def drafts_of(contract: PerformanceContract) -> list[IndicatorDraft]:
    """The indicators as the rules want them."""
    rows = KeyIndicator.objects.filter(contract=contract).order_by("number", "pk")
    return [IndicatorDraft(row.name, row.target, row.perspective) for row in rows]


def indicators_above(unit: OrganisationUnit, cycle_id: int, *, own: bool = False) -> list[KeyIndicator]:
    """The indicators of set contracts of the units above, the nearest first; with `own` the unit's own too."""
    above = prefixes(unit.path) if own else prefixes(unit.path)[:-1]
    rows = KeyIndicator.objects.filter(contract__unit__path__in=above, contract__cycle_id=cycle_id)
    set_ones = rows.filter(Q(contract__state="set") | Q(contract__unit=unit)).select_related("contract__unit")
    return list(set_ones.order_by("-contract__unit__path", "number", "pk"))


def prefixes(path: str) -> list[str]:
    """The paths of the units above one, the root first, and its own."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: count + 1]) + "/" for count in range(len(parts))]


def indicator_words(indicator: KeyIndicator) -> dict[str, Any]:
    """A key indicator as the form shows it."""
    return {name: getattr(indicator, name) for name in WORDS} | {"parent": indicator.parent_id or ""}


def goal_file(pk: int) -> GoalFile | None:
    """One file of key indicators with its contract and unit."""
    return GoalFile.objects.filter(pk=pk).select_related("contract__unit", "contract__cycle").first()


def changes_of(file: GoalFile) -> list[GoalChange]:
    """The lines of a file against the indicators stored now. One query."""
    rows = KeyIndicator.objects.filter(contract_id=file.contract_id).select_related("parent")
    known = {
        row.number: {name: getattr(row, name) for name in WORDS}
        | {"parent": str(row.parent.number) if row.parent else ""}
        for row in rows
    }
    return compare_goals(known, {int(row["number"]): dict(row["words"]) for row in file.rows})


@dataclass(frozen=True)
class Above:
    """The nearest unit above with a contract: its name, and its indicators by number."""

    name: str
    by_number: dict[int, int]


def nearest_above(contract: PerformanceContract) -> Above:
    """The nearest set contract of a unit above, by whose numbers a file names what an indicator supports."""
    found = indicators_above(contract.unit, contract.cycle_id)
    nearest = [row for row in found if row.contract_id == found[0].contract_id]
    return Above(nearest[0].contract.unit.name if nearest else "", {row.number: row.pk for row in nearest})


@office_facts
def contract_of_office(actor: Actor, unit_id: int) -> list[OfficeFact]:
    """The newest set contract of an office, on its page. One query."""
    rows = PerformanceContract.objects.filter(unit_id=unit_id, state="set").select_related("cycle")
    found = rows.annotate(size=Count("indicators")).order_by("-cycle__year").first()
    if found is None:
        return []
    told = ngettext("{n} indikator kinerja utama", "{n} indikator kinerja utama", found.size).format(n=found.size)
    title = _("Perjanjian kinerja {year}").format(year=found.cycle.year)
    return [OfficeFact(title, told, reverse("planning:contract", args=[found.pk]))]
