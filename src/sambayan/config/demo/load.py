"""Loading the demo province: deterministic for a given day, all or nothing, and only once."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sambayan.common.verification import codes_from
from sambayan.config.demo import (
    afterwards,
    agreement_parts,
    agreements,
    answers,
    calibrations,
    circumstances,
    doing,
    employees,
    evaluations,
    goals,
    growth,
    objections,
    opening,
    organisation,
    outcomes,
    personas,
    policies,
    province,
    repairs,
    services,
    terms,
    timeline,
)
from sambayan.config.demo.stage import Stage
from sambayan.instruments.actions import load_skm
from sambayan.people.models import Agency

SEED = 2026
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How large the province is; a small one keeps the offices of the personas and shrinks the rest."""

    employees: int
    services: int
    core_only: bool = False
    answers: float = 1.0


FULL = Size(employees=2000, services=22)
SMALL = Size(employees=120, services=2, core_only=True, answers=0.1)


def is_loaded() -> bool:
    """Whether there is an agency already: then nothing is touched."""
    return Agency.objects.exists()


def load(*, now: datetime, size: Size = FULL, say: Say = print) -> bool:
    """Load the province in one transaction; False when the database already holds an agency."""
    if is_loaded():
        say("Demo province: already loaded, nothing changed.")
        return False
    began = time.monotonic()
    with transaction.atomic(), codes_from(random.Random(SEED)):
        for line in _steps(now, size):
            say(f"Demo province: {line} ({time.monotonic() - began:.1f} s)")
    return True


def _steps(now: datetime, size: Size) -> Iterator[str]:
    chance = random.Random(SEED)
    line = timeline.Timeline(now)
    version = load_skm()
    found = province.offices(core_only=size.core_only)
    units = province.build(found)
    cycles, periods = timeline.build(next(iter(units.values())).agency, line)
    yield f"{len(units)} units, performance year {line.running.year}"
    recruiting = employees.Recruiting(chance, line.today, line.years[0])
    staff = employees.build(found, province.head_counts(found, size.employees), units, recruiting)
    accounts = personas.open_accounts({h.persona: h.employee for h in staff if h.persona}, units, line)
    stage = Stage(line, chance, units, staff, accounts, version, cycles, periods)
    yield f"{len(staff)} invented employees, {len(accounts)} personas"
    yield f"{policies.build(stage)} settings changed, {terms.keep_calendar(stage)} entries in the calendar"
    offered = services.build(stage, services.rows(size.services), size.answers)
    count = answers.fill(stage, offered)
    yield f"{len(offered)} services, {count} synthetic answers"
    plans = agreements.build(stage, agreements.planners(stage, offered))
    yield f"{len(plans)} agreements, {sum(plan.is_in_force for plan in plans)} in force"
    yield f"{doing.build(stage, plans)} entries of progress"
    yield f"{agreement_parts.build(stage, plans)} lines in their annexes"
    circumstances.build(stage)
    yield f"{goals.build(stage, plans)} key indicators, two matrices, and figures measured"
    rated = evaluations.build(stage, plans)
    yield f"{len(rated)} evaluations"
    yield f"{objections.build(stage, rated)} objections"
    yield f"{terms.take_over(stage, rated)} evaluations signed by a superior"
    yield f"{afterwards.build(stage, rated)} evaluation documents"
    yield f"{growth.build(stage, plans)} entries of feedback"
    yield f"{terms.explain_ratings(rated)} ratings explained"
    yield f"{calibrations.build(stage, rated)} calibration sessions"
    yield f"{terms.build(stage, plans)} terms of agreements"
    yield f"{outcomes.build(stage)} results with credit points"
    yield f"{opening.build(stage, plans)} openings for everybody, next year prepared"
    organisation.build(units, line)
    yield "offices renamed, moved and merged"
    yield f"{repairs.plant(stage)} repairs at the desk"
