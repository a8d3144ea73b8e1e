"""Agreements in every state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from factories.cycles import cycle, quarter
from sambayan.people.models import Assignment
from sambayan.planning.models import (
    ActionPlan,
    DailyProgress,
    Evidence,
    EvidenceFile,
    IndividualIndicator,
    LogFile,
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


def attachment(entry: PerformanceDocumentation) -> Evidence:
    """A small file that shows a progress, on the shelf of the tests."""
    file = EvidenceFile.objects.create(
        employee=entry.result.agreement.employee,
        sha256="0" * 64,
        name="rekap.csv",
        ending="csv",
        size=3,
        stored_as=storages["evidence"].save("00/rekap", ContentFile(b"a;b")),
        stored_at=SET_AT,
    )
    return Evidence.objects.create(documentation=entry, title=file.name, file=file, recorded_at=SET_AT)


def table(plan: PerformanceAgreement) -> LogFile:
    """A table of daily lines that waits for its owner's word."""
    return LogFile.objects.create(
        agreement=plan,
        filename="progres.csv",
        header=["Tanggal", "Kegiatan"],
        rows=[["01-10-2026", "Rekap"], ["besok", "Rapat"]],
        first_row=2,
        uploaded_at=SET_AT,
    )
