"""Reading the matrix of roles and results: its place, its grid, and the form A.1.5."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.people.models import Assignment, Employee, OrganisationUnit, Team, TeamMember
from sambayan.people.queries import open_on
from sambayan.people.queries.units import headships, members
from sambayan.planning.models import (
    KeyIndicator,
    MatrixColumn,
    MatrixRow,
    PerformanceAgreement,
    PlannedResult,
    RoleResultCell,
    RoleResultMatrix,
)
from sambayan.planning.queries.goals import unit as unit_by_code
from sambayan.planning.rules import EDITABLE, UNFINISHED, AgreementState
from sambayan.planning.rules.matrix import CellFacts, CellState, ColumnSource, cell_state, is_role

_WITH_RESULTS = ("in_force", *sorted(UNFINISHED))


@dataclass(frozen=True)
class Place:
    """Where a matrix belongs: a unit, or one of its teams; who leads it today, if anybody."""

    unit: OrganisationUnit
    team: Team | None
    leader: Employee | None
    title: str

    @property
    def leader_id(self) -> int | None:
        """The key of who leads it."""
        return self.leader.pk if self.leader else None


def place_of_unit(code: str) -> Place | None:
    """A unit with whoever leads it today."""
    unit = unit_by_code(code)
    return _place(unit, None) if unit else None


def place_of_team(pk: int) -> Place | None:
    """A team with its lead of today."""
    team = Team.objects.filter(pk=pk).select_related("unit__agency").first()
    return _place(team.unit, team) if team else None


def _place(unit: OrganisationUnit, team: Team | None) -> Place:
    day = timezone.localdate()
    if team is not None:
        lead = TeamMember.objects.filter(open_on(day), team=team, is_lead=True).select_related("employee").first()
        return Place(unit, team, lead.employee if lead else None, team.name)
    head = headships([unit.pk], day).get(unit.pk)
    leading = head.leading if head else None
    return Place(unit, None, leading.employee if leading else None, leading.position.title if leading else "")


def matrix(pk: int) -> RoleResultMatrix | None:
    """One matrix with unit, team, leader and year; `people` are everybody in it or asked to agree. Two queries."""
    found = RoleResultMatrix.objects.filter(pk=pk).select_related("unit__agency", "team", "leader", "cycle").first()
    if found is not None:
        rows = found.rows.values_list("employee_id", "appraiser_id")
        found.people = frozenset(chain.from_iterable(rows)) - {None}  # type: ignore[attr-defined]
    return found


def matrix_row(pk: int) -> MatrixRow | None:
    """One row with employee, appraiser and matrix."""
    return (
        MatrixRow.objects.filter(pk=pk)
        .select_related("employee", "appraiser", "matrix__unit", "matrix__leader")
        .first()
    )


has_history("matrix", "planning.RoleResultMatrix", load=matrix, right="planning.read_matrix", page="planning:matrix")


def matrices(actor: Actor, year: int) -> QuerySet[RoleResultMatrix]:
    """The matrices of a year that concern this actor: led, in the own unit, with a row, or to agree to one."""
    own = Q(unit__path=actor.unit_path) if actor.unit_path else Q(pk__in=[])
    for path in actor.led_paths:
        own |= Q(unit__path__startswith=path)
    if actor.employee_id is not None:
        asked = Q(appraiser_id=actor.employee_id)
        mine = MatrixRow.objects.filter(asked | Q(employee_id=actor.employee_id)).values("matrix_id")
        own |= Q(leader_id=actor.employee_id) | Q(pk__in=mine)
    rows = RoleResultMatrix.objects.filter(own, cycle__year=year).select_related("unit", "team", "leader", "cycle")
    return rows.order_by("unit__path", "team_id", "pk")


def existing(place: Place, cycle_id: int) -> RoleResultMatrix | None:
    """The matrix of a place in a year, if it was opened."""
    return RoleResultMatrix.objects.filter(cycle_id=cycle_id, unit=place.unit, team=place.team).first()


@dataclass(frozen=True)
class Wanted:
    """A column as it should be today: its text, and the indicator or the planned result behind it."""

    text: str
    indicator_id: int | None = None
    result_id: int | None = None
    copied_from_id: int | None = None


def wanted_columns(source: str, unit_id: int, leader_id: int, cycle_id: int) -> list[Wanted]:
    """The columns a matrix should have: the unit's key indicators, or the leader's planned results. Two queries."""
    if source == ColumnSource.INDICATORS:
        rows = KeyIndicator.objects.filter(contract__unit_id=unit_id, contract__cycle_id=cycle_id)
        return [Wanted(row.name, indicator_id=row.pk) for row in rows.order_by("number", "pk")]
    theirs = PerformanceAgreement.objects.filter(
        employee_id=leader_id, cycle_id=cycle_id, state__in=_WITH_RESULTS
    ).order_by("-version", "-pk")
    agreement = theirs.filter(state=AgreementState.IN_FORCE).first() or theirs.first()
    if agreement is None:
        return []
    results = PlannedResult.objects.filter(agreement=agreement).order_by("-kind", "number", "pk")
    return [Wanted(row.title, result_id=row.pk, copied_from_id=row.copied_from_id) for row in results]


@dataclass(frozen=True)
class Person:
    """Somebody who should have a row: key, title, and the team the person leads."""

    employee_id: int
    title: str
    team_id: int | None = None


def wanted_people(place: Place, day: date) -> list[Person]:
    """Everybody who should have a row: the people of the unit without its head, or of the team without its lead.

    Whoever leads a team of the unit stands for that team. Two queries.
    """
    if place.team is not None:
        rows = TeamMember.objects.filter(open_on(day), team=place.team, is_lead=False)
        posts = {
            post.employee_id: post.position.title
            for post in Assignment.objects.filter(
                open_on(day), kind="main", employee_id__in=rows.values("employee_id")
            ).select_related("position")
        }
        people = rows.select_related("employee").order_by("employee__name", "pk")
        return [Person(row.employee_id, posts.get(row.employee_id, "")) for row in people]
    leads = dict(
        TeamMember.objects.filter(open_on(day), team__unit=place.unit, is_lead=True)
        .order_by("pk")
        .values_list("employee_id", "team_id")
    )
    found: dict[int, Person] = {}
    for post in members(place.unit, day):
        if not post.position.is_head and post.employee_id != place.leader_id:
            found.setdefault(
                post.employee_id, Person(post.employee_id, post.position.title, leads.get(post.employee_id))
            )
    return list(found.values())


@dataclass(frozen=True)
class GridCell:
    """One cell of the grid as the page shows it; `key` names its form and the element it fills."""

    row_pk: int
    column: MatrixColumn
    text: str
    version: int
    state: CellState
    agreement_pk: int | None

    @property
    def key(self) -> str:
        """The name of the cell on the page."""
        return f"cell_{self.row_pk}_{self.column.pk}"

    @property
    def gives_role(self) -> bool:
        """Whether it gives a role."""
        return is_role(self.text)


@dataclass(frozen=True)
class GridRow:
    """One person of the grid with the cells in the order of the columns."""

    row: MatrixRow
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """The whole matrix: its columns and rows, and how many cells wait for something."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def without_anybody(self) -> list[MatrixColumn]:
        """The results nobody has a role in, though somebody should. Source: Lampiran II.A.5.h p46-47."""
        taken = {cell.column.pk for row in self.rows for cell in row.cells if cell.gives_role}
        return [column for column in self.columns if column.pk not in taken]


