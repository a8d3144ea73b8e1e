"""Feedback in every quarter, a coaching, a mentoring and a case of counselling of the demo. All words are invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.employees import Holder
from sambayan.config.demo.stage import Stage
from sambayan.config.demo.timeline import Quarter
from sambayan.cycles.actions.clocks import Start, start_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.growth.models import (
    CoachingRow,
    CompetencyEvaluation,
    CompetencyScore,
    ContinuousFeedback,
    CounsellingRecord,
    FeedbackSchedule,
    GuidanceRecord,
    GuidanceView,
    MentoringGoal,
    MentoringSession,
)
from sambayan.growth.rules import NINE, FeedbackState, GiverKind, GuidanceState, Method, UserKind
from sambayan.people.models import Employee
from sambayan.planning.models import IndividualIndicator

_GOOD, _MEND = True, False
_LEADER, _PEER, _USER = GiverKind.LEADER, GiverKind.PEER, GiverKind.RELATED_PARTY
_TEXTS = (
    # from, positive, value ("": the first result), text, evidence
    (
        _LEADER,
        _GOOD,
        "",
        (
            "Saya melihat rekap mingguan selalu siap Jumat siang. Akibatnya rapat Senin langsung memutuskan. "
            "Lain kali sertakan tiga berkas yang paling lama."
        ),
        "Rekap mingguan, catatan rapat Senin",
    ),
    (
        _LEADER,
        _MEND,
        "",
        (
            "Saya melihat antrean pukul 10–11 masih panjang. Akibatnya warga menunggu di luar. "
            "Lain kali buka loket kedua sejak pukul 09.30."
        ),
        "Hasil survei: waktu penyelesaian unsur terendah",
    ),
    (
        _PEER,
        _GOOD,
        "collaborative",
        "Mau menggantikan loket saat saya mengantar anak berobat, dan mencatat serah terimanya.",
        "Jadwal piket loket",
    ),
    (
        _PEER,
        _GOOD,
        "competent",
        "Mengajari kami cara membaca tunggakan di aplikasi baru dengan contoh nyata.",
        "Berbagi pengetahuan Jumat pagi",
    ),
    (
        _USER,
        _GOOD,
        "service_oriented",
        "Warga menyampaikan petugas menjelaskan biaya dengan sabar sampai paham.",
        "Isian bebas survei kepuasan",
    ),
    (
        _PEER,
        _MEND,
        "adaptive",
        "Perubahan formulir sering baru diketahui di hari yang sama. Lebih baik dibagikan sehari sebelumnya.",
        "Formulir mutasi, dua kali bulan lalu",
    ),
)
_REPLY = "Terima kasih. Mulai pekan depan loket kedua dibuka lebih awal dan saya catat hasilnya."
_TEAM_BOSSES = ("appraiser", "head")
_USED_FROM = {"signed", "handed_over", "received", "returned", "not_returned", "objected", "final"}


@dataclass(frozen=True)
class Told:
    """One entry to be stored: about whom, for which quarter, from whom, which of the texts, and when."""

    plan: Plan
    quarter: Quarter
    giver: Holder | None
    text: int
    at: datetime


def build(stage: Stage, plans: list[Plan]) -> int:
    """Store feedback of the personas and their teams, and what followed from it; how many entries."""
    running = [plan for plan in plans if plan.is_in_force and plan.agreement.cycle.year == stage.line.running.year]
    told = [each for plan in plans if plan.is_in_force and plan.holder.persona for each in _of_persona(stage, plan)]
    team = [plan for plan in running if plan.appraiser.persona in _TEAM_BOSSES and not plan.holder.persona]
    told += [each for place, plan in enumerate(team) for each in _of_member(stage, plan, place)]
    entries = _store(stage, told)
    _request(stage, running)
    _dates(stage, running)
    office = [plan for plan in team if plan.appraiser.persona == "appraiser" and not plan.holder.position.is_head]
    official = next((plan for plan in running if plan.holder.persona == "official"), None)
    if official is not None:
        _coaching(stage, official, entries)
    if official is not None and len(office) > 1:
        _mentoring(stage, office[0], official.holder, entries)
        _case(stage, office[1], entries)
    return len(entries)


def _of_persona(stage: Stage, plan: Plan) -> list[Told]:
    """Several voices in every quarter of the year that is over, and two in the running one."""
    colleagues = [h for h in stage.of_unit(plan.holder.unit.code) if h not in (plan.holder, plan.appraiser)][:2]
    peers: list[Holder] = colleagues or [plan.appraiser]
    found = []
    quarters = [q for q in (*stage.line.evaluated, stage.line.running) if q.year == plan.agreement.cycle.year]
    for number, quarter in enumerate(quarters):
        is_running = quarter == stage.line.running
        for place in range(2 if is_running else 4):
            text = (number + place + place // 3) % len(_TEXTS)
            at = stage.line.before(5 - 2 * place, 10 + place) if is_running else _within(stage, quarter, place)
            if at.date() < quarter.first:
                at = stage.line.at(quarter.first, 8)
            kind = _TEXTS[text][0]
            giver = plan.appraiser if kind is _LEADER else None if kind is _USER else peers[place % len(peers)]
            found.append(Told(plan, quarter, giver, text, at))
    return found


def _of_member(stage: Stage, plan: Plan, place: int) -> list[Told]:
    """One or two entries in the quarter that is being rated, so that the page of the rating has something to show."""
    quarter = stage.line.evaluated[-1]
    if quarter.year != plan.agreement.cycle.year:
        return []
    texts = (1, 4) if place % 3 == 0 else (0,) if place % 3 == 1 else (1,)
    return [
        Told(plan, quarter, plan.appraiser if _TEXTS[text][0] is _LEADER else None, text, _within(stage, quarter, n))
        for n, text in enumerate(texts)
    ]


def _within(stage: Stage, quarter: Quarter, place: int) -> datetime:
    return stage.line.at(quarter.first + timedelta(days=20 + 16 * place), 10)


def _store(stage: Stage, told: list[Told]) -> list[ContinuousFeedback]:
    signed = PerformanceEvaluation.objects.filter(state__in=_USED_FROM).values_list("employee_id", "period_id")
    used = set(signed)
    entries = [_entry(stage, each, used) for each in told]
    ContinuousFeedback.objects.bulk_create(entries, batch_size=500)
    for each, entry in zip(told, entries, strict=True):
        by = stage.actor(each.giver.employee) if each.giver else stage.persona_actor("administrator")
        stage.record("growth.record", entry, by=by, at=each.at, before={"state": "draft"}, after={"state": "recorded"})
    stage.write_record()
    recent = stage.line.today - timedelta(days=10)
    start_clocks(
        Start(ClockKind.FEEDBACK_REPLY, "feedback", entry.pk, entry.employee_id, entry.unit_id, each.at.date())
        for each, entry in zip(told, entries, strict=True)
        if entry.state == FeedbackState.RECORDED and not entry.reply and each.at.date() >= recent
    )
    return entries


def _entry(stage: Stage, each: Told, used: set[tuple[int, int]]) -> ContinuousFeedback:
    plan, period = each.plan, stage.periods[each.quarter]
    kind, is_positive, value, text, evidence = _TEXTS[each.text]
    result = None if value else plan.results[0]
    is_used = (plan.holder.employee.pk, period.pk) in used
    answers = not is_positive and each.quarter != stage.line.running and kind is _LEADER
    return ContinuousFeedback(
        agreement=plan.agreement,
        employee=plan.holder.employee,
        appraiser=plan.appraiser.employee,
        superior=_superior(stage, plan),
        unit=plan.holder.unit,
        period=period,
        giver=each.giver.employee if each.giver else None,
        giver_kind=_LEADER.value if each.giver is plan.appraiser else kind.value,
        giver_label="" if each.giver else UserKind.SERVICE_USER.label,
        kind="scheduled" if kind is _LEADER else "incidental",
        mode="direct" if kind is _LEADER else "indirect",
        result=result,
        result_title=result.title if result else "",
        value_code=value,
        is_positive=is_positive,
        text=text,
        evidence=evidence,
        state=(FeedbackState.USED if is_used else FeedbackState.RECORDED).value,
        recorded_at=each.at,
        reply=_REPLY if answers else "",
        replied_at=each.at + timedelta(days=1) if answers else None,
    )


def _superior(stage: Stage, plan: Plan) -> Employee | None:
    above = stage.appraiser_of(plan.appraiser)
    return above.employee if above and above.employee.pk != plan.holder.employee.pk else None


def _request(stage: Stage, plans: list[Plan]) -> None:
    """A colleague asks the official, and the official asks the appraiser."""
    official = next((plan for plan in plans if plan.holder.persona == "official"), None)
    colleague = next((p for p in plans if p.appraiser.persona == "appraiser" and not p.holder.persona), None)
    if official is None or colleague is None:
        return
    at = stage.line.before(2, 13)
    for plan, giver, kind, question in (
        (colleague, official.holder, _PEER, "Bagaimana cara saya menjelaskan tunggakan kepada warga pekan lalu?"),
        (official, official.appraiser, _LEADER, "Apakah rekap mingguan saya sudah cukup untuk rapat Senin?"),
    ):
        entry = ContinuousFeedback.objects.create(
            agreement=plan.agreement,
            employee=plan.holder.employee,
            appraiser=plan.appraiser.employee,
            superior=_superior(stage, plan),
            unit=plan.holder.unit,
            period=stage.periods[stage.line.running],
            giver=giver.employee,
            giver_kind=kind.value,
            question=question,
            state=FeedbackState.REQUESTED.value,
            requested_at=at,
        )
        record("growth.request", entry, by=stage.actor(plan.holder.employee), at=at, after={"state": "requested"})


def _dates(stage: Stage, plans: list[Plan]) -> None:
    """Agreed dates of the official's office: one that is late, one that comes."""
    today = stage.line.today
    office = [plan for plan in plans if plan.appraiser.persona == "appraiser"][:3]
    FeedbackSchedule.objects.bulk_create(
        FeedbackSchedule(agreement=plan.agreement, leader=plan.appraiser.employee, due_on=today + timedelta(days=days))
        for place, plan in enumerate(office)
        for days in ((-6, 24) if place == 1 else (9,))
    )


