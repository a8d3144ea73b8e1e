"""Pages of people."""

from .handing import (
    delegate_appraising,
    delegate_drafting,
    dissolve_team,
    form_team,
    grant,
    join_team,
    revoke,
    roles,
    team,
    withdraw,
)
from .person import looks, person
from .posts import assign, correct, correct_contact, employ, end_absence, leave, record_absence, release

__all__ = [
    "assign",
    "correct",
    "correct_contact",
    "delegate_appraising",
    "delegate_drafting",
    "dissolve_team",
    "employ",
    "end_absence",
    "form_team",
    "grant",
    "join_team",
    "leave",
    "looks",
    "person",
    "record_absence",
    "release",
    "revoke",
    "roles",
    "team",
    "withdraw",
]
