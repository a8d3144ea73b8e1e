"""What people of the demo did: progress with evidence for every quarter, and for the personas plan, log and files."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.config.demo.timeline import Quarter
from sambayan.cycles.queries import calendar
from sambayan.planning.models import (
    ActionPlan,
    DailyProgress,
    Evidence,
    EvidenceFile,
    MonitoringNote,
    PerformanceDocumentation,
    PlannedResult,
)
from sambayan.planning.rules import LogSource, Progress
from sambayan.planning.rules.files import digest

_ADDRESS = "https://contoh.sambayan.invalid/bukti"
_BATCH = 500
_LOGGED_DAYS, _NOTE_DAYS_AGO = 10, 6
_EMPTY_EVERY = 9
"""Every so many people have written nothing down for the quarter that has just ended."""


def build(stage: Stage, plans: list[Plan]) -> int:
    """Store what was done for the agreements in force; how many entries of progress there are."""
    in_force = [plan for plan in plans if plan.is_in_force]
    entries = [_entry(stage, result, quarter) for plan, quarter, result in _ended(stage, in_force)]
    PerformanceDocumentation.objects.bulk_create(entries, batch_size=_BATCH)
    Evidence.objects.bulk_create((_link(entry) for entry in entries), batch_size=_BATCH)
    for plan in in_force:
        if plan.holder.persona and plan.agreement.cycle.year == stage.line.running.year:
            _persona(stage, plan)
    return len(entries)


def _ended(stage: Stage, plans: list[Plan]) -> list[tuple[Plan, Quarter, PlannedResult]]:
    latest = stage.line.evaluated[-1]
    found = []
    for place, plan in enumerate(plans):
        is_silent = place % _EMPTY_EVERY == _EMPTY_EVERY - 1 and not plan.holder.persona
        quarters = [each for each in stage.line.evaluated if each.year == plan.agreement.cycle.year]
        for quarter in quarters:
            if not (is_silent and quarter == latest):
                found += [(plan, quarter, result) for result in plan.results]
    return found


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["title"]: row for kind in table("work.yaml").values() if "results" in kind for row in kind["results"]}


def _entry(stage: Stage, result: PlannedResult, quarter: Quarter) -> PerformanceDocumentation:
    return PerformanceDocumentation(
        result=result,
        period=stage.periods[quarter],
        day=quarter.last,
        realisation=stage.chance.choice(_rows()[result.title]["realised"]),
        progress=stage.chance.choice(list(Progress)).value,
        recorded_at=stage.line.at(quarter.last, 15),
    )


def _link(entry: PerformanceDocumentation) -> Evidence:
    row, period = _rows()[entry.result.title], entry.period
    return Evidence(
        documentation=entry,
        title=f"{row['evidence']}, {period.label}",
        url=f"{_ADDRESS}/{period.from_date.year}-tw{period.number}/{entry.result_id}",
        recorded_at=entry.recorded_at,
    )


def _persona(stage: Stage, plan: Plan) -> None:
    """The running quarter of a persona: steps with a word of the leader, a file, a daily log, a monitoring note."""
    period, today = stage.periods[stage.line.running], stage.line.today
    first, *others = plan.results
    steps = table("doing.yaml")["steps"]
    ActionPlan.objects.bulk_create(
        ActionPlan(
            result=first,
            period=period,
            number=number,
            text=step["text"],
            due_date=min(period.from_date + timedelta(days=step["after"]), period.to_date),
            done_date=period.from_date if number == 1 else None,
            comment=step.get("comment", ""),
            commented_at=stage.line.before(_NOTE_DAYS_AGO, 10) if step.get("comment") else None,
        )
        for number, step in enumerate(steps, start=1)
    )
    entry = _entry(stage, first, stage.line.running)
    entry.day, entry.recorded_at = max(period.from_date, today - timedelta(days=1)), stage.line.before(1, 15)
    entry.progress = Progress.PROGRESS.value
    entry.save()
    _file(stage, plan, entry)
    _log(stage, plan, others[0] if others else first)
    MonitoringNote.objects.create(
        agreement=plan.agreement,
        result=first,
        author=plan.appraiser.employee,
        seen_on=max(period.from_date, today - timedelta(days=_NOTE_DAYS_AGO)),
        text=table("doing.yaml")["note"],
        written_at=stage.line.before(_NOTE_DAYS_AGO, 11),
    )


def _file(stage: Stage, plan: Plan, entry: PerformanceDocumentation) -> None:
    """A small table the persona uploaded, as a real file."""
    lines = ["tanggal;berkas selesai;sesuai standar", *(f"{entry.day};{n * 37};{n * 33}" for n in range(1, 4))]
    content = ("\r\n".join([*lines, f"ringkasan;{entry.result.title};"]) + "\r\n").encode()
    sha256 = digest(content)
    place = storages["evidence"].save(f"{sha256[:2]}/contoh-{plan.holder.employee.pk}", ContentFile(content))
    name = f"rekap-{entry.day}.csv"
    file = EvidenceFile.objects.create(
        employee=plan.holder.employee, sha256=sha256, name=name, ending="csv", size=len(content), stored_as=place,
        stored_at=entry.recorded_at,
    )  # fmt: skip
    Evidence.objects.create(documentation=entry, title=name, file=file, recorded_at=entry.recorded_at)


def _log(stage: Stage, plan: Plan, result: PlannedResult) -> None:
    """The working days before today, every other one from the national application; today is still empty."""
    texts = table("doing.yaml")["log"]
    DailyProgress.objects.bulk_create(
        DailyProgress(
            employee=plan.holder.employee,
            day=day,
            text=texts[place % len(texts)],
            minutes=60 + place % 4 * 30,
            result=result if place % 2 else None,
            source=(LogSource.IMPORTED if place % 2 else LogSource.TYPED).value,
            key=digest(f"{day}{place}".encode()) if place % 2 else "",
            written_at=stage.line.at(day, 16),
        )
        for place, day in enumerate(_working_days_before(stage.line.today))
    )


def _working_days_before(today: date) -> list[date]:
    works_on = calendar(today.year - 1).is_working_day
    days = (today - timedelta(days=back) for back in range(1, 3 * _LOGGED_DAYS))
    return [day for day in days if works_on(day)][:_LOGGED_DAYS]
