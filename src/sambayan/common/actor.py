"""Who acts: a frozen value built once per request, so that guards are pure and need no database."""

from dataclasses import dataclass

from sambayan.common.words import Labelled, _


class Role(Labelled):
    """What an account may do beyond being an employee; every grant holds for a unit and everything below it."""

    PERFORMANCE_ADMIN = "performance_admin", _("Pengelola kinerja")
    PARTNER_COORDINATOR = "partner_coordinator", _("Koordinator mitra")
    ENUMERATOR = "enumerator", _("Enumerator")
    INSPECTOR = "inspector", _("Pemeriksa")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Pejabat pelindungan data pribadi")
    CONTENT_EDITOR = "content_editor", _("Penyunting konten")
    SYSTEM_ADMIN = "system_admin", _("Pengelola sistem")


@dataclass(frozen=True)
class Grant:
    """A role in the units whose path starts with `unit_path`; an empty path means everywhere."""

    role: Role
    unit_path: str

    def covers(self, path: str) -> bool:
        """Whether the grant reaches the unit with this path."""
        return path.startswith(self.unit_path)


@dataclass(frozen=True)
class Actor:
    """The person behind a request: account, employee (if any), where the person works today, and grants.

    `acting_paths` are units led as Plt. or Plh.; `drafts_for` the appraisers who handed drafting to this person.
    """

    account_id: int
    name: str
    title: str = ""
    employee_id: int | None = None
    unit_path: str = ""
    heads_unit: bool = False
    acting_paths: frozenset[str] = frozenset()
    drafts_for: frozenset[int] = frozenset()
    grants: frozenset[Grant] = frozenset()

    def has(self, role: Role, path: str = "") -> bool:
        """Whether the actor holds `role` for the unit with this path."""
        return any(grant.role == role and grant.covers(path) for grant in self.grants)

    def has_anywhere(self, role: Role) -> bool:
        """Whether the actor holds `role` for any unit at all."""
        return any(grant.role == role for grant in self.grants)

    @property
    def led_paths(self) -> frozenset[str]:
        """The paths of the units this actor leads, by an own post or acting for its head."""
        return self.acting_paths | ({self.unit_path} if self.heads_unit else frozenset())

    def leads(self, path: str) -> bool:
        """Whether the actor leads the unit with this path, or a unit above it."""
        return any(path.startswith(led) for led in self.led_paths)
