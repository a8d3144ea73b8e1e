"""Agreements in every state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from factories.cycles import cycle, quarter
from sambayan.people.models import Assignment
from sambayan.planning.models import (
    ActionPlan,
    AgreementTemplate,
    AnnexEntry,
    DailyProgress,
    Evidence,
    EvidenceFile,
    IndividualIndicator,
    LogFile,
    PerformanceAgreement,
    PerformanceDialogue,
    PerformanceDocumentation,
    PlannedResult,
)
from sambayan.planning.rules import AnnexPart
from sambayan.planning.rules.files import digest

SET_AT = datetime(2026, 1, 28, 9, 14, tzinfo=ZoneInfo("Asia/Jakarta"))


def agreement(
    own: Assignment, appraiser: Assignment, state: str = "draft", results: int = 0, **fields
) -> PerformanceAgreement:
    """An agreement between two people, with so many complete planned results."""
    made = PerformanceAgreement.objects.create(
        cycle=fields.pop("cycle", None) or cycle(),
        employee=own.employee,
        appraiser=appraiser.employee,
        unit=own.position.unit,
        state=state,
        proposed_at=SET_AT if state in ("proposed", "signed", "in_force") else None,
        signed_at=SET_AT if state in ("signed", "in_force") else None,
        set_at=SET_AT if state == "in_force" else None,
        **fields,
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


def annex(plan: PerformanceAgreement) -> PerformanceAgreement:
    """The three parts of A.1.8, one line each."""
    for part in AnnexPart:
        AnnexEntry.objects.create(agreement=plan, part=part.value, number=1, text=f"Isi {part.label.lower()}.")
    return plan


def dialogue(
    plan: PerformanceAgreement, led_by: Assignment, recorded_by: Assignment | None = None
) -> PerformanceDialogue:
    """A talk led by this person, who wrote it down unless somebody else did."""
    return PerformanceDialogue.objects.create(
        agreement=plan,
        held_on=SET_AT.date(),
        led_by=led_by.employee,
        recorded_by=(recorded_by or led_by).employee,
        note="Target disepakati.",
        recorded_at=SET_AT,
    )


def template(plan: PerformanceAgreement, title: str = "Petugas loket", **fields) -> AgreementTemplate:
    """A template for the position of the factory's staff, with one result and one line of the annex."""
    indicator = {
        "number": 1, "aspect": "time", "perspective": "", "name": "Waktu", "target": "15–20 menit", "measurement_unit": "",
        "direction": "lower", "target_from": None, "target_to": "20", "manual": None,
    }  # fmt: skip
    row = {
        "kind": "main", "title": "Berkas contoh", "supported_result": "", "level": "", "control_level": "",
        "indicators": [indicator],
    }  # fmt: skip
    lines = [{"part": "consequence", "number": 1, "text": "Penghargaan."}]
    return AgreementTemplate.objects.create(
        title=title,
        position_title="Penata layanan",
        unit=plan.unit,
        form="staff",
        approach="quantitative",
        content={"results": [row], "annex": lines},
        made_at=SET_AT,
        **fields,
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


def attachment(entry: PerformanceDocumentation, name: str = "rekap.csv", content: bytes = b"a;b") -> Evidence:
    """A small file that shows a progress, on the shelf of the tests."""
    sha256 = digest(content)
    file = EvidenceFile.objects.create(
        employee=entry.result.agreement.employee,
        sha256=sha256,
        name=name,
        ending=name.rpartition(".")[2],
        size=len(content),
        stored_as=storages["evidence"].save(f"{sha256[:2]}/{sha256}", ContentFile(content)),
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