def grid(matrix: RoleResultMatrix) -> Grid:
    """The matrix with what became of every cell. Four queries."""
    columns = tuple(MatrixColumn.objects.filter(matrix=matrix).order_by("number", "pk"))
    rows = list(
        MatrixRow.objects.filter(matrix=matrix)
        .select_related("employee", "team", "appraiser")
        .order_by("is_lent", "employee__name", "pk")
    )
    known = {
        (cell.row_id, cell.column_id): cell
        for cell in RoleResultCell.objects.filter(row__matrix=matrix).select_related("result")
    }
    states = _states(matrix.cycle_id, [row.employee_id for row in rows])
    return Grid(
        columns,
        tuple(
            GridRow(
                row,
                tuple(
                    grid_cell(row, column, known.get((row.pk, column.pk)), states.get(row.employee_id, {}))
                    for column in columns
                ),
            )
            for row in rows
        ),
    )


def one_cell(row: MatrixRow, column: MatrixColumn) -> GridCell:
    """One cell with what became of it. Two queries."""
    cell = RoleResultCell.objects.filter(row=row, column=column).select_related("result").first()
    states = _states(row.matrix.cycle_id, [row.employee_id])
    return grid_cell(row, column, cell, states.get(row.employee_id, {}))


def _states(cycle_id: int, employee_ids: list[int]) -> dict[int, dict[str, int]]:
    """By employee: the agreements of the year by state."""
    rows = PerformanceAgreement.objects.filter(cycle_id=cycle_id, employee_id__in=employee_ids, state__in=_WITH_RESULTS)
    found: dict[int, dict[str, int]] = {}
    for employee_id, state, pk in rows.values_list("employee_id", "state", "pk"):
        found.setdefault(employee_id, {})[state] = pk
    return found


def grid_cell(row: MatrixRow, column: MatrixColumn, cell: RoleResultCell | None, states: dict[str, int]) -> GridCell:
    """A cell as the page shows it; `states` are the agreements of the employee by state."""
    result = cell.result if cell else None
    facts = CellFacts(
        text=cell.text if cell else "",
        has_consent=row.has_consent,
        linked_title=result.title if result else None,
        is_editable=bool(EDITABLE & states.keys()),
        is_unfinished=bool(UNFINISHED & states.keys()),
        is_in_force="in_force" in states,
    )
    agreement_pk = result.agreement_id if result else next(iter(states.values()), None)
    return GridCell(row.pk, column, facts.text, cell.version if cell else 0, cell_state(facts), agreement_pk)


def form_of(matrix: RoleResultMatrix, found: Grid) -> dict[str, Any]:
    """The matrix as the form A.1.5 prints it. Source: PermenPANRB 6/2022 FORMAT A.1.5 p48-49."""
    return {
        "agency": matrix.unit.agency.name,
        "unit": matrix.team.name if matrix.team else matrix.unit.name,
        "above": matrix.unit.name if matrix.team else "",
        "year": matrix.cycle.year,
        "leader": {"name": matrix.leader.name, "title": matrix.leader_title},
        "columns": [column.text for column in found.columns],
        "rows": [
            {
                "name": each.row.employee.name,
                "title": each.row.title,
                "team": each.row.team.name if each.row.team else "",
                "is_lent": each.row.is_lent,
                "cells": [cell.text for cell in each.cells],
            }
            for each in found.rows
        ],
    }


def spot(pk: int, column: int) -> MatrixRow | None:
    """A row with the column that is written in it; None when they are not of one matrix."""
    row = matrix_row(pk)
    found = MatrixColumn.objects.filter(matrix_id=row.matrix_id, pk=column).first() if row else None
    if row is None or found is None:
        return None
    row.column = found  # type: ignore[attr-defined]
    return row


def place_of(matrix: RoleResultMatrix) -> Place:
    """The place of a matrix as it is led today."""
    return _place(matrix.unit, matrix.team)
