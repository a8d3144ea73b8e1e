"""The demo personas: who they are and how they sign in. All are invented."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from sambayan.common.actor import Role
from sambayan.config.demo.timeline import Timeline
from sambayan.notices.models import Preference
from sambayan.notices.rules import Delivery
from sambayan.people.models import Account, Employee, OrganisationUnit, RoleGrant
from sambayan.people.rules import PositionType

PASSWORD = "sambayan-demo"  # noqa: S105 - printed on the sign-in page of the demo


@dataclass(frozen=True)
class Persona:
    """One employee somebody can be with a click; a role holds for `role_unit` and below it, or everywhere."""

    slug: str
    name: str
    employee_number: str
    unit: str
    title: str
    kind: PositionType
    level: str = ""
    is_head: bool = False
    role: Role | None = None
    role_unit: str = ""


@dataclass(frozen=True)
class Outsider:
    """Somebody of a partner organisation: an account without an employee."""

    slug: str
    name: str
    login: str
    title: str
    role: Role


CAST = (
    Persona("official", "Ratih Lentera, A.Md.", "199302142019032901", "samsat-way-sekampung",
            "Pengelola Layanan Operasional", PositionType.EXECUTING_STAFF),
    Persona("teacher", "Bayu Cakrawala, S.Pd.", "198808172014031902", "sman-way-lestari",
            "Guru Bahasa Indonesia", PositionType.FUNCTIONAL, "ahli_muda"),
    Persona("appraiser", "Sulastri Samudra, S.E.", "197905032003122903", "samsat-way-sekampung",
            "Kepala UPTD Samsat Way Sekampung", PositionType.ADMINISTRATOR, is_head=True),
    Persona("head", "Harun Mahligai, S.H., M.M.", "197110101996031904", "bapenda",
            "Kepala Badan Pendapatan Daerah", PositionType.SENIOR_LEADERSHIP, is_head=True),
    Persona("administrator", "Nadia Senjakala, S.Sos.", "198611252010012905", "bkd",
            "Analis Sumber Daya Manusia Aparatur", PositionType.FUNCTIONAL, "ahli_muda", role=Role.PERFORMANCE_ADMIN),
    Persona("unit_administrator", "Intan Widuri, S.A.P.", "199004122015042906", "bapenda",
            "Pengelola Kepegawaian", PositionType.EXECUTING_STAFF, role=Role.PERFORMANCE_ADMIN, role_unit="bapenda"),
    Persona("inspector", "Wayan Bahtera, S.E.", "198409092009041906", "inspektorat",
            "Auditor", PositionType.FUNCTIONAL, "ahli_muda", role=Role.INSPECTOR),
    Persona("privacy_officer", "Melati Zamrud, S.H.", "198702032011012907", "biro-organisasi",
            "Pejabat Pelindungan Data Pribadi", PositionType.EXECUTING_STAFF, role=Role.DATA_PROTECTION_OFFICER),
    Persona("editor", "Galang Samudra, S.I.Kom.", "199206152018011908", "biro-organisasi",
            "Pranata Hubungan Masyarakat", PositionType.EXECUTING_STAFF, role=Role.CONTENT_EDITOR),
    Persona("system_administrator", "Rangga Cakrawala, S.Kom.", "199108082016011909", "bkd",
            "Pranata Komputer", PositionType.EXECUTING_STAFF, role=Role.SYSTEM_ADMIN),
)  # fmt: skip
OUTSIDERS = (
    Outsider("partner", "Ayu Senandika", "mitra@contoh.sambayan.invalid",
             "Koordinator, Perkumpulan Suara Warga Lampung (contoh)", Role.PARTNER_COORDINATOR),
    Outsider("enumerator", "Laras Tirtajaya", "enumerator@contoh.sambayan.invalid",
             "Enumerator, Perkumpulan Suara Warga Lampung (contoh)", Role.ENUMERATOR),
)  # fmt: skip
ORDER = (
    "official", "teacher", "appraiser", "head", "administrator", "partner", "inspector", "unit_administrator",
    "enumerator", "privacy_officer", "editor", "system_administrator",
)  # fmt: skip


def open_accounts(
    employees: dict[str, Employee], units: dict[str, OrganisationUnit], line: Timeline
) -> dict[str, Account]:
    """Accounts of the personas by slug, all with the same password; those of a partner have no employee.

    They want no mails: a demo prints mails on the console, where they would hide the address to open.
    """
    password = make_password(PASSWORD)
    cast = {persona.slug: persona for persona in CAST}
    outsiders = {persona.slug: persona for persona in OUTSIDERS}
    accounts = {}
    for slug in ORDER:
        who = cast.get(slug) or outsiders[slug]
        account = Account.objects.create(
            login=getattr(who, "login", "") or cast[slug].employee_number,
            name=who.name,
            title=who.title,
            employee=employees.get(slug),
            persona=slug,
            password=password,
        )
        accounts[slug] = account
        if who.role:
            unit = units.get(getattr(who, "role_unit", ""))
            RoleGrant.objects.create(account=account, role=who.role, unit=unit, from_date=line.evaluated[0].first)
    Preference.objects.bulk_create(
        Preference(account=account, delivery=Delivery.INBOX, language="id") for account in accounts.values()
    )
    return accounts
