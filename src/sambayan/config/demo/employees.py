"""The invented civil servants of the demo, each in a post, each office with a head."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from sambayan.config.demo.names import Names
from sambayan.config.demo.personas import CAST, Persona
from sambayan.config.demo.province import Office
from sambayan.config.demo.sources import table
from sambayan.evaluation.rules import Level
from sambayan.people.models import Assignment, Employee, OrganisationUnit, Position
from sambayan.people.rules import EmploymentType, PositionType, Sex, UnitType, parse_employee_number

SYNTHETIC_SERIALS = range(900, 1000)
_CONTRACT_MONTH = 21
_USUALLY_FROM, _HEAD_FROM, _OLDEST, _EARLIEST = 26, 42, 56, 18
_YOUNGEST = {"ahli_muda": 34, "ahli_madya": 42, "ahli_utama": 50, "mahir": 32, "penyelia": 40}
_CONTRACT_SHARE, _PART_TIME_SHARE = 0.32, 0.04
_CONTRACT_LEVELS = ("terampil", "ahli_pertama")
_CONTRACT_GRADES = {"": "Golongan V", "A.Md.": "Golongan VII", "A.Md.Kep.": "Golongan VII"}

_RANKS = {
    Level.PEMULA: "Pengatur Muda (II/a)",
    Level.TERAMPIL: "Pengatur (II/c)",
    Level.MAHIR: "Penata Muda (III/a)",
    Level.PENYELIA: "Penata (III/c)",
    Level.AHLI_PERTAMA: "Penata Muda Tingkat I (III/b)",
    Level.AHLI_MUDA: "Penata (III/c)",
    Level.AHLI_MADYA: "Pembina (IV/a)",
    Level.AHLI_UTAMA: "Pembina Utama Madya (IV/d)",
    PositionType.SENIOR_LEADERSHIP: "Pembina Utama Muda (IV/c)",
    PositionType.ADMINISTRATOR: "Pembina (IV/a)",
    PositionType.SUPERVISOR: "Penata Tingkat I (III/d)",
    PositionType.EXECUTING_STAFF: "Penata Muda (III/a)",
    PositionType.REGIONAL_HEAD: "",
}
_HEADS = {
    UnitType.GOVERNMENT: ("Gubernur Lampung (contoh)", PositionType.REGIONAL_HEAD),
    UnitType.INSPECTORATE: ("Inspektur Daerah", PositionType.SENIOR_LEADERSHIP),
    UnitType.SECRETARIAT: ("Sekretaris DPRD", PositionType.SENIOR_LEADERSHIP),
    UnitType.TECHNICAL_UNIT: ("Kepala {unit}", PositionType.ADMINISTRATOR),
    UnitType.BRANCH_OFFICE: ("Kepala {unit}", PositionType.ADMINISTRATOR),
    UnitType.SUBDISTRICT: ("Camat", PositionType.ADMINISTRATOR),
    UnitType.SCHOOL: ("Kepala {unit}", PositionType.FUNCTIONAL),
}


@dataclass(frozen=True)
class Post:
    """A post as it is drawn: title without level, legal kind, level, degree of whoever holds it."""

    title: str
    kind: PositionType
    level: str = ""
    degree: str = ""
    is_head: bool = False

    @property
    def full_title(self) -> str:
        """The title with the level of a functional post, for example "Guru Matematika Ahli Pertama"."""
        return f"{self.title} {Level(self.level).label}" if self.level and not self.is_head else self.title


@dataclass(frozen=True)
class Holder:
    """An employee in a post, the kind of work done there, and the persona (if any)."""

    employee: Employee
    position: Position
    unit: OrganisationUnit
    work: str
    persona: str = ""


@dataclass
class Recruiting:
    """Draws people and gives each a number nobody else has."""

    chance: random.Random
    today: date
    first_year: int
    names: Names = field(init=False)
    numbers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.names = Names(self.chance)
        self.numbers.update(persona.employee_number for persona in CAST)
        self.names.given.update(persona.name.split(",")[0] for persona in CAST)

    def employee(self, post: Post, persona: Persona | None) -> Employee:
        """Somebody who fits the post."""
        sex = self.chance.choice(list(Sex))
        if post.kind is PositionType.REGIONAL_HEAD:
            return Employee(name=self.names.new(sex), employment_type=EmploymentType.STATE_OFFICIAL)
        contract = EmploymentType.PNS if post.is_head or persona else self._employment(post)
        rank = _RANKS[Level(post.level) if post.level else post.kind]
        digits = persona.employee_number if persona else self._number(sex, contract, post)
        number = parse_employee_number(digits)
        name = persona.name if persona else self.names.new(sex, post.degree)
        starts = None if contract is EmploymentType.PNS else date(number.appointment_year, 3, 1)
        return Employee(
            employee_number=digits,
            name=name,
            employment_type=contract,
            rank_grade=rank if contract is EmploymentType.PNS else _CONTRACT_GRADES.get(post.degree, "Golongan IX"),
            birth_date=number.birth_date,
            sex=number.sex,
            email=self._email(name),
            contract_from=starts,
            contract_to=starts and date(starts.year + 5, 2, 28),
        )

    def _email(self, name: str) -> str:
        """An address at a domain that never exists."""
        return f"{name.partition(',')[0].lower().replace(' ', '.')}@contoh.sambayan.invalid"

    def assignment_date(self) -> date:
        """When the present post was taken over: before the first year that is shown."""
        return date(self.first_year - self.chance.randint(1, 4), self.chance.randint(1, 12), 1)

    def _employment(self, post: Post) -> EmploymentType:
        if post.kind is not PositionType.EXECUTING_STAFF and post.level not in _CONTRACT_LEVELS:
            return EmploymentType.PNS
        drawn = self.chance.random()
        if drawn < _PART_TIME_SHARE and post.kind is PositionType.EXECUTING_STAFF:
            return EmploymentType.PPPK_PART_TIME
        return EmploymentType.PPPK if drawn < _CONTRACT_SHARE else EmploymentType.PNS

    def _number(self, sex: Sex, contract: EmploymentType, post: Post) -> str:
        """18 digits in the usual form; the serial is 900 to 999, which marks the number as synthetic."""
        while True:
            age = self.chance.randint(_HEAD_FROM if post.is_head else _YOUNGEST.get(post.level, _USUALLY_FROM), _OLDEST)
            born = date(self.today.year - age, 1, 1) + timedelta(days=self.chance.randrange(365))
            if contract is EmploymentType.PNS:
                year = min(born.year + self.chance.randint(22, 30), self.first_year - 4)
                month = self.chance.choice((1, 3, 4, 12))
            else:
                year, month = self.first_year - self.chance.randint(1, 3), _CONTRACT_MONTH
            serial = self.chance.choice(SYNTHETIC_SERIALS)
            digits = f"{born:%Y%m%d}{year}{month:02}{1 if sex is Sex.MALE else 2}{serial}"
            if digits not in self.numbers and year - born.year >= _EARLIEST:
                self.numbers.add(digits)
                return parse_employee_number(digits).digits


def build(
    found: list[Office], counts: dict[str, int], units: dict[str, OrganisationUnit], recruiting: Recruiting
) -> list[Holder]:
    """Fill every office: its head first, then the personas, then whoever is drawn."""
    planned = [
        (office, post, persona) for office in found for post, persona in _posts(office, counts[office.code], recruiting)
    ]
    posts: dict[tuple[str, str], Position] = {}
    for office, post, _persona in planned:
        posts.setdefault(
            (office.code, post.full_title),
            Position(
                unit=units[office.code],
                title=post.full_title,
                position_type=post.kind,
                level=post.level,
                is_head=post.is_head,
            ),
        )
    Position.objects.bulk_create(posts.values(), batch_size=500)
    people = Employee.objects.bulk_create(
        [recruiting.employee(post, persona) for _office, post, persona in planned], batch_size=500
    )
    holders = [
        Holder(
            employee,
            posts[office.code, post.full_title],
            units[office.code],
            office.work,
            persona.slug if persona else "",
        )
        for employee, (office, post, persona) in zip(people, planned, strict=True)
    ]
    Assignment.objects.bulk_create(
        [
            Assignment(employee=holder.employee, position=holder.position, from_date=recruiting.assignment_date())
            for holder in holders
        ],
        batch_size=500,
    )
    return holders


def _posts(office: Office, count: int, recruiting: Recruiting) -> list[tuple[Post, Persona | None]]:
    here = [persona for persona in CAST if persona.unit == office.code]
    posts: list[tuple[Post, Persona | None]] = [
        (Post(p.title, p.kind, p.level, is_head=p.is_head), p) for p in sorted(here, key=lambda p: not p.is_head)
    ]
    if not any(persona.is_head for persona in here):
        posts.insert(0, (_head(office), None))
    rows = table("work.yaml")[office.work]["posts"]
    drawn = recruiting.chance.choices(rows, [row[-1] for row in rows], k=max(count - len(posts), 0))
    return posts + [(Post(title, PositionType(kind), level, degree), None) for title, kind, level, degree, _w in drawn]


def _head(office: Office) -> Post:
    leads = ("Kepala {unit}", PositionType.SENIOR_LEADERSHIP)
    if office.code == "setda":
        return Post("Sekretaris Daerah Provinsi Lampung", leads[1], degree="S.Sos., M.M.", is_head=True)
    if office.type == UnitType.HOSPITAL:
        leads = (
            ("Direktur {unit}", PositionType.SENIOR_LEADERSHIP)
            if office.parent == "lpg"
            else ("Kepala {unit}", PositionType.ADMINISTRATOR)
        )
    title, kind = _HEADS.get(UnitType(office.type), leads)
    level = Level.AHLI_MADYA.value if kind is PositionType.FUNCTIONAL else ""
    name = office.name.removeprefix("Pemerintah ")
    return Post(title.format(unit=name), kind, level, "S.Pd., M.Pd." if level else "S.Sos., M.M.", is_head=True)
