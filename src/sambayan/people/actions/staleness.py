"""Whether what a file was compared with still holds when it is applied."""

from sambayan.people.models import ImportRow, PeopleImport
from sambayan.people.queries import imports as queries
from sambayan.people.rules import RowChange
from sambayan.people.rules.imports import Known
from sambayan.people.rules.people_difference import Present

_NAMED = 5


class StaleError(Exception):
    """What a file was compared with has changed since: how many lines that concerns, and the first names of them."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names[:_NAMED]))
        self.count, self.names = len(names), ", ".join(names[:_NAMED])


def refuse_stale(kept: PeopleImport, present: Present) -> None:
    """StaleError when a value is no longer what the preview showed, or an office, a superior or a headship is gone."""
    check = _Check(present)
    for rows in queries.changing_batches(kept):
        for row in rows:
            check.see(row)
    names = check.names + check.without_superior() + check.without_headship()
    if names:
        raise StaleError(names)


class _Check:
    def __init__(self, present: Present) -> None:
        self.present = present
        self.names: list[str] = []
        self.seen: set[str] = set()
        self.away: set[str] = set()
        self.heads: dict[str, ImportRow] = {}
        self.led: list[tuple[str, str]] = []

    def see(self, row: ImportRow) -> None:
        """Look at one line, and keep what only all lines together can answer."""
        known = self.present.people.get(row.key)
        target = {**(known.values if known else {}), **row.after}
        self.seen.add(row.key)
        if self._is_stale(row, known):
            self.names.append(row.name)
        if row.after.keys() & {"unit", "is_head", "left_on"}:
            self.away.add(row.key)
            if target["is_head"] and row.change != RowChange.LEFT:
                self.heads[target["unit"]] = row
        if row.after.get("superior"):
            self.led.append((row.after["superior"], row.name))

    def _is_stale(self, row: ImportRow, known: Known | None) -> bool:
        unit = row.after.get("unit")
        office = self.present.offices.get(unit) if unit else None
        if unit and (office is None or office.closed or office.agency != self.present.agency):
            return True
        if row.change == RowChange.NEW:
            return known is not None
        return known is None or any(known.values[name] != value for name, value in row.before.items())

    def without_superior(self) -> list[str]:
        """Who would stand under somebody that no longer works here."""
        people = self.present.people
        gone = {number for number, _ in self.led if number not in self.seen}
        gone = {number for number in gone if number not in people or people[number].values["left_on"] is not None}
        return [name for number, name in self.led if number in gone]

    def without_headship(self) -> list[str]:
        """Who would head a unit that meanwhile got another head."""
        taken = []
        for number, known in self.present.people.items():
            row = self.heads.get(known.values["unit"]) if known.values["is_head"] else None
            if row is not None and number != row.key and number not in self.away and self.present.works(known):
                taken.append(row.name)
        return taken
