"""Calibration in the demo: one meeting in the middle of its work, one finished with a change, one being placed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sambayan.audit.actions import Entry, record, record_all
from sambayan.config.demo.stage import Stage
from sambayan.evaluation.models import (
    CalibrationMember,
    CalibrationNote,
    CalibrationParticipant,
    CalibrationProposal,
    CalibrationSession,
    CalibrationVote,
    PerformanceEvaluation,
)
from sambayan.evaluation.rules import CalibrationState, Cell, ProposalState, Rating
from sambayan.people.models import OrganisationUnit

_OPEN, _CLOSED, _SILENT = CalibrationState.OPEN, CalibrationState.CLOSED, CalibrationState.PRE_VOTE
_REASONS = (
    "Dua hasil utama di bawah target tanpa penjelasan. Mohon penilai menjelaskan atau menilai ulang.",
    "Rekan tiga unit lain menyebut bantuannya selama gangguan sistem Agustus. Apakah ini sudah dipertimbangkan?",
    "Realisasi September melewati target, tetapi bukti baru masuk sesudah penilaian.",
)
_EVIDENCE = ("Rekap loket triwulan ini", "Umpan balik 14 dan 21 Agustus", "Laporan realisasi September")
_NOTES = (
    "Tanyakan realisasi bulan terakhir kepada penilai.",
    "Beban loket naik sejak satu pegawai pindah; perlu dilihat bersama.",
    "Sudah dijelaskan penilai: target berubah pada Juli.",
)
_CHANGED = "Rapat melihat bukti pengaduan yang belum tercatat saat penilaian pertama. Rating disesuaikan penilai."
_MOST_PROPOSALS, _VOTES_ON = 3, 12


@dataclass(frozen=True)
class Meeting:
    """A session with its people and seats, as it was stored."""

    session: CalibrationSession
    began: datetime
    members: list[CalibrationMember]
    seats: list[CalibrationParticipant]

    @property
    def rated(self) -> list[CalibrationMember]:
        """Those who are rated and not signed."""
        return [member for member in self.members if member.evaluation.state == "rated"]

    def others_than(self, evaluation: PerformanceEvaluation) -> list[CalibrationParticipant]:
        """The participants who are neither the person nor the appraiser."""
        known = (evaluation.employee_id, evaluation.appraiser_id)
        return [seat for seat in self.seats if seat.employee_id not in known]


def build(stage: Stage, rated: list[PerformanceEvaluation]) -> int:
    """Store the sessions; how many."""
    now, past = stage.line.evaluated[-1], stage.line.evaluated[-2]
    wanted = (
        (stage.units["bapenda"], now, _OPEN),
        (stage.units["bapenda"], past, _CLOSED),
        (stage.units["bkd"], now, _SILENT),
    )
    made = []
    for unit, quarter, state in wanted:
        rows = [row for row in rated if row.period_id == stage.periods[quarter].pk and _is_below(unit, row)]
        began = stage.line.before(3) if quarter == now else stage.line.at(quarter.last + timedelta(days=1), 13)
        if rows:
            made.append(_meeting(stage, unit, rows, state, began))
    for meeting in made:
        if meeting.session.state == _CLOSED:
            _one_change(stage, meeting)
        else:
            _votes(meeting)
        if meeting.session.state == _OPEN:
            _discussion(stage, meeting)
    return len(made)


def _is_below(unit: OrganisationUnit, row: PerformanceEvaluation) -> bool:
    return row.unit.path.startswith(unit.path) and row.appraiser_unit.path.startswith(unit.path)


def _meeting(
    stage: Stage, unit: OrganisationUnit, rows: list[PerformanceEvaluation], state: CalibrationState, began: datetime
) -> Meeting:
    by = stage.actor(stage.heads[unit.pk].employee)
    has_opened = state in (_OPEN, _CLOSED)
    session = CalibrationSession.objects.create(
        unit=unit,
        period=rows[0].period,
        state=state,
        planned_at=began - timedelta(days=2),
        planned_by=by.name,
        pre_vote_at=began - timedelta(days=1),
        opened_at=began if has_opened else None,
        closed_at=began + timedelta(hours=3) if state == _CLOSED else None,
    )
    members = CalibrationMember.objects.bulk_create(CalibrationMember(session=session, evaluation=row) for row in rows)
    appraisers = {row.appraiser_id: row.appraiser for row in rows}
    seats = CalibrationParticipant.objects.bulk_create(
        CalibrationParticipant(session=session, employee=who, is_appraiser=True, invited_at=session.planned_at)
        for _pk, who in sorted(appraisers.items())
    )
    record("evaluation.plan_calibration", session, by=by, at=session.planned_at,
           after={"state": "planned", "people": len(rows)})  # fmt: skip
    steps = [("start_pre_vote", began - timedelta(days=1), "planned", "pre_vote")]
    if has_opened:
        steps.append(("open_calibration", began, "pre_vote", "open"))
    if session.closed_at:
        steps.append(("close_calibration", session.closed_at, "open", "closed"))
    for verb, at, before, after in steps:
        record(f"evaluation.{verb}", session, by=by, at=at, before={"state": before}, after={"state": after})
    return Meeting(session, began, members, seats)


def _votes(meeting: Meeting) -> None:
    """What colleagues placed in silence: mostly where the person stands, sometimes one cell aside."""
    votes = []
    for place, member in enumerate(meeting.rated[:_VOTES_ON]):
        for turn, seat in enumerate(meeting.others_than(member.evaluation)[:4]):
            cell = _cell(member.evaluation)
            if (place + turn) % 3 == 0:
                cell = _aside(cell)
            votes.append(
                CalibrationVote(
                    member=member,
                    voter_id=seat.employee_id,
                    result_rating=cell.result,
                    behaviour_rating=cell.behaviour,
                    placed_at=meeting.began - timedelta(days=1),
                )
            )
    CalibrationVote.objects.bulk_create(votes)


def _discussion(stage: Stage, meeting: Meeting) -> None:
    """Some have been discussed, some have a note, three have a proposal that waits for the appraiser."""
    at, entries = meeting.began, []
    for place, member in enumerate(meeting.rated):
        others = meeting.others_than(member.evaluation)
        if not others:
            continue
        seat = others[place % len(others)]
        moment = at + timedelta(minutes=5 * (place + 1))
        if place % 3 == 0:
            member.discussed_at, member.discussed_by = moment, seat.employee.name
            entries.append((Entry("evaluation.discuss", member), seat, moment))
        if place % 4 == 1:
            text = _NOTES[place % len(_NOTES)]
            CalibrationNote.objects.create(member=member, author_id=seat.employee_id, text=text, written_at=moment)
            entries.append((Entry("evaluation.write_note", member), seat, moment))
        if place < _MOST_PROPOSALS:
            proposal = _proposal(member, seat, place, moment)
            after = {"result_rating": proposal.to_result, "behaviour_rating": proposal.to_behaviour,
                     "predicate": proposal.after.predicate}  # fmt: skip
            entry = Entry("evaluation.propose", proposal, after=after, reason=proposal.reason)
            entries.append((entry, seat, moment))
    CalibrationMember.objects.bulk_update(meeting.rated, ["discussed_at", "discussed_by"])
    for entry, seat, moment in entries:
        record_all([entry], by=stage.actor(seat.employee), at=min(moment, stage.line.now))


def _proposal(member: CalibrationMember, seat: CalibrationParticipant, place: int, at: datetime) -> CalibrationProposal:
    now = _cell(member.evaluation)
    target = _aside(now)
    return CalibrationProposal.objects.create(
        member=member, proposer_id=seat.employee_id, from_result=now.result, from_behaviour=now.behaviour,
        to_result=target.result, to_behaviour=target.behaviour, reason=_REASONS[place % len(_REASONS)],
        evidence=_EVIDENCE[place % len(_EVIDENCE)], proposed_at=at,
    )  # fmt: skip


def _one_change(stage: Stage, meeting: Meeting) -> None:
    """In the finished meeting one person of the official persona was rated anew by the appraiser."""
    official = stage.by_persona["official"].employee.pk
    member = next((each for each in meeting.members if each.evaluation.employee_id == official), None)
    others = meeting.others_than(member.evaluation) if member else []
    if member is None or not others:
        return
    evaluation = member.evaluation
    after = _cell(evaluation)
    lower = Rating.BELOW if after.result is not Rating.BELOW else Rating.MEETS
    before = Cell(lower, after.behaviour)
    seat, at = others[0], meeting.began + timedelta(minutes=40)
    answered = at + timedelta(minutes=20)
    proposal = CalibrationProposal.objects.create(
        member=member, proposer_id=seat.employee_id, state=ProposalState.ACCEPTED, from_result=before.result,
        from_behaviour=before.behaviour, to_result=after.result, to_behaviour=after.behaviour, reason=_CHANGED,
        evidence=_EVIDENCE[0], proposed_at=at, answered_at=answered,
        answered_by=evaluation.appraiser.name,
    )  # fmt: skip
    member.discussed_at, member.discussed_by = at, seat.employee.name
    member.save(update_fields=["discussed_at", "discussed_by"])
    told = _words(after)
    record("evaluation.propose", proposal, by=stage.actor(seat.employee), at=at, after=told, reason=_CHANGED)
    record("evaluation.accept", evaluation, by=stage.actor(evaluation.appraiser), at=answered,
           before=_words(before), after=told, reason=_CHANGED, rule_version=evaluation.rule_version)  # fmt: skip


def _words(cell: Cell) -> dict[str, str]:
    return {"result_rating": cell.result, "behaviour_rating": cell.behaviour, "predicate": cell.predicate}


def _cell(evaluation: PerformanceEvaluation) -> Cell:
    return Cell(Rating(evaluation.result_rating), Rating(evaluation.behaviour_rating))


def _aside(cell: Cell) -> Cell:
    """The neighbouring cell in the result, the middle one from either side."""
    result = Rating.MEETS if cell.result is not Rating.MEETS else Rating.ABOVE
    return Cell(result, cell.behaviour)
