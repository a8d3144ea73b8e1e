"""`make bench`: what the promises cost on this machine. Prints a table and writes it to docs/benchmarks.md.

Measured in CPU time of this process where that is meant, in wall time where a person waits. Nothing here is a test.
"""

import contextlib
import gzip
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import calibration

ROOT = Path(__file__).resolve().parents[1]
VAR = tempfile.TemporaryDirectory()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "sambayan.config.settings_test",
    "SAMBAYAN_VAR": VAR.name,
    "SAMBAYAN_MODE": "demo",
}
sys.path.insert(0, str(ROOT / "tests"))

ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarpras")
ROWS: list[tuple[str, str, str]] = []


def row(what: str, promise: str, measured: str) -> None:
    ROWS.append((what, promise, measured))
    print(f"{what:<58} {promise:<18} {measured}", flush=True)


def cpu(function, times: int) -> float:
    """Median CPU milliseconds of a call."""
    function()
    spent = []
    for _ in range(times):
        started = time.process_time()
        function()
        spent.append((time.process_time() - started) * 1000)
    return statistics.median(spent)


def command_line() -> None:
    program = Path(sys.executable).with_name("sambayan")
    for arguments in (
        ["skm", "sample", "1204"],
        ["predicate", "above", "meets"],
        ["skm", "index", str(ROOT / "src/sambayan/examples/skm-sekadau-2019s1.csv")],
    ):
        spent = []
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run([program, *arguments], check=True, capture_output=True)
            spent.append(time.perf_counter() - started)
        row(f"sambayan {' '.join(arguments[:2])}: start to end", "< 0,3 s", f"{statistics.median(spent):.2f} s")


def the_index() -> None:
    from sambayan.surveys.rules import index

    chance = random.Random(1)
    for n in (100, 2_000, 20_000):
        answers = [tuple(chance.choice((2, 3, 3, 4)) for _ in ELEMENTS) for _ in range(n)]
        row(
            f"index with interval, {n:,} respondents",
            "< 60 ms at 2,000" if n == 2000 else "–",
            f"{cpu(lambda: index(answers, ELEMENTS), 5):.1f} ms CPU",
        )


