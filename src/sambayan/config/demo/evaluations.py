"""Evaluations of the demo: earlier quarters received, the last completed one in the middle of being rated."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.urls import reverse

from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.employees import Holder
from sambayan.config.demo.policies import Packs
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.config.demo.timeline import Quarter
from sambayan.evaluation import rules
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, OrganisationPredicate, Rating
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.surveys.models import ServiceStaff
from sambayan.surveys.queries import CitizenEvidence, citizen_evidence
from sambayan.surveys.rules import ServiceGrade

K = TypeVar("K")
_OPEN, _RATED, _SIGNED = EvaluationState.OPEN, EvaluationState.RATED, EvaluationState.SIGNED
_HANDED_OVER, _RECEIVED = EvaluationState.HANDED_OVER, EvaluationState.RECEIVED
_STEPS = (_OPEN, _RATED, _SIGNED, _HANDED_OVER, _RECEIVED)
_VERBS = ("rate", "sign", "hand_over", "confirm_receipt")
_PROGRESS = {_OPEN: 40, _RATED: 20, _SIGNED: 8, _HANDED_OVER: 14, _RECEIVED: 18}
_RATINGS = {Rating.MEETS: 68, Rating.ABOVE: 23, Rating.BELOW: 9}
_ACHIEVEMENTS = {OrganisationPredicate.GOOD: 78, OrganisationPredicate.EXCELLENT: 12,
                 OrganisationPredicate.NEEDS_IMPROVEMENT: 10}  # fmt: skip
_TEAM = (_SIGNED, _RATED, _RATED, _RECEIVED)
"""How far the first members (by name) of a persona's team are; everybody after them is still open."""
_PERSONA_STATES = {
    "official": _HANDED_OVER, "head": _HANDED_OVER, "administrator": _HANDED_OVER, "inspector": _SIGNED,
    "appraiser": _OPEN, "teacher": _RECEIVED, "unit_administrator": _RECEIVED, "privacy_officer": _HANDED_OVER,
    "editor": _RECEIVED, "system_administrator": _HANDED_OVER,
}  # fmt: skip
_UNSET_EVERY = 6
_ALWAYS_SET = ("lpg", "setda", "bapenda", "samsat-way-sekampung", "bkd", "inspektorat", "disdikbud", "biro-organisasi")
_NEVER_SET = ("cabdin-wilayah-1",)
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


@dataclass(frozen=True)
class Dates:
    """When each verb was done, in the order of the verbs."""

    rate: datetime
    sign: datetime
    hand_over: datetime
    confirm_receipt: datetime


def build(stage: Stage, plans: list[Plan]) -> list[PerformanceEvaluation]:
    """Store achievements and evaluations of the three quarters with the record of every verb."""
    voice, packs = Voice(), Packs()
    made: list[PerformanceEvaluation] = []
    for quarter in stage.line.evaluated:
        members = [plan for plan in plans if plan.is_in_force and plan.agreement.cycle.year == quarter.year]
        achieved = _achievements(stage, quarter, members, packs)
        around = Round(stage, quarter, _states(stage, quarter, members, achieved), achieved, voice, packs)
        period, opened = stage.periods[quarter], {"opened": len(members)}
        admin = stage.persona_actor("administrator")
        stage.record("evaluation.open", period, by=admin, at=stage.line.at(period.window_from, 8), after=opened)
        rows = [_evaluation(around, plan) for plan in members]
        PerformanceEvaluation.objects.bulk_create(rows, batch_size=500)
        for plan, row in zip(members, rows, strict=True):
            _record(stage, plan, row)
        made += rows
    stage.write_record()
    return made


