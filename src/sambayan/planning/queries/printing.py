"""What stands on the printed agreement, in Indonesian and in the order of the law's forms; and whether a code is ours.

Source: PermenPANRB 6/2022 Lampiran II, Format A.1.1 p32, A.1.2 p34, A.1.3 p38, A.1.6 p55, A.1.7 p57, A.1.8 p61.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from sambayan.common.numbers import date_long
from sambayan.common.verification import Verified, verifies
from sambayan.people.models import Assignment
from sambayan.people.queries import latest_post_of, name_on, seat_of
from sambayan.planning.models import AgreementDocument, IndividualIndicator, PerformanceAgreement, PlannedResult
from sambayan.planning.queries.content import annex_of
from sambayan.planning.queries.reading import expectations_of, results_of
from sambayan.planning.rules import AgreementForm, AgreementState, ResultKind, form_code
from sambayan.regulations.catalogue import behaviour_values


def printed(agreement: PerformanceAgreement, address: str, day: date) -> dict[str, Any]:
    """What is printed: the document as it was set, with what the leader expected later; a draft as it stands.

    An agreement set before documents were kept is printed from its rows.
    """
    kept = AgreementDocument.objects.filter(agreement=agreement).first()
    content = kept.content if kept else form_content(agreement, address, day)
    return {**content, "address": address, "is_demo": settings.DEMO, "additions": _additions(agreement)}


def _additions(agreement: PerformanceAgreement) -> list[dict[str, str]]:
    """The special expectations written after the agreement was set, each with its day. Source: Ps 10(4), p53-54."""
    names = {value.code: value.name_indonesian for value in behaviour_values()}
    rows = agreement.expectations.filter(added_at__isnull=False).order_by("added_at", "pk")
    return [
        {"name": names[row.value_code], "text": row.text, "day": date_long(timezone.localdate(row.added_at))}
        for row in rows
    ]


def form_content(agreement: PerformanceAgreement, address: str, day: date) -> dict[str, Any]:
    """What the printed form holds; `address` is where its code can be verified, `day` names posts of a draft."""
    with override("id"):
        signed = timezone.localdate(agreement.set_at) if agreement.set_at else None
        on = signed or day
        results = list(results_of(agreement.pk).select_related("supports__agreement"))
        is_senior = agreement.form == AgreementForm.SENIOR
        began = agreement.from_date or date(agreement.cycle.year, 1, 1)
        return {
            "form": form_code(agreement.form, agreement.approach),
            "is_senior": is_senior,
            "is_quantitative": agreement.approach == "quantitative",
            "agency": agreement.unit.agency.name,
            "place": seat_of(agreement.unit.agency_id),
            "office": agreement.unit.name,
            "year": str(agreement.cycle),
            "span": f"{date_long(began)[: -len(str(began.year)) - 1]} sd 31 Desember {agreement.cycle.year}",
            "employee": _party(latest_post_of(agreement.employee_id, on), on),
            "appraiser": _party(latest_post_of(agreement.appraiser_id, on), on),
            "is_superior_led": agreement.is_superior_led,
            "setter": _party(latest_post_of(_setter_id(agreement), on), on),
            "main": [_row(row, is_senior) for row in results if row.kind == ResultKind.MAIN],
            "additional": [_row(row, is_senior) for row in results if row.kind == ResultKind.ADDITIONAL],
            "behaviours": _behaviours(agreement.pk),
            "annex": [{"title": part.label, "lines": lines} for part, lines in annex_of(agreement)],
            "manuals": [_manual(row, each) for row in results for each in row.indicators.all() if _has_manual(each)],
            "signed_on": date_long(signed) if signed else "",
            "employee_signs": agreement.signed_at is not None,
            "missing_signature": agreement.missing_signature_reason,
            "is_draft": agreement.set_at is None,
            "version": agreement.version,
            "code": agreement.document_code or "",
            "address": address,
            "is_demo": settings.DEMO,
        }


def _setter_id(agreement: PerformanceAgreement) -> int:
    if agreement.is_superior_led and agreement.superior_id is not None:
        return agreement.superior_id
    return agreement.appraiser_id


def _party(post: Assignment | None, day: date) -> dict[str, str]:
    if post is None:
        return dict.fromkeys(("name", "number", "rank", "position", "unit"), "–")
    return {
        "name": post.employee.name,
        "number": post.employee.printed_number,
        "rank": post.employee.rank_grade,
        "position": post.position.title,
        "unit": name_on(post.position.unit, day),
    }


def _row(row: PlannedResult, is_senior: bool) -> dict[str, Any]:
    return {
        "title": row.title,
        "assigned_by": row.assigned_by,
        "supported": _supported(row),
        "indicators": [
            {
                "name": each.name,
                "target": each.target,
                "view": each.aspect_word.label if each.aspect_word else "",
            }
            for each in row.indicators.all()
        ],
        "is_senior": is_senior,
    }


def _supported(row: PlannedResult) -> str:
    """The leader's result; with its indicators where it is a result of a senior leader. Source: footnote p59."""
    leaders = row.supports
    if leaders is None or leaders.agreement.form != AgreementForm.SENIOR:
        return row.supported_result
    indicators = leaders.indicators.order_by("number", "pk").values_list("name", flat=True)
    return "\n".join([row.supported_result or leaders.title, *(f"({name})" for name in indicators)])


def _behaviours(agreement_pk: int) -> list[dict[str, Any]]:
    told = expectations_of(agreement_pk)
    return [
        {
            "name": value.name_indonesian,
            "guides": [guide.guide_indonesian for guide in value.guides],
            "expectation": told.get(value.code, ""),
        }
        for value in behaviour_values()
    ]


def _has_manual(indicator: IndividualIndicator) -> bool:
    return getattr(indicator, "manual", None) is not None


def _manual(row: PlannedResult, indicator: IndividualIndicator) -> dict[str, str]:
    manual = indicator.manual
    return {
        "result": row.title,
        "indicator": indicator.name,
        "purpose": manual.purpose,
        "definition": manual.definition,
        "formula": manual.formula,
        "measurement_unit": indicator.measurement_unit,
        "quality": manual.quality,
        "data_source": manual.data_source,
        "reporting_period": manual.reporting_period,
    }


@verifies
def verified(code: str) -> Verified | None:
    """The agreement with this code, without any person: form, year, office, when it was set, and whether it counts."""
    rows = PerformanceAgreement.objects.filter(document_code=code, set_at__isnull=False)
    found = rows.select_related("cycle", "unit", "document").first()
    if found is None or found.set_at is None:
        return None
    ended = found.ended_at if found.state == AgreementState.REPLACED else None
    kept: AgreementDocument | None = getattr(found, "document", None)
    if kept is not None:
        form, year, office = kept.form_code, kept.content["year"], kept.content["office"]
    else:
        form, year, office = form_code(found.form, found.approach), str(found.cycle), found.unit.name
    return Verified(code, f"SKP ({form})", year, office, found.set_at, ended)