def the_record() -> None:
    """Needs the demo province; adds 100,000 events to it."""
    from django.test.utils import CaptureQueriesContext
    from django.db import connection
    from django.utils import timezone

    from sambayan.audit import queries
    from sambayan.audit.actions import Entry, checkpoint, record, record_all
    from sambayan.audit.scripts import verify
    from sambayan.people.models import OrganisationUnit

    unit, at = OrganisationUnit.objects.first(), timezone.now()
    row("one event recorded", "–", f"{cpu(lambda: record('planning.set', unit, by=None, at=at), 200):.2f} ms CPU")
    with CaptureQueriesContext(connection) as seen:
        record("planning.set", unit, by=None, at=at)
    row("one event recorded: SQL statements", "≤ 5", str(len(seen)))
    started = time.perf_counter()
    record_all((Entry("planning.set", unit, after={"n": n}) for n in range(100_000)), by=None, at=at)
    row("100,000 events recorded at once", "< 15 s", f"{time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    checkpoint(by=None, at=at)
    row("checkpoint of 100,000 events", "–", f"{(time.perf_counter() - started) * 1000:.0f} ms")
    started = time.perf_counter()
    size, _checkpoints = verify.check(queries.lines())
    row(f"verify {size:,} events in the database", "–", f"{time.perf_counter() - started:.1f} s")


def pages() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    citizen = Client()
    answers = dict.fromkeys(ELEMENTS, "3")

    def show():
        return citizen.get("/s/demo/")

    def store():
        return citizen.post("/s/demo/", {**answers, "submission_id": str(uuid.uuid4())})

    assert show().status_code == 200
    assert store().status_code == 303
    row("respondent page + store", "≤ 30 ms CPU", f"{cpu(show, 40) + cpu(store, 40):.1f} ms CPU")
    for name, call in (("show", show), ("store", store)):
        with CaptureQueriesContext(connection) as seen:
            call()
        row(f"respondent page, {name}: SQL statements", "≤ 5", str(len(seen)))
    assets = {"sambayan.css": ROOT / "build/dist/sambayan.css"}
    assets |= {path.name: path for path in (ROOT / "src/sambayan/surveys/static/surveys").iterdir()}
    size = len(gzip.compress(show().content)) + sum(len(gzip.compress(path.read_bytes())) for path in assets.values())
    row("respondent page with style and script, compressed", "≤ 60 kB", f"{size / 1024:.1f} kB")

    from sambayan.evaluation.models import PerformanceEvaluation
    from sambayan.people.models import Account

    appraiser = Account.objects.get(persona="appraiser")
    waiting = PerformanceEvaluation.objects.filter(appraiser_id=appraiser.employee_id, state="open").first()
    visits = [
        ("public start", None, "/"),
        ("unit list", None, "/units/"),
        ("home", appraiser, "/home/"),
        ("people", appraiser, "/people/"),
    ]
    if waiting:
        visits.append(("rating page", appraiser, f"/evaluations/{waiting.pk}/rate/"))
    for name, account, path in visits:
        client = Client()
        if account:
            client.force_login(account)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(path)
        statements = len(seen)
        assert page.status_code == 200, (path, page.status_code)
        cost = cpu(lambda: client.get(path), 10)
        row(name, "–", f"{cost:.0f} ms CPU, {statements} SQL, {len(gzip.compress(page.content)) / 1024:.1f} kB")


def organisation() -> None:
    """Directory, tree, offices, a person and home with 100,000 employees in 3,000 units (loaded by the desk)."""
    from django.db import connection
    from django.db.models import Count
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from sambayan.people.models import Account, OrganisationUnit

    largest = OrganisationUnit.objects.annotate(n=Count("positions__assignments")).order_by("-n", "pk")[0]
    client = Client()
    client.force_login(Account.objects.filter(grants__role="performance_admin").order_by("pk")[0])
    paths = ("/people/", "/people/?q=guru", "/people/?q=samsat+way", "/people/?q=tidak-ada", "/organisation/", "/home/")
    somebody = Account.objects.get(persona="official").employee_id
    paths += (f"/people/{somebody}/", "/roles/", "/record/")
    for path in (*paths, f"/organisation/?open={largest.code}", f"/organisation/{largest.code}/"):
        with CaptureQueriesContext(connection) as seen:
            page = client.get(path)
        statements = len(seen)
        assert page.status_code == 200, (path, page.status_code)
        cost = cpu(lambda path=path: client.get(path), 10)
        row(path, "≤ 100 ms, 20 SQL", f"{cost:.0f} ms CPU, {statements} SQL, {len(page.content) / 1024:.0f} kB")


PEOPLE, OFFICES = 100_000, 3_000


def a_large_agency() -> None:
    """100,000 employees in 3,000 offices below the demo province, each office with a head, most with an account."""
    from datetime import date

    from sambayan.people.models import Account, Agency, Assignment, Employee, OrganisationUnit, Position

    agency, began, chance = Agency.objects.get(), date(2024, 1, 1), random.Random(4)
    paths = [f"besar-{n}/" if n < 30 else f"besar-{n % 30}/besar-{n}/" for n in range(OFFICES)]
    offices = OrganisationUnit.objects.bulk_create(
        OrganisationUnit(agency=agency, code=f"besar-{n}", path=path, name=f"Kantor {n}", unit_type="department")
        for n, path in enumerate(paths)
    )
    posts = Position.objects.bulk_create(
        Position(
            unit=office, title=title, position_type="supervisor" if is_head else "executing_staff", is_head=is_head
        )
        for office in offices
        for title, is_head in (("Kepala", True), ("Staf", False))
    )
    numbers = [f"{1970 + n % 30}0101{1995 + n % 30}01{1 + n % 2}{n // 60 % 999 + 1:03}" for n in range(PEOPLE)]
    people = Employee.objects.bulk_create(
        (
            Employee(employee_number=f"9{n:05}{number[6:]}", name=f"Pegawai {n}", employment_type="pns")
            for n, number in enumerate(numbers)
        ),
        batch_size=5000,
    )
    Assignment.objects.bulk_create(
        (
            Assignment(
                employee=person, position=posts[2 * n if n < OFFICES else 2 * (n % OFFICES) + 1], from_date=began
            )
            for n, person in enumerate(people)
        ),
        batch_size=5000,
    )
    Account.objects.bulk_create(
        (
            Account(login=f"besar{n}", name=person.name, employee=person, password="!", email=f"b{n}@contoh.invalid")
            for n, person in enumerate(people)
            if chance.random() < 0.9
        ),
        batch_size=5000,
    )


def the_desk() -> None:
    """The desk of repairs over 100,000 employees: inspecting, again, after a change; and its page."""
    import resource

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from sambayan.people.actions import desk
    from sambayan.people.models import Account, Assignment

    a_large_agency()
    now = timezone.now()
    for what in ("first", "next day"):
        started = time.perf_counter()
        tally = desk.inspect(by=None, at=now)
        row(
            f"inspect 100,000 employees, {what}",
            "< 20 s",
            f"{time.perf_counter() - started:.1f} s, {tally.standing:,} repairs",
        )
    row("the same: most memory", "< 1 GiB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    head = Assignment.objects.filter(position__unit__code="besar-45", position__is_head=True).get()
    with CaptureQueriesContext(connection) as seen:
        desk.recheck([head.employee_id], at=now)
    cost = cpu(lambda: desk.recheck([head.employee_id], at=now), 3)
    row("recheck after a change to a head", "–", f"{cost:.0f} ms CPU, {len(seen)} SQL")
    client = Client()
    client.force_login(Account.objects.get(persona="administrator"))
    for path in ("/repairs/", "/repairs/?kind=account_missing&page=40", "/home/"):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        statements = len(seen)
        cost = cpu(lambda path=path: client.get(path), 10)
        row(f"{path} at 100,000 employees", "≤ 100 ms, ≤ 20 SQL", f"{cost:.0f} ms CPU, {statements} SQL")


def the_import() -> None:
    """100,000 employees in 3,000 units from files, in a process and a database of their own each time."""
    databases = {"SQLite": ""}
    if os.environ.get("SAMBAYAN_TEST_DATABASE_URL"):
        databases["PostgreSQL"] = os.environ["SAMBAYAN_TEST_DATABASE_URL"]
    for name, url in databases.items():
        for form in ("xlsx", "csv"):
            with tempfile.TemporaryDirectory() as var, own_database(url) as address:
                environment = {
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "sambayan.config.settings",
                    "SAMBAYAN_VAR": var,
                    "SAMBAYAN_DATABASE_URL": address,
                    "SAMBAYAN_LOG_LEVEL": "WARNING",
                }
                command = [sys.executable, str(ROOT / "benchmarks/province.py"), form]
                told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
            m = json.loads(told)
            what = f"100,000 employees from {form.upper()}, {name}"
            spent = f"{m['read'] + m['apply']:.0f} s (read and compare {m['read']:.0f}, apply {m['apply']:.0f}; {m['cpu']:.0f} s CPU)"
            row(what, "< 180 s, < 1 GiB", f"{spent}, {m['mebibytes']} MiB")
            row(f"{what}: the same file again", "nothing changes", f"{m['again']:.0f} s")


def the_year() -> None:
    """Pages of a year of 20,000 people, and opening a year for 100,000, each in a process and a database of its own."""
    for name, arguments in (("year.py", ["pages", "20000"]), ("opening.py", [])):
        with tempfile.TemporaryDirectory() as var:
            environment = {**os.environ, "SAMBAYAN_VAR": var}
            command = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
            told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        measured = json.loads(told.splitlines()[-1])
        if isinstance(measured, list):
            for what, promise, cost in measured:
                row(what, promise, cost)
        else:
            for what, cost in measured.items():
                row(f"opening a year, {what.replace('_', ' ')}", "–", str(cost))


@contextlib.contextmanager
def own_database(url: str):
    """A PostgreSQL database made for one measurement; nothing for SQLite."""
    if not url:
        yield ""
        return
    import psycopg

    name = f"sambayan_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    print(f"{'what':<58} {'promise':<18} measured")
    command_line()
    the_index()
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sambayan.config.demo"], check=True, capture_output=True, env=os.environ)
    row("demo province, 2,000 employees", "< 30 s", f"{time.perf_counter() - started:.1f} s")
    pages()
    calibration.measure(row, cpu)
    the_record()
    the_desk()
    organisation()
    the_import()
    the_year()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"
    table = "\n".join(f"| {a} | {b} | {c} |" for a, b, c in ROWS)
    text = f"# Measured\n\nBy `make bench` on {machine}.\n\n| what | promise | measured |\n|---|---|---|\n{table}\n"
    (ROOT / "docs" / "benchmarks.md").write_text(text)


if __name__ == "__main__":
    main()
