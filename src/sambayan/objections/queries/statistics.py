"""Objections by office: how many, how they ended, how long it took; small cells are left out."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.audit.queries import without_formula
from sambayan.common.actor import Actor, Role
from sambayan.cycles.models import EvaluationPeriod
from sambayan.cycles.queries import calendar
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.objections import rules
from sambayan.objections.models import Objection
from sambayan.objections.rules import Case, Figures
from sambayan.people.models import OrganisationUnit
from sambayan.policies.queries import values_on

MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    """One office with its figures; `opens` when there are offices below it, `is_direct` for who is in none of those."""

    unit: OrganisationUnit
    figures: Figures
    signals: bool
    opens: bool = False
    is_direct: bool = False


@dataclass(frozen=True)
class StatisticsPage:
    """The figures of one office, of the offices right below it, and of who is in none of them."""

    unit: OrganisationUnit
    years: list[int]
    year: int
    total: Row
    rows: list[Row]
    limit: int
    signal: int


def top_of(actor: Actor, code: str = "") -> OrganisationUnit | None:
    """The office asked for, or the highest one whose figures this actor reads; None without any."""
    if code:
        return OrganisationUnit.objects.filter(code=code).select_related("parent").first()
    paths = {*actor.led_paths}
    for grant in actor.grants:
        if grant.role in (Role.PERFORMANCE_ADMIN, Role.INSPECTOR):
            paths.add(grant.unit_path)
    reached = Q(pk__in=[])
    for path in paths:
        reached |= Q(path__startswith=path)
    return OrganisationUnit.objects.filter(reached).select_related("parent").order_by("path", "pk").first()


def years() -> list[int]:
    """The performance years there are, newest first."""
    found = EvaluationPeriod.objects.values_list("cycle__year", flat=True).distinct()
    return sorted(set(found), reverse=True)


def statistics_page(unit: OrganisationUnit, year: int, day: date) -> StatisticsPage:
    """The figures of a year for one office and each office right below it that has any. Six queries.

    They are counted from the top of the region, so that no page shows what another one hides.
    """
    top, _slash, _below = unit.path.partition("/")
    values = values_on(day)
    limit, signal = values.integer("small_cell_limit"), values.integer("objection_change_signal_percent")
    table = rules.table(unit.path, *_counted(f"{top}/", year), limit)
    children = list(OrganisationUnit.objects.filter(parent=unit, path__in=table.rows).order_by("name", "pk"))
    parents = set(
        OrganisationUnit.objects.filter(parent_id__in=[child.pk for child in children])
        .values_list("parent_id", flat=True)
        .distinct()
    )
    rows = [
        Row(child, found, found.signals(signal), child.pk in parents)
        for child, found in zip(children, (table.rows[child.path] for child in children), strict=True)
        if found.evaluations or found.objections
    ][:MOST_ROWS]
    if rows and table.direct.evaluations:
        rows.append(Row(unit, table.direct, table.direct.signals(signal), is_direct=True))
    total = Row(unit, table.total, table.total.signals(signal))
    return StatisticsPage(unit, years(), year, total, rows, limit, signal)


def _counted(path: str, year: int) -> tuple[dict[str, int], dict[str, list[Case]]]:
    """Received evaluations and lodged objections of the year, by the path of the employee's office."""
    received = PerformanceEvaluation.objects.filter(
        unit__path__startswith=path, period__cycle__year=year, received_at__isnull=False
    )
    evaluations = dict(received.values_list("unit__path").annotate(n=Count("pk")).order_by())
    lodged = Objection.objects.filter(
        unit__path__startswith=path, evaluation__period__cycle__year=year, lodged_at__isnull=False
    )
    names = ("unit__path", "state", "overdue_since", "lodged_at", "decided_at")
    cases: dict[str, list[Case]] = defaultdict(list)
    for where, state, overdue, lodged_at, decided_at in lodged.values_list(*names).order_by("pk"):
        days = _days(timezone.localdate(lodged_at), timezone.localdate(decided_at), where) if decided_at else None
        cases[where].append(Case(state, overdue is not None, days))
    return evaluations, cases


def _days(start: date, end: date, path: str) -> int:
    return calendar(start.year, path).working_days_left(start, end)


@dataclass(frozen=True)
class AskedFile:
    """A spreadsheet of one office and year; `path` so that the right of an office can be asked about it."""

    unit: OrganisationUnit
    year: int
    form: str

    @property
    def path(self) -> str:
        """Where the office stands."""
        return self.unit.path


FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEADING = (
    _("Kode unit"), _("Unit"), _("Evaluasi diterima"), _("Keberatan"), _("Per 100 evaluasi"), _("Dicabut"),
    _("Lewat batas"), _("Dikuatkan"), _("Diubah"), _("Persen diubah"), _("Median hari kerja"), _("Tanda kalibrasi"),
)  # fmt: skip


def spreadsheet(shown: StatisticsPage, form: str) -> tuple[bytes, str]:
    """The figures as CSV or XLSX with its content type; what is hidden on the page is empty."""
    lines: list[tuple[Any, ...]] = [tuple(str(word) for word in _HEADING), *map(_line, [shown.total, *shown.rows])]
    return (_workbook(lines) if form == "xlsx" else _delimited(lines)), FORMS[form]


def _line(row: Row) -> tuple[Any, ...]:
    shown = row.figures
    columns = (
        ("evaluations", shown.evaluations), ("objections", shown.objections), ("objections", _number(shown.rate)),
        ("withdrawn", shown.withdrawn), ("overdue", shown.overdue), ("decided", shown.upheld),
        ("decided", shown.changed), ("decided", _number(shown.changed_share)), ("decided", _number(shown.median_days)),
    )  # fmt: skip
    name = gettext("Langsung di {name}").format(name=row.unit.name) if row.is_direct else row.unit.name
    return (
        row.unit.code,
        name,
        *("" if count in shown.hidden else value for count, value in columns),
        int(row.signals),
    )


def _number(value: Fraction | None) -> float | str:
    return "" if value is None else round(float(value), 2)


def _delimited(lines: list[tuple[Any, ...]]) -> bytes:
    memory = io.StringIO()
    csv.writer(memory, delimiter=";").writerows([without_formula(cell) for cell in line] for line in lines)
    return memory.getvalue().encode("utf-8-sig")


def _workbook(lines: list[tuple[Any, ...]]) -> bytes:
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        sheet = book.add_worksheet("Keberatan")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return memory.getvalue()
