"""A performance year of many people, loaded in bulk, and what its pages cost. Prints rows of the table as JSON.

Run in a process and a database of its own: `python benchmarks/year.py pages 20000`.
What opening a year costs stands in `benchmarks/opening.py`.
"""

import json
import os
import random
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings_test")
TODAY = date(2026, 10, 8)
NOW = datetime(2026, 10, 8, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
TEAM = 60
_BATCH = 2000


def prepare():
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    setup_test_environment()
    call_command("migrate", verbosity=0)
    timezone.now = lambda: NOW


def cpu(function, times=7):
    function()
    spent = []
    for _ in range(times):
        started = time.process_time()
        function()
        spent.append((time.process_time() - started) * 1000)
    return statistics.median(spent)


def a_year(agency):
    from sambayan.cycles.models import Cycle, EvaluationPeriod

    cycle = Cycle.objects.create(agency=agency, year=2026)
    quarters = [(1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31)]
    made = []
    for number, (first, last, day) in enumerate(quarters, 1):
        end = date(2026, last, day)
        made.append(
            EvaluationPeriod.objects.create(
                cycle=cycle,
                kind="quarterly",
                number=number,
                from_date=date(2026, first, 1),
                to_date=end,
                window_from=end - timedelta(days=14),
                window_to=end + timedelta(days=21),
            )
        )
    return cycle, made[2]


def agreements(cycle, period, employees):
    """An agreement in force for everybody with an appraiser: three results, one indicator and one evidence each."""
    from sambayan.people.queries.everybody import appraisals_on
    from sambayan.planning.models import (
        Evidence,
        IndividualIndicator,
        PerformanceAgreement,
        PerformanceDocumentation,
        PlannedResult,
    )

    chain = [each for each in appraisals_on(TODAY) if each.appraiser_id and not each.exempt]
    rows = PerformanceAgreement.objects.bulk_create(
        [
            PerformanceAgreement(
                cycle=cycle,
                employee_id=each.employee_id,
                appraiser_id=each.appraiser_id,
                superior_id=each.superior_id,
                unit_id=each.unit_id,
                state="in_force",
                set_at=NOW,
                signed_at=NOW,
            )
            for each in chain
        ],
        batch_size=_BATCH,
    )
    results = PlannedResult.objects.bulk_create(
        [
            PlannedResult(
                agreement=row, number=n, kind="main", title=f"Hasil kerja {n}", supported_result="Hasil atasan"
            )
            for row in rows
            for n in (1, 2, 3)
        ],
        batch_size=_BATCH,
    )
    IndividualIndicator.objects.bulk_create(
        [
            IndividualIndicator(result=result, number=1, aspect="time", name="Waktu", target="15–20 menit")
            for result in results
        ],
        batch_size=_BATCH,
    )
    entries = PerformanceDocumentation.objects.bulk_create(
        [
            PerformanceDocumentation(
                result=result, period=period, day=period.from_date, realisation="17 menit", recorded_at=NOW
            )
            for result in results
        ],
        batch_size=_BATCH,
    )
    Evidence.objects.bulk_create(
        [
            Evidence(documentation=entry, title="Rekap", url="https://contoh.invalid/rekap", recorded_at=NOW)
            for entry in entries
        ],
        batch_size=_BATCH,
    )
    return rows


def evaluations(period, plans):
    """Everybody's evaluation of the quarter: three in four rated, with feedback; the team of the page all rated."""
    from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
    from sambayan.evaluation.rules import Rating, predicate
    from sambayan.growth.models import ContinuousFeedback
    from sambayan.people.models import Assignment

    chance = random.Random(5)
    led = dict(Assignment.objects.filter(position__is_head=True).values_list("employee_id", "position__unit_id"))
    rows = []
    for plan in plans:
        result, behaviour = (chance.choices(list(Rating), (2, 7, 1))[0] for _ in range(2))
        is_rated = chance.random() < 0.75
        rows.append(
            PerformanceEvaluation(
                agreement=plan,
                period=period,
                employee_id=plan.employee_id,
                appraiser_id=plan.appraiser_id,
                superior_id=plan.superior_id,
                unit_id=plan.unit_id,
                appraiser_unit_id=led.get(plan.appraiser_id, plan.unit_id),
                state="rated" if is_rated else "open",
                result_rating=result.value if is_rated else "",
                behaviour_rating=behaviour.value if is_rated else "",
                predicate=predicate(result, behaviour).value if is_rated else "",
                result_reason="Bukti menunjukkan target tercapai." if is_rated else "",
                behaviour_reason="Konsisten." if is_rated else "",
                evaluation_note="Teruskan." if is_rated else "",
                rated_at=NOW if is_rated else None,
            )
        )
    made = PerformanceEvaluation.objects.bulk_create(rows, batch_size=_BATCH)
    OrganisationAchievement.objects.bulk_create(
        [
            OrganisationAchievement(
                unit_id=unit_id, period=period, predicate="good", reason="-", set_at=NOW, set_by="Pimpinan"
            )
            for unit_id in sorted({row.appraiser_unit_id for row in made})
        ],
        batch_size=_BATCH,
    )
    ContinuousFeedback.objects.bulk_create(
        [
            ContinuousFeedback(
                agreement_id=row.agreement_id,
                employee_id=row.employee_id,
                appraiser_id=row.appraiser_id,
                unit_id=row.unit_id,
                period=period,
                giver_id=row.appraiser_id,
                giver_kind="leader",
                value_code="berorientasi_pelayanan",
                is_positive=True,
                text="Ramah dan cekatan di loket.",
                evidence="Pengamatan",
                state="recorded",
                recorded_at=NOW,
            )
            for row in made
        ],
        batch_size=_BATCH,
    )
    return made


def a_team(made):
    """The appraiser whose team is made exactly as large as the promise says, with an account that may sign in."""
    from collections import Counter

    from sambayan.evaluation.models import PerformanceEvaluation
    from sambayan.people.models import Account, Assignment
    from sambayan.planning.models import PerformanceAgreement

    counts = Counter(row.appraiser_id for row in made)
    appraiser = max(counts, key=lambda pk: (counts[pk] <= TEAM, counts[pk]))
    head = Assignment.objects.get(employee_id=appraiser, position__is_head=True, to_date=None)
    others = [row for row in made if row.appraiser_id != appraiser and row.employee_id != appraiser]
    heads = set(Assignment.objects.filter(position__is_head=True).values_list("employee_id", flat=True))
    staff = [row for row in others if row.employee_id not in heads]
    lent = staff[: TEAM - counts[appraiser]]
    unit_id = head.position.unit_id
    moved = {"appraiser_id": appraiser, "unit_id": unit_id}
    PerformanceEvaluation.objects.filter(pk__in=[row.pk for row in lent]).update(
        superior=None, appraiser_unit_id=unit_id, **moved
    )
    PerformanceAgreement.objects.filter(pk__in=[row.agreement_id for row in lent]).update(superior=None, **moved)
    PerformanceEvaluation.objects.filter(appraiser_id=appraiser, state="open").update(
        state="rated",
        result_rating="meets",
        behaviour_rating="meets",
        predicate="good",
        result_reason="x",
        behaviour_reason="x",
        evaluation_note="x",
        rated_at=NOW,
    )
    account, _ = Account.objects.get_or_create(
        employee_id=appraiser, defaults={"login": "penilai@contoh.invalid", "name": "Penilai", "password": "!"}
    )
    return account, head.position.unit


def visit(rows, what, account, path):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from sambayan.accounts.rules import Proof

    client = Client()
    client.force_login(account)
    session = client.session
    Proof(second_factor=True, at=NOW.timestamp()).keep(session)
    session.save()
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(path)
    statements = len(seen)
    assert page.status_code == 200, (path, page.status_code)
    cost = cpu(lambda: client.get(path))
    size = len(page.content) / 1024
    rows.append((what, "≤ 25 SQL, ≤ 100 ms, ≤ 150 kB", f"{statements} SQL, {cost:.0f} ms CPU, {size:.0f} kB"))


def pages(people):
    from province import fill

    from sambayan.evaluation.models import PerformanceEvaluation
    from sambayan.people.models import Account, OrganisationUnit, RoleGrant

    agency = fill(people, people // 30, accounts=0)
    cycle, period = a_year(agency)
    made = evaluations(period, agreements(cycle, period, people))
    account, unit = a_team(made)
    admin = Account.objects.create(login="admin@contoh.invalid", name="Admin", password="!")
    root = OrganisationUnit.objects.get(parent=None)
    RoleGrant.objects.create(account=admin, role="performance_admin", unit=root, from_date=date(2020, 1, 1))
    one = PerformanceEvaluation.objects.filter(appraiser_id=account.employee_id).order_by("pk").first()
    rows = []
    label = f"{people:,} employees in a cycle: "
    visit(rows, f"{label}task home of an appraiser of {TEAM}", account, "/home/")
    visit(rows, f"{label}task home of the administrator", admin, "/home/")
    visit(rows, f"{label}team board", account, f"/evaluations/?period={period.pk}")
    visit(rows, f"{label}all evaluations, administrator", admin, f"/evaluations/?period={period.pk}")
    visit(rows, f"{label}rating page", account, f"/evaluations/{one.pk}/rate/")
    visit(rows, f"{label}evaluation page", account, f"/evaluations/{one.pk}/")
    visit(rows, f"{label}agreement page", account, f"/agreements/{one.agreement_id}/")
    visit(rows, f"{label}terms, administrator", admin, "/clocks/")
    visit(rows, f"{label}agreements, administrator", admin, "/agreements/")
    for what, path in extra_pages(account, unit, period):
        visit(rows, f"{label}{what}", account, path)
    return rows


def extra_pages(account, unit, period):
    """Pages that need something opened first: a calibration session of the team, its board, its list, one person."""
    from sambayan.evaluation.models import CalibrationMember, CalibrationProposal, CalibrationSession
    from sambayan.evaluation.models import PerformanceEvaluation

    session = CalibrationSession.objects.create(
        unit=unit, period=period, state="open", planned_at=NOW, planned_by="x", opened_at=NOW
    )
    session.participants.create(employee_id=account.employee_id, is_appraiser=True, invited_at=NOW)
    team = PerformanceEvaluation.objects.filter(appraiser_id=account.employee_id, period=period).order_by("pk")
    members = CalibrationMember.objects.bulk_create(
        [CalibrationMember(session=session, evaluation=row) for row in team]
    )
    for member in members[:20]:
        CalibrationProposal.objects.create(
            member=member, proposer_id=account.employee_id, from_result="meets", from_behaviour="meets",
            to_result="below", to_behaviour="meets", reason="x", evidence="x", proposed_at=NOW,
        )  # fmt: skip
    base, of = f"/calibrations/{session.pk}/", f"calibration of {len(members)}"
    return [
        (f"{of}, board", base),
        (f"{of}, list", f"{base}?view=list"),
        (f"{of}, one person", f"/calibrations/people/{members[0].pk}/"),
    ]


def main():
    prepare()
    what, people = sys.argv[1], int(sys.argv[2])
    print(json.dumps(pages(people) if what == "pages" else []))


if __name__ == "__main__":
    main()
