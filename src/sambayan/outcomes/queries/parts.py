"""What the page "Mengapa?" is told about credit points."""

from datetime import date
from decimal import Decimal
from typing import Any

from sambayan.common.actor import Actor
from sambayan.evaluation.rules import Level, Predicate
from sambayan.evaluation.rules.parts import Part, adds_part
from sambayan.outcomes.models import CreditRecord
from sambayan.outcomes.queries.results import credited
from sambayan.outcomes.rules import months_left, needs_of
from sambayan.policies.queries import values_on


@adds_part("explain")
def credit_part(evaluation: Any, _actor: Actor, day: date) -> Part | None:
    """The credit points of this result and how far they lead; nothing where none were counted."""
    records = credited(evaluation.employee_id)
    record = next((each for each in records if each.evaluation_id == evaluation.pk), None)
    return Part("outcomes/credit.html", _context(record, records, evaluation, day)) if record else None


def _context(record: CreditRecord, records: list[CreditRecord], evaluation: Any, day: date) -> dict[str, Any]:
    level, predicate = Level(record.level), Predicate(record.predicate)
    total = sum((each.points for each in _yearly_or_shorter(records, level)), Decimal(0))
    needs = needs_of(level, evaluation.employee.rank_grade, values_on(day).word("level_need_terampil"))
    need = needs.rank if needs else None
    return {
        "record": record,
        "total": total,
        "need": need,
        "months_left": months_left(need, total, level, predicate) if need else None,
        "level_needs": needs.level if needs else (),
    }


def _yearly_or_shorter(records: list[CreditRecord], level: Level) -> list[CreditRecord]:
    """The records that count: of a year that has a yearly one only that, else the shorter ones."""
    here = [each for each in records if each.level == level]
    yearly = {each.evaluation.period.to_date.year for each in here if each.evaluation.period.kind == "yearly"}
    return [
        each
        for each in here
        if each.evaluation.period.kind == "yearly" or each.evaluation.period.to_date.year not in yearly
    ]
