"""Give every evaluation signed before this version its frozen document, then let the database keep them."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from sambayan.common.append_only import refuse_changes
from sambayan.common.numbers import date_long
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.rules import OrganisationPredicate, Predicate
from sambayan.people.rules import format_employee_number

_BATCH = 500


def _party(posts, employee_id, day):
    held = [p for p in posts.get(employee_id, []) if p.from_date <= day and (p.to_date is None or p.to_date >= day)]
    if not held:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    post = max(held, key=lambda found: (found.from_date, found.pk))
    number = post.employee.employee_number
    return {
        "name": post.employee.name,
        "number": format_employee_number(number) if number else "–",
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": post.position.unit.name,
    }


def _content(row, posts):
    day, period = timezone.localdate(row.signed_at), row.period
    return {
        "form": "D.1.1",
        "agency": row.unit.agency.name,
        "period": PeriodKind(period.kind).name_of(period.number, period.from_date.year),
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(posts, row.employee_id, day),
        "appraiser": _party(posts, row.appraiser_id, day),
        "superior": _party(posts, row.superior_id, day),
        "organisation": OrganisationPredicate(row.organisation_predicate).label if row.organisation_predicate else "–",
        "predicate": Predicate(row.predicate).label_on_form,
        "note": row.evaluation_note,
        "signed_on": date_long(day),
        "received_on": date_long(timezone.localdate(row.received_at)) if row.received_at else "",
        "code": row.document_code,
        "rules": row.rule_version,
        "address": "",
        "is_demo": False,
    }


def freeze(apps, editor):
    evaluations = apps.get_model("evaluation", "PerformanceEvaluation").objects
    documents = apps.get_model("evaluation", "EvaluationDocument").objects
    assignments = apps.get_model("people", "Assignment").objects
    kept = documents.values("evaluation_id")
    rows = evaluations.exclude(document_code=None).exclude(signed_at=None).exclude(pk__in=kept).order_by("pk")
    found = list(rows.values_list("pk", flat=True))
    evaluations.exclude(signed_at=None).filter(signer=None).update(signer_id=F("appraiser_id"), form_code="D.1.1")
    for start in range(0, len(found), _BATCH):
        batch = list(
            evaluations.filter(pk__in=found[start : start + _BATCH])
            .select_related("period", "unit__agency")
            .order_by("pk")
        )
        people = {key for row in batch for key in (row.employee_id, row.appraiser_id, row.superior_id) if key}
        posts = {}
        for post in assignments.filter(employee_id__in=people, kind="main").select_related(
            "position__unit", "employee"
        ):
            posts.setdefault(post.employee_id, []).append(post)
        documents.bulk_create(
            documents.model(
                evaluation=row,
                form_code="D.1.1",
                code=row.document_code,
                result_rating=row.result_rating,
                behaviour_rating=row.behaviour_rating,
                predicate=row.predicate,
                content=_content(row, posts),
                issued_at=row.signed_at,
            )
            for row in batch
        )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_rating_warnings")]
    operations = [
        migrations.RunPython(freeze, migrations.RunPython.noop),
        refuse_changes("evaluation_evaluationdocument"),
    ]
