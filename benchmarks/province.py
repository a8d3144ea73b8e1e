"""A synthetic province of any size, loaded in bulk, and the files that would bring it in. No real person is in it."""

import csv
import io
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

FIRST = (
    "Ani",
    "Budi",
    "Citra",
    "Dewi",
    "Eko",
    "Fitri",
    "Gita",
    "Hadi",
    "Indah",
    "Joko",
    "Kartika",
    "Lukman",
    "Maya",
    "Nanda",
    "Oka",
    "Putri",
)
LAST = (
    "Santosa",
    "Lestari",
    "Wijaya",
    "Pratama",
    "Saputra",
    "Anggraini",
    "Hidayat",
    "Permata",
    "Kurniawan",
    "Maharani",
    "Nugroho",
    "Safitri",
)
RANKS = ("Pengatur (II/c)", "Penata Muda (III/a)", "Penata (III/c)", "Pembina (IV/a)")
STAFF = (
    "Penata Layanan Operasional",
    "Pengadministrasi Perkantoran",
    "Analis Kebijakan",
    "Pranata Komputer",
    "Guru",
    "Perawat",
    "Pengelola Keuangan",
    "Arsiparis",
)
HEADINGS = (
    "NIP",
    "NAMA",
    "GELAR BELAKANG",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "STATUS PEGAWAI",
    "PANGKAT / GOL. RUANG",
    "JENIS JABATAN",
    "NAMA JABATAN",
    "JENJANG",
    "PIMPINAN UNIT",
    "TMT JABATAN",
    "KODE UNOR",
    "NAMA UNOR",
    "NIP ATASAN",
    "EMAIL",
    "NO HP",
)
TYPES = {
    "Pelaksana": "executing_staff",
    "Pengawas": "supervisor",
    "Jabatan Pimpinan Tinggi": "senior_leadership",
    "Administrator": "administrator",
}
_WIDE = 12


def unit_rows(units):
    """(code, name, type, parent code) from the top down; every unit has at most twelve below it."""
    rows = [("prov", "Provinsi Sintetis", "Pemerintah daerah", "")]
    for place in range(1, units):
        rows.append(
            (
                f"u{place}",
                f"Unit {place}",
                "Dinas" if place <= _WIDE else "Bidang atau bagian",
                rows[(place - 1) // _WIDE][0],
            )
        )
    return rows


def people_rows(employees, units, seed=1):
    """One row an employee, heads first, in the order of HEADINGS."""
    chance = random.Random(seed)
    codes = unit_rows(units)
    born = date(1966, 1, 1)
    for place in range(employees):
        code, name, kind, _ = codes[place] if place < units else codes[chance.randrange(units)]
        head = place < units
        day = born + timedelta(days=place % 12_000)
        sex = place % 2 + 1
        number = f"{day:%Y%m%d}{day.year + 24}{place // 12_000 % 12 + 1:02}{sex}{place // 144_000 + 1:03}"
        post = ("Jabatan Pimpinan Tinggi" if kind == "Dinas" else "Pengawas") if head else "Pelaksana"
        title = f"Kepala {name}" if head else STAFF[chance.randrange(len(STAFF))]
        person = f"{chance.choice(FIRST)} {chance.choice(LAST)} {place}"
        yield (
            number,
            person,
            "S.E." if place % 3 else "",
            f"{day:%d-%m-%Y}",
            "LP"[sex - 1],
            "PNS",
            RANKS[place % 4],
            post,
            title,
            "",
            "ya" if head else "tidak",
            "01-02-2024",
            code,
            name,
            "",
            f"p{place}@contoh.invalid",
            f"0812{place:08}",
        )


def as_csv(headings, rows):
    memory = io.StringIO()
    writer = csv.writer(memory, delimiter=";")
    writer.writerow(headings)
    writer.writerows(rows)
    return memory.getvalue().encode()


def as_xlsx(headings, rows):
    import xlsxwriter

    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate([headings, *rows]):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return memory.getvalue()


def fill(employees=100_000, units=3_000, accounts=2_000):
    """Load the province straight into the tables: tree, versions, posts, employees, assignments, some accounts."""
    from sambayan.people.models import Account, Agency, Assignment, Employee, OrganisationUnit, Position, UnitVersion

    agency = Agency.objects.create(code="9900", name="Provinsi Sintetis")
    made = {}
    for code, name, kind, parent in unit_rows(units):
        above = made.get(parent)
        unit_type = {"Pemerintah daerah": "government", "Dinas": "department"}.get(kind, "division")
        made[code] = OrganisationUnit(
            agency=agency,
            parent=above,
            code=code,
            path=f"{above.path if above else ''}{code}/",
            name=name,
            unit_type=unit_type,
        )
    depths = {}
    for unit in made.values():
        depths.setdefault(unit.path.count("/"), []).append(unit)
    for depth in sorted(depths):
        for unit in depths[depth]:
            unit.parent = unit.parent  # takes up the key of the unit above
        OrganisationUnit.objects.bulk_create(depths[depth], batch_size=1000)
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(
                unit=u, from_date=date(2000, 1, 1), change="found", name=u.name, unit_type=u.unit_type, parent=u.parent
            )
            for u in made.values()
        ],
        batch_size=1000,
    )
    rows = list(people_rows(employees, units))
    keys = list(dict.fromkeys((row[12], row[8], TYPES[row[7]], row[10] == "ya") for row in rows))
    posts = Position.objects.bulk_create(
        [Position(unit=made[u], title=t, position_type=k, is_head=h) for u, t, k, h in keys], batch_size=1000
    )
    post_of = dict(zip(keys, posts, strict=True))
    people = Employee.objects.bulk_create(
        [
            Employee(
                employee_number=r[0],
                name=f"{r[1]}, {r[2]}" if r[2] else r[1],
                employment_type="pns",
                rank_grade=r[6],
                birth_date=date(int(r[0][:4]), int(r[0][4:6]), int(r[0][6:8])),
                sex="male" if r[4] == "L" else "female",
                email=r[15],
                phone=r[16],
            )
            for r in rows
        ],
        batch_size=1000,
    )
    Assignment.objects.bulk_create(
        [
            Assignment(
                employee=e, position=post_of[r[12], r[8], TYPES[r[7]], r[10] == "ya"], from_date=date(2024, 2, 1)
            )
            for e, r in zip(people, rows, strict=True)
        ],
        batch_size=1000,
    )
    Account.objects.bulk_create(
        [
            Account(login=f"p{place}@contoh.invalid", name=e.name, employee=e, password="!")
            for place, e in enumerate(people[:accounts])
        ],
        batch_size=1000,
    )
    return agency


