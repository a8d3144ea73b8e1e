"""Writing two ratings and the predicate that follows, for the verbs that change a rating after the first one."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import Denied, Refusal
from sambayan.common.rows import lock
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.policies.actions import keep_pack
from sambayan.policies.queries import values_on


def rerate(
    evaluation: PerformanceEvaluation,
    result: rules.Rating,
    behaviour: rules.Rating,
    *,
    at: datetime,
    result_reason: str = "",
    behaviour_reason: str = "",
) -> tuple[dict[str, str], dict[str, str]]:
    """Set the ratings of a locked row and compute the predicate; a reason left empty stays as it was.

    Records nothing: the verb that calls it does, with the words before and after that are returned. Source: the matrix,
    PermenPANRB 6/2022 Lampiran IV.B.3 p99.
    """
    names = ("result_rating", "behaviour_rating", "predicate")
    before = {name: str(getattr(evaluation, name)) for name in names}
    evaluation.result_rating, evaluation.behaviour_rating = result.value, behaviour.value
    evaluation.predicate = rules.predicate(result, behaviour).value
    evaluation.result_reason = result_reason or evaluation.result_reason
    evaluation.behaviour_reason = behaviour_reason or evaluation.behaviour_reason
    evaluation.rule_version = keep_pack(values_on(timezone.localdate(at)), at=at)
    evaluation.save(update_fields=[*names, "result_reason", "behaviour_reason", "rule_version"])
    return before, {name: str(getattr(evaluation, name)) for name in names}


def hold_as_read(evaluation: PerformanceEvaluation) -> PerformanceEvaluation:
    """Lock the row and refuse when somebody changed its ratings since it was read: one signs what one has seen.

    Denied then; without it a rating accepted in a calibration a moment ago would be signed unseen.
    """
    names = ("result_rating", "behaviour_rating", "predicate")
    read = [getattr(evaluation, name) for name in names]
    lock(evaluation)
    evaluation.refresh_from_db(fields=names)
    if [getattr(evaluation, name) for name in names] != read:
        raise Denied(
            Refusal(_("Rating baru saja berubah, jadi belum ditandatangani."), _("Baca lagi, lalu tanda tangani."))
        )
    return evaluation