def _parties(stage: Stage, plan: Plan) -> dict[str, Any]:
    return {
        "agreement": plan.agreement,
        "employee": plan.holder.employee,
        "appraiser": plan.appraiser.employee,
        "superior": _superior(stage, plan),
        "unit": plan.holder.unit,
    }


def _finding(plan: Plan, entries: list[ContinuousFeedback]) -> ContinuousFeedback | None:
    mine = [each for each in entries if each.employee_id == plan.holder.employee.pk and not each.is_positive]
    return next((each for each in reversed(mine) if each.result_title), mine[-1] if mine else None)


def _walk(stage: Stage, record_of: GuidanceRecord, steps: list[tuple[str, Actor, datetime]]) -> None:
    for verb, by, at in steps:
        record(f"growth.{verb}", record_of, by=by, at=at, after={"state": record_of.state})


def _coaching(stage: Stage, plan: Plan, entries: list[ContinuousFeedback]) -> None:
    """A coaching of the official, held, signed by both, viewed, evaluated, and waiting for the superior's decision."""
    finding, indicator = _finding(plan, entries), plan.results[0].indicators.order_by("number").first()
    if finding is None or indicator is None:
        return
    line, leader, owner = stage.line, stage.actor(plan.appraiser.employee), stage.actor(plan.holder.employee)
    row = GuidanceRecord.objects.create(
        **_parties(stage, plan),
        leader=plan.appraiser.employee,
        guide=plan.appraiser.employee,
        finding=finding,
        method=Method.COACHING.value,
        reason="Antrean pukul 10–11 belum berkurang dalam dua bulan. Tujuannya menemukan cara membagi loket.",
        state=GuidanceState.AT_SUPERIOR.value,
        proposed_at=line.before(30),
        prepared_at=line.before(26),
        opportunities="Membuka loket kedua sejak pukul 09.30 dan memberi nomor antrean menurut jenis layanan.",
        held_on=line.before(21).date(),
        note="Loket kedua dibuka pukul 09.30; rekap waktu tunggu dibahas tiap Jumat.",
        employee_signed_at=line.before(20),
        guide_signed_at=line.before(20, 11),
        document_code="GRWC-DEM2-B6AA",
        reported_at=line.before(3),
    )
    _what_coaching_left(stage, row, indicator)
    _walk(stage, row, [
        ("propose_guidance", leader, line.before(30)), ("prepare", owner, line.before(26)),
        ("hold_guidance", leader, line.before(21)), ("sign_guidance", owner, line.before(20)),
        ("sign_guidance", leader, line.before(20, 11)), ("give_view", owner, line.before(15)),
        ("evaluate_competence", leader, line.before(10)), ("report_to_superior", leader, line.before(3)),
    ])  # fmt: skip


