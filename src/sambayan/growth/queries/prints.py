"""What stands on the printed forms B.1.3 to B.1.10, in Indonesian and in the order of the law's forms."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from sambayan.common.numbers import date_long
from sambayan.common.verification import Verified, verifies
from sambayan.cycles.models import EvaluationPeriod
from sambayan.growth.models import (
    CompetencyEvaluation,
    ContinuousFeedback,
    CounsellingRecord,
    GuidanceRecord,
    GuidanceView,
)
from sambayan.growth.queries.feedback import feedback_on, plan
from sambayan.growth.rules import NINE, SCALE_TEXTS, STATEMENTS, Competency, Method, Scale, Share
from sambayan.people.models import Employee, OrganisationUnit
from sambayan.people.queries import assignment_of, name_on, seat_of
from sambayan.planning.models import PerformanceAgreement, PlannedResult
from sambayan.planning.queries import behaviours_of, documented_results
from sambayan.planning.rules import AgreementForm, Approach


class Record:
    """The feedback record of one person for one period; for the guard it is the agreement."""

    def __init__(self, found: PerformanceAgreement, period: EvaluationPeriod) -> None:
        self.plan, self.period, self.employee = found, period, found.employee
        self.employee_id, self.appraiser_id, self.superior_id = found.employee_id, found.appraiser_id, found.superior_id
        self.unit = found.unit


def feedback_record(pk: int, period: int) -> Record | None:
    """The feedback record of an agreement in one of its year's periods."""
    found = plan(pk)
    of_year = EvaluationPeriod.objects.filter(pk=period, cycle_id=found.cycle_id).first() if found else None
    return Record(found, of_year) if found and of_year else None


def feedback_form(found: PerformanceAgreement) -> str:
    """Which of the three forms prints the feedback of this agreement. Source: Lampiran III.C.16 p70-77."""
    if found.approach == Approach.QUALITATIVE:
        return "B.1.3"
    return "B.1.4" if found.form == AgreementForm.SENIOR else "B.1.5"


@translation.override("id")
def feedback_content(record: Record) -> dict[str, Any]:
    """B.1.3, B.1.4 or B.1.5: the agreement's rows with realisation and feedback. Source: p71-77."""
    found, period = record.plan, record.period
    entries = list(feedback_on(found.employee_id, period))
    day = min(period.to_date, timezone.localdate())
    rows = [_result(row, entries) for row in documented_results(found, period) if not row.is_given_up]
    return {
        **_head(found, day),
        "form": feedback_form(found),
        "period": period.label.upper(),
        "main": [row for row in rows if row["kind"] == "main"],
        "additional": [row for row in rows if row["kind"] != "main"],
        "behaviours": [
            {
                "name": each.name,
                "guides": [f"{guide[:1].upper()}{guide[1:]}" for guide in each.guides],
                "expectation": each.expectation,
                "feedback": _told(entry for entry in entries if entry.value_code == each.code),
            }
            for each in behaviours_of(found.pk)
        ],
    }


def _result(row: PlannedResult, entries: list[ContinuousFeedback]) -> dict[str, Any]:
    about = [
        each for each in entries if each.result_id in (row.pk, *row.stands_for) or (each.result_title == row.title)
    ]
    return {
        "kind": row.kind,
        "title": row.title,
        "supported": row.supported_result,
        "indicators": [
            {
                "name": each.name,
                "target": each.target,
                "aspect": str(each.aspect_word.label) if each.aspect_word else "",
            }
            for each in row.indicators.all()
        ],
        "realisation": [entry.with_evidence for entry in row.progress],
        "feedback": _told(about),
    }


def _told(entries: Iterable[ContinuousFeedback]) -> list[dict[str, str]]:
    return [
        {
            "text": entry.text,
            "from": f"{entry.giver_label or entry.giver_word.label}, {date_long(_day(entry.recorded_at))}",
            "mark": entry.mark_word.label,
            "evidence": entry.evidence,
            "reply": entry.reply,
        }
        for entry in entries
    ]


@translation.override("id")
def guidance_content(record: GuidanceRecord) -> dict[str, Any]:
    """B.1.6 for coaching, B.1.7 for mentoring and training. Source: p80, p82."""
    day = record.held_on or timezone.localdate(record.proposed_at)
    rows = record.coaching_rows.order_by("number")
    names = ("indicator", "target", "baseline", "strategy", "progress", "problem", "cause", "next_step")
    return {
        **_head(record.agreement, day, record),
        "form": "B.1.7" if Method(record.method).has_journal else "B.1.6",
        "method": record.method_word.label,
        "rows": [{**{name: getattr(row, name) for name in names}, "adjusts": _yes(row.adjusts)} for row in rows],
        "opportunities": record.opportunities,
        "goals": list(record.goals.order_by("number").values("skill", "duration", "change", "measure")),
        "sessions": [
            {
                "when": f"{date_long(row.held_on)}, {row.place}",
                "subject": row.subject,
                "action": row.action,
                "due": date_long(row.due_on) if row.due_on else "",
            }
            for row in record.sessions.order_by("held_on", "pk")
        ],
        **_signed(record, record.document_code, record.guide_signed_at),
        "employee_signed": date_long(_day(record.employee_signed_at)) if record.employee_signed_at else "",
    }


