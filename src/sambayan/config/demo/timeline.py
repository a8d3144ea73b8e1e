"""The demo always lies around today: the quarters that are over, the one that is rated now, and the one that runs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sambayan.common.numbers import JAKARTA
from sambayan.cycles.models import Cycle, EvaluationPeriod
from sambayan.cycles.rules import CycleState, PeriodKind, PeriodState
from sambayan.people.models import Agency

_MONTHS = 3
_WINDOW_BEFORE, _WINDOW_LAST_DAY, _WINDOW_LEFT = 14, 10, 16
_EVALUATED, _SURVEYED = 3, 2


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + 1, 1) if self.number == 12 // _MONTHS else Quarter(self.year, self.number + 1)

    @property
    def label(self) -> str:
        """For example "Triwulan III 2026"."""
        return PeriodKind.QUARTERLY.name_of(self.number, self.year)


@dataclass(frozen=True)
class Timeline:
    """What is past and what runs, seen from `now`."""

    now: datetime

    @property
    def today(self) -> date:
        """The day in western Indonesia."""
        return self.now.astimezone(JAKARTA).date()

    @property
    def running(self) -> Quarter:
        """The quarter of today."""
        return Quarter(self.today.year, (self.today.month - 1) // _MONTHS + 1)

    def completed(self, count: int) -> tuple[Quarter, ...]:
        """The last `count` quarters that are over, oldest first."""
        back = [Quarter(y, n) for y in (self.today.year - 1, self.today.year) for n in range(1, 5)]
        return tuple(q for q in back if q < self.running)[-count:]

    @property
    def evaluated(self) -> tuple[Quarter, ...]:
        """The quarters with evaluations, oldest first; the last one is being rated now."""
        return self.completed(_EVALUATED)

    @property
    def surveyed(self) -> tuple[Quarter, ...]:
        """The two quarters with published surveys."""
        return self.completed(_SURVEYED)

    @property
    def years(self) -> tuple[int, ...]:
        """The performance years the quarters lie in."""
        return tuple(sorted({q.year for q in (*self.evaluated, self.running)}))

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of that day, never later than now."""
        return min(datetime.combine(day, time(hour, minute), JAKARTA), self.now)

    def before(self, days: int, hour: int = 9) -> datetime:
        """A moment so many days ago."""
        return self.at(self.today - timedelta(days=days), hour)


def build(agency: Agency, line: Timeline) -> tuple[dict[int, Cycle], dict[Quarter, EvaluationPeriod]]:
    """The years with their quarters and the year as a whole. The rating window of the last quarter is open today."""
    cycles = {year: Cycle.objects.create(agency=agency, year=year, state=CycleState.OPEN) for year in line.years}
    periods = {}
    for year, cycle in cycles.items():
        for quarter in (Quarter(year, number) for number in range(1, 5)):
            opens, closes = _window(quarter, line)
            periods[quarter] = EvaluationPeriod.objects.create(
                cycle=cycle,
                kind=PeriodKind.QUARTERLY,
                number=quarter.number,
                from_date=quarter.first,
                to_date=quarter.last,
                window_from=opens,
                window_to=closes,
                state=_state(quarter.first, closes, line),
            )
        EvaluationPeriod.objects.create(
            cycle=cycle,
            kind=PeriodKind.YEARLY,
            number=1,
            from_date=date(year, 1, 1),
            to_date=date(year, 12, 31),
            window_from=max(date(year + 1, 1, 2), line.today + timedelta(days=1)),
            window_to=max(date(year + 1, 1, 31), line.today + timedelta(days=30)),
            state=PeriodState.OPEN,
        )
    return cycles, periods


def _state(first: date, closes: date, line: Timeline) -> PeriodState:
    """A quarter is prepared until it begins, and closed after its window."""
    if first > line.today:
        return PeriodState.PLANNED
    return PeriodState.OPEN if closes >= line.today else PeriodState.CLOSED


def _window(quarter: Quarter, line: Timeline) -> tuple[date, date]:
    """From two weeks before the end to the tenth of the next month; the one that is rated now stays open."""
    opens = quarter.last - timedelta(days=_WINDOW_BEFORE)
    closes = quarter.next.first.replace(day=_WINDOW_LAST_DAY)
    if quarter == line.evaluated[-1]:
        return opens, max(closes, line.today + timedelta(days=_WINDOW_LEFT))
    if quarter == line.running:
        return max(opens, line.today + timedelta(days=1)), closes
    return opens, closes
