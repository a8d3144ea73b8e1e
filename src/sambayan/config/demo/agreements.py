"""Performance agreements of the demo: what people planned, what is in force, and what still waits for somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from sambayan.audit.actions import record
from sambayan.config.demo.employees import Holder
from sambayan.config.demo.services import Offered
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.notices import actions as notices
from sambayan.planning.models import (
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.rules import AgreementState, ResultKind

_DRAFT, _IN_DIALOGUE, _PROPOSED, _SIGNED, _IN_FORCE, *_ENDED = AgreementState
_DRAFT_SHARE, _PROPOSED_SHARE, _RETURNED_SHARE = 0.02, 0.045, 0.06
_PERSONA_TEAMS = ("samsat-way-sekampung", "bapenda")
_TEACHER = "teacher"
_PERSONA_STATES = {_TEACHER: _IN_DIALOGUE, "inspector": _DRAFT}
_WITH_ADDITIONAL = 0.4
_BATCH = 500


@dataclass(frozen=True)
class Plan:
    """An agreement with the people of it and the results it holds."""

    agreement: PerformanceAgreement
    holder: Holder
    appraiser: Holder
    results: list[PlannedResult]

    @property
    def is_in_force(self) -> bool:
        """Whether it can be evaluated."""
        return self.agreement.state == _IN_FORCE


def planners(stage: Stage, offered: list[Offered]) -> list[Holder]:
    """Who has an agreement in the demo: everybody in an office with a service or a persona, the heads above these,
    and whoever a persona appraises.
    """
    units = {service.service.unit_id for service in offered} | {h.unit.pk for h in stage.by_persona.values()}
    above = {holder.unit.parent_id for holder in stage.staff if holder.unit.pk in units}

    def takes_part(holder: Holder) -> bool:
        appraiser = stage.appraiser_of(holder)
        heads_above = holder.position.is_head and holder.unit.pk in above
        return appraiser is not None and bool(holder.unit.pk in units or heads_above or appraiser.persona)

    return [holder for holder in stage.staff if takes_part(holder)]


def build(stage: Stage, holders: list[Holder]) -> list[Plan]:
    """Store the agreements of every year shown; those of earlier years are all in force."""
    states = _states(stage, holders)
    plans = [
        _plan(stage, holder, year, states[holder.employee.pk] if year == stage.line.running.year else _IN_FORCE)
        for year in stage.line.years
        for holder in holders
    ]
    PerformanceAgreement.objects.bulk_create([plan.agreement for plan in plans], batch_size=_BATCH)
    _fill(stage, plans)
    for plan in plans:
        _record(stage, plan)
    return plans


def _states(stage: Stage, holders: list[Holder]) -> dict[int, AgreementState]:
    """The state of this year's agreements: most in force, a few still on the way, some by name for the personas."""
    states = {}
    for holder in holders:
        drawn = stage.chance.random()
        state = next(
            (
                state
                for limit, state in (
                    (_DRAFT_SHARE, _DRAFT),
                    (_PROPOSED_SHARE, _PROPOSED),
                    (_RETURNED_SHARE, _IN_DIALOGUE),
                )
                if drawn < limit
            ),
            _IN_FORCE,
        )
        is_fixed = holder.persona or holder.position.is_head or holder.unit.code in _PERSONA_TEAMS
        states[holder.employee.pk] = _PERSONA_STATES.get(holder.persona, _IN_FORCE) if is_fixed else state
    for code in _PERSONA_TEAMS:
        last = next((h for h in reversed(stage.of_unit(code)) if not h.persona and not h.position.is_head), None)
        if last:
            states[last.employee.pk] = _PROPOSED
    return states


def _plan(stage: Stage, holder: Holder, year: int, state: AgreementState) -> Plan:
    appraiser = stage.appraiser_of(holder)
    if appraiser is None:
        raise LookupError(f"nobody appraises {holder.employee}")
    agreement = PerformanceAgreement(
        cycle=stage.cycles[year],
        employee=holder.employee,
        appraiser=appraiser.employee,
        unit=holder.unit,
        state=state.value,
        return_reason=_return_reason(holder) if state is _IN_DIALOGUE else "",
        proposed_at=None if state is _DRAFT else _proposed_at(stage, year, state),
        set_at=stage.line.at(date(year, 1, 29), 10) if state is _IN_FORCE else None,
    )
    kind = "head" if holder.position.is_head else holder.work
    rows = table("work.yaml")[kind]["results"]
    main = [row for row in rows if row.get("kind") != ResultKind.ADDITIONAL]
    chosen = stage.chance.sample(main, stage.chance.randint(2, len(main)))
    chosen += [row for row in rows if row not in main and stage.chance.random() < _WITH_ADDITIONAL]
    if holder.persona == _TEACHER:
        chosen = rows
    results = [_result(agreement, number, row) for number, row in enumerate(chosen, start=1)]
    return Plan(agreement, holder, appraiser, results)


