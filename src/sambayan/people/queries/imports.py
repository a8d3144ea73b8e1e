"""Reading what is stored for a comparison, and the files with their lines for the pages."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sambayan.common.actor import Actor
from sambayan.people.access.imports import covers, visible_imports
from sambayan.people.models import Account, Agency, Assignment, Employee, ImportRow, OrganisationUnit, PeopleImport
from sambayan.people.rules import UNDO_WITHIN_HOURS, AssignmentKind, ImportState
from sambayan.people.rules.imports import CHANGING, EMPLOYEE_FIELDS, UNIT_FIELDS, Known, Office
from sambayan.people.rules.people_difference import Present

BATCH = 500
_NO_POST = {
    "unit": "", "title": "", "position_type": "", "level": "", "is_head": False, "since": None, "until": None,
    "superior": "",
}  # fmt: skip


def _root(agency: str) -> Subquery:
    tops = OrganisationUnit.objects.filter(agency=OuterRef(agency), parent=None)
    return Subquery(tops.order_by("pk").values("path")[:1])


def agencies() -> QuerySet[Agency]:
    """All agencies with the path of their top unit, by which rights are asked."""
    return Agency.objects.annotate(root_path=_root("pk")).order_by("name", "pk")


def agencies_of(actor: Actor) -> list[Agency]:
    """The agencies whose files this actor may bring in."""
    return [agency for agency in agencies() if not covers(actor, agency)]


def imports_of(actor: Actor) -> QuerySet[PeopleImport]:
    """The files of the actor's agencies, newest first, without their content."""
    kept = PeopleImport.objects.filter(visible_imports(actor)).select_related("agency", "uploaded_by")
    return kept.defer("content").annotate(root_path=_root("agency")).order_by("-uploaded_at", "-pk")


def people_import(pk: int) -> PeopleImport | None:
    """One file with its agency and the path of the agency's top unit, without its content."""
    kept = PeopleImport.objects.select_related("agency", "uploaded_by").defer("content")
    return kept.annotate(root_path=_root("agency")).filter(pk=pk).first()


def content_of(kept: PeopleImport) -> bytes:
    """The bytes of a file that has not been read yet; empty once it was."""
    return bytes(PeopleImport.objects.values_list("content", flat=True).get(pk=kept.pk) or b"")


def applied_before(kept: PeopleImport) -> PeopleImport | None:
    """The last applied file of this kind when it is the very same file."""
    others = PeopleImport.objects.filter(agency=kept.agency_id, kind=kept.kind, state=ImportState.APPLIED)
    last = others.exclude(pk=kept.pk).defer("content").order_by("-applied_at", "-pk").first()
    return last if last and last.fingerprint == kept.fingerprint else None


def counts_of(kept: PeopleImport) -> dict[str, int]:
    """How many lines there are of each change."""
    rows = ImportRow.objects.filter(source=kept).values_list("change").annotate(Count("pk")).order_by("change")
    return dict(rows)


def rows_of(kept: PeopleImport, change: str = "") -> QuerySet[ImportRow]:
    """The lines of a file in its order; with `change` only those."""
    rows = ImportRow.objects.filter(source=kept)
    return (rows.filter(change=change) if change else rows).order_by("row", "pk")


def changing_batches(kept: PeopleImport) -> Iterator[list[ImportRow]]:
    """The lines that change something, in batches, each of one statement."""
    last = 0
    rows = ImportRow.objects.filter(source=kept, change__in=CHANGING).order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def undo_ends(kept: PeopleImport) -> datetime | None:
    """Until when an applied file can be undone as a whole."""
    return kept.applied_at + timedelta(hours=UNDO_WITHIN_HOURS) if kept.applied_at else None


def offices() -> dict[str, Office]:
    """Every office by its code."""
    columns = ("code", "pk", "agency_id", "path", "parent__code", "name", "closed_on")
    rows = OrganisationUnit.objects.values_list(*columns)
    return {row[0]: Office(row[1], row[2], row[3], row[4] or "", row[5], _iso(row[6])) for row in rows}


def known_units(agency: int) -> dict[str, Known]:
    """The offices of an agency by code, with the fields a file may tell."""
    fields = [field if field != "parent" else "parent__code" for field in UNIT_FIELDS]
    rows = OrganisationUnit.objects.filter(agency=agency).values_list("code", "pk", *fields)
    return {
        code: Known({name: value or "" for name, value in zip(UNIT_FIELDS, values, strict=True)}, {"unit": pk})
        for code, pk, *values in rows.iterator(2000)
    }


def present(agency: int, today: date, *, is_complete: bool) -> Present:
    """Everything stored that a file of employees is compared with, in four statements."""
    return Present(
        people=known_people(),
        offices=offices(),
        agencies=dict(Agency.objects.values_list("pk", "name")),
        agency=agency,
        today=today.isoformat(),
        is_complete=is_complete,
    )


def known_people() -> dict[str, Known]:
    """Every employee by number (`#12` without one) with the latest main assignment."""
    by_pk: dict[int, Known] = {}
    people: dict[str, Known] = {}
    same: dict[Any, Any] = {}
    for pk, number, *values in Employee.objects.values_list("pk", "employee_number", *EMPLOYEE_FIELDS).iterator(2000):
        told = {name: _plain(value, same) for name, value in zip(EMPLOYEE_FIELDS, values, strict=True)}
        keys = {"employee": pk, "assignment": None, "agency": None, "previous_end": None}
        people[number or f"#{pk}"] = by_pk[pk] = Known(told | _NO_POST, keys)
    columns = (
        "pk", "employee_id", "position__unit__agency_id", "position__unit__code", "position__title",
        "position__position_type", "position__level", "position__is_head", "from_date", "to_date",
        "direct_superior_id", "direct_superior__employee_number",
    )  # fmt: skip
    held = Assignment.objects.filter(kind=AssignmentKind.MAIN).order_by("employee_id", "from_date", "pk")
    for pk, employee, agency, *post, superior, number in held.values_list(*columns).iterator(2000):
        known = by_pk[employee]
        if known.values["until"]:
            known.keys["previous_end"] = known.values["until"]
        known.keys |= {"assignment": pk, "agency": agency}
        known.values |= zip(list(_NO_POST)[:-1], (_plain(value, same) for value in post), strict=True)
        known.values["superior"] = number or (f"#{superior}" if superior else "")
    return people


def _plain(value: Any, same: dict[Any, Any]) -> Any:
    """The value as JSON holds it; equal texts are kept once."""
    if isinstance(value, date):
        value = value.isoformat()
    return same.setdefault(value, value) if isinstance(value, str) else value


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def later_touched(kept: PeopleImport) -> QuerySet[ImportRow]:
    """Lines of files applied after this one that touched the same people or offices."""
    own = ImportRow.objects.filter(source=kept, change__in=CHANGING).values("key")
    later = Q(source__applied_at__gt=kept.applied_at) | Q(source__applied_at=kept.applied_at, source__pk__gt=kept.pk)
    rows = ImportRow.objects.filter(later, source__state=ImportState.APPLIED, source__kind=kept.kind)
    return rows.filter(change__in=CHANGING, key__in=own).order_by("pk")


def rows_that_change(kept: PeopleImport) -> bool:
    """Whether the file changes anything at all."""
    return ImportRow.objects.filter(source=kept, change__in=CHANGING).exists()


def account(pk: int) -> Account | None:
    """The account that confirmed a file."""
    return Account.objects.filter(pk=pk, is_active=True).first()
