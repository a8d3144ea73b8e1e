"""Reading people and offices: who works where, who appraises whom, who is asking."""

from .actors import actor_for, persona, personas
from .chain import Appraisal, appraisal_of
from .days import open_on
from .meant import accounts_meant, employees_meant, units_meant
from .posts import (
    absences_of,
    assignment,
    assignment_of,
    delegation,
    delegations_of,
    grants_of,
    latest_post_of,
    looks_at,
    posts_of,
    role_grant,
    roles,
    teams_of,
)
from .search import directory
from .teams import members_of, team
from .units import name_on, seat_of, unit

__all__ = [
    "Appraisal",
    "absences_of",
    "accounts_meant",
    "actor_for",
    "appraisal_of",
    "assignment",
    "assignment_of",
    "delegation",
    "delegations_of",
    "directory",
    "employees_meant",
    "grants_of",
    "latest_post_of",
    "looks_at",
    "members_of",
    "name_on",
    "open_on",
    "persona",
    "personas",
    "posts_of",
    "role_grant",
    "roles",
    "seat_of",
    "team",
    "teams_of",
    "unit",
    "units_meant",
]
