"""What somebody means who typed a name, a code or a number into a form: one thing, or the few it could be."""

from datetime import date

from django.db.models import Q

from sambayan.people.models import Account, Assignment, OrganisationUnit
from sambayan.people.queries.days import open_on
from sambayan.people.rules import AssignmentKind

MOST = 6


def units_meant(text: str) -> list[OrganisationUnit]:
    """The open units meant by a code or a name: the one that fits exactly, else at most six that hold the words."""
    still_open = OrganisationUnit.objects.filter(closed_on__isnull=True).select_related("agency")
    wanted = text.strip()
    exact = list(still_open.filter(code=wanted.lower())[:1]) or list(still_open.filter(name__iexact=wanted)[:2])
    return exact or list(still_open.filter(name__icontains=wanted).order_by("name", "pk")[:MOST])


def employees_meant(text: str, day: date) -> list[Assignment]:
    """The employees in a post meant by a whole number or a name: the exact one, else at most six with these words."""
    number = "".join(text.split())
    posts = Assignment.objects.filter(open_on(day), kind=AssignmentKind.MAIN.value)
    posts = posts.select_related("employee", "position__unit")
    if number.isdigit():
        return list(posts.filter(employee__employee_number=number)[:1])
    exact = list(posts.filter(employee__name__iexact=text.strip()).order_by("pk")[:MOST])
    for word in text.split():
        posts = posts.filter(employee__name__icontains=word)
    return exact or list(posts.order_by("employee__name", "pk")[:MOST])


def accounts_meant(text: str) -> list[Account]:
    """The accounts meant by a login, an e-mail address or a whole name; at most six."""
    wanted = "".join(text.split()).lower()
    active = Account.objects.filter(is_active=True).order_by("pk")
    exact = list(active.filter(Q(login=wanted) | Q(email__iexact=wanted))[:2])
    return exact or list(active.filter(name__iexact=text.strip())[:MOST])
