"""How far the agreements of a year are, for the page of the year."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sambayan.cycles.rules.figures import Figure, counts_year
from sambayan.planning.models import PerformanceAgreement


@counts_year
def agreements_in_force(cycle_pk: int) -> dict[int | None, Figure]:
    """People whose agreement is in force, of those who have one at all; whoever is exempt is not counted."""
    rows = PerformanceAgreement.objects.filter(cycle_id=cycle_pk).exclude(state="exempt")
    people = Count("employee_id", distinct=True)
    found = rows.aggregate(
        done=Count("employee_id", distinct=True, filter=Q(state__in=["in_force", "closed"])), total=people
    )
    if not found["total"]:
        return {}
    return {None: Figure(_("SKP berlaku"), found["done"], found["total"])}
