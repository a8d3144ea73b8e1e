"""What stands on the printed documents of an evaluation, in Indonesian and in the order of the law's forms."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from sambayan.common.numbers import date_long
from sambayan.common.verification import Verified, verifies
from sambayan.evaluation import rules
from sambayan.evaluation.models import EvaluationDocument, PerformanceEvaluation
from sambayan.evaluation.queries.reading import team
from sambayan.growth.queries import feedback_on
from sambayan.people.models import Assignment
from sambayan.people.queries import appraisal_of, assignment_of, name_on, seat_of
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import documented_results, expectations_of, heirs_of
from sambayan.planning.rules import AgreementForm, Approach, ResultKind
from sambayan.regulations.catalogue import behaviour_values


@translation.override("id")
def document_content(evaluation: PerformanceEvaluation, address: str) -> dict[str, Any]:
    """What stands on D.1.x, and on C.1.x under `result`, in Indonesian and in the order of the forms.

    It is frozen with the signature; `address` is where its code can be verified. The superior stands there as on the
    day of signing, on D.1.3 as on the day of the decision; `signer` is who signed the first.
    Source: PermenPANRB 6/2022 Lampiran IV p105-113, V.A-B p115-118.
    """
    signed = timezone.localdate(evaluation.signed_at)
    by_decision = evaluation.form_code == rules.FormCode.D_1_3
    decided = timezone.localdate(evaluation.finalised_at) if by_decision and evaluation.finalised_at else signed
    period = evaluation.period
    achieved = rules.OrganisationPredicate(evaluation.organisation_predicate).label
    return {
        "form": evaluation.form_code or rules.FormCode.D_1_1.value,
        "agency": evaluation.unit.agency.name,
        "place": seat_of(evaluation.unit.agency_id),
        "period": period.label,
        "span": f"{date_long(period.from_date)} sd {date_long(period.to_date)}",
        "employee": _party(assignment_of(evaluation.employee_id, signed), signed),
        "appraiser": _party(assignment_of(evaluation.appraiser_id, signed), signed),
        "superior": _party(_superior(evaluation, decided), decided),
        "signer": _party(assignment_of(evaluation.signer_id or evaluation.appraiser_id, signed), signed),
        "organisation": achieved,
        "organisation_source": _earlier(evaluation.organisation_source),
        "predicate": rules.Predicate(evaluation.predicate).label_on_form,
        "exception": evaluation.exception_reason,
        "note": evaluation.evaluation_note,
        "signed_on": date_long(signed),
        "received_on": date_long(timezone.localdate(evaluation.received_at)) if evaluation.received_at else "",
        "code": evaluation.document_code,
        "rules": evaluation.rule_version,
        "address": address,
        "is_demo": settings.DEMO,
        "is_final": evaluation.is_final,
        "final_reason": gettext(evaluation.final_reason) if evaluation.final_reason else "",
        "result": result_content(evaluation),
    }


def _earlier(year: str) -> str:
    told = gettext("capaian tahun {year}, karena yang tahun ini belum ditetapkan (Lampiran IV.B.1.f)")
    return told.format(year=year) if year else ""


def _superior(evaluation: PerformanceEvaluation, day: date) -> Assignment | None:
    if evaluation.superior_id:
        return assignment_of(evaluation.superior_id, day)
    chain = appraisal_of(evaluation.appraiser_id, day)
    return chain.appraiser if chain else None


def _party(post: Assignment | None, day: date) -> dict[str, str]:
    """One side of a document, with the unit under the name it bore on that day."""
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name,
        "number": post.employee.printed_number,
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": name_on(post.position.unit, day),
    }


@translation.override("id")
def result_content(evaluation: PerformanceEvaluation) -> dict[str, Any]:
    """What stands on C.1.1, C.1.2 or C.1.3 besides the header. Source: PermenPANRB 6/2022 Lampiran IV p105-113."""
    agreement, period = evaluation.agreement, evaluation.period
    entries = list(feedback_on(evaluation.employee_id, period))
    results = [row for row in documented_results(agreement, period) if not row.is_given_up]
    heirs = heirs_of(results)
    told: dict[Any, list[str]] = {}
    for entry in entries:
        about = heirs.get(entry.result_id, entry.result_id) if entry.result_id else entry.value_code
        told.setdefault(about, []).append(_entry(entry))
    expected = expectations_of(agreement.pk)
    tally = Counter(member.predicate for member in team(evaluation.appraiser_id, period.pk) if member.predicate)
    return {
        "form": form_of(agreement.form, agreement.approach),
        "main": [_row(row, told) for row in results if row.kind == ResultKind.MAIN],
        "additional": [_row(row, told) for row in results if row.kind != ResultKind.MAIN],
        "result_rating": rules.Rating(evaluation.result_rating).label,
        "behaviours": [
            {
                "name": value.name_indonesian,
                "guides": [guide.guide_indonesian for guide in value.guides],
                "expectation": expected.get(value.code, ""),
                "feedback": told.get(value.code, []),
            }
            for value in behaviour_values()
        ],
        "behaviour_rating": rules.Rating(evaluation.behaviour_rating).label,
        "distribution": [{"label": value.label, "count": tally[value.value]} for value in rules.Predicate],
    }


def form_of(form: str, approach: str) -> str:
    """Which of the three forms: by approach, and with numbers by who is rated. Source: Lampiran IV.B.3 p100."""
    if approach == Approach.QUALITATIVE:
        return "C.1.1"
    return "C.1.2" if form == AgreementForm.SENIOR else "C.1.3"


def _entry(entry: Any) -> str:
    """One feedback entry as the form prints it: who by kind only, and the answer where there is one."""
    reply = f" (Tanggapan pegawai: {entry.reply})" if entry.reply else ""
    return f"{entry.giver_word.label}: {entry.text}{reply}"


def _row(result: PlannedResult, told: dict[Any, list[str]]) -> dict[str, Any]:
    return {
        "title": result.title,
        "supported": result.supported_result,
        "indicators": [
            {
                "aspect": gettext(i.aspect_word.label) if i.aspect_word else "",
                "name": i.name,
                "target": i.target,
            }
            for i in result.indicators.all()
        ],
        "realisation": [entry.with_evidence for entry in result.progress],
        "feedback": told.get(result.pk, []),
        "takeover": result.takeover_note,
    }


def documents_of(evaluation: PerformanceEvaluation) -> QuerySet[EvaluationDocument]:
    """The documents of an evaluation, the newest first, each with the one that took its place."""
    return EvaluationDocument.objects.filter(evaluation=evaluation).select_related("superseded_by").order_by("-pk")


def document_of(evaluation_pk: int, code: str) -> EvaluationDocument | None:
    """One document of an evaluation, by its code."""
    return _documents().filter(evaluation_id=evaluation_pk, code=code).first()


def _documents() -> QuerySet[EvaluationDocument]:
    return EvaluationDocument.objects.select_related(
        "evaluation__period__cycle__agency", "evaluation__appraiser_unit", "evaluation__employee", "superseded_by"
    )


SIGNATURES: list[Callable[[EvaluationDocument], dict[str, str]]] = []


def signs_later(
    source: Callable[[EvaluationDocument], dict[str, str]],
) -> Callable[[EvaluationDocument], dict[str, str]]:
    """Register days of signature that come after a document was frozen, as a room above keeps them."""
    SIGNATURES.append(source)
    return source


def printed_document(document: EvaluationDocument, address: str) -> dict[str, Any]:
    """A document as it is printed: the frozen words, and what came later (a signature, a later document)."""
    evaluation = document.evaluation
    later: EvaluationDocument | None = getattr(document, "superseded_by", None)
    returned = evaluation.returned_at
    with translation.override("id"):
        return {
            **_BLANK,
            **document.content,
            **{name: day for source in SIGNATURES for name, day in source(document).items()},
            "form": document.form_code,
            "code": document.code,
            "address": address,
            "returned_on": date_long(timezone.localdate(returned)) if returned else "",
            "superseded": f"{later.form_code} {later.code}" if later else "",
        }


_BLANK: dict[str, Any] = dict.fromkeys(
    (
        "organisation_source",
        "exception",
        "objection",
        "explanation_appraiser",
        "explanation_employee",
        "decision",
        "recommendation",
        "decided_on",
        "final_reason",
    ),
    "",
) | {"is_final": False, "employee_signed_on": "", "appraiser_signed_on": ""}
"""What older documents, and forms without these sections, do not hold."""


def printed_result(evaluation: PerformanceEvaluation, document: EvaluationDocument, address: str) -> dict[str, Any]:
    """C.1.x as it is printed: frozen with the document; built anew for documents issued before it was frozen."""
    content = printed_document(document, address)
    return {**content, "result": content.get("result") or result_content(evaluation)}


@verifies
def verified_evaluation(code: str) -> Verified | None:
    """What anybody learns of a document from its code: form, period, office, days; never a person or a predicate."""
    document = _documents().filter(code=code).first()
    if document is None:
        return None
    later: EvaluationDocument | None = getattr(document, "superseded_by", None)
    return Verified(
        document.code,
        f"{document.form_code} · {gettext(document.form_word.label)}",
        document.evaluation.period.label,
        document.evaluation.appraiser_unit.name,
        document.issued_at,
        later.issued_at if later else None,
    )


def newest_document(evaluation: PerformanceEvaluation) -> EvaluationDocument:
    """The document that counts; one from before documents were frozen is put together from what is stored today."""
    kept = _documents().filter(evaluation=evaluation).order_by("-pk").first()
    return kept or EvaluationDocument(
        evaluation=evaluation,
        form_code=evaluation.form_code or rules.FormCode.D_1_1.value,
        code=evaluation.document_code or "",
        content=document_content(evaluation, ""),
        issued_at=evaluation.signed_at or timezone.now(),
    )
