"""The verbs of the daily log: by hand, from a file of the national application, and into the documentation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import integer
from sambayan.common.rows import lock
from sambayan.cycles.models import EvaluationPeriod
from sambayan.planning.actions.doing import held
from sambayan.planning.models import (
    DailyProgress,
    LogFile,
    PerformanceAgreement,
    PerformanceDocumentation,
    PlannedResult,
)
from sambayan.planning.queries import log as queries
from sambayan.planning.rules import LogSource, collected
from sambayan.planning.rules import log as rules

LONGEST = 1000
KEPT_FOR = timedelta(days=7)
"""How long a table waits for its owner's word."""


@transaction.atomic
def write_log(plan: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> DailyProgress:
    """Write one line of a day by hand."""
    require("planning.write_log", by, lock(plan))
    line = DailyProgress.objects.create(
        employee_id=plan.employee_id,
        day=words["day"],
        text=words["text"],
        minutes=words["minutes"],
        result=words["result"],
        written_at=at,
    )
    record("planning.write_log", plan, by=by, at=at, after={"on": line.day.isoformat(), "work": line.text})
    return line


def _held(line: DailyProgress) -> DailyProgress:
    line.refresh_from_db(fields=["documentation"], from_queryset=DailyProgress.objects.select_for_update(of=("self",)))
    return line


@transaction.atomic
def change_log(line: DailyProgress, words: dict[str, Any], *, by: Actor, at: datetime) -> DailyProgress:
    """Change a line that has not been collected."""
    require("planning.change_log", by, _held(line))
    before = {"on": line.day.isoformat(), "work": line.text}
    for name in ("day", "text", "minutes", "result"):
        setattr(line, name, words[name])
    line.save(update_fields=["day", "text", "minutes", "result"])
    after = {"on": line.day.isoformat(), "work": line.text}
    record("planning.change_log", line.employee, by=by, at=at, before=before, after=after)
    return line


@transaction.atomic
def remove_log(line: DailyProgress, *, by: Actor, at: datetime) -> None:
    """Take a line away that has not been collected."""
    require("planning.remove_log", by, _held(line))
    before = {"on": line.day.isoformat(), "work": line.text}
    record("planning.remove_log", line.employee, by=by, at=at, before=before)
    line.delete()


def _chosen(plan: PerformanceAgreement, pks: Iterable[int]) -> list[DailyProgress]:
    """The lines of this employee among those named that are not collected yet, held still."""
    rows = DailyProgress.objects.select_for_update(of=("self",)).filter(
        employee_id=plan.employee_id, pk__in=list(pks), documentation__isnull=True
    )
    return list(rows.order_by("day", "pk"))


@transaction.atomic
def assign_log(
    plan: PerformanceAgreement, pks: Iterable[int], *, result: PlannedResult, by: Actor, at: datetime
) -> int:
    """Say of several lines which planned result they served; how many there were. Collected lines stay."""
    require("planning.assign_log", by, lock(plan))
    lines = _chosen(plan, pks)
    DailyProgress.objects.filter(pk__in=[line.pk for line in lines]).update(result=result)
    if lines:
        record("planning.assign_log", plan, by=by, at=at, after={"result": result.title, "lines": len(lines)})
    return len(lines)


@dataclass(frozen=True)
class Collecting:
    """Which lines become progress of which result in which period."""

    pks: Sequence[int]
    result: PlannedResult
    period: EvaluationPeriod


@transaction.atomic
def collect_log(plan: PerformanceAgreement, what: Collecting, *, by: Actor, at: datetime) -> PerformanceDocumentation:
    """Make one entry of progress from several days.

    Denied when none of the lines is free or lies in the period, and when they are longer than an entry: collected lines
    cannot be changed any more, so none of them is cut.
    """
    found = held(plan, what.period, at)
    require("planning.collect_log", by, found)
    first, last = what.period.from_date, what.period.to_date
    lines = [line for line in _chosen(plan, what.pks) if first <= line.day <= last]
    if not lines:
        raise Denied(Refusal(_("Pilih baris periode ini yang belum dirangkum.")))
    words = collected((line.day, line.text) for line in lines)
    if len(words) > LONGEST:
        told = _("Rangkumannya {found} huruf, paling banyak {limit}. Pilih lebih sedikit baris, lalu rangkum sisanya.")
        raise Denied(Refusal(told.format(found=integer(len(words)), limit=integer(LONGEST))))
    entry = PerformanceDocumentation.objects.create(
        result=what.result,
        period=what.period,
        day=lines[-1].day,
        realisation=words,
        recorded_at=at,
    )
    DailyProgress.objects.filter(pk__in=[line.pk for line in lines]).update(result=what.result, documentation=entry)
    after = {"result": what.result.title, "realisation": entry.realisation, "lines": len(lines)}
    record("planning.collect_log", plan, by=by, at=at, after=after)
    return entry


@dataclass(frozen=True)
class LogTable:
    """A table that was read from a file: its name, header and rows as texts, and the number of the first row."""

    filename: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    first_row: int


@transaction.atomic
def upload_log(plan: PerformanceAgreement, table: LogTable, *, by: Actor, at: datetime) -> LogFile:
    """Keep a table until its owner says what its columns mean; nothing of it is in the log yet."""
    require("planning.upload_log", by, lock(plan))
    LogFile.objects.filter(agreement=plan).delete()
    kept = LogFile.objects.create(
        agreement=plan,
        filename=table.filename[:200],
        header=list(table.header),
        rows=[list(row) for row in table.rows],
        first_row=table.first_row,
        uploaded_at=at,
    )
    record("planning.upload_log", plan, by=by, at=at, after={"file": kept.filename, "lines": len(kept.rows)})
    return kept


def _awaiting(file: LogFile) -> LogFile:
    """The table held still; Denied when it was decided in the meantime."""
    found = LogFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).first()
    if found is None:
        raise Denied(Refusal(_("Berkas ini sudah disimpan atau dibatalkan.")))
    return found


