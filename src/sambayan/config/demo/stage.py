"""What every later step of the load needs to know: time, chance, offices, people and accounts."""

import random
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models

from sambayan.audit.actions import Entry, record_each
from sambayan.common.actor import Actor, Grant
from sambayan.config.demo.employees import Holder
from sambayan.config.demo.personas import CAST, OUTSIDERS
from sambayan.config.demo.timeline import Quarter, Timeline
from sambayan.cycles.models import Cycle, EvaluationPeriod
from sambayan.instruments.models import InstrumentVersion
from sambayan.people.models import Account, Employee, OrganisationUnit

NO_ACCOUNT = 0


@dataclass
class Stage:
    """The stage on which agreements, surveys and evaluations are set."""

    line: Timeline
    chance: random.Random
    units: dict[str, OrganisationUnit]
    staff: list[Holder]
    accounts: dict[str, Account]
    version: InstrumentVersion
    cycles: dict[int, Cycle]
    periods: dict[Quarter, EvaluationPeriod]
    told: list[tuple[Entry, Actor | None, datetime]] = field(default_factory=list)

    def record(
        self,
        name: str,
        subject: models.Model,
        *,
        by: Actor | None,
        at: datetime,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        reason: str = "",
        rule_version: str = "",
    ) -> None:
        """Remember an event as `audit.record` would write it; `write_record` writes what was remembered, in order."""
        self.told.append((Entry(name, subject, before or {}, after or {}, reason, rule_version), by, at))

    def write_record(self) -> None:
        """Write what was remembered, many rows at once."""
        record_each(self.told)
        self.told.clear()

    @cached_property
    def heads(self) -> dict[int, Holder]:
        """The head of every unit."""
        return {holder.unit.pk: holder for holder in self.staff if holder.position.is_head}

    @cached_property
    def by_persona(self) -> dict[str, Holder]:
        """The personas who are employees."""
        return {holder.persona: holder for holder in self.staff if holder.persona}

    def of_unit(self, code: str) -> list[Holder]:
        """Everybody in one office, its head first."""
        return [holder for holder in self.staff if holder.unit.code == code]

    def appraiser_of(self, holder: Holder) -> Holder | None:
        """The head of the unit, or for a head that of the unit above; None for the head of the whole."""
        unit = holder.unit.parent if holder.position.is_head else holder.unit
        return self.heads[unit.pk] if unit else None

    def actor(self, employee: Employee) -> Actor:
        """The employee as somebody who acts; whoever has no account acts under his name."""
        account = self._account_by_employee.get(employee.pk)
        number = account.pk if account else NO_ACCOUNT
        return Actor(account_id=number, name=employee.name, employee_id=employee.pk)

    def persona_actor(self, slug: str) -> Actor:
        """A persona with its role, for example the partner who publishes."""
        account = self.accounts[slug]
        role = next((persona.role for persona in (*CAST, *OUTSIDERS) if persona.slug == slug), None)
        grants = frozenset({Grant(role, "")}) if role else frozenset()
        return Actor(account_id=account.pk, name=account.name, employee_id=account.employee_id, grants=grants)

    @cached_property
    def _account_by_employee(self) -> dict[int, Account]:
        return {account.employee_id: account for account in self.accounts.values() if account.employee_id}
