"""The verbs of a calibration, each with its record, its notices and its refusals."""

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from factories import calibration as make
from factories import cycles
from factories.evaluation import achievement, evaluation
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation import actions as evaluations
from sambayan.evaluation import queries, rules
from sambayan.evaluation.actions import calibration as actions
from sambayan.evaluation.actions import proposals
from sambayan.evaluation.models import CalibrationProposal, CalibrationSession, CalibrationVote
from sambayan.evaluation.rules import cell
from sambayan.notices.models import Notice

REASONS = {"result_reason": "Dua dari tiga hasil utama di bawah target.", "answer": "Setuju.",
           "unsupported_reason": "Baru diketahui dari rekap September."}  # fmt: skip
PROPOSED = {"reason": make.REASON, "evidence": "Rekap loket September"}


def events(name: str) -> int:
    return Event.objects.filter(name=name).count()


def told(name: str) -> set[str]:
    return {notice.recipient.name for notice in Notice.objects.filter(event=name).select_related("recipient")}


def test_planning_seats_the_appraisers_and_enters_everybody_below(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    below = evaluation(cast.budi.assignment, cast.citra.assignment, "open")
    evaluation(cast.dewi.assignment, cast.admin.assignment, "rated")

    session = actions.plan_calibration(cast.office, row.period, by=cast.citra.actor, at=NOW)

    assert session.state == "planned"
    assert session.participant_ids == {cast.budi.employee.pk, cast.citra.employee.pk}
    assert set(session.members.values_list("evaluation_id", flat=True)) == {row.pk, below.pk}
    assert Event.objects.get(name="evaluation.plan_calibration").after == {"state": "planned", "people": 2}
    assert told("evaluation.invite") == {"Budi", "Citra"}


def test_the_head_whom_somebody_above_appraises_is_not_among_the_people(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    evaluation(cast.budi.assignment, cast.citra.assignment, "rated")

    session = actions.plan_calibration(cast.unit, cycles.quarter(), by=cast.budi.actor, at=NOW)

    assert [m.evaluation.employee for m in session.members.all()] == [cast.ani.employee]


def test_one_session_at_a_time(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    actions.plan_calibration(cast.office, row.period, by=cast.citra.actor, at=NOW)

    with pytest.raises(Denied, match="yang belum selesai"):
        actions.plan_calibration(cast.office, row.period, by=cast.citra.actor, at=NOW)


def test_without_evaluations_there_is_nothing_to_calibrate(cast):
    with pytest.raises(Denied, match="Belum ada penilaian"):
        actions.plan_calibration(cast.office, cycles.quarter(), by=cast.citra.actor, at=NOW)


def test_a_stranger_calls_no_session(cast):
    with pytest.raises(Denied, match="diatur pimpinan unit"):
        actions.plan_calibration(cast.office, cycles.quarter(), by=cast.dewi.actor, at=NOW)

    assert not CalibrationSession.objects.exists()


def test_an_invited_leader_takes_a_seat_once(cast):
    session, _member = make.meeting(cast, "planned")

    seat = actions.invite(session, cast.dewi.employee, by=cast.citra.actor, at=NOW)

    assert (seat.is_appraiser, events("evaluation.invite"), told("evaluation.invite")) == (False, 1, {"Dewi"})
    with pytest.raises(Denied, match="sudah menjadi peserta"):
        actions.invite(session, cast.dewi.employee, by=cast.citra.actor, at=NOW)


def test_silent_placing_then_the_meeting_then_the_end(cast):
    session, member = make.meeting(cast, "planned")
    late = evaluation(cast.budi.assignment, cast.citra.assignment, "rated")

    actions.start_pre_vote(session, by=cast.citra.actor, at=NOW)
    actions.place(member, cell("below-meets"), by=cast.citra.actor, at=NOW)
    actions.place(member, cell("meets-above"), by=cast.citra.actor, at=NOW)
    actions.open_calibration(session, by=cast.citra.actor, at=NOW)
    actions.close_calibration(session, by=cast.citra.actor, at=NOW)

    session.refresh_from_db()
    assert (session.state, session.closed_at) == ("closed", NOW)
    assert session.members.filter(evaluation=late).exists()
    assert CalibrationVote.objects.get().cell == cell("meets-above")
    assert events("evaluation.place") == 2
    assert told("evaluation.start_pre_vote") == {"Budi", "Citra"}
    changed = {event.name: (event.before, event.after) for event in Event.objects.filter(name__contains="calibration")}
    assert changed == {
        "evaluation.open_calibration": ({"state": "pre_vote"}, {"state": "open"}),
        "evaluation.close_calibration": ({"state": "open"}, {"state": "closed"}),
    }


def test_the_record_does_not_say_where_somebody_was_placed(cast):
    _session, member = make.meeting(cast, "pre_vote")

    actions.place(member, cell("below-meets"), by=cast.citra.actor, at=NOW)

    event = Event.objects.get(name="evaluation.place")
    assert (event.before, event.after, event.reason) == ({}, {}, "")


def test_a_tick_is_set_and_taken_back(cast):
    _session, member = make.meeting(cast)

    actions.discuss(member, by=cast.budi.actor, at=NOW)
    assert (member.discussed_at, member.discussed_by) == (NOW, "Budi")
    actions.undiscuss(member, by=cast.citra.actor, at=NOW)

    member.refresh_from_db()
    assert (member.discussed_at, member.discussed_by) == (None, "")
    assert (events("evaluation.discuss"), events("evaluation.undiscuss")) == (1, 1)


def test_a_note_is_ones_own_and_the_same_text_is_no_event(cast):
    _session, member = make.meeting(cast)

    actions.write_note(member, "Tanyakan realisasi September.", by=cast.budi.actor, at=NOW)
    actions.write_note(member, "Tanyakan realisasi September.", by=cast.budi.actor, at=NOW)
    actions.write_note(member, "Sudah dijelaskan.", by=cast.citra.actor, at=NOW)

    assert dict(member.notes.values_list("author__name", "text")) == {
        "Budi": "Tanyakan realisasi September.",
        "Citra": "Sudah dijelaskan.",
    }
    assert events("evaluation.write_note") == 2


def test_a_proposal_changes_no_rating_and_tells_the_appraiser(cast):
    _session, member = make.meeting(cast)

    made = proposals.propose(member, cell("below-meets"), **PROPOSED, by=cast.citra.actor, at=NOW)

    member.evaluation.refresh_from_db()
    assert (made.state, made.before.key, made.after.key) == ("proposed", "meets-meets", "below-meets")
    assert (member.evaluation.result_rating, member.evaluation.predicate) == ("meets", "good")
    assert Event.objects.get(name="evaluation.propose").reason == make.REASON
    assert told("evaluation.propose") == {"Budi"}


def test_the_appraiser_who_proposes_tells_nobody(cast):
    _session, member = make.meeting(cast)

    made = proposals.propose(member, cell("above-meets"), **PROPOSED, by=cast.budi.actor, at=NOW)
    proposals.accept(made, REASONS, by=cast.budi.actor, at=NOW)

    assert told("evaluation.propose") == told("evaluation.accept") == set()


def test_the_present_cell_is_no_proposal(cast):
    _session, member = make.meeting(cast)

    with pytest.raises(Denied, match="sudah di sel itu"):
        proposals.propose(member, cell("meets-meets"), **PROPOSED, by=cast.citra.actor, at=NOW)


def test_one_waiting_proposal_of_each_participant(cast):
    _session, member = make.meeting(cast)
    proposals.propose(member, cell("below-meets"), **PROPOSED, by=cast.citra.actor, at=NOW)

    with pytest.raises(Denied, match="masih menunggu"):
        proposals.propose(member, cell("above-meets"), **PROPOSED, by=cast.citra.actor, at=NOW)


def test_accepting_rerates_in_one_step_with_before_and_after(cast):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    type(member.evaluation).objects.update(consideration="Suara warga dibahas di tim.")

    row = proposals.accept(waiting, REASONS, by=cast.budi.actor, at=NOW)

    row.refresh_from_db()
    assert (row.result_rating, row.behaviour_rating, row.predicate) == ("below", "meets", "needs_improvement")
    assert (row.state, row.consideration) == ("rated", "Suara warga dibahas di tim.")
    assert row.result_reason == REASONS["result_reason"]
    assert row.behaviour_reason == "Konsisten dan suka mengajari rekan."
    event = Event.objects.get(name="evaluation.accept")
    assert event.before == {"result_rating": "meets", "behaviour_rating": "meets", "predicate": "good"}
    assert event.after == {"result_rating": "below", "behaviour_rating": "meets", "predicate": "needs_improvement"}
    assert (event.reason, event.rule_version) == (make.REASON, row.rule_version)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.answer, waiting.answered_by) == ("accepted", "Setuju.", "Budi")
    assert told("evaluation.accept") == {"Citra"}


def test_new_words_take_the_place_of_the_old_ones(cast):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    words = {"consideration": "a" * 20, "unsupported_reason": "c" * 20}

    row = proposals.accept(waiting, REASONS | words, by=cast.budi.actor, at=NOW)

    row.refresh_from_db()
    assert {name: getattr(row, name) for name in words} == words


@pytest.mark.parametrize("who", ["citra", "ani", "dewi", "admin"])
def test_nobody_but_the_appraiser_accepts(cast, who):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)

    with pytest.raises(Denied, match="Hanya pejabat penilai"):
        proposals.accept(waiting, REASONS, by=getattr(cast, who).actor, at=NOW)

    member.evaluation.refresh_from_db()
    assert member.evaluation.predicate == "good"
    assert events("evaluation.accept") == 0


def test_a_rating_changed_meanwhile_refuses_the_old_proposal(cast):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    type(member.evaluation).objects.update(result_rating="above")

    with pytest.raises(Denied, match="sudah berubah sejak usul dibuat"):
        proposals.accept(waiting, REASONS, by=cast.budi.actor, at=NOW)


def test_a_signed_evaluation_is_not_changed_by_accepting(cast):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    type(member.evaluation).objects.update(state="signed", signed_at=NOW)

    with pytest.raises(Denied, match="sudah ditandatangani"):
        proposals.accept(waiting, REASONS, by=cast.budi.actor, at=NOW)


def test_what_was_accepted_meanwhile_is_not_signed_unseen(cast):
    _session, member = make.meeting(cast)
    achievement(cast.unit)
    seen = queries.evaluation(member.evaluation_id)
    proposals.accept(make.proposal(member, cast.citra.employee), REASONS, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="Rating atau tanggapan pegawai berubah"):
        evaluations.sign(seen, by=cast.budi.actor, at=NOW)

    fresh = evaluations.sign(queries.evaluation(seen.pk), by=cast.budi.actor, at=NOW)
    assert (fresh.state, fresh.documents.get().predicate) == ("signed", "needs_improvement")


@pytest.mark.parametrize(("proposer", "readers"), [("citra", {"Citra"}), ("budi", set())])
def test_declining_keeps_the_rating_and_says_why(cast, proposer, readers):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, getattr(cast, proposer).employee)

    proposals.decline(waiting, "Target sudah disesuaikan pada Juli.", by=cast.budi.actor, at=NOW)

    member.evaluation.refresh_from_db()
    assert (waiting.state, waiting.answer) == ("declined", "Target sudah disesuaikan pada Juli.")
    assert member.evaluation.predicate == "good"
    assert Event.objects.get(name="evaluation.decline").after == {"state": "declined"}
    assert told("evaluation.decline") == readers


