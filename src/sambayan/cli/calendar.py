"""`sambayan workdays`."""

import click

from .messages import Words
from .options import argument, command, json_flag, option, required_option
from .output import long_date, number, write_json, write_pairs
from .parsing import day, one_of, whole_number

MOST_DAYS = 5_000
_DAYS_PER_YEAR = 200


def commands(words: Words) -> list[click.Command]:
    """The commands of this group."""
    params = [
        argument("start", "FROM"),
        required_option("--add", words, metavar="N"),
        option("--week", words, metavar="5|6", default="5"),
        json_flag(words),
    ]
    return [command("workdays", words, workdays, params)]


def workdays(words: Words, start: str, add: str, week: str, *, as_json: bool) -> None:
    """The date some working days after another."""
    from sambayan.cycles.rules import WorkingWeek, indonesian_calendar, joint_leave_known  # noqa: PLC0415

    first = day(start)
    days = whole_number(add, "add", low=0, high=MOST_DAYS)
    working_week = WorkingWeek(int(one_of(week, ("5", "6"), "week")))
    years = range(first.year, first.year + days // _DAYS_PER_YEAR + 2)
    calendar = indonesian_calendar(years, working_week=working_week)
    due = calendar.add_working_days(first, days)
    if as_json:
        write_json({"date": due.isoformat()})
        return
    write_pairs(
        [
            (words("workdays.from"), long_date(first, words)),
            (words("workdays.add"), number(days, words)),
            (words("workdays.due"), long_date(due, words)),
        ]
    )
    for year in range(first.year, due.year + 1):
        if not joint_leave_known(calendar, year):
            click.echo(words("workdays.estimated", year=year))
