"""Whose data are looked at for faults: everybody's, or those a change can have touched."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from sambayan.people.models import Assignment, Employee, OrganisationUnit, Repair
from sambayan.people.queries.ladder import main_posts

MOST = 5000
"""From so many touched employees on it is quicker to look at everybody."""


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
    def __init__(self, employee_ids: set[int], unit_ids: set[int]) -> None:
        self.employee_ids, self.unit_ids = employee_ids, unit_ids

    def employees(self) -> QuerySet[Employee]:
        return Employee.objects.filter(pk__in=self.employee_ids)

    def posts(self, day: date) -> QuerySet[Assignment]:
        return main_posts(day).filter(employee_id__in=self.employee_ids)

    def units(self) -> QuerySet[OrganisationUnit]:
        return OrganisationUnit.objects.filter(pk__in=self.unit_ids)

    def repairs(self) -> QuerySet[Repair]:
        about = Q(employee_id__in=self.employee_ids) | Q(employee__isnull=True, unit_id__in=self.unit_ids)
        return Repair.objects.filter(about)


def touched_by(employee_ids: Iterable[int], unit_ids: Iterable[int], day: date) -> Scope:
    """Who and what a change to these employees and units can touch; three statements. Very many are everybody.

    The employees themselves, everybody recorded under them, and everybody in the units and below, also in units that
    the employees lead or led, or for which they handed on or received authority: there they decide who appraises.
    """
    changed = set(employee_ids)
    led = Q(positions__is_head=True, positions__assignments__employee_id__in=changed)
    handed = Q(delegations__giver_id__in=changed) | Q(delegations__receiver_id__in=changed)
    tops = OrganisationUnit.objects.filter(Q(pk__in=set(unit_ids)) | led | handed)
    below = Q(pk__in=[])
    for path in tops.values_list("path", flat=True).distinct():
        below |= Q(path__startswith=path)
    units = set(OrganisationUnit.objects.filter(below).values_list("pk", flat=True))
    touched = Q(direct_superior_id__in=changed) | Q(position__unit_id__in=units)
    people = changed | set(main_posts(day).filter(touched).values_list("employee_id", flat=True)[:MOST])
    return _Touched(people, units) if len(people) < MOST else Scope()
