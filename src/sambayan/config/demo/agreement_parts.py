"""What stands in the demo's agreements beside the results: annex, talks, manuals, a new version, and special cases."""

from datetime import date

from sambayan.audit.actions import record
from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.planning.models import (
    AgreementTemplate,
    AnnexEntry,
    AssignedResult,
    IndicatorManual,
    IndividualIndicator,
    PerformanceAgreement,
    PerformanceDialogue,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.queries import portable
from sambayan.planning.rules import AgreementState, ResultKind, RevisionKind, TakeoverStep

_BATCH = 1000
_TEAM, _OFFICIAL, _APPRAISER = "samsat-way-sekampung", "official", "appraiser"


def build(stage: Stage, plans: list[Plan]) -> int:
    """Fill every agreement, and give the team of the personas one of each special case; how many lines were written."""
    lines = _annex(plans)
    AnnexEntry.objects.bulk_create(lines, batch_size=_BATCH)
    PerformanceDialogue.objects.bulk_create(_dialogues(stage, plans), batch_size=_BATCH)
    _manuals(plans)
    now = [plan for plan in plans if plan.agreement.cycle.year == stage.line.running.year]
    mine = next(plan for plan in now if plan.holder.persona == _OFFICIAL)
    _version(stage, mine)
    _assignment(stage, mine)
    team = [p for p in now if p.holder.unit.code == _TEAM and not p.holder.persona and not p.holder.position.is_head]
    force = [plan for plan in team if plan.is_in_force]
    if force:
        _takeover(stage, force[0])
        _template(stage, force[0])
    _superior_led(stage, [plan for plan in now if plan.agreement.overdue_since and plan.agreement.superior_id])
    return len(lines)


def _annex(plans: list[Plan]) -> list[AnnexEntry]:
    parts = table("work.yaml")["agreement"]["annex"]
    return [
        AnnexEntry(agreement=plan.agreement, part=part, number=number, text=text)
        for plan in plans
        if plan.agreement.state != AgreementState.DRAFT
        for part, texts in parts.items()
        for number, text in enumerate(texts, start=1)
    ]


def _dialogues(stage: Stage, plans: list[Plan]) -> list[PerformanceDialogue]:
    notes = table("work.yaml")["agreement"]["dialogues"]
    made = []
    for place, plan in enumerate(plans):
        if plan.agreement.state == AgreementState.DRAFT:
            continue
        day = min(date(plan.agreement.cycle.year, 1, 15), stage.line.today)
        made.append(
            PerformanceDialogue(
                agreement=plan.agreement,
                held_on=day,
                led_by=plan.appraiser.employee,
                recorded_by=plan.appraiser.employee,
                note=notes[place % len(notes)],
                recorded_at=stage.line.at(day, 10),
            )
        )
    return made


def _manuals(plans: list[Plan]) -> None:
    """The first indicator of every head has its manual, Format A.1.3."""
    words = table("work.yaml")["agreement"]["manual"]
    heads = [plan.agreement.pk for plan in plans if plan.holder.position.is_head]
    first = IndividualIndicator.objects.filter(result__agreement__in=heads, result__number=1, number=1)
    IndicatorManual.objects.bulk_create(
        (IndicatorManual(indicator=indicator, **words) for indicator in first.order_by("pk")), batch_size=_BATCH
    )


def _version(stage: Stage, plan: Plan) -> None:
    """The official's agreement is the second version: one result was added in March after feedback."""
    agreement, year = plan.agreement, plan.agreement.cycle.year
    changed = date(year, 3, 16)
    if stage.line.today <= changed or agreement.set_at is None:
        return
    reason = table("work.yaml")["agreement"]["revision"]
    at = stage.line.at(changed, 10)
    old = PerformanceAgreement.objects.create(
        cycle=agreement.cycle,
        employee=agreement.employee,
        appraiser=agreement.appraiser,
        superior=agreement.superior,
        unit=agreement.unit,
        from_date=agreement.from_date,
        state=AgreementState.REPLACED.value,
        proposed_at=agreement.proposed_at,
        signed_at=agreement.signed_at,
        set_at=agreement.set_at,
        ended_at=at,
        ended_reason=reason,
        document_code=f"V1{(agreement.document_code or '')[2:]}",
    )
    kept = plan.results[:-1] or plan.results
    for row in kept:
        copy = PlannedResult.objects.create(
            agreement=old, number=row.number, kind=row.kind, title=row.title, supported_result=row.supported_result
        )
        first = row.indicators.get(number=1)
        IndividualIndicator.objects.create(
            result=copy, number=1, aspect=first.aspect, name=first.name, target=first.target
        )
        PlannedResult.objects.filter(pk=row.pk).update(copied_from=copy)
    AnnexEntry.objects.bulk_create(
        AnnexEntry(agreement=old, part=line.part, number=line.number, text=line.text)
        for line in agreement.annex.order_by("part", "number")
    )
    SpecialExpectation.objects.bulk_create(
        SpecialExpectation(agreement=old, value_code=told.value_code, text=told.text)
        for told in agreement.expectations.order_by("pk")
    )
    fresh = {"version": 2, "revises": old, "revision_kind": RevisionKind.ASSIGNMENT.value, "revision_reason": reason}
    agreement.set_at = at
    for name, value in fresh.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=[*fresh, "set_at"])
    owner, leader = stage.actor(plan.holder.employee), stage.actor(plan.appraiser.employee)
    record("planning.revise", agreement, by=owner, at=stage.line.at(date(year, 3, 9), 9), reason=reason)
    record("planning.replace", old, by=leader, at=at, after={"state": old.state}, reason=reason)
    record("planning.set", agreement, by=leader, at=at, after={"state": agreement.state})