def _achievements(
    stage: Stage, quarter: Quarter, members: list[Plan], packs: Packs
) -> dict[int, OrganisationAchievement]:
    """The organisation predicate of every appraiser's unit; in the quarter that is rated now some are not set yet."""
    leaders = {plan.appraiser.unit.pk: plan.appraiser for plan in members}
    fixed = {unit.pk for code, unit in stage.units.items() if code in _ALWAYS_SET}
    texts = table("work.yaml")["reasons"]["achievement"]
    kept: dict[int, OrganisationAchievement] = {}
    for place, (unit_pk, leader) in enumerate(sorted(leaders.items())):
        predicate = _drawn(stage.chance, _ACHIEVEMENTS)
        is_unset = leader.unit.code in _NEVER_SET or (unit_pk not in fixed and place % _UNSET_EVERY == 0)
        if quarter == stage.line.evaluated[-1] and is_unset:
            continue
        if unit_pk in fixed:
            predicate = OrganisationPredicate.GOOD
        above = stage.appraiser_of(leader)
        by = stage.actor(above.employee) if above else stage.persona_actor("administrator")
        at = stage.line.at(quarter.last - timedelta(days=6), 16)
        kept[unit_pk] = OrganisationAchievement.objects.create(
            unit=leader.unit,
            period=stage.periods[quarter],
            predicate=predicate,
            reason=texts[predicate],
            set_at=at,
            set_by=by.name,
        )
        after = {"predicate": predicate.value}
        stage.record("evaluation.set_achievement", kept[unit_pk], by=by, at=at, after=after, reason=texts[predicate],
               rule_version=packs.at(at))  # fmt: skip
    return kept


def _states(
    stage: Stage, quarter: Quarter, members: list[Plan], achieved: dict[int, OrganisationAchievement]
) -> dict[int, EvaluationState]:
    """How far each evaluation is, by employee: earlier quarters are finished, nothing is signed without a predicate."""
    if quarter != stage.line.evaluated[-1]:
        return {plan.holder.employee.pk: _RECEIVED for plan in members}
    states = {}
    for plan in members:
        drawn = _drawn(stage.chance, _PROGRESS)
        is_set = plan.appraiser.unit.pk in achieved
        states[plan.holder.employee.pk] = drawn if is_set else min(drawn, _RATED, key=_STEPS.index)
    for boss in ("appraiser", "head"):
        team = [plan.holder for plan in members if plan.appraiser.persona == boss]
        states |= _team_states(team)
    fixed = {plan.holder.employee.pk: plan.holder.persona for plan in members if plan.holder.persona}
    return states | {pk: _PERSONA_STATES[persona] for pk, persona in fixed.items()}


def _team_states(team: list[Holder]) -> dict[int, EvaluationState]:
    """A team in the middle of being rated: the heads of offices below are always still open."""
    by_name = sorted(
        (h for h in team if not h.persona and not h.position.is_head), key=lambda h: (h.employee.name, h.employee.pk)
    )
    ahead = dict(zip((h.employee.pk for h in by_name), _TEAM, strict=False))
    return {h.employee.pk: ahead.get(h.employee.pk, _OPEN) for h in team}


class Voice:
    """The citizens' voice per person and quarter, looked up once for people with the same services."""

    def __init__(self) -> None:
        self.kept: dict[tuple[tuple[int, ...], Quarter], list[CitizenEvidence]] = {}
        self.services: dict[int, tuple[int, ...]] = {}
        for employee_id, service_id in ServiceStaff.objects.order_by("service_id").values_list(
            "employee_id", "service_id"
        ):
            self.services[employee_id] = (*self.services.get(employee_id, ()), service_id)

    def of(self, holder: Holder, quarter: Quarter) -> list[CitizenEvidence]:
        """What the citizens said by the end of the quarter about the services this person works for."""
        services = self.services.get(holder.employee.pk)
        if not services:
            return []
        key = (services, quarter)
        if key not in self.kept:
            self.kept[key] = citizen_evidence(holder.employee.pk, quarter.last)
        return self.kept[key]


@dataclass(frozen=True)
class Round:
    """One quarter of evaluations: how far each person's is, what the units achieved, what the citizens said."""

    stage: Stage
    quarter: Quarter
    states: dict[int, EvaluationState]
    achieved: dict[int, OrganisationAchievement]
    voice: Voice
    packs: Packs


def _evaluation(around: Round, plan: Plan) -> PerformanceEvaluation:
    stage, quarter, holder = around.stage, around.quarter, plan.holder
    state = around.states[holder.employee.pk]
    row = PerformanceEvaluation(
        agreement=plan.agreement,
        period=stage.periods[quarter],
        employee=holder.employee,
        appraiser=plan.appraiser.employee,
        superior=_above(stage, plan),
        unit=holder.unit,
        appraiser_unit=plan.appraiser.unit,
        state=state.value,
    )
    done, dates = _STEPS.index(state), _dates(stage, quarter)
    if done >= _STEPS.index(_RATED):
        _rate(stage.chance, row, holder, around.voice.of(holder, quarter))
        row.rated_at = dates.rate
        row.rule_version = around.packs.at(dates.rate)
    if done >= _STEPS.index(_SIGNED):
        row.organisation_predicate = around.achieved[plan.appraiser.unit.pk].predicate
        row.document_code = "-".join("".join(stage.chance.choices(_ALPHABET, k=4)) for _part in range(3))
        row.signed_at = dates.sign
        row.signer_id, row.form_code = row.appraiser_id, "D.1.1"
    if done >= _STEPS.index(_HANDED_OVER):
        row.handed_over_at = dates.hand_over
    if done >= _STEPS.index(_RECEIVED):
        row.received_at = dates.confirm_receipt
    return row


