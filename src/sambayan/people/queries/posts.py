"""Who holds which post: one person's, and everybody's in the directory."""

from datetime import date

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from sambayan.people.models import Absence, Assignment, Delegation, Look, RoleGrant, TeamMember, UnitVersion
from sambayan.people.queries.days import open_on
from sambayan.people.rules import AssignmentKind


def assignment_of(employee_id: int | None, day: date) -> Assignment | None:
    """The main post an employee holds on `day`, with position and unit."""
    if employee_id is None:
        return None
    held = Assignment.objects.filter(open_on(day), employee_id=employee_id, kind=AssignmentKind.MAIN.value)
    return held.select_related("position__unit__agency", "employee").order_by("-from_date", "-pk").first()


def latest_post_of(employee_id: int, day: date) -> Assignment | None:
    """The main post an employee holds on `day`, else the last one held: somebody between two posts keeps a page."""
    held = Assignment.objects.filter(employee_id=employee_id, kind=AssignmentKind.MAIN.value, from_date__lte=day)
    return held.select_related("position__unit__agency", "employee").order_by("-from_date", "-pk").first()


def posts_of(employee_id: int, day: date) -> QuerySet[Assignment]:
    """All posts an employee has held in whatever way, newest first, each with the unit's name at its end (`then`)."""
    end = Coalesce(OuterRef("to_date"), Value(day, output_field=DateField()))
    called = UnitVersion.objects.filter(unit_id=OuterRef("position__unit_id"), from_date__lte=end).order_by(
        "-from_date"
    )
    held = Assignment.objects.filter(employee_id=employee_id).select_related("position__unit", "direct_superior")
    return held.annotate(then=Subquery(called.order_by("-from_date").values("name")[:1])).order_by("-from_date", "-pk")


def absences_of(employee_id: int) -> QuerySet[Absence]:
    """When and why an employee was away, newest first."""
    return Absence.objects.filter(employee_id=employee_id).order_by("-from_date", "-pk")


def teams_of(employee_id: int) -> QuerySet[TeamMember]:
    """The teams an employee works in or leads, newest first."""
    return TeamMember.objects.filter(employee_id=employee_id).select_related("team__unit").order_by("-from_date", "-pk")


def delegations_of(employee_id: int) -> QuerySet[Delegation]:
    """What an employee handed on or received, newest first."""
    either = Delegation.objects.filter(Q(giver_id=employee_id) | Q(receiver_id=employee_id))
    return either.select_related("giver", "receiver", "unit").order_by("-from_date", "-pk")


def grants_of(employee_id: int) -> QuerySet[RoleGrant]:
    """The roles of an employee's account, newest first."""
    return (
        RoleGrant.objects.filter(account__employee_id=employee_id).select_related("unit").order_by("-from_date", "-pk")
    )


def looks_at(employee_id: int) -> QuerySet[Look]:
    """Who opened the personal pages of an employee, newest first."""
    return Look.objects.filter(employee_id=employee_id).order_by("-at", "-pk")


def assignment(pk: int) -> Assignment | None:
    """One assignment with its person and unit."""
    return Assignment.objects.filter(pk=pk).select_related("employee", "position__unit").first()


def delegation(pk: int) -> Delegation | None:
    """One delegation with both sides."""
    return Delegation.objects.filter(pk=pk).select_related("giver", "receiver", "unit").first()


def role_grant(pk: int) -> RoleGrant | None:
    """One role with its account and unit."""
    return RoleGrant.objects.filter(pk=pk).select_related("account", "unit").first()


def roles(text: str, day: date) -> QuerySet[RoleGrant]:
    """The roles held on `day` or later, by name of the account; `text` finds a name or a unit."""
    held = RoleGrant.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day)).select_related("account", "unit")
    for word in text.split():
        held = held.filter(Q(account__name__icontains=word) | Q(unit__name__icontains=word))
    return held.order_by("account__name", "pk")