def _return_reason(holder: Holder) -> str:
    texts = table("work.yaml")
    return str(texts["teacher" if holder.persona == _TEACHER else "reasons"]["returned"])


def _proposed_at(stage: Stage, year: int, state: AgreementState) -> datetime:
    """In January; what is still on the way was proposed in the last days."""
    return stage.line.at(date(year, 1, 22), 14) if state is _IN_FORCE else stage.line.before(2, 14)


def _result(agreement: PerformanceAgreement, number: int, row: dict[str, Any]) -> PlannedResult:
    return PlannedResult(
        agreement=agreement,
        number=number,
        kind=row.get("kind", ResultKind.MAIN.value),
        title=row["title"],
        supported_result=row["supports"],
    )


def _rows_by_title() -> dict[str, dict[str, Any]]:
    kinds = table("work.yaml")
    return {row["title"]: row for kind in kinds.values() if "results" in kind for row in kind["results"]}


def _fill(stage: Stage, plans: list[Plan]) -> None:
    rows = _rows_by_title()
    PlannedResult.objects.bulk_create([result for plan in plans for result in plan.results], batch_size=_BATCH)
    IndividualIndicator.objects.bulk_create(
        (
            IndividualIndicator(
                result=result,
                number=1,
                aspect=rows[result.title]["aspect"],
                name=rows[result.title]["indicator"],
                target=_target(plan, rows[result.title]),
            )
            for plan in plans
            for result in plan.results
        ),
        batch_size=_BATCH,
    )
    texts = table("work.yaml")["expectations"]
    SpecialExpectation.objects.bulk_create(
        (
            SpecialExpectation(agreement=plan.agreement, value_code=code, text=texts[code])
            for plan in plans
            for code in stage.chance.sample(sorted(texts), 2)
        ),
        batch_size=_BATCH,
    )


def _target(plan: Plan, row: dict[str, Any]) -> str:
    """The target of the table; the teacher has written an absolute one and has to mend it."""
    mend = table("work.yaml")["teacher"]
    is_to_mend = plan.holder.persona == _TEACHER and not plan.is_in_force and row["title"] == mend["result"]
    return str(mend["target"] if is_to_mend else row["target"])


def _record(stage: Stage, plan: Plan) -> None:
    """The verbs that led to the state of an agreement, as they would have been recorded; notices to personas."""
    agreement, line = plan.agreement, stage.line
    owner, leader = stage.actor(plan.holder.employee), stage.actor(plan.appraiser.employee)
    record("planning.start", agreement, by=owner, at=line.at(date(agreement.cycle.year, 1, 8), 9))
    if agreement.proposed_at is None:
        return
    proposed = {"state": _PROPOSED.value}
    record("planning.propose", agreement, by=owner, at=agreement.proposed_at, before={"state": "draft"}, after=proposed)
    if agreement.state == _PROPOSED:
        _tell(plan, plan.appraiser, "propose", agreement.proposed_at)
    if agreement.state == _IN_DIALOGUE:
        at, reason, after = line.before(1, 11), agreement.return_reason, {"state": _IN_DIALOGUE.value}
        record("planning.return", agreement, by=leader, at=at, before=proposed, after=after, reason=reason)
        _tell(plan, plan.holder, "return", at)
    if agreement.set_at:
        after = {"state": _IN_FORCE.value}
        record("planning.set", agreement, by=leader, at=agreement.set_at, before=proposed, after=after)
        _tell(plan, plan.holder, "set", agreement.set_at)


def _tell(plan: Plan, to: Holder, verb: str, at: datetime) -> None:
    """Leave the notice the verb would have left; only personas can read theirs."""
    if to.persona:
        url = reverse("planning:agreement", args=[plan.agreement.pk])
        notices.post(f"planning.{verb}", to=to.employee, about=plan.agreement, url=url, at=at)
