"""Performance agreements of the demo: what people planned, what is in force, and what still waits for somebody."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from sambayan.config.demo.employees import Holder
from sambayan.config.demo.services import Offered
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.notices import actions as notices
from sambayan.people.rules import PositionType, UnitType
from sambayan.planning.models import (
    IndividualIndicator,
    PerformanceAgreement,
    PlannedResult,
    SpecialExpectation,
)
from sambayan.planning.rules import UNFINISHED, AgreementForm, AgreementState, Direction, ResultKind
from sambayan.planning.rules.opening import form_of

_DRAFT, _IN_DIALOGUE, _PROPOSED, _SIGNED, _IN_FORCE, *_ENDED = AgreementState
_DRAFT_SHARE, _PROPOSED_SHARE, _RETURNED_SHARE, _SIGNED_SHARE = 0.02, 0.045, 0.06, 0.07
_PERSONA_TEAMS = {"samsat-way-sekampung": (_PROPOSED,), "bapenda": (_PROPOSED, _SIGNED)}
_TEACHER = "teacher"
_PERSONA_STATES = {_TEACHER: _IN_DIALOGUE, "inspector": _DRAFT}
_WITH_ADDITIONAL = 0.4
_BATCH = 500
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_RANGE = re.compile(r"^(\d[\d.,]*)–(\d[\d.,]*) ?(.*)$")


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
    for year in stage.line.years:
        _record(stage, [plan for plan in plans if plan.agreement.cycle.year == year])
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
                    (_SIGNED_SHARE, _SIGNED),
                )
                if drawn < limit
            ),
            _IN_FORCE,
        )
        is_fixed = holder.persona or holder.position.is_head or holder.unit.code in _PERSONA_TEAMS
        states[holder.employee.pk] = _PERSONA_STATES.get(holder.persona, _IN_FORCE) if is_fixed else state
    for code, last in _PERSONA_TEAMS.items():
        others = [h for h in stage.of_unit(code) if not h.persona and not h.position.is_head]
        states |= {h.employee.pk: state for h, state in zip(reversed(others), last, strict=False)}
    return states


def _plan(stage: Stage, holder: Holder, year: int, state: AgreementState) -> Plan:
    appraiser = stage.appraiser_of(holder)
    if appraiser is None:
        raise LookupError(f"nobody appraises {holder.employee}")
    above = stage.appraiser_of(appraiser)
    is_set, is_on_the_way = state is _IN_FORCE, state in (_PROPOSED, _SIGNED)
    term = date(year, 1, 31)
    agreement = PerformanceAgreement(
        cycle=stage.cycles[year],
        employee=holder.employee,
        appraiser=appraiser.employee,
        superior=above.employee if above else None,
        unit=holder.unit,
        form=_form(holder).value,
        from_date=date(year, 1, 1),
        state=state.value,
        return_reason=_return_reason(holder) if state is _IN_DIALOGUE else "",
        overdue_since=date(year, 2, 1) if state in UNFINISHED and stage.line.today > term else None,
        proposed_at=_proposed_at(stage, year, state) if is_set or is_on_the_way or state is _IN_DIALOGUE else None,
        signed_at=stage.line.at(date(year, 1, 27), 11)
        if is_set
        else stage.line.before(1, 9)
        if state is _SIGNED
        else None,
        set_at=stage.line.at(date(year, 1, 29), 10) if is_set else None,
        document_code=_code(holder, year) if is_set else None,
    )
    kind = "head" if holder.position.is_head else holder.work
    rows = table("work.yaml")[kind]["results"]
    main = [row for row in rows if row.get("kind") != ResultKind.ADDITIONAL and not row.get("leaders_only")]
    chosen = stage.chance.sample(main, stage.chance.randint(2, len(main)))
    chosen += [row for row in rows if row.get("kind") and stage.chance.random() < _WITH_ADDITIONAL]
    if holder.persona == _TEACHER or agreement.form == AgreementForm.SENIOR:
        chosen = rows
    results = [_result(agreement, number, row) for number, row in enumerate(chosen, start=1)]
    return Plan(agreement, holder, appraiser, results)


def _form(holder: Holder) -> AgreementForm:
    post = holder.position
    return form_of(PositionType(post.position_type), UnitType(holder.unit.unit_type), is_head=post.is_head)


def _code(holder: Holder, year: int) -> str:
    """A code as the house gives them, the same for every load of a day."""
    digest = hashlib.sha256(f"{holder.employee.employee_number} {year}".encode()).digest()
    letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:12])
    return "-".join((letters[:4], letters[4:8], letters[8:]))


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
    _store_results(plans)
    IndividualIndicator.objects.bulk_create(
        (_indicator(plan, result, rows[result.title]) for plan in plans for result in plan.results), batch_size=_BATCH
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


def _store_results(plans: list[Plan]) -> None:
    """Leaders before those they lead, so that a result can name the one it supports."""
    known: dict[tuple[int, int, str], PlannedResult] = {}

    def depth(plan: Plan) -> int:
        return plan.holder.unit.path.count("/") * 2 + (not plan.holder.position.is_head)

    for _depth, found in groupby(sorted(plans, key=depth), key=depth):
        level = list(found)
        for plan in level:
            for result in plan.results:
                key = (plan.agreement.appraiser_id, plan.agreement.cycle_id, result.supported_result)
                result.supports = known.get(key) if plan.is_in_force else None
        PlannedResult.objects.bulk_create([row for plan in level for row in plan.results], batch_size=_BATCH)
        known |= {
            (plan.agreement.employee_id, plan.agreement.cycle_id, row.title): row
            for plan in level
            if plan.is_in_force
            for row in plan.results
        }


def _indicator(plan: Plan, result: PlannedResult, row: dict[str, Any]) -> IndividualIndicator:
    """The indicator of the table: with aspect or perspective, and the numbers of a target that is a range."""
    is_senior = plan.agreement.form == AgreementForm.SENIOR
    target = _target(plan, row)
    numbers = _RANGE.match(target)
    return IndividualIndicator(
        result=result,
        number=1,
        aspect="" if is_senior else row["aspect"],
        perspective=row["perspective"] if is_senior else "",
        name=row["indicator"],
        target=target,
        direction=Direction.RANGE.value if numbers else "",
        target_from=_number(numbers[1]) if numbers else None,
        target_to=_number(numbers[2]) if numbers else None,
        measurement_unit=numbers[3][:60] if numbers else "",
    )


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _target(plan: Plan, row: dict[str, Any]) -> str:
    """The target of the table; the teacher has written an absolute one and has to mend it."""
    mend = table("work.yaml")["teacher"]
    is_to_mend = plan.holder.persona == _TEACHER and not plan.is_in_force and row["title"] == mend["result"]
    return str(mend["target"] if is_to_mend else row["target"])


def _record(stage: Stage, plans: list[Plan]) -> None:
    """The verbs that led to the state of each agreement of a year, in their order; notices to personas."""
    began = stage.line.at(date(plans[0].agreement.cycle.year, 1, 8), 9)
    for plan in plans:
        stage.record("planning.start", plan.agreement, by=stage.actor(plan.holder.employee), at=began)
    talked = [plan for plan in plans if plan.agreement.state != _DRAFT]
    moved = {"before": {"state": "draft"}, "after": {"state": _IN_DIALOGUE.value}}
    _by_leaders(stage, "planning.open_dialogue", talked, stage.line.at(began.date().replace(day=15), 10), moved)
    for plan in talked:
        _owner_steps(stage, plan)
    done = [plan for plan in talked if plan.is_in_force]
    moved = {"before": {"state": _SIGNED.value}, "after": {"state": _IN_FORCE.value}}
    _by_leaders(stage, "planning.set", done, stage.line.at(began.date().replace(day=29), 10), moved)
    for plan in done:
        _tell(plan, plan.holder, "set", plan.agreement.set_at or began)
    late = [plan.agreement for plan in plans if plan.agreement.overdue_since]
    at = stage.line.at(began.date().replace(month=2, day=1), 6)
    for row in late:
        stage.record("planning.mark_overdue", row, by=None, at=at, after={"overdue_since": str(row.overdue_since)})
    stage.write_record()


def _by_leaders(stage: Stage, name: str, plans: Iterable[Plan], at: datetime, moved: dict[str, Any]) -> None:
    """What leaders did for their whole team at once."""
    ordered = sorted(plans, key=lambda plan: plan.appraiser.employee.pk)
    for _pk, team in groupby(ordered, key=lambda plan: plan.appraiser.employee.pk):
        members = list(team)
        by = stage.actor(members[0].appraiser.employee)
        for plan in members:
            stage.record(name, plan.agreement, by=by, at=at, before=moved["before"], after=moved["after"])


def _owner_steps(stage: Stage, plan: Plan) -> None:
    """Proposing and signing; or being given it back."""
    agreement, line = plan.agreement, stage.line
    owner = stage.actor(plan.holder.employee)
    before, proposed = {"state": _IN_DIALOGUE.value}, {"state": _PROPOSED.value}
    sent = agreement.proposed_at or line.now
    stage.record("planning.propose", agreement, by=owner, at=sent, before=before, after=proposed)
    if agreement.state == _PROPOSED:
        _tell(plan, plan.appraiser, "propose", sent)
    if agreement.state == _IN_DIALOGUE:
        at, reason = line.before(1, 11), agreement.return_reason
        leader = stage.actor(plan.appraiser.employee)
        stage.record("planning.return", agreement, by=leader, at=at, before=proposed, after=before, reason=reason)
        _tell(plan, plan.holder, "return", at)
    if agreement.signed_at:
        after = {"state": _SIGNED.value}
        stage.record("planning.sign", agreement, by=owner, at=agreement.signed_at, before=proposed, after=after)
    if agreement.state == _SIGNED and agreement.signed_at:
        _tell(plan, plan.appraiser, "sign", agreement.signed_at)


def _tell(plan: Plan, to: Holder, verb: str, at: datetime) -> None:
    """Leave the notice the verb would have left; only personas can read theirs."""
    if to.persona:
        url = reverse("planning:agreement", args=[plan.agreement.pk])
        notices.post(f"planning.{verb}", to=to.employee, about=plan.agreement, url=url, at=at)
