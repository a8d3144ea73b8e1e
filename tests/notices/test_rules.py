"""Duties in their order."""

from datetime import date

import pytest

from sambayan.common.actor import Actor
from sambayan.notices import rules
from sambayan.notices.rules import Duty, duties

ANI, DAY = Actor(1, "Ani", employee_id=1), date(2026, 10, 8)


def duty(title: str, due: date | None) -> Duty:
    return Duty(due, title, "", "", "/", "Buka")


def test_the_earliest_stands_first_and_what_has_no_date_last(monkeypatch):
    late, soon, open_ = duty("b", date(2026, 10, 20)), duty("c", date(2026, 10, 9)), duty("a", None)
    monkeypatch.setattr(rules, "SOURCES", [lambda actor, day: [open_, late], lambda actor, day: [soon]])

    assert duties(ANI, DAY) == [soon, late, open_]


@pytest.mark.parametrize(
    ("days_left", "over", "near"),
    [(None, 0, False), (2, 0, False), (1, 0, True), (0, 0, True), (-3, 3, True)],
)
def test_a_duty_knows_how_far_its_date_is(days_left, over, near):
    row = Duty(DAY, "", "", "", "/", "Buka", days_left)

    assert (row.days_over, row.is_near) == (over, near)


def test_a_source_is_registered_by_declaring_it(monkeypatch):
    monkeypatch.setattr(rules, "SOURCES", [])

    @rules.duty_source
    def nothing(actor, day):
        return []

    assert rules.SOURCES == [nothing]