def _assignment(stage: Stage, plan: Plan) -> None:
    """A result assigned last week that waits for the next dialogue."""
    words, at = table("work.yaml")["agreement"]["assigned"], stage.line.before(6, 14)
    by = stage.actor(plan.appraiser.employee)
    AssignedResult.objects.create(
        agreement=plan.agreement,
        kind=ResultKind.ADDITIONAL.value,
        assigned_by=plan.appraiser.position.title,
        assigned_at=at,
        **words,
    )
    after = {"result": words["title"], "target": words["target"]}
    record("planning.assign_result", plan.agreement, by=by, at=at, after=after)


def _takeover(stage: Stage, plan: Plan) -> None:
    note, at = table("work.yaml")["agreement"]["takeover"], stage.line.before(12, 13)
    result = plan.results[-1]
    result.taken_over_at, result.takeover_step, result.takeover_note = at, TakeoverStep.COACHING.value, note
    result.save(update_fields=["taken_over_at", "takeover_step", "takeover_note"])
    by, after = stage.actor(plan.appraiser.employee), {"result": result.title, "step": result.takeover_step}
    record("planning.take_over_result", plan.agreement, by=by, at=at, after=after, reason=note)


def _template(stage: Stage, plan: Plan) -> None:
    at = stage.line.before(30, 10)
    made = AgreementTemplate.objects.create(
        title=table("work.yaml")["agreement"]["template"],
        position_title=plan.holder.position.title,
        unit=plan.holder.unit,
        form=plan.agreement.form,
        approach=plan.agreement.approach,
        content=portable(plan.agreement),
        made_at=at,
    )
    record("planning.make_template", made, by=stage.actor(plan.appraiser.employee), at=at)


def _superior_led(stage: Stage, late: list[Plan]) -> None:
    """One late agreement whose employee asked the appraiser's superior."""
    for plan in [
        each for each in late if each.agreement.state == AgreementState.IN_DIALOGUE and not each.holder.persona
    ][:1]:
        at = stage.line.before(3, 8)
        plan.agreement.is_superior_led = True
        plan.agreement.save(update_fields=["is_superior_led"])
        by = stage.actor(plan.holder.employee)
        record("planning.request_superior_dialogue", plan.agreement, by=by, at=at)
