"""The running year and its quarters."""

from datetime import date

from factories.people import AgencyFactory
from sambayan.cycles.models import Cycle, EvaluationPeriod

QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
LAST_DAY = {3: 31, 6: 30, 9: 30, 12: 31}


def cycle(year: int = 2026) -> Cycle:
    """The performance year of the province."""
    return Cycle.objects.get_or_create(agency=AgencyFactory(), year=year, defaults={"state": "open"})[0]


def quarter(number: int = 3, year: int = 2026) -> EvaluationPeriod:
    """A quarter with a rating window from two weeks before its end to three weeks after."""
    first, last = QUARTERS[number]
    end = date(year, last, LAST_DAY[last])
    made, _ = EvaluationPeriod.objects.get_or_create(
        cycle=cycle(year),
        kind="quarterly",
        number=number,
        defaults={
            "from_date": date(year, first, 1),
            "to_date": end,
            "window_from": date.fromordinal(end.toordinal() - 14),
            "window_to": date.fromordinal(end.toordinal() + 21),
            "state": "open",
        },
    )
    return made


def yearly(year: int = 2026) -> EvaluationPeriod:
    """The yearly period, to be rated in January of the next year."""
    made, _ = EvaluationPeriod.objects.get_or_create(
        cycle=cycle(year),
        kind="yearly",
        number=1,
        defaults={
            "from_date": date(year, 1, 1),
            "to_date": date(year, 12, 31),
            "window_from": date(year, 12, 17),
            "window_to": date(year + 1, 1, 31),
            "state": "open",
        },
    )
    return made