def test_only_the_proposer_withdraws(cast):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)

    with pytest.raises(Denied, match="pengusulnya"):
        proposals.withdraw_proposal(waiting, by=cast.budi.actor, at=NOW)
    proposals.withdraw_proposal(waiting, by=cast.citra.actor, at=NOW)

    assert (waiting.state, events("evaluation.withdraw_proposal")) == ("withdrawn", 1)


def test_closing_lets_unanswered_proposals_lapse_with_a_record_each(cast):
    session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    answered = make.proposal(member, cast.budi.employee, state="declined", answered_at=NOW, answered_by="Budi")

    actions.close_calibration(session, by=cast.citra.actor, at=NOW)

    states = dict(CalibrationProposal.objects.values_list("pk", "state"))
    assert states == {waiting.pk: "lapsed", answered.pk: "declined"}
    event = Event.objects.get(name="evaluation.lapse")
    assert (event.before, event.after) == ({"state": "proposed"}, {"state": "lapsed"})
    member.evaluation.refresh_from_db()
    assert member.evaluation.predicate == "good"


def test_a_stale_meeting_refuses_everything_after_its_end(cast):
    session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    type(session).objects.update(state="closed", closed_at=NOW)

    with pytest.raises(Denied):
        proposals.accept(waiting, REASONS, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied):
        proposals.propose(member, cell("below-meets"), **PROPOSED, by=cast.budi.actor, at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_result": "meets", "to_behaviour": "meets"},
        {"state": "declined", "answered_at": None},
        {"state": "proposed", "answered_at": NOW},
    ],
)
def test_the_database_holds_what_a_proposal_must_be(cast, wrong):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationProposal.objects.filter(pk=waiting.pk).update(**wrong)


def test_things_say_what_they_are(cast):
    session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    vote = CalibrationVote(member=member, voter=cast.citra.employee, result_rating="meets", behaviour_rating="meets")

    assert str(session) == f"{session.unit}, {session.period}"
    assert str(member) == f"{session}: Ani"
    assert str(session.participants.first()) == f"{session}: Budi"
    assert {str(waiting), str(vote), str(member.notes.create(author=cast.budi.employee, written_at=NOW))} == {
        str(member)
    }
    assert (member.employee, member.employee_id) == (cast.ani.employee, cast.ani.employee.pk)
    assert (session.state_word, waiting.state_word) == (rules.CalibrationState.OPEN, rules.ProposalState.PROPOSED)
    assert session.appraised_by == {cast.ani.employee.pk: cast.budi.employee.pk}


def test_somebody_new_is_entered_when_the_meeting_opens(cast):
    session, _member = make.meeting(cast, "planned")
    evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")

    actions.open_calibration(session, by=cast.citra.actor, at=NOW)

    assert session.members.count() == 2
