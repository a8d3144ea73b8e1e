"""How often work is documented, what is missing, and how days become one text. No database."""

from datetime import date

import pytest

from sambayan.planning import rules
from sambayan.planning.rules import Rhythm, Stretch, locks

THURSDAY = date(2026, 10, 8)


def works_on(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("rhythm", "day", "first", "last"),
    [
        (Rhythm.DAILY, THURSDAY, THURSDAY, THURSDAY),
        (Rhythm.WEEKLY, THURSDAY, date(2026, 10, 5), date(2026, 10, 11)),
        (Rhythm.WEEKLY, date(2026, 10, 11), date(2026, 10, 5), date(2026, 10, 11)),
        (Rhythm.MONTHLY, THURSDAY, date(2026, 10, 1), date(2026, 10, 31)),
        (Rhythm.MONTHLY, date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        (Rhythm.MONTHLY, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_stretch_is_the_day_the_week_or_the_month(rhythm, day, first, last):
    assert rules.stretch_of(rhythm, day) == Stretch(first, last)


@pytest.mark.parametrize(
    ("rhythm", "day", "first"),
    [
        (Rhythm.DAILY, date(2026, 10, 12), date(2026, 10, 9)),  # Monday looks back at Friday
        (Rhythm.WEEKLY, THURSDAY, date(2026, 9, 28)),
        (Rhythm.MONTHLY, date(2026, 1, 5), date(2025, 12, 1)),
    ],
)
def test_the_stretch_before(rhythm, day, first):
    assert rules.stretch_before(rhythm, rules.stretch_of(rhythm, day), works_on).first == first


JANUARY = date(2026, 1, 28)
WEDNESDAY, SATURDAY = date(2026, 10, 7), date(2026, 10, 10)


@pytest.mark.parametrize(
    ("rhythm", "day", "written", "since", "missing"),
    [
        (Rhythm.DAILY, THURSDAY, [], JANUARY, WEDNESDAY),
        (Rhythm.DAILY, THURSDAY, [WEDNESDAY], JANUARY, THURSDAY),
        (Rhythm.DAILY, THURSDAY, [WEDNESDAY, THURSDAY], JANUARY, None),
        (Rhythm.DAILY, SATURDAY, [date(2026, 10, 9)], JANUARY, None),  # nobody is asked on a day off
        (Rhythm.DAILY, THURSDAY, [], THURSDAY, THURSDAY),  # the agreement came into force today
        (Rhythm.DAILY, THURSDAY, [], SATURDAY, None),
        (Rhythm.MONTHLY, THURSDAY, [], JANUARY, date(2026, 9, 1)),
        (Rhythm.MONTHLY, THURSDAY, [date(2026, 9, 30)], JANUARY, date(2026, 10, 1)),
        (Rhythm.WEEKLY, SATURDAY, [date(2026, 10, 2)], JANUARY, date(2026, 10, 5)),
    ],
)
def test_the_earliest_stretch_without_an_entry_is_asked_for(rhythm, day, written, since, missing):
    found = rules.undocumented(rhythm, day, written, since=since, works_on=works_on)

    assert (found.first if found else None) == missing


def test_days_become_one_text_in_their_order_and_the_same_words_once():
    texts = [(THURSDAY, "Rekap dicocokkan."), (WEDNESDAY, "Berkas diperiksa "), (THURSDAY, "Berkas diperiksa")]

    assert rules.collected(texts) == "Berkas diperiksa; Rekap dicocokkan"


def test_the_first_lock_that_holds_is_told(monkeypatch):
    monkeypatch.setattr(locks, "LOCKS", [])

    assert rules.lock_of(1, 2) is None
    rules.locks_period(lambda employee, period: None)
    rules.locks_period(lambda employee, period: f"Evaluasi {period} sudah ditandatangani." if employee == 1 else None)

    assert rules.lock_of(1, 2) == "Evaluasi 2 sudah ditandatangani."
    assert rules.lock_of(3, 2) is None
