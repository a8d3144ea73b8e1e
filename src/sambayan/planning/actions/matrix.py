"""Dividing roles: the matrix A.1.5 and what becomes of its cells. Source: PermenPANRB 6/2022 Lampiran II.A.5 p44-49."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.models import Cycle
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.people.queries import appraisal_of
from sambayan.planning.actions.roles import apply_cells, give_role
from sambayan.planning.models import (
    AlignedResult,
    MatrixColumn,
    MatrixRow,
    PerformanceAgreement,
    PlannedResult,
    RoleResultCell,
    RoleResultMatrix,
)
from sambayan.planning.queries import matrix as queries
from sambayan.planning.rules import EDITABLE, STANDING, UNFINISHED
from sambayan.planning.rules.matrix import ColumnSource, Emptying, is_role, needs_consent, role_text


class ConflictError(Exception):
    """Somebody else changed the cell meanwhile; `cell` is as it stands now."""

    def __init__(self, cell: RoleResultCell) -> None:
        super().__init__(str(cell))
        self.cell = cell


class TouchedError(Exception):
    """The planned result of an emptied cell was worked on: it has to be said what becomes of it."""

    def __init__(self, result: PlannedResult) -> None:
        super().__init__(str(result))
        self.result = result


@dataclass(frozen=True)
class Writing:
    """What somebody writes into a cell, seeing its `version`; `then` answers what becomes of a touched result."""

    text: str
    version: int
    then: Emptying | None = None


def _held(matrix: RoleResultMatrix) -> RoleResultMatrix:
    """Hold the matrix still until the transaction ends, so that two people write one after the other."""
    RoleResultMatrix.objects.select_for_update().get(pk=matrix.pk)
    return matrix


@transaction.atomic
def open_matrix(
    place: queries.Place, cycle: Cycle, *, source: ColumnSource, by: Actor, at: datetime
) -> RoleResultMatrix:
    """Begin the matrix of a unit or team for a year with columns and people; beginning twice returns the one there is.

    Denied when nobody leads the place.
    """
    require("planning.open_matrix", by, place)
    known = queries.existing(place, cycle.pk)
    if known is not None:
        return known
    if place.leader is None:
        raise Denied(Refusal(_("Pimpinannya belum tercatat, jadi belum ada hasil kerja yang dibagi.")))
    matrix = RoleResultMatrix.objects.create(
        cycle=cycle,
        unit=place.unit,
        team=place.team,
        leader=place.leader,
        leader_title=place.title,
        source=source,
        refreshed_at=at,
    )
    _sync(matrix, place, at)
    record("planning.open_matrix", matrix, by=by, at=at, after={"source": source.value})
    return matrix


@transaction.atomic
def refresh_matrix(matrix: RoleResultMatrix, place: queries.Place, *, by: Actor, at: datetime) -> RoleResultMatrix:
    """Bring columns and rows up to today; what holds roles stays, also when its person or result is gone."""
    require("planning.write_role", by, _held(matrix))
    if place.leader is not None:
        matrix.leader, matrix.leader_title = place.leader, place.title
    matrix.refreshed_at = at
    matrix.save(update_fields=["leader", "leader_title", "refreshed_at"])
    _sync(matrix, place, at)
    record("planning.refresh_matrix", matrix, by=by, at=at)
    return matrix


def _sync(matrix: RoleResultMatrix, place: queries.Place, at: datetime) -> None:
    _sync_columns(matrix)
    people = queries.wanted_people(place, timezone.localdate(at))
    known = set(matrix.rows.values_list("employee_id", flat=True))
    blank = matrix.rows.filter(is_lent=False).exclude(cells__text__gt="")
    blank.exclude(employee_id__in=[person.employee_id for person in people]).delete()
    for person in people:
        if person.employee_id not in known:
            _add_row(matrix, person, at)


def _sync_columns(matrix: RoleResultMatrix) -> None:
    wanted = queries.wanted_columns(matrix.source, matrix.unit_id, matrix.leader_id, matrix.cycle_id)
    known = list(matrix.columns.order_by("number", "pk"))
    last, met = max((column.number for column in known), default=0), set[int]()
    for want in wanted:
        column = next((one for one in known if _is(one, want)), None)
        if column is None:
            last += 1
            column = MatrixColumn(matrix=matrix, number=last)
        column.text, column.indicator_id, column.result_id = want.text, want.indicator_id, want.result_id
        column.save()
        met.add(column.pk)
    matrix.columns.exclude(pk__in=met).exclude(cells__text__gt="").delete()


def _is(column: MatrixColumn, want: queries.Wanted) -> bool:
    if want.indicator_id is not None:
        return column.indicator_id == want.indicator_id
    return column.result_id is not None and column.result_id in (want.result_id, want.copied_from_id)


def _add_row(matrix: RoleResultMatrix, person: queries.Person, at: datetime, *, is_lent: bool = False) -> MatrixRow:
    """A row; in a team, and for somebody from elsewhere, the appraiser has to agree first (p46 f.10)."""
    day = timezone.localdate(at)
    found = appraisal_of(person.employee_id, day) if is_lent or matrix.team_id else None
    appraiser = found.appraiser.employee if found and found.appraiser else None
    asks = needs_consent(appraiser.pk if appraiser else None, matrix.leader_id)
    row = MatrixRow.objects.create(
        matrix=matrix,
        employee_id=person.employee_id,
        title=person.title,
        team_id=person.team_id,
        is_lent=is_lent,
        appraiser=appraiser if asks else None,
    )
    if appraiser is not None and asks:
        url = reverse("planning:matrix", args=[matrix.pk])
        notices.post("planning.ask_consent", to=appraiser, about=row, url=url, at=at)
    return row


@transaction.atomic
def add_lent(matrix: RoleResultMatrix, employee: Employee, title: str, *, by: Actor, at: datetime) -> MatrixRow:
    """Add somebody who works for this unit from elsewhere. Source: Lampiran II.A.5.j p47."""
    require("planning.write_role", by, _held(matrix))
    if employee.pk == matrix.leader_id or matrix.rows.filter(employee=employee).exists():
        raise Denied(Refusal(_("{name} sudah ada dalam matriks ini.").format(name=employee)))
    row = _add_row(matrix, queries.Person(employee.pk, title), at, is_lent=True)
    record("planning.add_lent", matrix, by=by, at=at, after={"employee": employee.name})
    return row


@transaction.atomic
def consent(row: MatrixRow, *, by: Actor, at: datetime) -> MatrixRow:
    """Agree that somebody whom the actor appraises takes roles in this matrix; they count from now on (p46 f.10)."""
    _held(row.matrix)
    row.refresh_from_db(fields=["consented_at"])
    require("planning.consent", by, row)
    row.consented_at = at
    row.save(update_fields=["consented_at"])
    record("planning.consent", row.matrix, by=by, at=at, after={"employee": row.employee.name})
    agreement = _writable(row.employee_id, row.matrix.cycle_id)
    if agreement is not None:
        apply_cells(agreement)
    return row


@transaction.atomic
def write_role(row: MatrixRow, column: MatrixColumn, written: Writing, *, by: Actor, at: datetime) -> RoleResultCell:
    """Write a cell; a role becomes a planned result of the employee's unfinished agreement, or waits for one.

    ConflictError when somebody else changed the cell since `written.version`. TouchedError when the cell is emptied,
    its result was worked on, and nothing says what becomes of that.
    """
    matrix = _held(row.matrix)
    require("planning.write_role", by, matrix)
    known = RoleResultCell.objects.filter(row=row, column=column).select_related("result__agreement").first()
    cell, text = known or RoleResultCell(row=row, column=column, version=0), role_text(written.text)
    if cell.text == text:
        return cell
    if cell.version != written.version:
        raise ConflictError(cell)
    before, cell.text = cell.text, text
    _carry(cell, before, written.then)
    cell.version += 1
    cell.changed_by, cell.changed_at = by.name, at
    cell.save()
    told = {"employee": row.employee.name, "column": column.text}
    record(
        "planning.write_role", matrix, by=by, at=at, before={**told, "role": before}, after={**told, "role": cell.text}
    )
    return cell


def _carry(cell: RoleResultCell, before: str, then: Emptying | None) -> None:
    """Bring the planned result in line with the cell."""
    result = cell.result = _present(cell.result)
    if result is not None:
        lock(result.agreement)
    if is_role(cell.text) and result is None:
        agreement = _writable(cell.row.employee_id, cell.row.matrix.cycle_id)
        cell.result = give_role(cell, agreement) if agreement is not None and cell.row.has_consent else None
    elif result is not None and is_role(cell.text):
        if result.agreement.state in EDITABLE and result.title == before:
            result.title = cell.text
            result.save(update_fields=["title"])
    elif result is not None:
        _let_go(result, before, then)
        cell.result = None


def _present(result: PlannedResult | None) -> PlannedResult | None:
    """The row that stands for a result today: in a version that was replaced, the copy in the one that came after.

    None where nothing came after it, as when the result was given up or the employee moved.
    """
    while result is not None and result.agreement.state not in STANDING:
        later = result.copies.filter(agreement__cycle_id=result.agreement.cycle_id)
        result = later.select_related("agreement").order_by("-agreement__version", "-pk").first()
    return result


def _let_go(result: PlannedResult, before: str, then: Emptying | None) -> None:
    """An untouched result leaves with its role; one that was worked on as `then` says; a standing one always stays."""
    if result.agreement.state not in EDITABLE or then == Emptying.KEEP:
        return
    is_touched = result.title != before or result.indicators.exists() or result.documentation.exists()
    if is_touched and then is None:
        raise TouchedError(result)
    result.delete()


def _writable(employee_id: int, cycle_id: int) -> PerformanceAgreement | None:
    """The unfinished agreement of an employee that may still be written, held still."""
    found = PerformanceAgreement.objects.filter(employee_id=employee_id, cycle_id=cycle_id, state__in=UNFINISHED)
    agreement = found.first()
    if agreement is None:
        return None
    return agreement if lock(agreement).state in EDITABLE else None


@transaction.atomic
def align(result: PlannedResult, indicator_pk: int | None, *, by: Actor, at: datetime) -> None:
    """Say which key indicator of the own unit or of one above a planned result serves; None takes the line away."""
    lock(result.agreement)
    require("planning.align", by, result)
    before: dict[str, Any] = {}
    known = AlignedResult.objects.filter(result=result).select_related("indicator").first()
    if known is not None:
        before = {"indicator": known.indicator.name}
        known.delete()
    made = AlignedResult.objects.create(result=result, indicator_id=indicator_pk) if indicator_pk else None
    after = {"result": result.title, "indicator": made.indicator.name if made else ""}
    record("planning.align", result.agreement, by=by, at=at, before=before, after=after)
