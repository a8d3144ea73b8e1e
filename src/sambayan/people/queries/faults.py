"""Finding what is wrong in the data of people: one question to the database for each kind, of the whole agency.

Every finder yields `Finding`s for the people or units of a scope, each of them once.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Substr

from sambayan.people import rules
from sambayan.people.models import Account, Agency, Assignment, ImportRow, OrganisationUnit, PeopleImport
from sambayan.people.queries.days import open_on
from sambayan.people.queries.ladder import handed_on, main_posts, without_appraiser
from sambayan.people.queries.scope import Scope
from sambayan.people.rules import AssignmentKind, Fault, ImportKind, ImportState, RepairKind, RowChange, Sex


class Finding(NamedTuple):
    """Something wrong: with an employee, or with the unit alone; `detail` as the rules write it."""

    employee_id: int | None
    unit_id: int
    detail: str


Finder = Callable[[Scope, date], Iterator[Finding]]


def superior_missing(scope: Scope, day: date) -> Iterator[Finding]:
    """Civil servants whom nobody appraises: the answer of `appraisal_of`, for everybody at once."""
    civil_servants = scope.posts(day).filter(employee__employee_number__isnull=False)
    for employee_id, unit_id in without_appraiser(civil_servants, day):
        yield Finding(employee_id, unit_id, rules.detail(Fault.NO_HEAD))


def superior_wrong(_scope: Scope, day: date) -> Iterator[Finding]:
    """Recorded superiors who left, stand below, or may not appraise; always of everybody, for circles are long."""
    superior = main_posts(day).filter(employee_id=OuterRef("direct_superior_id"))
    recorded = main_posts(day).filter(direct_superior__isnull=False).order_by("pk")
    rows = recorded.annotate(
        superior_path=Subquery(superior.values("position__unit__path")[:1]),
        superior_type=Subquery(superior.values("position__position_type")[:1]),
    ).values_list(
        "employee_id", "position__unit_id", "position__unit__path", "direct_superior_id", "direct_superior__name",
        "direct_superior__left_on", "superior_path", "superior_type", "position__is_head",
    )  # fmt: skip
    named = list(rows)
    circles = set(rules.in_circles({employee_id: superior_id for employee_id, _u, _p, superior_id, *_ in named}))
    handed = handed_on(day)
    for employee_id, unit_id, path, superior_id, name, left_on, superior_path, kind, is_head in named:
        receivers = {receiver for level in rules.above(path) for _giver, receiver in handed.get(level, ())}
        if superior_path is None or (left_on and left_on <= day):
            yield Finding(employee_id, unit_id, rules.detail(Fault.GONE, name))
        elif employee_id in circles or (is_head and superior_path.startswith(path)):
            yield Finding(employee_id, unit_id, rules.detail(Fault.CIRCULAR, name))
        elif kind not in rules.APPRAISING and superior_id not in receivers:
            yield Finding(employee_id, unit_id, rules.detail(Fault.TOO_LOW, name))


def unit_inactive(scope: Scope, day: date) -> Iterator[Finding]:
    """Main posts held in a unit that is closed."""
    held = scope.posts(day).filter(position__unit__closed_on__lte=day)
    for employee_id, unit_id, closed in held.values_list(
        "employee_id", "position__unit_id", "position__unit__closed_on"
    ).iterator():
        yield Finding(employee_id, unit_id, rules.detail(Fault.CLOSED, str(closed)))


def unit_headless(scope: Scope, day: date) -> Iterator[Finding]:
    """Open units that nobody leads, neither in an own post nor acting."""
    leading = Assignment.objects.filter(open_on(day), position__is_head=True, position__unit_id=OuterRef("pk"))
    led = Exists(leading.exclude(kind=AssignmentKind.ADDITIONAL.value))
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    for unit_id in scope.units().filter(is_open, ~led).values_list("pk", flat=True).iterator():
        yield Finding(None, unit_id, rules.detail(Fault.VACANT))


def double_main(scope: Scope, day: date) -> Iterator[Finding]:
    """Employees whom the latest file gives two main posts: the database holds only one, the file was refused there."""
    return _refused(scope, day, '"double_main"', Fault.TWO_POSTS)


def number_mismatch(scope: Scope, day: date) -> Iterator[Finding]:
    """Numbers that tell another birth date or sex than the recorded ones, here or in the latest file."""
    seen: set[int | None] = set()
    for finding in (*_contradicted(scope, day), *_refused(scope, day, '"number_mismatch', Fault.IN_FILE)):
        if finding.employee_id not in seen:
            seen.add(finding.employee_id)
            yield finding


def post_missing(scope: Scope, day: date) -> Iterator[Finding]:
    """Employees who did not leave and hold no main post: a gap, to be seen and not fatal."""
    held = Exists(main_posts(day).filter(employee_id=OuterRef("pk")))
    return _each(_present(scope, day).filter(~held), Fault.NO_POST)


def account_missing(scope: Scope, day: date) -> Iterator[Finding]:
    """Civil servants in a main post who cannot sign in; a state official without a number needs no account."""
    posts = scope.posts(day).filter(_not_left(day, "employee__"), employee__account__isnull=True)
    posts = posts.filter(employee__employee_number__isnull=False)
    for employee_id, unit_id in posts.values_list("employee_id", "position__unit_id").iterator():
        yield Finding(employee_id, unit_id, rules.detail(Fault.NO_ACCOUNT))


def contact_missing(scope: Scope, day: date) -> Iterator[Finding]:
    """Employees with an account to whom no mail can be sent: neither the account nor the person has an address."""
    silent = Account.objects.filter(is_active=True, email="", employee__email="").values("employee_id")
    return _each(_present(scope, day).filter(pk__in=silent), Fault.NO_EMAIL)


FINDERS: dict[RepairKind, Finder] = {
    RepairKind.SUPERIOR_MISSING: superior_missing,
    RepairKind.SUPERIOR_WRONG: superior_wrong,
    RepairKind.UNIT_INACTIVE: unit_inactive,
    RepairKind.UNIT_HEADLESS: unit_headless,
    RepairKind.DOUBLE_MAIN: double_main,
    RepairKind.NUMBER_MISMATCH: number_mismatch,
    RepairKind.POST_MISSING: post_missing,
    RepairKind.ACCOUNT_MISSING: account_missing,
    RepairKind.CONTACT_MISSING: contact_missing,
}
WHOLE = frozenset({RepairKind.SUPERIOR_WRONG})
"""Kinds whose finder always answers for everybody."""


def _not_left(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gt": day})


def _present(scope: Scope, day: date) -> QuerySet[Any]:
    """The employees who did not leave, with the unit of their last main post, else the root (`where`)."""
    last = Assignment.objects.filter(employee_id=OuterRef("pk"), kind=AssignmentKind.MAIN.value, from_date__lte=day)
    root = OrganisationUnit.objects.filter(parent__isnull=True).order_by("pk")
    where = Coalesce(
        Subquery(last.order_by("-from_date", "-pk").values("position__unit_id")[:1]),
        Subquery(root.values("pk")[:1]),
        output_field=BigIntegerField(),
    )
    return scope.employees().filter(_not_left(day)).annotate(where=where).filter(where__isnull=False)


def _each(employees: QuerySet[Any], fault: Fault, what: str = "") -> Iterator[Finding]:
    for employee_id, unit_id in employees.values_list("pk", "where").iterator():
        yield Finding(employee_id, unit_id, rules.detail(fault, what))


def _contradicted(scope: Scope, day: date) -> Iterator[Finding]:
    """Compared as text in the database: a birth date reads `1987-04-12` there, a number begins `19870412`."""
    number, dash = F("employee_number"), Value("-")
    told = Concat(Substr(number, 1, 4), dash, Substr(number, 5, 2), dash, Substr(number, 7, 2))
    compared = _present(scope, day).annotate(
        told=told, born=Cast("birth_date", CharField()), digit=Substr(number, 15, 1)
    )
    numbered = compared.filter(employee_number__isnull=False)
    other_day = Q(birth_date__isnull=False) & ~Q(told=F("born"))
    other_sex = Q(digit="1", sex=Sex.FEMALE.value) | Q(digit="2", sex=Sex.MALE.value)
    for employee_id, unit_id, born, as_told in (
        numbered.filter(other_day | other_sex).values_list("pk", "where", "birth_date", "told").iterator()
    ):
        differs = born is not None and born.isoformat() != as_told
        fault, what = (Fault.BIRTH_DATE, born.isoformat()) if differs else (Fault.SEX, "")
        yield Finding(employee_id, unit_id, rules.detail(fault, what))


def _refused(scope: Scope, day: date, code: str, fault: Fault) -> Iterator[Finding]:
    """Employees with a line of the latest file of an agency that was refused with a problem of this code."""
    files = PeopleImport.objects.filter(
        agency_id=OuterRef("pk"), kind=ImportKind.PEOPLE.value, state__in=[ImportState.READY, ImportState.APPLIED]
    )
    latest = Agency.objects.annotate(latest=Subquery(files.order_by("-uploaded_at", "-pk").values("pk")[:1]))
    for source in PeopleImport.objects.filter(pk__in=latest.values("latest")).only("filename"):
        lines = ImportRow.objects.filter(source=source, change=RowChange.REFUSED.value, problems__icontains=code)
        yield from _each(_present(scope, day).filter(employee_number__in=lines.values("key")), fault, source.filename)
