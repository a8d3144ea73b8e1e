"""Rating, what the employee says before it, and what is kept while it is being written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.evaluation import access, rules
from sambayan.evaluation.models import PerformanceEvaluation, RatingDraft, ResultAssessment, SelfAssessment
from sambayan.notices import actions as notices
from sambayan.planning.actions import live
from sambayan.policies.actions import keep_pack
from sambayan.policies.queries import values_on
from sambayan.surveys.queries import CitizenEvidence

RATED_FIELDS = (
    "result_rating",
    "result_reason",
    "behaviour_rating",
    "behaviour_reason",
    "consideration",
    "evaluation_note",
)
WARNED_FIELDS = (
    "result_suggestion",
    "suggestion_reason",
    "unsupported_reason",
    "distribution_reason",
    "exception_predicate",
    "exception_reason",
)
"""What a rating may hold besides: the suggestion it had, and the reasons that warnings asked for."""


@dataclass(frozen=True)
class Opened:
    """What a page of the rating was opened on: for which verb, which rating, and which draft of somebody."""

    verb: str
    base: str
    draft: str


class NewerError(Exception):
    """The rating was changed by somebody else since the page was opened."""


@transaction.atomic
def rate(
    evaluation: PerformanceEvaluation,
    words: dict[str, Any],
    *,
    citizens: list[CitizenEvidence],
    by: Actor,
    at: datetime,
) -> PerformanceEvaluation:
    """Rate results and behaviour; the predicate follows, and the figures of citizens and indicators are frozen.

    `words` are the checked fields of RatingForm. Denied after the window; NewerError when `base` names an earlier
    rating than the one kept. Source: Ps 24-25, Lampiran IV.A.11 p90, IV.B.3 p97-103.
    """
    require("evaluation.rate", by, lock(evaluation))
    access.require_in_time(evaluation, timezone.localdate(at))
    behalf = "" if by.employee_id == evaluation.appraiser_id else evaluation.appraiser.name
    return _rate(evaluation, "rate", words, citizens, by=by, at=at, on_behalf_of=behalf)


@transaction.atomic
def rate_as_superior(
    evaluation: PerformanceEvaluation,
    words: dict[str, Any],
    *,
    citizens: list[CitizenEvidence],
    by: Actor,
    at: datetime,
) -> PerformanceEvaluation:
    """Rate in the appraiser's place, who did not in time or cannot. Source: Lampiran IV.A.2, IV.A.11 p89-90."""
    require("evaluation.rate_as_superior", by, lock(evaluation))
    return _rate(evaluation, "rate_as_superior", words, citizens, by=by, at=at)


def _rate(
    evaluation: PerformanceEvaluation,
    verb: str,
    words: dict[str, Any],
    citizens: list[CitizenEvidence],
    *,
    by: Actor,
    at: datetime,
    on_behalf_of: str = "",
) -> PerformanceEvaluation:
    rated = ("result_rating", "behaviour_rating", "predicate")
    kept = PerformanceEvaluation.objects.filter(pk=evaluation.pk).values(*rated, "rated_at").get()
    if "base" in words and words["base"] != base_of(kept["rated_at"]):
        raise NewerError
    before = {name: kept[name] for name in rated}
    for name in (*RATED_FIELDS, *WARNED_FIELDS):
        setattr(evaluation, name, words.get(name) or "")
    evaluation.state = rules.FLOW.after(evaluation.state, verb).value
    computed = rules.predicate(rules.Rating(words["result_rating"]), rules.Rating(words["behaviour_rating"]))
    evaluation.predicate = evaluation.exception_predicate or computed.value
    evaluation.citizen_evidence = [row.as_document() for row in citizens]
    evaluation.rule_version = keep_pack(values_on(timezone.localdate(at)), at=at)
    evaluation.rated_at = at
    names = (*RATED_FIELDS, *WARNED_FIELDS, "state", "predicate", "citizen_evidence", "rule_version", "rated_at")
    evaluation.save(update_fields=names)
    live.freeze(evaluation.agreement, evaluation.period, at=at)
    _assess(evaluation, words.get("results") or {}, is_own=False)
    RatingDraft.objects.filter(evaluation=evaluation).delete()
    record(
        f"evaluation.{verb}",
        evaluation,
        by=by,
        at=at,
        before=before,
        after={name: str(getattr(evaluation, name)) for name in rated},
        reason=words["consideration"],
        rule_version=evaluation.rule_version,
        on_behalf_of=on_behalf_of,
    )
    return evaluation


