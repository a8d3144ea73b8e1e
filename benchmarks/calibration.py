"""A calibration of sixty people: board, list and one person, by a participant."""

from collections.abc import Callable

SIZE = 60


def measure(row: Callable[[str, str, str], None], cpu: Callable[[Callable[[], object], int], float]) -> None:
    """Write what the three pages cost; what was made for it is taken back."""
    from django.db import transaction

    with transaction.atomic():
        _measure(row, cpu)
        transaction.set_rollback(True)


def _measure(row: Callable[[str, str, str], None], cpu: Callable[[Callable[[], object], int], float]) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from sambayan.evaluation.models import CalibrationProposal, CalibrationSession, PerformanceEvaluation
    from sambayan.people.models import Account, OrganisationUnit

    head = Account.objects.get(persona="head")
    latest = PerformanceEvaluation.objects.exclude(predicate="").order_by("-period__to_date", "pk")
    rows = list(latest.exclude(employee_id=head.employee_id).exclude(appraiser_id=head.employee_id)[:SIZE])
    PerformanceEvaluation.objects.filter(pk__in=[each.pk for each in rows]).update(
        state="rated", document_code=None, signed_at=None
    )
    now, root = timezone.now(), OrganisationUnit.objects.get(parent=None)
    session = CalibrationSession.objects.create(
        unit=root, period=rows[0].period, state="open", planned_at=now, planned_by="x", opened_at=now
    )
    session.participants.create(employee=head.employee, is_appraiser=False, invited_at=now)
    members = [session.members.create(evaluation=each) for each in rows]
    for member in members[:20]:
        of = member.evaluation
        CalibrationProposal.objects.create(
            member=member, proposer=head.employee, from_result=of.result_rating, from_behaviour=of.behaviour_rating,
            to_result="below" if of.result_rating != "below" else "meets", to_behaviour=of.behaviour_rating,
            reason="x", evidence="x", proposed_at=now,
        )  # fmt: skip
    client = Client()
    client.force_login(head)
    base = f"/calibrations/{session.pk}/"
    visits = {"board": base, "list": f"{base}?view=list", "one person": f"/calibrations/people/{members[0].pk}/"}
    for name, path in visits.items():
        with CaptureQueriesContext(connection) as seen:
            page = client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        statements, size = len(seen), len(page.content) / 1000
        cost = cpu(lambda path=path: client.get(path), 10)
        promise = "≤ 100 ms CPU, ≤ 25 SQL, ≤ 150 kB"
        row(
            f"calibration of {SIZE} people, {name}", promise, f"{cost:.0f} ms CPU, {statements} SQL, {size:.0f} kB HTML"
        )
