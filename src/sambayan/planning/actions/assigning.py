"""One result for many people. Source: PermenPANRB 6/2022 Lampiran II.A.5.f p45-46 (assignments, all year)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.notices import actions as notices
from sambayan.planning import queries
from sambayan.planning.actions.content import place_result
from sambayan.planning.actions.steps import held, page_of
from sambayan.planning.models import AssignedResult, PerformanceAgreement
from sambayan.planning.rules import EDITABLE, ResultOrigin

_WORDS = ("kind", "title", "aspect", "perspective", "indicator", "target", "measurement_unit")


@dataclass(frozen=True)
class Assigned:
    """What became of an assignment, by name: put in the draft, waiting for the next dialogue, nobody to write to."""

    drafted: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


@transaction.atomic
def assign_result(words: dict[str, Any], *, employee_ids: Collection[int], by: Actor, at: datetime) -> Assigned:
    """Assign one result to people of the team: into the draft where it can be written, else for the next dialogue.

    Whoever has no agreement yet is named, nothing is silent. Denied when somebody is not appraised by the actor.
    """
    require("planning.assign_result", by)
    team = {mate.employee_id: mate for mate in queries.team_of(by, timezone.localdate(at))}
    if not set(employee_ids) <= team.keys():
        raise Denied(Refusal(_("Hasil kerja hanya ditugaskan kepada pegawai yang Anda nilai.")))
    found = Assigned()
    for mate in (team[pk] for pk in sorted(employee_ids)):
        if mate.agreement is None:
            found.without.append(mate.name)
        elif held(mate.agreement).state in EDITABLE:
            place_result(mate.agreement, _as_result(words, by))
            _told(mate.agreement, words, by=by, at=at)
            found.drafted.append(mate.name)
        else:
            _wait(mate.agreement, words, by=by, at=at)
            found.waiting.append(mate.name)
    return found


def _as_result(words: dict[str, Any], by: Actor) -> dict[str, Any]:
    return {**words, "origin": ResultOrigin.APPOINTED.value, "assigned_by": by.title or by.name}


def _wait(agreement: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> None:
    row = {name: words.get(name, "") for name in _WORDS}
    AssignedResult.objects.create(agreement=agreement, assigned_by=by.title or by.name, assigned_at=at, **row)
    _told(agreement, words, by=by, at=at)


def _told(agreement: PerformanceAgreement, words: dict[str, Any], *, by: Actor, at: datetime) -> None:
    after = {"result": words["title"], "target": words["target"]}
    record("planning.assign_result", agreement, by=by, at=at, after=after)
    notices.post("planning.assign_result", to=agreement.employee, about=agreement, url=page_of(agreement), at=at)


def take_up(source: PerformanceAgreement, into: PerformanceAgreement, *, at: datetime) -> int:
    """Put what waits on `source` into an agreement that can be written in; how many. The verb that calls it records."""
    waiting = queries.waiting_for(source.pk)
    for row in waiting:
        words = {name: getattr(row, name) for name in _WORDS}
        origin = {"origin": ResultOrigin.APPOINTED.value, "assigned_by": row.assigned_by}
        row.became, row.taken_up_at = place_result(into, {**words, **origin}), at
        row.save(update_fields=["became", "taken_up_at"])
    return len(waiting)