def _what_coaching_left(stage: Stage, row: GuidanceRecord, indicator: IndividualIndicator) -> None:
    """The table of the coaching, the view of the official, and the competences he showed."""
    line = stage.line
    CoachingRow.objects.create(
        guidance=row,
        number=1,
        indicator=indicator.name,
        target=indicator.target,
        baseline="31 menit",
        strategy="Membagi antrean menurut jenis layanan",
        progress="Turun menjadi 24 menit, pukul 10–11 masih di atas 30 menit",
        problem="Satu loket tutup saat pengisian kas",
        cause="Jadwal pengisian kas belum disepakati",
        next_step="Pengisian kas dipindah ke pukul 08.00",
        adjusts=False,
    )
    answers = ["yes", "yes", "partly", "yes", "yes", "partly", "yes", "yes", "yes"]
    note = "Pertanyaannya membantu saya melihat jadwal kas sebagai penyebab."
    given = {"given_at": line.before(15), "document_code": "GRWV-DEM2-B8AA"}
    GuidanceView.objects.create(guidance=row, answers=answers, note=note, **given)
    evaluation = CompetencyEvaluation.objects.create(
        guidance=row,
        recommendation="Ikutkan dalam pelatihan manajemen antrean; beri kesempatan memimpin rapat Senin.",
        evaluated_at=line.before(10),
        document_code="GRWE-DEM2-B9AA",
    )
    for number, each in enumerate(NINE):
        value = 4 if each.value in ("integrity", "public_service") else 3
        reason = "Terlihat di loket dan rapat Senin." if number % 2 else "Sesuai standar jabatan."
        CompetencyScore.objects.create(evaluation=evaluation, competency=each.value, value=value, reason=reason)


