"""Working teams and who is in them."""

from django.db.models import QuerySet

from sambayan.people.models import Team, TeamMember


def team(pk: int) -> Team | None:
    """One team with its unit."""
    return Team.objects.filter(pk=pk).select_related("unit").first()


def members_of(team: Team) -> QuerySet[TeamMember]:
    """Who is and was in a team, the lead first, then by name."""
    return TeamMember.objects.filter(team=team).select_related("employee").order_by("-is_lead", "employee__name", "pk")