def import_once(form, employees=100_000, units=3_000):
    """Bring the province in from files, twice; prints seconds and the highest memory as one line of JSON.

    The jobs are called here, one after the other, as the worker would: nothing else runs meanwhile.
    """
    import json
    import resource
    import time

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from sambayan.people.models import Account, Agency, RoleGrant
    from sambayan.people.actions import imports
    from sambayan.people.queries import actor_for
    from sambayan.people.queries import imports as queries

    Agency.objects.create(code="9900", name="Provinsi Sintetis")
    account = Account.objects.create_user("admin@contoh.invalid", name="Admin")
    RoleGrant.objects.create(account=account, role="performance_admin", from_date=date(2020, 1, 1))
    by = actor_for(account, timezone.localdate())
    measured = {}

    def bring(kind, name, content):
        from sambayan.integrations.spreadsheets.tasks import read
        from sambayan.people.tasks import apply_import

        started = time.perf_counter()
        kept = imports.upload(
            queries.agencies().get(code="9900"), imports.File(kind, name, content), by=by, at=timezone.now()
        )
        read.func(kept.pk)
        compared = time.perf_counter()
        kept = queries.people_import(kept.pk)
        print(kept.state, kept.counts, [p["en"] for p in kept.problems], file=sys.stderr)
        if queries.rows_that_change(kept):
            imports.confirm(kept, by=by, at=timezone.now())
            apply_import.func(kept.pk, by.account_id)
            kept = queries.people_import(kept.pk)
            print(kept.state, [p["en"] for p in kept.problems], file=sys.stderr)
        return compared - started, time.perf_counter() - compared

    build = as_xlsx if form == "xlsx" else as_csv
    path = Path(tempfile.gettempdir()) / f"sambayan-province-{employees}-{units}.{form}"
    if not path.exists():  # made by a process before, so that making it is not measured as memory
        path.write_bytes(build(HEADINGS, people_rows(employees, units)))
    content = path.read_bytes()
    measured["units"] = sum(
        bring("units", "units.csv", as_csv(("KODE UNOR", "NAMA UNOR", "JENIS UNOR", "KODE INDUK"), unit_rows(units)))
    )
    started = time.process_time()
    measured["read"], measured["apply"] = bring("people", f"people.{form}", content)
    measured["cpu"] = time.process_time() - started
    measured["again"] = sum(bring("people", f"people.{form}", content))
    measured["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(measured))


if __name__ == "__main__":
    import_once(sys.argv[1], *map(int, sys.argv[2:]))
