"""What follows the signatures of the demo: documents, final results, reports, superiors in place, terms that run."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils import timezone

from sambayan.audit.actions import Entry, record_all
from sambayan.common.numbers import date_long
from sambayan.config.demo.stage import Stage
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import calendar
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation import actions
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, FormCode, OrganisationPredicate, Predicate
from sambayan.people.models import Assignment

_STATE = EvaluationState
_UNREPORTED_EVERY, _SELF_ASSESSED, _RETURNED, _PASSED = 97, 24, 8, 3
_LENGTHS = {
    ClockKind.DOCUMENT_HANDOVER: 14, ClockKind.DOCUMENT_RETURN: 14, ClockKind.OBJECTION: 14, ClockKind.REPORT: 30,
}  # fmt: skip


def build(stage: Stage, made: list[PerformanceEvaluation]) -> int:
    """Bring the evaluations where they would be today; how many documents there are."""
    found = PerformanceEvaluation.objects.filter(pk__in=[row.pk for row in made])
    rows = {row.pk: row for row in found.select_related("period__cycle", "employee", "appraiser", "unit", "signer")}
    now = stage.periods[stage.line.evaluated[-1]]
    earlier = [row for row in rows.values() if row.period_id != now.pk and row.state == _STATE.RECEIVED]
    current = [row for row in rows.values() if row.period_id == now.pk]
    _end(stage, sorted(earlier, key=lambda row: row.pk))
    _live(stage, sorted(current, key=lambda row: row.pk))
    _start_clocks(
        stage, PerformanceEvaluation.objects.filter(period=now).select_related("period", "unit").order_by("pk")
    )
    return _documents()


def _end(stage: Stage, rows: list[PerformanceEvaluation]) -> None:
    """Earlier quarters came back, became final and were reported; a few reports are missing, and late."""
    late, told = [], []
    for place, row in enumerate(rows, 1):
        assert row.received_at is not None
        row.returned_at = stage.line.at((row.received_at + timedelta(days=3)).date(), 10)
        row.finalised_at = stage.line.at((row.received_at + timedelta(days=24)).date(), 1)
        row.state = _STATE.FINAL.value
        if place % _UNREPORTED_EVERY:
            row.report_status, row.reported_at = "reported", row.finalised_at
        else:
            late.append(row)
        told.append(row)
    fields = ["returned_at", "finalised_at", "state", "report_status", "reported_at"]
    PerformanceEvaluation.objects.bulk_update(told, fields, batch_size=200)
    record_all(_ended(told), by=None, at=stage.line.before(1, 5))
    Clock.objects.bulk_create(_clock(row, ClockKind.REPORT, row.appraiser_id, row.period.window_to) for row in late)


def _ended(rows: Iterable[PerformanceEvaluation]) -> Iterator[Entry]:
    """One event for each: by now only the last step of these old evaluations is told."""
    for row in rows:
        yield Entry(
            "evaluation.finalise", row, {"state": "returned"}, {"state": "final"}, rule_version=row.rule_version
        )


def _live(stage: Stage, rows: list[PerformanceEvaluation]) -> None:
    """In the quarter that is rated now: own assessments, documents that came back, and superiors in place."""
    by = {person.employee.pk: person for person in stage.staff}
    open_ = [row for row in rows if row.state == _STATE.OPEN and not by[row.employee_id].persona]
    for place, row in enumerate(open_[:_SELF_ASSESSED]):
        words = {
            "result_rating": "meets", "behaviour_rating": "above" if place % 3 else "meets",
            "text": "Target tercapai walau jaringan dua kali terputus; rekan loket saling menggantikan.",
        }  # fmt: skip
        actions.assess_self(row, words, by=stage.actor(by[row.employee_id].employee), at=stage.line.before(2, 14))
    received = [row for row in rows if row.state == _STATE.RECEIVED and not by[row.employee_id].persona]
    for row in received[:_RETURNED]:
        actions.return_signed(row, by=stage.actor(by[row.employee_id].employee), at=stage.line.before(0, 8))
    admin = stage.persona_actor("administrator")
    waiting = [row for row in open_[_SELF_ASSESSED:] if row.superior_id and _is_elsewhere(row, admin.employee_id)]
    for row in waiting[:_PASSED]:
        reason = "Pejabat penilai berhalangan tetap; surat keterangan ada pada BKD."
        actions.pass_to_superior(row, reason=reason, by=admin, at=stage.line.before(2, 9))


def _is_elsewhere(row: PerformanceEvaluation, employee_id: int | None) -> bool:
    return employee_id not in (row.employee_id, row.appraiser_id, row.superior_id)


def _start_clocks(stage: Stage, rows: Iterable[PerformanceEvaluation]) -> None:
    """The terms that run in the quarter that is rated now."""
    starts: list[Clock] = []
    for row in rows:
        if row.form_code == FormCode.D_1_2:
            continue  # these were started by the verbs themselves
        if row.state in (_STATE.OPEN, _STATE.RATED):
            starts.append(_clock(row, ClockKind.RATING, row.appraiser_id, row.period.window_from, row.period.window_to))
        if row.state == _STATE.SIGNED and row.signed_at:
            starts.append(_clock(row, ClockKind.DOCUMENT_HANDOVER, row.appraiser_id, row.signed_at.date()))
        if row.state == _STATE.RECEIVED and row.received_at:
            starts.append(_clock(row, ClockKind.DOCUMENT_RETURN, row.employee_id, row.received_at.date()))
        if row.state in (_STATE.RECEIVED, _STATE.RETURNED) and row.received_at:
            starts.append(_clock(row, ClockKind.OBJECTION, row.employee_id, row.received_at.date()))
        if row.signed_at and row.report_status == "not_reported":
            starts.append(_clock(row, ClockKind.REPORT, row.appraiser_id, row.period.window_to))
    Clock.objects.bulk_create(starts, batch_size=500, ignore_conflicts=True)


def _clock(row: PerformanceEvaluation, kind: ClockKind, holder_id: int, on: date, due: date | None = None) -> Clock:
    length = None if due else _LENGTHS[kind]
    return Clock(
        kind=kind.value, about_kind="evaluation", about_pk=row.pk, holder_id=holder_id, unit_id=row.unit_id,
        started_on=on, length=length, due_on=due or calendar(on.year, row.unit.path).add_working_days(on, length or 0),
    )  # fmt: skip


def _documents() -> int:
    """The frozen document of every signed evaluation that has none yet."""
    posts = {post.employee_id: post for post in Assignment.objects.filter(kind="main", to_date=None).select_related(
        "employee", "position__unit"
    )}  # fmt: skip
    signed = PerformanceEvaluation.objects.exclude(document_code=None).filter(documents=None)
    rows = signed.select_related("period", "unit__agency").order_by("pk")
    EvaluationDocument.objects.bulk_create(
        (
            EvaluationDocument(
                evaluation=row, form_code=row.form_code, code=row.document_code or "", result_rating=row.result_rating,
                behaviour_rating=row.behaviour_rating, predicate=row.predicate, content=_content(row, posts),
                issued_at=row.signed_at or timezone.now(),
            )
            for row in rows
        ),
        batch_size=300,
    )  # fmt: skip
    return EvaluationDocument.objects.count()


def _content(row: PerformanceEvaluation, posts: dict[int, Assignment]) -> dict[str, object]:
    assert row.signed_at is not None
    period = row.period
    return {
        "form": row.form_code, "agency": row.unit.agency.name, "period": period.label,
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(posts.get(row.employee_id)), "appraiser": _party(posts.get(row.appraiser_id)),
        "superior": _party(posts.get(row.superior_id or 0)),
        "organisation": OrganisationPredicate(row.organisation_predicate).label,
        "predicate": Predicate(row.predicate).label_on_form, "note": row.evaluation_note,
        "signed_on": date_long(row.signed_at.date()), "received_on": "", "code": row.document_code,
        "rules": row.rule_version, "address": "", "is_demo": True,
    }  # fmt: skip


def _party(post: Assignment | None) -> dict[str, str]:
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name, "number": post.employee.printed_number, "rank": post.employee.rank_grade,
        "position": post.position.title, "unit": post.position.unit.name,
    }  # fmt: skip
