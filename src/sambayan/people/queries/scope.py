"""Whose data are looked at for faults: everybody's, or those a change can have touched."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sambayan.people.models import Assignment, Employee, OrganisationUnit, Repair
from sambayan.people.queries.ladder import main_posts


class Scope:
    """Everybody; `touched_by` narrows it."""

    def employees(self) -> QuerySet[Employee]:
        """The employees looked at."""
        return Employee.objects.all()

    def posts(self, day: date) -> QuerySet[Assignment]:
        """Their main posts of the day."""
        return main_posts(day)

    def units(self) -> QuerySet[OrganisationUnit]:
        """The units looked at."""
        return OrganisationUnit.objects.all()

    def repairs(self) -> QuerySet[Repair]:
        """The repairs that are brought in line."""
        return Repair.objects.all()


class _Touched(Scope):
    def __init__(self, employees: QuerySet[Employee], units: QuerySet[OrganisationUnit]) -> None:
        self._employees, self._units = employees, units

    def employees(self) -> QuerySet[Employee]:
        return self._employees

    def posts(self, day: date) -> QuerySet[Assignment]:
        return main_posts(day).filter(employee__in=self._employees)

    def units(self) -> QuerySet[OrganisationUnit]:
        return self._units

    def repairs(self) -> QuerySet[Repair]:
        about = Q(employee__in=self._employees) | Q(employee__isnull=True, unit__in=self._units)
        return Repair.objects.filter(about)


def touched_by(employee_ids: Iterable[int], unit_ids: Iterable[int], day: date) -> Scope:
    """Who and what a change to these employees and units can touch; one statement.

    The employees themselves, everybody recorded under them, and everybody in the units and below, also in units that
    the employees lead or led, or for which they handed on or received authority: there they decide who appraises.
    """
    changed = set(employee_ids)
    led = Q(positions__is_head=True, positions__assignments__employee_id__in=changed)
    handed = Q(delegations__giver_id__in=changed) | Q(delegations__receiver_id__in=changed)
    tops = (
        OrganisationUnit.objects.filter(Q(pk__in=set(unit_ids)) | led | handed)
        .values_list("path", flat=True)
        .distinct()
    )
    below, below_post = Q(pk__in=[]), Q(direct_superior_id__in=changed)
    for path in tops.values_list("path", flat=True).distinct():
        below |= Q(path__startswith=path)
        below_post |= Q(position__unit__path__startswith=path)
    touched = main_posts(day).filter(below_post, employee_id=OuterRef("pk"))
    return _Touched(
        Employee.objects.filter(Q(pk__in=changed) | Exists(touched)), OrganisationUnit.objects.filter(below)
    )