def _mentoring(stage: Stage, plan: Plan, mentor: Holder, entries: list[ContinuousFeedback]) -> None:
    """A colleague is mentored by the official, who was specially assigned; the journal has its first line."""
    finding = _finding(plan, entries)
    if finding is None:
        return
    line = stage.line
    row = GuidanceRecord.objects.create(
        **_parties(stage, plan),
        leader=plan.appraiser.employee,
        guide=mentor.employee,
        finding=finding,
        method=Method.MENTORING.value,
        reason="Penjelasan tunggakan di loket belum runtut; belajar dari rekan yang terbiasa.",
        state=GuidanceState.PREPARED.value,
        proposed_at=line.before(16),
        prepared_at=line.before(12),
    )
    MentoringGoal.objects.create(
        guidance=row,
        number=1,
        skill="Menjelaskan tunggakan dan denda dalam tiga kalimat",
        duration="Dua bulan",
        change="Warga tidak perlu bertanya dua kali",
        measure="Unsur kejelasan biaya di survei naik",
    )
    MentoringSession.objects.create(
        guidance=row,
        held_on=line.before(7).date(),
        place="Loket 2, sesudah jam layanan",
        subject="Mengamati penjelasan di loket (shadowing)",
        action="Menulis tiga kalimat sendiri dan mencobanya",
        due_on=line.today + timedelta(days=7),
    )
    owner, leader = stage.actor(plan.holder.employee), stage.actor(plan.appraiser.employee)
    _walk(stage, row, [
        ("propose_guidance", leader, line.before(16)), ("prepare", owner, line.before(12)),
        ("log_session", stage.actor(mentor.employee), line.before(7)),
    ])  # fmt: skip


def _case(stage: Stage, plan: Plan, entries: list[ContinuousFeedback]) -> None:
    """A reported case of somebody who is no persona: the personnel administrator has to select or close it."""
    proof = next((each for each in entries if each.employee_id == plan.holder.employee.pk), None)
    if proof is None:
        return
    line, leader = stage.line, stage.actor(plan.appraiser.employee)
    told: date = line.before(20).date()
    row = CounsellingRecord.objects.create(
        **_parties(stage, plan),
        state="reported",
        value_code="harmonious",
        evidence="Dua kali meninggikan suara kepada rekan loket di depan warga, pekan pertama dan ketiga bulan lalu.",
        hampers=True,
        noted_at=line.before(24),
        communicated_on=told,
        communication="Dibicarakan berdua; disepakati meminta jeda bila lelah.",
        expectation="Menyampaikan keberatan di rapat, bukan di loket.",
        problem="Sesudah pembicaraan terjadi sekali lagi. Rekan meminta tukar jadwal, sehingga loket 3 tutup dua kali.",
        is_similar_elsewhere=False,
        done_so_far="Dua kali berbicara berdua, satu umpan balik tertulis, dan menukar jadwal loket.",
        reported_at=line.before(4),
        document_code="GRWP-DEM2-BTAA",
    )
    row.proofs.add(proof)
    for verb, ago in (("note_problem", 24), ("communicate", 20), ("report_problem", 4)):
        record(f"growth.{verb}", row, by=leader, at=line.before(ago), after={"state": row.state})
