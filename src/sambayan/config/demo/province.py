"""The offices of the demo province as one tree."""

from dataclasses import dataclass
from typing import Any

from sambayan.config.demo.sources import offices_of_the_province, table
from sambayan.people.models import Agency, OrganisationUnit

AGENCY_CODE = "5900"
_USUAL_STAFF = 30


@dataclass(frozen=True)
class Office:
    """One office as the tables describe it; `staff` None means "what is left"."""

    code: str
    parent: str
    name: str
    english: str
    short: str
    type: str
    work: str = "office"
    staff: int | None = None
    core: bool = False
    address: str = ""


def offices(*, core_only: bool = False) -> list[Office]:
    """All offices, those above before those below; with `core_only` the few a reduced demo needs."""
    units = table("units.yaml")
    root = Office(parent="", **units["root"])
    rows = offices_of_the_province()
    found = [root, *(_from_list(row, units["opd"].get(row["code"], {})) for row in rows)]
    found += [Office(**row) for row in units["below"]]
    return [office for office in found if office.core or not core_only]


def _from_list(row: dict[str, str], extra: dict[str, Any]) -> Office:
    return Office(
        code=row["code"],
        parent="lpg",
        name=row["name_indonesian"],
        english=row["name_english"],
        short=row["short_name"],
        type=row["unit_type"],
        **extra,
    )


def head_counts(found: list[Office], employees: int) -> dict[str, int]:
    """How many people work in each office: as the tables say, the rest evenly where they say nothing.

    With fewer employees than the tables ask for, every office shrinks, but never below its head.
    """
    asked = {office.code: office.staff or _USUAL_STAFF for office in found}
    total = sum(asked.values())
    free = [office.code for office in found if office.staff is None]
    if employees < total - _USUAL_STAFF * len(free):
        return {code: max(1, staff * employees // total) for code, staff in asked.items()}
    share, left = divmod(employees - total + _USUAL_STAFF * len(free), len(free))
    return asked | {code: share + (place < left) for place, code in enumerate(free)}


def build(found: list[Office]) -> dict[str, OrganisationUnit]:
    """Store agency and offices; the answer is by code."""
    agency = Agency.objects.create(code=AGENCY_CODE, name="Pemerintah Provinsi Lampung")
    units: dict[str, OrganisationUnit] = {}
    for office in found:
        above = units.get(office.parent)
        units[office.code] = OrganisationUnit.objects.create(
            agency=agency,
            parent=above,
            code=office.code,
            path=f"{above.path if above else ''}{office.code}/",
            name=office.name,
            name_english=office.english,
            short_name=office.short,
            unit_type=office.type,
            address=office.address,
        )
    return units
