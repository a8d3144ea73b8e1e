"""The job that reads a file of employees or offices and has it compared."""

from typing import Any

from django.utils import timezone

from sambayan.common.jobs import job
from sambayan.integrations.spreadsheets.answers import fold
from sambayan.integrations.spreadsheets.columns import Sheet
from sambayan.integrations.spreadsheets.people import read_people
from sambayan.integrations.spreadsheets.problem import LANGUAGES, SpreadsheetError, SpreadsheetProblem
from sambayan.integrations.spreadsheets.reading import read_table
from sambayan.integrations.spreadsheets.units import read_units
from sambayan.people.actions import imports as actions
from sambayan.people.queries import imports as queries
from sambayan.people.rules import ImportKind
from sambayan.people.rules.imports import Difference

MOST_BYTES = 30 * 1024 * 1024


@job("spreadsheets.read")
def read(import_pk: int) -> None:
    """Read a kept file and store how it differs from what is known; a file that is no table is refused with reasons."""
    kept = queries.people_import(import_pk)
    if kept is None or kept.state != "reading":
        return
    actions.begin(kept, at=timezone.now())
    try:
        sheet = _sheet(kept)
        if sheet.problems:
            actions.refuse(kept, [worded(problem) for problem in sheet.problems], at=timezone.now())
            return

        def told(found: Difference) -> actions.Told:
            return [worded(sheet.located(each, found.row)) for each in found.problems], sheet.typed(found.row)

        remarks = [worded(problem) for problem in [*sheet.remarks, *_names_that_differ(sheet)]]
        actions.compare(kept, sheet.lines, remarks, told, on=timezone.localdate(), at=timezone.now())
    except SpreadsheetError as error:
        actions.refuse(kept, [worded(error.problem)], at=timezone.now())
    except Exception:
        actions.refuse(kept, [actions.FAILED], at=timezone.now())
        raise


def _sheet(kept: Any) -> Sheet:
    table = read_table(queries.content_of(kept), kept.filename, most_bytes=MOST_BYTES)
    return read_units(table) if kept.kind == ImportKind.UNITS else read_people(table)


def _names_that_differ(sheet: Sheet) -> list[SpreadsheetProblem]:
    """A remark when the file calls offices otherwise than we do; a mistyped code shows itself in it."""
    offices = queries.offices()
    differ = []
    for line in sheet.lines:
        office, name = offices.get(line.values.get("unit") or ""), line.values.get("unit_name")
        if office and name and fold(name) != fold(office.name):
            differ.append((line.row, name, office.name))
    if not differ:
        return []
    row, name, known = differ[0]
    return [SpreadsheetProblem("names_differ", {"count": len(differ), "row": row, "told": name, "known": known})]


def worded(problem: SpreadsheetProblem) -> dict[str, Any]:
    """A problem as it is kept: its code and its sentence in both languages."""
    return {"code": problem.code, **{language: problem.text(language) for language in LANGUAGES}}
