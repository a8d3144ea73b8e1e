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
    the_import()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"
    table = "\n".join(f"| {a} | {b} | {c} |" for a, b, c in ROWS)
    text = f"# Measured\n\nBy `make bench` on {machine}.\n\n| what | promise | measured |\n|---|---|---|\n{table}\n"
    (ROOT / "docs" / "benchmarks.md").write_text(text)


if __name__ == "__main__":
    main()
