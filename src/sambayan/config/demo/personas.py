"""The demo personas: who they are and how they sign in. All are invented."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from sambayan.common.actor import Role
from sambayan.config.demo.timeline import Timeline
from sambayan.people.models import Account, Employee, RoleGrant
from sambayan.people.rules import PositionType

PASSWORD = "sambayan-demo"  # noqa: S105 - printed on the sign-in page of the demo
PARTNER_LOGIN = "mitra@contoh.sambayan.invalid"


@dataclass(frozen=True)
class Persona:
    """One person somebody can be with a click."""

    slug: str
    name: str
    employee_number: str
    unit: str
    title: str
    kind: PositionType
    level: str = ""
    is_head: bool = False
    role: Role | None = None


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
    Persona("inspector", "Wayan Bahtera, S.E.", "198409092009041906", "inspektorat",
            "Auditor", PositionType.FUNCTIONAL, "ahli_muda", role=Role.INSPECTOR),
)  # fmt: skip
PARTNER = ("Ayu Senandika", "Koordinator, Perkumpulan Suara Warga Lampung (contoh)")
_BEFORE_INSPECTOR = 5


def open_accounts(employees: dict[str, Employee], line: Timeline) -> dict[str, Account]:
    """Accounts of the personas by slug, all with the same password; the partner has no employee."""
    rows: list[tuple[str, Employee | None, str, str, str, Role | None]] = [
        (p.slug, employees[p.slug], p.employee_number, p.name, p.title, p.role) for p in CAST
    ]
    rows.insert(_BEFORE_INSPECTOR, ("partner", None, PARTNER_LOGIN, *PARTNER, Role.PARTNER_COORDINATOR))
    password = make_password(PASSWORD)
    accounts = {}
    for slug, employee, login, name, title, role in rows:
        accounts[slug] = Account.objects.create(
            login=login, name=name, title=title, employee=employee, persona=slug, password=password
        )
        if role:
            RoleGrant.objects.create(account=accounts[slug], role=role, from_date=line.evaluated[0].first)
    return accounts
