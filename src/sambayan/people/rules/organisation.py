"""When an office may change, and which of its versions holds on a day. Source: local policy (decrees name a day)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sambayan.common.words import Labelled, _
from sambayan.people.rules.kinds import UnitChange

LONGEST_PATH = 250


class DayProblem(Labelled):
    """Why an office cannot change on a day."""

    FUTURE = "future", _("Tanggal berlaku belum tiba. Catat perubahan ini pada hari berlakunya, atau sesudahnya.")
    TOO_EARLY = "too_early", _("Sudah ada perubahan yang lebih baru, berlaku sejak {day}. Pilih tanggal itu atau sesudahnya.")  # noqa: E501  # fmt: skip
    NOT_YET_FOUNDED = "not_yet_founded", _("{unit} baru ada sejak {day}. Pilih tanggal itu atau sesudahnya.")
    NEVER_LIVED = "never_lived", _("Unit ini baru dibentuk pada {day}. Unit ditutup paling cepat sehari sesudahnya.")


ENDING = (UnitChange.MERGE, UnitChange.CLOSE)
"""Changes that end an office: the version that begins with one says why it is no more."""


@dataclass(frozen=True)
class Span:
    """A version of an office from–to and what began it; `to_date` None means it still holds."""

    change: UnitChange
    from_date: date
    to_date: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the version holds on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


def day_problem(running: Span, change: UnitChange, day: date, today: date) -> DayProblem | None:
    """Why an office whose running version is `running` cannot change on `day`; None when it can.

    A change is not entered before its day, for until then every page would show what is not yet true.
    """
    if day > today:
        return DayProblem.FUTURE
    if day < running.from_date:
        return DayProblem.TOO_EARLY
    if change in ENDING and running.change is UnitChange.FOUND and day == running.from_date:
        return DayProblem.NEVER_LIVED
    return None


def follow(running: Span, change: UnitChange, day: date) -> tuple[Span | None, Span]:
    """The running version as it ends, and the one that follows; None and its replacement on the very same day.

    A version replaced on the day of the founding still began with the founding.
    """
    if running.from_date == day:
        began = UnitChange.FOUND if running.change is UnitChange.FOUND else change
        return None, replace(running, change=began)
    return replace(running, to_date=day - timedelta(days=1)), Span(change, day)


def is_below(path: str, other: str) -> bool:
    """Whether the office at `path` is `other` or stands below it."""
    return path.startswith(other)


def moved(path: str, before: str, after: str) -> str:
    """The path of an office whose ancestor moves from `before` to `after`."""
    return after + path.removeprefix(before)


def root_of(path: str) -> str:
    """The path of the whole agency to which a path belongs."""
    return path.partition("/")[0] + "/"


def counted_below(here: dict[str, int]) -> dict[str, int]:
    """How many people work in each office and everything below it, from how many work in each, both by path."""
    total = dict.fromkeys(here, 0)
    for path, count in here.items():
        end = path.find("/")
        while end != -1:
            above = path[: end + 1]
            total[above] = total.get(above, 0) + count
            end = path.find("/", end + 1)
    return total
