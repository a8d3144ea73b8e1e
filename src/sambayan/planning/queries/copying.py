"""Templates, the people a leader may assign to, and what waits to be taken up."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sambayan.common.actor import Actor
from sambayan.people.models import Assignment
from sambayan.people.queries import assignment_of
from sambayan.planning.models import AgreementTemplate, AssignedResult, PerformanceAgreement
from sambayan.planning.rules import STANDING


def template(pk: int) -> AgreementTemplate | None:
    """One template with its unit."""
    return AgreementTemplate.objects.filter(pk=pk).select_related("unit").first()


def templates(position_title: str = "", text: str = "") -> QuerySet[AgreementTemplate]:
    """The templates in use, of one position title if one is given; `text` finds titles."""
    rows = AgreementTemplate.objects.filter(retired_at__isnull=True).select_related("unit")
    if position_title:
        rows = rows.filter(position_title__iexact=position_title)
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(position_title__icontains=word))
    return rows.order_by("position_title", "title", "pk")


def templates_for(agreement: PerformanceAgreement, day: date) -> list[AgreementTemplate]:
    """The templates that fit the employee's present position and the form of the agreement."""
    post = assignment_of(agreement.employee_id, day)
    if post is None:
        return []
    return list(templates(post.position.title).filter(form=agreement.form))


def position_title_of(agreement: PerformanceAgreement, day: date) -> str:
    """The title of the post the employee holds today; empty between two posts."""
    post = assignment_of(agreement.employee_id, day)
    return post.position.title if post else ""


@dataclass(frozen=True)
class Mate:
    """Somebody of the team to whom a result may be assigned, with the agreement of the year if there is one."""

    employee_id: int
    name: str
    title: str
    agreement: PerformanceAgreement | None


def team_of(actor: Actor, day: date) -> list[Mate]:
    """Everybody the actor appraises this year, and those in the unit led who have no agreement yet; by name."""
    if actor.employee_id is None:
        return []
    standing = PerformanceAgreement.objects.filter(
        appraiser_id=actor.employee_id, cycle__year=day.year, state__in=sorted(STANDING)
    ).select_related("employee", "appraiser", "superior", "unit", "cycle")
    by_person: dict[int, PerformanceAgreement] = {}
    for row in standing.order_by("version", "pk"):
        kept = by_person.get(row.employee_id)
        if kept is None or kept.set_at is not None:  # an unfinished version is where one writes
            by_person[row.employee_id] = row
    mates = [Mate(pk, row.employee.name, row.unit.name, row) for pk, row in by_person.items()]
    mates += [
        Mate(post.employee_id, post.employee.name, post.position.title, None)
        for post in _without(actor, actor.employee_id, day)
    ]
    return sorted(mates, key=lambda mate: (mate.name, mate.employee_id))


def _without(actor: Actor, own_id: int, day: date) -> QuerySet[Assignment]:
    """Whom a leader appraises, as far as nobody has an agreement of the year with them.

    Holders of posts in the units led, and heads of the units right below them. Source: PermenPANRB 6/2022 Ps 1.
    """
    agreed = PerformanceAgreement.objects.filter(cycle__year=day.year, state__in=sorted(STANDING))
    open_posts = Assignment.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day), from_date__lte=day)
    led = sorted(actor.led_paths)
    staff = Q(position__unit__path__in=led, position__is_head=False)
    heads = Q(position__unit__parent__path__in=led, position__is_head=True)
    rows = open_posts.filter(staff | heads, kind="main")
    return (
        rows.exclude(employee_id__in=agreed.values("employee_id"))
        .exclude(employee_id=own_id)
        .select_related("employee", "position")
    )


def waiting_for(agreement_pk: int) -> list[AssignedResult]:
    """Results that were assigned and wait for the next dialogue, in the order they were assigned."""
    rows = AssignedResult.objects.filter(agreement_id=agreement_pk, taken_up_at__isnull=True)
    return list(rows.order_by("assigned_at", "pk"))