def base_of(rated_at: datetime | None) -> str:
    """Which rating a page was opened on, so that a later one is noticed."""
    return timezone.localtime(rated_at).isoformat() if rated_at else ""


def _assess(evaluation: PerformanceEvaluation, results: dict[int, tuple[str, str]], *, is_own: bool) -> None:
    """Write the ratings and remarks of single results anew; an empty pair leaves none."""
    ResultAssessment.objects.filter(evaluation=evaluation, is_own=is_own).delete()
    ResultAssessment.objects.bulk_create(
        ResultAssessment(evaluation=evaluation, result_id=key, is_own=is_own, rating=rating, remark=remark)
        for key, (rating, remark) in results.items()
        if rating or remark
    )


@transaction.atomic
def assess_self(evaluation: PerformanceEvaluation, words: dict[str, Any], *, by: Actor, at: datetime) -> SelfAssessment:
    """Rate oneself before the appraiser does: shown beside, decides nothing. Source: local policy."""
    require("evaluation.assess_self", by, lock(evaluation))
    kept, is_new = SelfAssessment.objects.update_or_create(
        evaluation=evaluation,
        defaults={
            "result_rating": words["result_rating"],
            "behaviour_rating": words["behaviour_rating"],
            "text": words["text"],
            "written_at": at,
        },
    )
    _assess(evaluation, words.get("results") or {}, is_own=True)
    record("evaluation.assess_self", evaluation, by=by, at=at, after={"is_new": is_new})
    return kept


@transaction.atomic
def reply_to_citizens(
    evaluation: PerformanceEvaluation, text: str, *, by: Actor, at: datetime
) -> PerformanceEvaluation:
    """Say what one thinks of the citizens' voice before the signature, without having seen the rating.

    Whoever has rated already is told, for he signs only what he has read.
    Source: local policy (right of reply), on PermenPANRB 6/2022 Ps 18(2)c and 19(4).
    """
    require("evaluation.reply_to_citizens", by, lock(evaluation))
    is_new = not evaluation.citizen_reply
    evaluation.citizen_reply, evaluation.citizen_replied_at = text, at
    evaluation.save(update_fields=["citizen_reply", "citizen_replied_at"])
    record("evaluation.reply_to_citizens", evaluation, by=by, at=at, after={"is_new": is_new})
    if evaluation.predicate:
        above = evaluation.superior if evaluation.state == rules.EvaluationState.WITH_SUPERIOR else None
        url, words = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
        notices.post("evaluation.reply_to_citizens", to=above or evaluation.appraiser, about=evaluation, url=url, at=at,
                     period=evaluation.period, **words)  # fmt: skip
    return evaluation


@transaction.atomic
def keep_draft(
    evaluation: PerformanceEvaluation, words: dict[str, Any], *, opened: Opened, by: Actor, at: datetime
) -> RatingDraft:
    """Keep what was typed and not yet saved; nothing is recorded, for nothing was decided.

    NewerError when somebody saved the rating, or wrote on the draft, after this page was opened.
    """
    require(f"evaluation.{opened.verb}", by, lock(evaluation))
    if opened.verb == "rate":
        access.require_in_time(evaluation, timezone.localdate(at))
    rated_at = PerformanceEvaluation.objects.values_list("rated_at", flat=True).get(pk=evaluation.pk)
    other = RatingDraft.objects.filter(evaluation=evaluation).exclude(saved_by=by.name).first()
    if opened.base != base_of(rated_at) or (other and base_of(other.saved_at) != opened.draft):
        raise NewerError
    kept, _is_new = RatingDraft.objects.update_or_create(
        evaluation=evaluation, defaults={"words": words, "saved_at": at, "saved_by": by.name}
    )
    return kept
