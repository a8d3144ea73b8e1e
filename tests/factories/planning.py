"""Agreements in every state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from factories.cycles import cycle, quarter
from sambayan.people.models import Assignment
from sambayan.planning.models import (
    ActionPlan,
    DailyProgress,
    Evidence,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDocumentation,
    PlannedResult,
)

SET_AT = datetime(2026, 1, 28, 9, 14, tzinfo=ZoneInfo("Asia/Jakarta"))


def agreement(own: Assignment, appraiser: Assignment, state: str = "draft", results: int = 0) -> PerformanceAgreement:
    """An agreement between two people, with so many complete planned results."""
    made = PerformanceAgreement.objects.create(
        cycle=cycle(),
        employee=own.employee,
        appraiser=appraiser.employee,
        unit=own.position.unit,
        state=state,
        proposed_at=SET_AT if state in ("proposed", "in_force") else None,
        set_at=SET_AT if state == "in_force" else None,
    )
    for number in range(1, results + 1):
        planned_result(made, number)
    return made


def planned_result(plan: PerformanceAgreement, number: int = 1, kind: str = "main") -> PlannedResult:
    """A planned result with one indicator and target."""
    result = PlannedResult.objects.create(agreement=plan, number=number, kind=kind, title=f"Hasil kerja {number}")
    IndividualIndicator.objects.create(
        result=result, number=1, aspect="time", name="Rata-rata waktu", target="15–20 menit per berkas"
    )
    return result


def documentation(result: PlannedResult, period=None, day=None) -> PerformanceDocumentation:
    """Progress of a planned result in a period, on its first day."""
    period = period or quarter()
    return PerformanceDocumentation.objects.create(
        result=result, period=period, day=day or period.from_date, realisation="17 menit", recorded_at=SET_AT
    )


def evidence(result: PlannedResult, period=None) -> Evidence:
    """Progress and a link for a planned result."""
    return Evidence.objects.create(
        documentation=documentation(result, period),
        title="Rekap loket",
        url="https://contoh.invalid/rekap",
        recorded_at=SET_AT,
    )


def step(result: PlannedResult, period=None, number: int = 1) -> ActionPlan:
    """A step of the action plan of a result."""
    return ActionPlan.objects.create(result=result, period=period or quarter(), number=number, text=f"Langkah {number}")


def line(employee, day, text: str = "Melayani loket") -> DailyProgress:
    """A line of the daily log, written by hand."""
    return DailyProgress.objects.create(employee=employee, day=day, text=text, written_at=SET_AT)
