"""Opening a year and a period for 100,000 employees in 3,000 offices: seconds, memory, and the chain alone.

In a database of its own: SQLite, or the one in SAMBAYAN_DATABASE_URL. Prints one JSON object. An argument is the number
of employees.
"""

import json
import os
import resource
import sys
import tempfile
import time
from datetime import date, timedelta

VAR = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings")
os.environ["SAMBAYAN_VAR"] = VAR.name
os.environ.setdefault("SAMBAYAN_MODE", "demo")
os.environ.setdefault("SAMBAYAN_LOG_LEVEL", "WARNING")

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
OFFICES = max(30, PEOPLE * 3 // 100)


def province():
    """An agency: a regional head, offices in three levels, each with a head, everybody else below."""
    from sambayan.people.models import Agency, Assignment, Employee, OrganisationUnit, Position

    agency = Agency.objects.create(code="5900", name="Pemerintah Provinsi Contoh")
    began = date(2024, 1, 1)
    root = OrganisationUnit.objects.create(
        agency=agency, code="lpg", path="lpg/", name="Provinsi", unit_type="government"
    )
    paths = [f"lpg/k{n}/" if n < 30 else f"lpg/k{n % 30}/k{n}/" for n in range(OFFICES)]
    top = OrganisationUnit.objects.bulk_create(
        OrganisationUnit(
            agency=agency, parent=root, code=f"k{n}", path=paths[n], name=f"Dinas {n}", unit_type="department"
        )
        for n in range(30)
    )
    rest = OrganisationUnit.objects.bulk_create(
        OrganisationUnit(
            agency=agency, parent=top[n % 30], code=f"k{n}", path=paths[n], name=f"Bidang {n}", unit_type="division"
        )
        for n in range(30, OFFICES)
    )
    offices = [*top, *rest]
    heads = Position.objects.bulk_create(
        Position(
            unit=office,
            title="Kepala",
            position_type="senior_leadership" if n < 30 else "administrator",
            is_head=True,
        )
        for n, office in enumerate(offices)
    )
    staff = Position.objects.bulk_create(
        Position(unit=office, title="Staf", position_type="executing_staff") for office in offices
    )
    governor = Position.objects.create(unit=root, title="Gubernur", position_type="regional_head", is_head=True)
    official = Employee.objects.create(name="Gubernur", employment_type="state_official")
    Assignment.objects.create(employee=official, position=governor, from_date=began)
    people = Employee.objects.bulk_create(
        (Employee(employee_number=f"9{n:017}", name=f"Pegawai {n}", employment_type="pns") for n in range(PEOPLE)),
        batch_size=5000,
    )
    Assignment.objects.bulk_create(
        (
            Assignment(employee=person, position=heads[n] if n < OFFICES else staff[n % OFFICES], from_date=began)
            for n, person in enumerate(people)
        ),
        batch_size=5000,
    )
    return agency


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from sambayan.cycles.actions import openings, years
    from sambayan.cycles.models import Cycle, EvaluationPeriod, Opening
    from sambayan.cycles.rules import PeriodKind, periods_of
    from sambayan.cycles.queries.years import window_terms
    from sambayan.evaluation.actions import opening as evaluation
    from sambayan.evaluation.models import PerformanceEvaluation
    from sambayan.people.queries.everybody import appraisals_on
    from sambayan.planning.actions import moves, opening as planning
    from sambayan.planning.models import PerformanceAgreement
    from sambayan.policies.queries import values_on

    now, today = timezone.now(), timezone.localdate()
    agency = province()
    cycle = Cycle.objects.create(agency=agency, year=today.year, state="open")
    for plan in periods_of(today.year, PeriodKind.QUARTERLY, window_terms(values_on(today))):
        EvaluationPeriod.objects.create(
            cycle=cycle, kind=plan.kind, number=plan.number, from_date=plan.from_date, to_date=plan.to_date,
            window_from=plan.window_from, window_to=plan.window_to, state="open",
        )  # fmt: skip
    found = {"employees": PEOPLE, "database": connection.vendor}

    started = time.perf_counter()
    n = sum(1 for _ in appraisals_on(today))
    found["chain_of_everybody_s"], found["met"] = round(time.perf_counter() - started, 1), n

    def run(kind, period, write, finish=openings.nobody_else):
        made = Opening.objects.create(kind=kind, cycle=cycle, period=period, day=today, asked_at=now, asked_by="Tri")
        began, cpu = time.perf_counter(), time.process_time()
        openings.carry_on(made.pk, write, finish, clock=timezone.now)
        made.refresh_from_db()
        assert made.state == "finished", made.error
        return round(time.perf_counter() - began, 1), round(time.process_time() - cpu, 1), made.made

    found["open_year_s"], found["open_year_cpu_s"], found["drafts"] = run("agreements", None, planning.write_drafts)
    PerformanceAgreement.objects.update(state="in_force", set_at=now)
    period = EvaluationPeriod.objects.get(cycle=cycle, number=(today.month - 1) // 3 + 1, kind="quarterly")
    found["open_period_s"], found["open_period_cpu_s"], found["evaluations"] = run(
        "evaluations", period, evaluation.write_evaluations, evaluation.nobody_met
    )
    assert PerformanceEvaluation.objects.count() == found["evaluations"]
    began = time.perf_counter()
    assert moves.follow_moves(at=now) == 0
    found["look_for_moves_s"] = round(time.perf_counter() - began, 1)
    began = time.perf_counter()
    assert evaluation.follow_moves(at=now) == 0
    found["look_at_evaluations_s"] = round(time.perf_counter() - began, 1)
    found["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