def _above(stage: Stage, plan: Plan) -> Employee | None:
    """Who stands above the appraiser, if somebody other than the two does."""
    above = stage.appraiser_of(plan.appraiser)
    return above.employee if above and above.employee not in (plan.holder.employee, plan.appraiser.employee) else None


def _rate(chance: random.Random, row: PerformanceEvaluation, holder: Holder, citizens: list[CitizenEvidence]) -> None:
    texts = table("work.yaml")["reasons"]
    result, behaviour = _drawn(chance, _RATINGS), _drawn(chance, _RATINGS)
    if holder.persona:
        result, behaviour = max(result, Rating.MEETS, key=_worth), Rating.MEETS
    grades = [ServiceGrade(voice.service_grade) for voice in citizens if voice.service_grade]
    row.result_rating, row.result_reason = result.value, chance.choice(texts["result"][result])
    row.behaviour_rating, row.behaviour_reason = behaviour.value, chance.choice(texts["behaviour"][behaviour])
    row.evaluation_note = chance.choice(texts["note"])
    row.predicate = rules.predicate(result, behaviour)
    row.citizen_evidence = [voice.as_document() for voice in citizens]
    if any(rules.contrast(behaviour, grade) for grade in grades):
        row.consideration = texts["consideration"]


def _worth(rating: Rating) -> int:
    return -list(Rating).index(rating)


def _dates(stage: Stage, quarter: Quarter) -> Dates:
    """Earlier quarters soon after their end; the one that is rated now within the last days, one verb a day."""
    line, chance = stage.line, stage.chance
    if quarter == line.evaluated[-1]:
        days = (chance.randint(6, 9), chance.randint(4, 5), 3, chance.randint(1, 2))
        return Dates(*(line.before(ago, 9 + place) for place, ago in enumerate(days)))
    first = quarter.last + timedelta(days=chance.randint(1, 3))
    return Dates(*(line.at(first + timedelta(days=2 * place), 9 + place) for place in range(len(_VERBS))))


def _record(stage: Stage, plan: Plan, row: PerformanceEvaluation) -> None:
    """The verbs of one evaluation as they would have been recorded, and what personas were told."""
    leader, owner = stage.actor(plan.appraiser.employee), stage.actor(plan.holder.employee)
    moments = (row.rated_at, row.signed_at, row.handed_over_at, row.received_at)
    for place, (verb, at) in enumerate(zip(_VERBS, moments, strict=True)):
        if at is None:
            return
        by = owner if verb == "confirm_receipt" else leader
        before, after = {"state": _STEPS[place].value}, {"state": _STEPS[place + 1].value}
        if verb == "rate":
            before = {"result_rating": "", "behaviour_rating": "", "predicate": ""}
            after = {name: str(getattr(row, name)) for name in before}
        reason = row.consideration if verb == "rate" else ""
        stage.record(f"evaluation.{verb}", row, by=by, at=at, before=before, after=after, reason=reason,
               rule_version=row.rule_version)  # fmt: skip
        _tell(plan, row, verb, at)


def _tell(plan: Plan, row: PerformanceEvaluation, verb: str, at: datetime) -> None:
    if verb == "hand_over" and plan.holder.persona:
        to, page = plan.holder, "explain"
    elif verb == "confirm_receipt" and plan.appraiser.persona:
        to, page = plan.appraiser, "evaluation"
    else:
        return
    url = reverse(f"evaluation:{page}", args=[row.pk])
    words = {"name": row.employee, "period": row.period}
    notices.post(f"evaluation.{verb}", to=to.employee, about=row, url=url, at=at, **words)


def _drawn(chance: random.Random, weights: dict[K, int]) -> K:
    return chance.choices(list(weights), list(weights.values()))[0]
