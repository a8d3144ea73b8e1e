"""Reading people and offices: who works where, who appraises whom, who is asking."""

from .actors import actor_for, persona, personas
from .chain import Appraisal, appraisal_of
from .days import open_on
from .posts import (
    absences_of,
    assignment,
    assignment_of,
    delegation,
    delegations_of,
    directory,
    employee,
    find_accounts,
    find_employees,
    grants_of,
    latest_post_of,
    looks_at,
    posts_of,
    role_grant,
    roles,
    teams_of,
)
from .units import find_units, members_of, team, unit

__all__ = [
    "Appraisal",
    "absences_of",
    "actor_for",
    "appraisal_of",
    "assignment",
    "assignment_of",
    "delegation",
    "delegations_of",
    "directory",
    "employee",
    "find_accounts",
    "find_employees",
    "find_units",
    "grants_of",
    "latest_post_of",
    "looks_at",
    "members_of",
    "open_on",
    "persona",
    "personas",
    "posts_of",
    "role_grant",
    "roles",
    "team",
    "teams_of",
    "unit",
]