@transaction.atomic
def confirm_log(file: LogFile, places: rules.Mapped, *, by: Actor, at: datetime) -> int:
    """Store the lines of a table that are new, by the columns its owner confirmed; how many there were.

    Lines stored before from the same or another file are left as they are. Denied when the file holds no line.
    """
    require("planning.confirm_log", by, _awaiting(file))
    reading = queries.reading_of(file, places, timezone.localdate(at))
    if not reading.lines:
        raise Denied(Refusal(_("Tidak ada baris yang dapat disimpan. Periksa pilihan kolomnya.")))
    known = queries.known_keys(file, reading)
    new = [line for line in reading.lines if line.key not in known]
    DailyProgress.objects.bulk_create(
        DailyProgress(
            employee_id=file.agreement.employee_id,
            day=line.day,
            text=line.text,
            minutes=line.minutes,
            result_id=line.result_id,
            source=LogSource.IMPORTED.value,
            key=line.key,
            written_at=at,
        )
        for line in new
    )
    after = {"file": file.filename, "lines": len(new), "lines_known": len(known), "refused": len(reading.problems)}
    record("planning.confirm_log", file.agreement, by=by, at=at, after=after)
    file.delete()
    return len(new)


@transaction.atomic
def discard_log(file: LogFile, *, by: Actor, at: datetime) -> None:
    """Do not use a table; its rows are deleted."""
    require("planning.discard_log", by, _awaiting(file))
    record("planning.discard_log", file.agreement, by=by, at=at, after={"file": file.filename})
    file.delete()


def forget_log_files(*, at: datetime) -> int:
    """Delete tables nobody decided about within a week; how many there were."""
    return LogFile.objects.filter(uploaded_at__lt=at - KEPT_FOR).delete()[0]
