"""Contracts, key indicators, matrices and bindings."""

from datetime import datetime
from zoneinfo import ZoneInfo

from factories.cycles import cycle
from factories.people import unit
from sambayan.people.models import Assignment
from sambayan.planning.models import (
    AlignedResult,
    IndicatorBinding,
    IndividualIndicator,
    KeyIndicator,
    MatrixColumn,
    MatrixRow,
    PerformanceContract,
    PlannedResult,
    RoleResultCell,
    RoleResultMatrix,
)

SET_AT = datetime(2026, 1, 12, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def contract(path: str = "lpg/bapenda/samsat/", state: str = "set") -> PerformanceContract:
    """The contract of a unit of this year."""
    where = unit(path)
    return PerformanceContract.objects.create(
        unit=where, cycle=cycle(), title=f"Perjanjian kinerja {where.name}", state=state,
        set_at=SET_AT if state == "set" else None,
    )  # fmt: skip


def key_indicator(of: PerformanceContract, number: int = 1, parent: KeyIndicator | None = None) -> KeyIndicator:
    """A key indicator of a contract."""
    return KeyIndicator.objects.create(
        contract=of, number=number, goal=f"Sasaran {number}", name=f"Indikator {of.unit.code} {number}", target="82",
        measurement_unit="indeks", direction="higher", perspective="service_recipient", parent=parent,
    )  # fmt: skip


def matrix(head: Assignment, columns: int = 1) -> RoleResultMatrix:
    """The matrix of the unit somebody leads, with so many columns that are key indicators."""
    where = head.position.unit
    made = RoleResultMatrix.objects.create(
        cycle=cycle(), unit=where, leader=head.employee, leader_title=head.position.title, source="indicators",
        refreshed_at=SET_AT,
    )  # fmt: skip
    known = PerformanceContract.objects.filter(unit=where).first() or contract(where.path)
    for number in range(1, columns + 1):
        row = key_indicator(known, number)
        MatrixColumn.objects.create(matrix=made, number=number, text=row.name, indicator=row)
    return made


def row(of: RoleResultMatrix, own: Assignment, **fields) -> MatrixRow:
    """A row for somebody."""
    return MatrixRow.objects.create(matrix=of, employee=own.employee, title=own.position.title, **fields)


def cell(of: MatrixRow, text: str, number: int = 1, result: PlannedResult | None = None) -> RoleResultCell:
    """A cell of a row."""
    column = of.matrix.columns.get(number=number)
    return RoleResultCell.objects.create(
        row=of, column=column, text=text, changed_by="Budi", changed_at=SET_AT, result=result
    )


def aligned(result: PlannedResult, indicator: KeyIndicator) -> AlignedResult:
    """Let a planned result serve an indicator."""
    return AlignedResult.objects.create(result=result, indicator=indicator)


def bound(indicator: IndividualIndicator | KeyIndicator, measure: str, **subject) -> IndicatorBinding:
    """Bind an indicator to a measured figure."""
    whose = {"key": indicator} if isinstance(indicator, KeyIndicator) else {"individual": indicator}
    return IndicatorBinding.objects.create(**whose, measure=measure, **subject)
