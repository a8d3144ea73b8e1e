"""Reading people and offices: who works where, who appraises whom, who is asking."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sambayan.common.actor import Actor, Grant, Role
from sambayan.people.models import Account, Assignment, OrganisationUnit, RoleGrant
from sambayan.people.rules.number import LENGTH as EMPLOYEE_NUMBER_LENGTH


def open_on(day: date, prefix: str = "") -> Q:
    """The condition that a from–to row holds on `day`; `prefix` leads to the row (`assignments__`)."""
    ended = Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": day})
    return Q(**{f"{prefix}from_date__lte": day}) & ended


def actor_for(account: Account, day: date) -> Actor:
    """The actor behind an account today: two queries, whatever the account may do."""
    post = assignment_of(account.employee_id, day)
    grants = RoleGrant.objects.filter(open_on(day), account=account).select_related("unit")
    return Actor(
        account_id=account.pk,
        name=account.name,
        title=post.position.title if post else account.title,
        employee_id=account.employee_id,
        unit_path=post.position.unit.path if post else "",
        heads_unit=bool(post and post.position.is_head),
        grants=frozenset(Grant(Role(grant.role), grant.unit.path if grant.unit else "") for grant in grants),
    )


def personas() -> QuerySet[Account]:
    """The accounts that stand for a role in the demo, in the order they were made."""
    return Account.objects.exclude(persona="").select_related("employee").order_by("pk")


def persona(name: str) -> Account | None:
    """The demo account of one persona."""
    return Account.objects.filter(persona=name, is_active=True).exclude(persona="").first()


def assignment_of(employee_id: int | None, day: date) -> Assignment | None:
    """The post an employee holds on `day`, with position and unit."""
    if employee_id is None:
        return None
    held = Assignment.objects.filter(open_on(day), employee_id=employee_id)
    return held.select_related("position__unit__agency", "employee").order_by("-from_date", "-pk").first()


@dataclass(frozen=True)
class Appraisal:
    """Who appraises an employee on a day, who stands above the appraiser, and why, in the posts themselves.

    `passed_over` names the units on the way up whose headship is vacant.
    """

    own: Assignment
    appraiser: Assignment | None
    superior: Assignment | None
    passed_over: tuple[str, ...]


def _prefixes(path: str) -> list[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1)]


def appraisal_of(employee_id: int, day: date) -> Appraisal | None:
    """Appraiser and appraiser's superior of an employee on `day`; None when the employee holds no post.

    The appraiser is the head of the employee's unit; for a head, the head of the unit above; a vacant headship
    passes to the next level up. Source: PermenPANRB 6/2022 Ps 1(9), Lampiran IV.A.2 p89.
    """
    own = assignment_of(employee_id, day)
    if own is None:
        return None
    heads = (
        Assignment.objects.filter(
            open_on(day), position__is_head=True, position__unit__path__in=_prefixes(own.position.unit.path)
        )
        .exclude(employee_id=employee_id)
        .select_related("position__unit", "employee")
    )
    above = sorted(heads, key=lambda head: len(head.position.unit.path), reverse=True)
    headed = {head.position.unit.path for head in above} | ({own.position.unit.path} if own.position.is_head else set())
    reached = above[0].position.unit.path if above else ""
    vacant = [p for p in _prefixes(own.position.unit.path) if len(p) > len(reached) and p not in headed]
    return Appraisal(own, above[0] if above else None, above[1] if len(above) > 1 else None, _named(vacant))


def _named(paths: list[str]) -> tuple[str, ...]:
    """The names of the units with these paths, the deepest first; no query when there are none."""
    if not paths:
        return ()
    found = OrganisationUnit.objects.filter(path__in=paths)
    return tuple(unit.name for unit in sorted(found, key=lambda unit: len(unit.path), reverse=True))


def directory(text: str, day: date) -> QuerySet[Assignment]:
    """Everybody who holds a post on `day`, by name; `text` finds part of a name, post or unit, or one whole number.

    Part of an employee number finds nobody: it begins with the birth date, which is not everybody's to search.
    """
    people = Assignment.objects.filter(open_on(day)).select_related("employee", "position__unit")
    number = "".join(text.split())
    if number.isdigit() and len(number) == EMPLOYEE_NUMBER_LENGTH:
        return people.filter(employee__employee_number=number).order_by("pk")
    for word in text.split():
        people = people.filter(
            Q(employee__name__icontains=word)
            | Q(position__title__icontains=word)
            | Q(position__unit__name__icontains=word)
        )
    return people.order_by("employee__name", "pk")


def unit(code: str) -> OrganisationUnit | None:
    """One unit by its code, with the unit above and its agency."""
    return OrganisationUnit.objects.filter(code=code).select_related("parent", "agency").first()


def posts_of(employee_id: int) -> QuerySet[Assignment]:
    """All posts an employee has held, newest first."""
    held = Assignment.objects.filter(employee_id=employee_id).select_related("position__unit")
    return held.order_by("-from_date", "-pk")