@translation.override("id")
def view_content(record: GuidanceRecord) -> dict[str, Any]:
    """B.1.8: nine statements in three groups with the employee's answers. Source: p83."""
    view = record.view
    told = [
        (subject.label, number, statement, Share(answer).label)
        for number, ((subject, statement), answer) in enumerate(zip(STATEMENTS, view.answers, strict=True), 1)
    ]
    groups = [
        {"subject": subject, "rows": [{"number": n, "text": text, "answer": answer} for _s, n, text, answer in rows]}
        for subject, rows in groupby(told, key=lambda row: row[0])
    ]
    signed = _signed(record, view.document_code, view.given_at)
    return {**_head(record.agreement, _day(view.given_at), record), "groups": groups, "note": view.note, **signed}


@translation.override("id")
def competence_content(record: GuidanceRecord) -> dict[str, Any]:
    """B.1.9: competencies with value and reason, recommendation, and the scale. Source: p84-85."""
    found = record.competence
    scores = {row.competency: row for row in found.scores.all()}
    groups = []
    for group, members in groupby([*NINE, Competency.TECHNICAL], key=lambda each: each.group):
        rows = [
            {
                "name": (scores[each.value].name if each.value in scores else "") or each.label,
                "value": str(scores[each.value].value) if each.value in scores else "",
                "reason": scores[each.value].reason if each.value in scores else "",
            }
            for each in members
        ]
        groups.append({"name": group.label, "rows": rows})
    return {
        **_head(record.agreement, _day(found.evaluated_at), record),
        "groups": groups,
        "recommendation": found.recommendation,
        "scale": [
            {"value": scale.value, "name": scale.label, "text": text}
            for scale, text in zip(Scale, SCALE_TEXTS, strict=True)
        ],
        **_signed(record, found.document_code, found.evaluated_at),
    }


@translation.override("id")
def case_content(found: CounsellingRecord) -> dict[str, Any]:
    """B.1.10: the questions about the problem, and the retrospective. Source: p86-87."""
    day = _day(found.reported_at)
    names = {each.code: each.name for each in behaviours_of(found.agreement_id)}
    return {
        **_head(found.agreement, day, found),
        "value": names.get(found.value_code, ""),
        "evidence": found.evidence,
        "expectation": found.expectation or "Tidak",
        "problem": found.problem,
        "similar": _yes(found.is_similar_elsewhere),
        "done": found.done_so_far,
        "proofs": [f"{date_long(_day(each.recorded_at))}: {each.text}" for each in found.proofs.order_by("pk")],
        "code": found.document_code or "",
        "signed_on": date_long(day),
    }


def _yes(value: bool | None) -> str:
    return "" if value is None else "YA" if value else "TIDAK"


def _day(at: Any) -> date:
    return timezone.localdate(at)


def _signed(record: GuidanceRecord, code: str | None, at: Any) -> dict[str, Any]:
    """Who guides, with the code and the day of the signature; empty before it."""
    signed = date_long(_day(at)) if at else ""
    return {"guide": _party(record.guide, record.unit, _day(at)), "code": code or "", "signed_on": signed}


def _head(found: PerformanceAgreement, day: date, thing: Any = None) -> dict[str, Any]:
    """Agency, year, and the two parties as they were on that day."""
    held = thing or found
    year = found.cycle.year
    return {
        "agency": found.unit.agency.name,
        "place": seat_of(found.unit.agency_id),
        "span": f"1 JANUARI SD 31 DESEMBER TAHUN {year}",
        "employee": _party(held.employee, held.unit, day),
        "appraiser": _party(held.appraiser, held.unit, day),
        "is_demo": settings.DEMO,
        "code": "",
    }


def _party(person: Employee, unit: OrganisationUnit, day: date) -> dict[str, str]:
    post = assignment_of(person.pk, day)
    return {
        "name": person.name,
        "number": person.printed_number,
        "rank": person.rank_grade,
        "position": post.position.title if post else "–",
        "unit": name_on(post.position.unit, day) if post else "–",
        "agency": unit.agency.name,
    }


@verifies
def growth_document(code: str) -> Verified | None:
    """The signed form of guidance or counselling with this code: which form, year and office, never about whom."""
    guided = GuidanceRecord.objects.filter(document_code=code).select_related("unit", "agreement__cycle").first()
    if guided is not None:
        form = "B.1.7" if Method(guided.method).has_journal else "B.1.6"
        return _verified(code, form, guided, guided.guide_signed_at)
    view = GuidanceView.objects.filter(document_code=code).select_related("guidance__unit").first()
    if view is not None:
        return _verified(code, "B.1.8", view.guidance, view.given_at)
    found = CompetencyEvaluation.objects.filter(document_code=code).select_related("guidance__unit").first()
    if found is not None:
        return _verified(code, "B.1.9", found.guidance, found.evaluated_at)
    case = CounsellingRecord.objects.filter(document_code=code).select_related("unit", "agreement__cycle").first()
    return _verified(code, "B.1.10", case, case.reported_at) if case is not None else None


def _verified(code: str, form: str, thing: Any, at: Any) -> Verified:
    return Verified(code, form, str(thing.agreement.cycle), thing.unit.name, at)
