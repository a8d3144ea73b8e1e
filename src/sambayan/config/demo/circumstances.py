"""What happens to people beside their posts: leave, study, secondment, delegations, teams."""

from datetime import date, timedelta

from sambayan.config.demo.employees import Holder
from sambayan.config.demo.stage import Stage
from sambayan.people.models import Absence, Delegation, Team, TeamMember
from sambayan.people.rules import AbsenceKind, DelegationKind, PositionType

_AWAY = (
    (AbsenceKind.STUDY_LEAVE, "Universitas Contoh Nusantara", 150, None),
    (AbsenceKind.LONG_LEAVE, "", 40, 50),
    (AbsenceKind.SECONDMENT, "Kementerian Contoh", 200, None),
    (AbsenceKind.UNPAID_LEAVE, "", 90, None),
    (AbsenceKind.PRE_RETIREMENT, "", 60, None),
)
_AWAY_FROM = ("disdikbud", "bkd", "inspektorat", "biro-organisasi", "disdikbud")


def build(stage: Stage) -> None:
    """Store them all."""
    _absences(stage)
    _delegations(stage)
    _teams(stage)


def _ordinary(stage: Stage, code: str) -> list[Holder]:
    return [h for h in stage.of_unit(code) if not h.persona and not h.position.is_head]


def _absences(stage: Stage) -> None:
    """One of each kind, in offices where nobody is being rated on the stage."""
    taken: set[int] = set()
    for (kind, host, ago, days), code in zip(_AWAY, _AWAY_FROM, strict=True):
        who = next((h for h in reversed(_ordinary(stage, code)) if h.employee.pk not in taken), None)
        if who is None:
            continue
        taken.add(who.employee.pk)
        starts = stage.line.today - timedelta(days=ago)
        Absence.objects.create(
            employee=who.employee,
            kind=kind,
            from_date=starts,
            to_date=starts + timedelta(days=days) if days else None,
            host=host,
            basis="SK contoh",
        )


def _delegations(stage: Stage) -> None:
    """Functional officials who lead a unit appraise by delegation; the demo appraiser has a helper for drafts."""
    since = date(stage.line.years[0], 1, 2)
    Delegation.objects.bulk_create(
        Delegation(
            giver=giver.employee,
            receiver=holder.employee,
            kind=DelegationKind.APPRAISE,
            unit=holder.unit,
            from_date=since,
            reason="Surat pendelegasian kewenangan menilai (contoh)",
        )
        for holder in stage.staff
        if holder.position.is_head
        and holder.position.position_type == PositionType.FUNCTIONAL
        and (giver := stage.appraiser_of(holder)) is not None
    )
    appraiser = stage.by_persona["appraiser"]
    helper = next(iter(_ordinary(stage, "samsat-way-sekampung")), None)
    if helper is not None:
        Delegation.objects.create(
            giver=appraiser.employee,
            receiver=helper.employee,
            kind=DelegationKind.DRAFT,
            unit=appraiser.unit,
            from_date=stage.line.today - timedelta(days=20),
            to_date=stage.line.today + timedelta(days=70),
            reason="Menyiapkan ringkasan bukti selama penilaian triwulan",
        )


def _teams(stage: Stage) -> None:
    """A team across offices, led by the demo official."""
    lead = stage.by_persona["official"]
    since = date(stage.line.running.year, 2, 1)
    team = Team.objects.create(
        unit=stage.units["bapenda"], name="Tim Kerja Percepatan Layanan Samsat (contoh)", from_date=since
    )
    members = [*_ordinary(stage, "samsat-way-sekampung")[:2], *_ordinary(stage, "samsat-tirta-kencana")[:1]]
    members += _ordinary(stage, "bkd")[:1]
    TeamMember.objects.create(team=team, employee=lead.employee, is_lead=True, from_date=since)
    TeamMember.objects.bulk_create(TeamMember(team=team, employee=m.employee, from_date=since) for m in members)
