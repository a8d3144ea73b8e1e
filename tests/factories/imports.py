"""Files of employees and offices, as a personnel office would send them. Numbers are synthetic."""

from sambayan.people.actions import imports
from sambayan.people.models import PeopleImport
from sambayan.people.queries import imports as queries

HEADINGS = {
    "number": "NIP", "name": "NAMA", "birth": "TANGGAL LAHIR", "sex": "JENIS KELAMIN", "status": "STATUS PEGAWAI",
    "rank": "PANGKAT / GOL. RUANG", "type": "JENIS JABATAN", "title": "NAMA JABATAN", "level": "JENJANG",
    "head": "PIMPINAN UNIT", "since": "TMT JABATAN", "unit": "KODE UNOR", "superior": "NIP ATASAN", "email": "EMAIL",
}  # fmt: skip
USUAL = {
    "name": "Pegawai", "status": "PNS", "type": "Pelaksana", "title": "Penata layanan", "head": "tidak",
    "since": "01-01-2025", "unit": "samsat",
}  # fmt: skip


def number(serial: int, born: str = "19870315") -> str:
    """A well-formed employee number."""
    return f"{born}2010011{serial:03}"


def person(serial: int | str, **cells: str) -> dict[str, str]:
    """One line: usual values, and what differs."""
    key = serial if isinstance(serial, str) else number(serial)
    return {"number": key, **USUAL, "name": f"Pegawai {serial}", **cells}


def people_file(*lines: dict[str, str]) -> bytes:
    """A text of employees with the columns that any line uses."""
    used = [name for name in HEADINGS if any(name in line for line in lines) or name in USUAL or name == "number"]
    rows = [[HEADINGS[name] for name in used], *([line.get(name, "") for name in used] for line in lines)]
    return "\n".join(";".join(row) for row in rows).encode()


def units_file(*lines: tuple[str, ...]) -> bytes:
    """A text of offices: code, name, type, parent."""
    rows = [("KODE UNOR", "NAMA UNOR", "JENIS UNOR", "KODE INDUK"), *lines]
    return "\n".join(";".join(row) for row in rows).encode()


def sent(member, content: bytes, *, at, kind="people", name="a.csv", is_complete=False) -> PeopleImport:
    """The file after it was read and compared; jobs run at once in tests."""
    agency = queries.agencies().get(code="5900")
    file = imports.File(kind, name, content, is_complete)
    return queries.people_import(imports.upload(agency, file, by=member.actor, at=at).pk)


def applied(member, content: bytes, *, at, **more) -> PeopleImport:
    """The file after it was applied too."""
    kept = sent(member, content, at=at, **more)
    imports.confirm(kept, by=member.actor, at=at)
    return queries.people_import(kept.pk)
