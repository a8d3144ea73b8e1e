"""An organisation with everything that decides about a chain, thrown together."""

import random
from datetime import date, timedelta

from factories.people import EmployeeFactory, unit
from sambayan.people.models import Absence, Assignment, Delegation, Position

TODAY = date(2026, 10, 8)
PATHS = ("lpg/", "lpg/a/", "lpg/a/x/", "lpg/a/y/", "lpg/b/", "lpg/b/z/", "kota/", "kota/c/")
TYPES = ("senior_leadership", "administrator", "supervisor", "executing_staff", "functional")


def mixed(seed: int) -> None:
    """An organisation with everything that decides about a chain, thrown together."""
    chance = random.Random(seed)
    day = lambda spread: TODAY + timedelta(days=chance.randint(-spread, spread))  # noqa: E731
    places = [unit(path) for path in PATHS]
    people = [EmployeeFactory() for _ in range(40)]
    heads = {}
    for place in places:
        kind = "regional_head" if place.parent is None and chance.random() < 0.7 else chance.choice(TYPES)
        heads[place.pk] = Position.objects.create(unit=place, title="Kepala", position_type=kind, is_head=True)
    staff = [Position.objects.create(unit=place, title="Staf", position_type=chance.choice(TYPES)) for place in places]
    for person in people:
        position = chance.choice([*heads.values(), *staff, *staff])
        ended = day(25) if chance.random() < 0.25 else None
        Assignment.objects.create(
            employee=person, position=position, from_date=TODAY - timedelta(days=200), to_date=ended,
            direct_superior=chance.choice([None, None, *(p for p in people if p != person)]) if chance.random() < 0.4 else None,
        )  # fmt: skip
        if chance.random() < 0.2:
            kind = chance.choice(["plt", "plh", "additional"])
            Assignment.objects.create(
                employee=person, position=chance.choice(list(heads.values())), kind=kind, from_date=day(30)
            )
        if chance.random() < 0.2:
            kind = chance.choice(["unpaid_leave", "long_leave", "permanently_unable", "secondment"])
            Absence.objects.create(employee=person, kind=kind, from_date=day(20) - timedelta(days=20))
    for _ in range(6):
        giver, receiver = chance.sample(people, 2)
        Delegation.objects.create(
            giver=giver, receiver=receiver, kind="appraise", unit=chance.choice(places), reason="x",
            from_date=TODAY - timedelta(days=chance.randint(0, 9)),
        )  # fmt: skip
