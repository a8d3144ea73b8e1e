"""Writing two ratings and the predicate that follows, for the verbs that change a rating after the first one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import Denied, Refusal
from sambayan.evaluation import queries, rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.policies.actions import keep_pack
from sambayan.policies.queries import values_on

RATINGS = ("result_rating", "behaviour_rating", "predicate")
EXCEPTION = ("exception_predicate", "exception_reason")
WARNED_REASONS = ("suggestion_reason", "unsupported_reason", "distribution_reason")
"""The reasons that stand only as long as the warning that asked for them."""


@dataclass(frozen=True)
class NewRating:
    """The two ratings to come, and why; a reason left empty stays as it was.

    `exception` is the predicate after a failed study leave: empty takes it away, None leaves it as it stands.
    Source: PermenPANRB 6/2022 Lampiran IV.B.3 p99-103.
    """

    result: rules.Rating
    result_reason: str
    behaviour: rules.Rating
    behaviour_reason: str
    exception: str | None = None
    exception_reason: str = ""

    def exception_of(self, evaluation: PerformanceEvaluation) -> str:
        """The picked predicate that will stand; empty where the matrix decides."""
        return evaluation.exception_predicate if self.exception is None else self.exception

    def predicate_of(self, evaluation: PerformanceEvaluation) -> rules.Predicate:
        """The predicate that will stand: the picked one, else that of the matrix."""
        return rules.Predicate(self.exception_of(evaluation) or rules.predicate(self.result, self.behaviour))

    def differs_from(self, evaluation: PerformanceEvaluation) -> bool:
        """Whether anything would change: a rating, or the picked predicate."""
        now = (evaluation.result_rating, evaluation.behaviour_rating, evaluation.exception_predicate)
        return (self.result, self.behaviour, self.exception_of(evaluation)) != now


def rerate(evaluation: PerformanceEvaluation, new: NewRating, *, at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """Set the ratings of a locked row; the predicate follows, and reasons nothing asks for any more fall.

    Denied when a predicate is picked without saying why. Records nothing: the verb that calls it does, with the words
    before and after that are returned. Source: the matrix, PermenPANRB 6/2022 Lampiran IV.B.3 p99; the exception p100,
    p103.
    """
    names = (*RATINGS, *EXCEPTION, *WARNED_REASONS)
    before = {name: str(getattr(evaluation, name)) for name in names}
    exception = new.exception_of(evaluation)
    reason = (new.exception_reason or evaluation.exception_reason) if exception else ""
    if exception and not reason.strip():
        raise Denied(Refusal(_("Sebut dasar tugas belajar dinyatakan gagal.")))
    evaluation.predicate = new.predicate_of(evaluation).value
    evaluation.exception_predicate, evaluation.exception_reason = exception, reason
    evaluation.result_rating, evaluation.behaviour_rating = new.result.value, new.behaviour.value
    evaluation.result_reason = new.result_reason or evaluation.result_reason
    evaluation.behaviour_reason = new.behaviour_reason or evaluation.behaviour_reason
    day = timezone.localdate(at)
    evaluation.rule_version = keep_pack(values_on(day), at=at)
    asked = queries.advice_on(evaluation, day).asks
    for name in WARNED_REASONS:
        setattr(evaluation, name, getattr(evaluation, name) if name in asked else "")
    evaluation.save(update_fields=[*names, "result_reason", "behaviour_reason", "rule_version"])
    after = {name: str(getattr(evaluation, name)) for name in names}
    told = [name for name in names if name in RATINGS or before[name] != after[name]]
    return {name: before[name] for name in told}, {name: after[name] for name in told}
