"""Who works where, under whom, and who may come in."""

from .accounts import Account, AccountManager, Look, RoleGrant
from .desk import ImportRow, PeopleImport, Repair
from .employees import Absence, Assignment, Delegation, Employee, Team, TeamMember
from .organisation import Agency, OrganisationUnit, Position, UnitVersion

__all__ = [
    "Absence",
    "Account",
    "AccountManager",
    "Agency",
    "Assignment",
    "Delegation",
    "Employee",
    "ImportRow",
    "Look",
    "OrganisationUnit",
    "PeopleImport",
    "Position",
    "Repair",
    "RoleGrant",
    "Team",
    "TeamMember",
    "UnitVersion",
]
