"""Reading people and offices: who works where, who appraises whom, who is asking."""

from .actors import actor_for, persona, personas
from .chain import Appraisal, appraisal_of
from .days import open_on
from .posts import (
    absences_of,
    assignment_of,
    delegations_of,
    employee,
    grants_of,
    latest_post_of,
    looks_at,
    posts_of,
    teams_of,
)
from .search import directory
from .units import unit

__all__ = [
    "Appraisal",
    "absences_of",
    "actor_for",
    "appraisal_of",
    "assignment_of",
    "delegations_of",
    "directory",
    "employee",
    "grants_of",
    "latest_post_of",
    "looks_at",
    "open_on",
    "persona",
    "personas",
    "posts_of",
    "teams_of",
    "unit",
]
