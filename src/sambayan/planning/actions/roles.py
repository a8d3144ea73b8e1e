"""The roles of the matrix A.1.5 as planned results. Source: PermenPANRB 6/2022 Lampiran II.A.5 p44-49."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Max

from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import AlignedResult, MatrixRow, PerformanceAgreement, PlannedResult, RoleResultCell
from sambayan.planning.rules import EDITABLE, ResultKind, ResultOrigin
from sambayan.planning.rules.matrix import is_role


def give_role(cell: RoleResultCell, agreement: PerformanceAgreement) -> PlannedResult:
    """Write the planned result a cell gives, behind the last one; the verb that calls it asks, links and records."""
    last = agreement.results.aggregate(last=Max("number"))["last"] or 0
    result = _result_of(cell, agreement, last + 1)
    result.save()
    AlignedResult.objects.bulk_create(_alignment_of(cell, result))
    return result


def _result_of(cell: RoleResultCell, agreement: PerformanceAgreement, number: int) -> PlannedResult:
    """The planned result a cell gives, supporting the column. Source: p47; that it is main is local policy."""
    column, matrix = cell.column, cell.row.matrix
    return PlannedResult(
        agreement=agreement,
        number=number,
        kind=ResultKind.MAIN,
        title=cell.text,
        origin=ResultOrigin.MATRIX,
        assigned_by=matrix.leader_title,
        supported_result=column.text,
        supports_id=column.result_id,
    )


def _alignment_of(cell: RoleResultCell, result: PlannedResult) -> list[AlignedResult]:
    indicator_id = cell.column.indicator_id
    return [] if indicator_id is None else [AlignedResult(result=result, indicator_id=indicator_id)]


def _waiting(employee_ids: Collection[int], cycle_id: int) -> list[RoleResultCell]:
    """The cells of a year that give these people a role that counts, in the order of the columns. One query."""
    cells = RoleResultCell.objects.filter(row__employee_id__in=employee_ids, row__matrix__cycle_id=cycle_id)
    cells = cells.select_related("row__matrix__unit", "column", "result").order_by("column__number", "pk")
    return [cell for cell in cells if is_role(cell.text) and cell.row.has_consent]


@transaction.atomic
def apply_cells(agreement: PerformanceAgreement) -> list[PlannedResult]:
    """Give an agreement that may be written the roles its employee has in matrices of the year and not yet in it.

    Called inside the action that starts, revises or returns an agreement. A role whose planned result was copied into
    this version is linked to the copy; one of an office the employee has left stays behind.
    """
    if agreement.state not in EDITABLE:
        return []
    copies = dict(agreement.results.exclude(copied_from=None).values_list("copied_from_id", "pk"))
    made = []
    for cell in _waiting([agreement.employee_id], agreement.cycle_id):
        if cell.result is not None and cell.result.agreement_id == agreement.pk:
            continue
        copy = copies.get(cell.result_id or 0)
        if copy is None and not _is_place_of(cell.row, agreement.unit.path):
            continue
        if copy is None:
            made.append(give_role(cell, agreement))
        RoleResultCell.objects.filter(pk=cell.pk).update(result_id=copy or made[-1].pk)
    return made


def _is_place_of(row: MatrixRow, path: str) -> bool:
    """Whether a matrix is of the office with this path or of one above; teams and lent people are anywhere."""
    is_anywhere = row.is_lent or row.matrix.team_id is not None
    return is_anywhere or path.startswith(row.matrix.unit.path)


def apply_cells_to_drafts(drafts: Collection[PerformanceAgreement]) -> int:
    """Give new and empty drafts of one year the roles that wait for their employees; how many roles.

    One query where none waits, else five at most however many drafts. Called inside the action that begins them.
    """
    by_person = {draft.employee_id: draft for draft in drafts}
    waiting = _waiting(list(by_person), next(iter(by_person.values())).cycle_id)
    paths = _paths(by_person[cell.row.employee_id].unit_id for cell in waiting)
    found = [(cell, by_person[cell.row.employee_id]) for cell in waiting]
    cells = [(cell, draft) for cell, draft in found if _is_place_of(cell.row, paths[draft.unit_id])]
    numbers: dict[int, int] = defaultdict(int)
    for cell, draft in cells:
        numbers[draft.pk] += 1
        cell.result = _result_of(cell, draft, numbers[draft.pk])
    made = [(cell, cell.result) for cell, _draft in cells if cell.result is not None]
    PlannedResult.objects.bulk_create([result for _cell, result in made])
    AlignedResult.objects.bulk_create([row for cell, result in made for row in _alignment_of(cell, result)])
    for cell, result in made:
        cell.result = result
    return RoleResultCell.objects.bulk_update([cell for cell, _result in made], ["result"], batch_size=500)


def _paths(unit_ids: Iterable[int]) -> dict[int, str]:
    wanted = set(unit_ids)
    rows = OrganisationUnit.objects.filter(pk__in=wanted) if wanted else OrganisationUnit.objects.none()
    return dict(rows.values_list("pk", "path"))
