"""Setting the organisation predicate of a unit. Source: PermenPANRB 6/2022 Ps 24(1)a, Lampiran IV.B.1."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.models import OrganisationAchievement
from sambayan.people.models import OrganisationUnit
from sambayan.policies.queries import rule_version


def hold_unit(unit_id: int) -> None:
    """Lock a unit: whoever sets its predicate and whoever signs under it wait for each other.

    Always before the evaluation, so that two of them cannot wait in a circle; without the key, so that rows that only
    name the unit are not kept waiting.
    """
    OrganisationUnit.objects.select_for_update(no_key=True).get(pk=unit_id)


@transaction.atomic
def set_achievement(
    unit: OrganisationUnit,
    period: EvaluationPeriod,
    *,
    predicate: str,
    reason: str,
    by: Actor,
    at: datetime,
    figures: Sequence[rules.Figure] = (),
) -> OrganisationAchievement:
    """Set the organisation predicate of a unit for a period; its figures and the citizens' voice are frozen with it.

    Denied once an evaluation was signed under it. Source: Ps 24(1)a, Lampiran IV.B.1 p92-94.
    """
    require("evaluation.set_achievement", by, unit)
    hold_unit(unit.pk)
    if queries.is_relied_on(unit.pk, period.pk):
        message = _("Sudah ada penilaian yang ditandatangani atas dasar predikat ini, jadi tidak dapat diubah lagi.")
        raise Denied(Refusal(message))
    before = queries.achievement(unit.pk, period.pk)
    kept, _created = OrganisationAchievement.objects.update_or_create(
        unit=unit,
        period=period,
        defaults={
            "predicate": predicate,
            "reason": reason,
            "figures": [figure.as_document() for figure in figures],
            "citizens": [voice.as_document() for voice in queries.citizens_of_unit(unit.pk, period.to_date)],
            "set_at": at,
            "set_by": by.name,
        },
    )
    record(
        "evaluation.set_achievement",
        kept,
        by=by,
        at=at,
        before={"predicate": before.predicate} if before else {},
        after={"predicate": predicate},
        reason=reason,
        rule_version=rule_version(timezone.localdate(at)),
    )
    return kept
