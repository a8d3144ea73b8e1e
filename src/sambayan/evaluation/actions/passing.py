"""What happens when the appraiser, or the one above, does not evaluate: it goes up.

Source: PermenPANRB 6/2022 Lampiran IV.A.2, IV.A.11 p89-90, V.A.8 p115; beyond the superior local policy.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import OPEN_CLOCKS, ClockKind
from sambayan.evaluation import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.actions.moving import halt, move, run
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.opening import left_by_superior
from sambayan.notices import actions as notices


@transaction.atomic
def pass_to_superior(
    evaluation: PerformanceEvaluation, *, reason: str, by: Actor, at: datetime
) -> PerformanceEvaluation:
    """Hand the evaluation to the appraiser's superior because the appraiser is permanently unable.

    By this alone the result is not final. Denied where nobody stands above. Source: Lampiran IV.A.2 p89.
    """
    require("evaluation.pass_to_superior", by, lock(evaluation))
    if not _pass(evaluation, reason=reason, by=by, at=at):
        raise Denied(_nobody_above())
    return evaluation


@transaction.atomic
def pass_by_term(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Hand the evaluation to the appraiser's superior because the window ended; whether that was still to be done.

    Done by the system on the day after. Source: Lampiran IV.A.11 p90.
    """
    is_over = timezone.localdate(at) > evaluation.period.window_to
    if not rules.FLOW.allows(lock(evaluation).state, "pass_to_superior") or not is_over:
        return False
    with override("id"):
        reason = _("Jangka waktu evaluasi berakhir {day} tanpa tanda tangan pejabat penilai.")
    return _pass(evaluation, reason=reason.format(day=evaluation.period.window_to.isoformat()), by=None, at=at)


def _pass(evaluation: PerformanceEvaluation, *, reason: str, by: Actor | None, at: datetime) -> bool:
    day = timezone.localdate(at)
    evaluation.superior_id = evaluation.superior_id or queries.superior_of(evaluation, day)
    if evaluation.superior_id is None:
        return False
    evaluation.passed_at, evaluation.passed_reason = at, reason
    move(evaluation, "pass_to_superior", ("superior", "passed_at", "passed_reason"), by=by, at=at, reason=reason)
    halt(evaluation, [ClockKind.RATING], at=at, void=True)
    run(evaluation, ClockKind.SUPERIOR_SIGNATURE, evaluation.superior_id, evaluation.period.window_to)
    _tell(evaluation, at=at)
    return True


@transaction.atomic
def pass_upwards(evaluation: PerformanceEvaluation, *, reason: str, by: Actor, at: datetime) -> PerformanceEvaluation:
    """Hand the evaluation to the next superior upwards because the superior cannot. Denied where nobody stands above.

    Source: local policy, after Lampiran IV.A.2 p89.
    """
    require("evaluation.pass_upwards", by, lock(evaluation))
    if not _lift(evaluation, reason=reason, by=by, at=at):
        raise Denied(_nobody_above())
    return evaluation


@transaction.atomic
def pass_upwards_by_term(evaluation: PerformanceEvaluation, *, at: datetime) -> bool:
    """Hand the evaluation one step further up because the superior let the term pass; whether anybody stands there.

    Source: local policy; the term: Lampiran V.A.8 p115.
    """
    if lock(evaluation).state != rules.EvaluationState.WITH_SUPERIOR:
        return False
    with override("id"):
        reason = _("Atasan pejabat penilai tidak menandatangani dalam jangka waktunya.")
    return _lift(evaluation, reason=reason, by=None, at=at)


def _lift(evaluation: PerformanceEvaluation, *, reason: str, by: Actor | None, at: datetime) -> bool:
    day = timezone.localdate(at)
    above = queries.next_above(evaluation, day)
    if above is None:
        return False
    evaluation.superior_id, evaluation.passed_at, evaluation.passed_reason = above, at, reason
    move(evaluation, "pass_upwards", ("superior", "passed_at", "passed_reason"), by=by, at=at, reason=reason)
    halt(evaluation, [ClockKind.SUPERIOR_SIGNATURE], at=at, void=True)
    run(evaluation, ClockKind.SUPERIOR_SIGNATURE, above, day)
    _tell(evaluation, at=at)
    return True


@transaction.atomic
def follow_superior(evaluation: PerformanceEvaluation, superior_id: int, *, at: datetime) -> bool:
    """Give an evaluation that is with a superior to whoever stands there now; whether it was still with the old one.

    What was rated stays as a draft, and the term goes on. Source: Lampiran IV.A.11 p90; a change of superior: local.
    """
    found = evaluation.superior_id
    if lock(evaluation).state != rules.EvaluationState.WITH_SUPERIOR or evaluation.superior_id != found:
        return False
    before, evaluation.superior_id = str(evaluation.superior), superior_id
    evaluation.save(update_fields=["superior"])
    open_clocks = Clock.objects.filter(about_kind="evaluation", about_pk=evaluation.pk, state__in=OPEN_CLOCKS)
    open_clocks.filter(kind=ClockKind.SUPERIOR_SIGNATURE).update(holder_id=superior_id)
    names = ({"appraisers_superior": before}, {"appraisers_superior": str(evaluation.superior)})
    record("evaluation.follow_superior", evaluation, by=None, at=at, before=names[0], after=names[1])
    _tell(evaluation, at=at)
    return True


def follow_superiors(*, at: datetime) -> int:
    """Let every evaluation with a superior who has left the post follow; how many did. Again on the same day: none."""
    waiting = list(left_by_superior(timezone.localdate(at)))
    return sum(follow_superior(row, superior, at=at) for row, superior in waiting)


def _tell(evaluation: PerformanceEvaluation, *, at: datetime) -> None:
    """Tell whose turn it is now, and the appraiser whose turn is over."""
    url, names = reverse("evaluation:evaluation", args=[evaluation.pk]), {"name": evaluation.employee}
    assert evaluation.superior is not None
    for person in (evaluation.superior, evaluation.appraiser):
        notices.post("evaluation.pass_to_superior", to=person, about=evaluation, url=url, at=at,
                     period=evaluation.period, **names)  # fmt: skip


def _nobody_above() -> Refusal:
    return Refusal(
        _("Belum tercatat siapa yang berada di atasnya, jadi penilaian tidak dapat diserahkan."),
        _("Lengkapi dahulu susunan pimpinan unit di halaman pegawai."),
    )
