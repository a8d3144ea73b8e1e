"""The cast and the stage of every test.

The cast is fixed: Ani (owner), Budi (her appraiser), Citra (his superior), Dewi (a stranger), a performance
administrator, a partner coordinator, an inspector, and a citizen who has not signed in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from factories.people import AccountFactory, post
from sambayan.accounts.rules import Proof
from sambayan.common.actor import Actor, Role
from sambayan.cycles.queries.calendars import KEPT
from sambayan.cycles.rules import LocalRules
from sambayan.people.models import Account, Assignment, OrganisationUnit, RoleGrant
from sambayan.people.queries import actor_for

TODAY = date(2026, 10, 8)
NOW = datetime(2026, 10, 8, 10, 42, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(autouse=True)
def national_calendar():
    """Every test begins with the national calendar in mind, so that what it reads does not hang on the one before."""
    KEPT.keep(LocalRules())


@dataclass(frozen=True)
class Member:
    """One of the cast: post, account, and the actor behind them on the day of the play."""

    account: Account
    assignment: Assignment | None = None

    @property
    def employee(self):
        return self.assignment.employee

    @property
    def actor(self) -> Actor:
        return actor_for(self.account, TODAY)


@dataclass(frozen=True)
class Cast:
    """Everybody a page is tried by."""

    ani: Member
    budi: Member
    citra: Member
    dewi: Member
    admin: Member
    partner: Member
    inspector: Member
    unit: OrganisationUnit
    office: OrganisationUnit

    def __iter__(self):
        return iter((self.ani, self.budi, self.citra, self.dewi, self.admin, self.partner, self.inspector))


def _member(assignment: Assignment) -> Member:
    return Member(AccountFactory(employee=assignment.employee, name=assignment.employee.name), assignment)


def _granted(name: str, role: Role, assignment: Assignment | None = None) -> Member:
    account = AccountFactory(name=name, employee=assignment.employee if assignment else None)
    RoleGrant.objects.create(account=account, role=role, from_date=date(2026, 1, 1))
    return Member(account, assignment)


@pytest.fixture
def cast(db) -> Cast:
    """A small office: Citra heads Bapenda, Budi heads the UPTD below it, Ani works there, Dewi works elsewhere."""
    citra = post("Citra", "lpg/bapenda/", head=True)
    budi = post("Budi", "lpg/bapenda/samsat/", head=True)
    ani = post("Ani", "lpg/bapenda/samsat/")
    dewi = post("Dewi", "lpg/dinsos/")
    admin = post("Tri", "lpg/bkd/")
    return Cast(
        ani=_member(ani),
        budi=_member(budi),
        citra=_member(citra),
        dewi=_member(dewi),
        admin=_granted("Tri", Role.PERFORMANCE_ADMIN, admin),
        partner=_granted("Sari", Role.PARTNER_COORDINATOR),
        inspector=_granted("Hadi", Role.INSPECTOR),
        unit=ani.position.unit,
        office=citra.position.unit,
    )


@pytest.fixture
def sign_in():
    """A browser in which a member of the cast has signed in, with a second factor; without a member, a citizen's browser."""

    def enter(member: Member | None = None) -> Client:
        client = Client()
        if member is not None:
            client.force_login(member.account)
            session = client.session
            Proof(second_factor=True, at=NOW.timestamp()).keep(session)
            session.save()
        return client

    return enter


@pytest.fixture
def today(monkeypatch) -> date:
    """Let the pages believe it is the day of the play."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return TODAY


HEAD = "INSERT INTO audit_head (id, size, peaks) VALUES (1, 0, '[]')"


@pytest.fixture(autouse=True, scope="session")
def _emptying_lifts_the_triggers():
    """Between two tests that commit, tables are emptied: for that moment the append-only triggers leave.

    The record begins anew as after the migrations, with its head: the next test finds the same number of queries.
    """
    operations = type(connection.ops)
    plain = operations.sql_flush

    def sql_flush(self, *args, **kwargs):
        statements = plain(self, *args, **kwargs)
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                kept = cursor.fetchall()
                return [*(f'DROP TRIGGER "{name}"' for name, _ in kept), *statements, *(sql for _, sql in kept), HEAD]
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            tables = [table for (table,) in cursor.fetchall()]
        away = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
        return [*away, *statements, *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables), HEAD]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield
