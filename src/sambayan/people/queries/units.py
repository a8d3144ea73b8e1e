"""Offices: one, its place in the tree, its people, and what it was called on another day."""

from django.db.models import QuerySet

from sambayan.people.models import OrganisationUnit, Team, TeamMember


def unit(code: str) -> OrganisationUnit | None:
    """One unit by its code, with the unit above and its agency."""
    return OrganisationUnit.objects.filter(code=code).select_related("parent", "agency").first()


def find_units(text: str) -> list[OrganisationUnit]:
    """The open units meant by a code or a name: the one that fits exactly, else at most six that hold the words."""
    still_open = OrganisationUnit.objects.filter(closed_on__isnull=True).select_related("agency")
    exact = list(still_open.filter(code=text.strip().lower())[:1]) or list(
        still_open.filter(name__iexact=text.strip())[:2]
    )
    return exact or list(still_open.filter(name__icontains=text.strip()).order_by("name", "pk")[:6])


def team(pk: int) -> Team | None:
    """One team with its unit."""
    return Team.objects.filter(pk=pk).select_related("unit").first()


def members_of(team: Team) -> QuerySet[TeamMember]:
    """Who is and was in a team, the lead first, then by name."""
    return TeamMember.objects.filter(team=team).select_related("employee").order_by("-is_lead", "employee__name", "pk")
