"""Counselling from the note to the follow-up, and everything that is refused on the way."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW
from factories import growth
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.common.verification import verify
from sambayan.growth import actions
from sambayan.growth.rules import CounsellorKind
from sambayan.notices.models import Notice

pytestmark = pytest.mark.django_db
NOTE = {"value_code": "harmonious", "evidence": "Membentak rekan, 1 Oktober.", "hampers": True}
TOLD = {"communicated_on": date(2026, 10, 7), "communication": "Dibicarakan berdua."}
WHEN = datetime(2026, 10, 12, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def report(*proofs):
    return {
        "expectation": "", "problem": "Dua kali membentak.", "is_similar_elsewhere": False,
        "done_so_far": "Berbicara dua kali.", "proofs": [each.pk for each in proofs],
    }  # fmt: skip


def proof(plan, cast):
    return growth.feedback(plan, cast.budi.employee, is_positive=False, value_code="harmonious")


def told(event):
    return sorted(notice.recipient.name for notice in Notice.objects.filter(event=event))


def appoint(case, who, kind, by, text=""):
    return actions.appoint_counsellor(case, who, CounsellorKind(kind), proof=text, by=by, at=NOW)


def test_a_case_runs_from_the_note_to_the_follow_up(plan, cast):
    case = actions.note_problem(plan, NOTE, by=cast.budi.actor, at=NOW)
    actions.communicate(case, TOLD, by=cast.budi.actor, at=NOW)
    actions.report_problem(case, report(proof(plan, cast)), by=cast.budi.actor, at=NOW)
    actions.select_case(case, by=cast.admin.actor, at=NOW)
    appoint(case, cast.dewi.employee, "independent", cast.admin.actor)
    actions.schedule(case, WHEN, place="Ruang konseling", by=cast.dewi.actor, at=NOW)
    actions.hold_counselling(case, by=cast.dewi.actor, at=NOW)
    actions.sign_counselling(case, report="Ada beban keluarga.", by=cast.dewi.actor, at=NOW)
    actions.report_up(case, by=cast.dewi.actor, at=NOW)
    actions.decide_counselling(case, "Cuti", steps=[("Cuti lima hari", None)], by=cast.citra.actor, at=NOW)

    assert (case.state, case.decided_by, case.improvements.get().step) == ("followed_up", "Citra", "Cuti lima hari")
    verbs = (
        "note_problem communicate report_problem select_case appoint_counsellor schedule hold_counselling "
        "sign_counselling report_up decide_counselling"
    ).split()
    assert {verb: Event.objects.filter(name=f"growth.{verb}").count() for verb in verbs} == dict.fromkeys(verbs, 1)
    assert verify(case.document_code).form == "B.1.10"
    assert told("growth.appoint_counsellor") == ["Dewi"]
    assert told("growth.report_up") == ["Citra"]


def test_neither_record_nor_notice_names_the_employee(plan, cast):
    case = actions.note_problem(plan, NOTE, by=cast.budi.actor, at=NOW)
    actions.communicate(case, TOLD, by=cast.budi.actor, at=NOW)

    written = [str(event.__dict__) for event in Event.objects.filter(name__startswith="growth.")]
    written += [str(notice.words) for notice in Notice.objects.all()]
    assert [text for text in written if "Ani" in text or "Membentak" in text or "berdua" in text] == []


def test_the_report_is_refused_before_the_communication(plan, cast):
    case = actions.note_problem(plan, NOTE, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="Sampaikan dahulu"):
        actions.report_problem(case, report(proof(plan, cast)), by=cast.budi.actor, at=NOW)


def test_the_report_is_refused_without_proof(plan, cast):
    praise = growth.feedback(plan, cast.budi.employee, value_code="harmonious")
    other_value = growth.feedback(plan, cast.budi.employee, is_positive=False, value_code="loyal")
    result = plan.results.get()
    about_result = growth.feedback(plan, cast.budi.employee, is_positive=False, value_code="", result=result)
    for proofs in ((), (praise,), (other_value, about_result)):
        with pytest.raises(Denied, match="Lampirkan bukti"):
            actions.report_problem(growth.case(plan, "communicated"), report(*proofs), by=cast.budi.actor, at=NOW)


def test_nothing_is_communicated_tomorrow(plan, cast):
    words = TOLD | {"communicated_on": date(2026, 10, 9)}
    with pytest.raises(Denied, match="belum tiba"):
        actions.communicate(growth.case(plan), words, by=cast.budi.actor, at=NOW)


def test_changed_behaviour_closes_the_case(plan, cast):
    case = growth.case(plan, "communicated")
    actions.close_changed(case, reason="Sudah tenang sebulan.", by=cast.budi.actor, at=NOW)

    assert (case.state, case.closing_reason) == ("closed", "Sudah tenang sebulan.")
    assert told("growth.close_changed") == ["Ani"]


def test_personnel_closes_a_reported_case_with_a_reason(plan, cast):
    case = growth.case(plan, "reported")
    actions.dismiss_case(case, reason="Cukup coaching.", by=cast.admin.actor, at=NOW)

    assert (case.state, told("growth.dismiss_case")) == ("closed", ["Ani", "Budi"])


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin", "inspector"])
def test_only_the_appraiser_notes_tells_and_reports(plan, cast, who):
    by = getattr(cast, who).actor
    case = growth.case(plan)
    for act in (
        lambda: actions.note_problem(plan, NOTE, by=by, at=NOW),
        lambda: actions.communicate(case, TOLD, by=by, at=NOW),
    ):
        with pytest.raises(Denied, match="pejabat penilai"):
            act()


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "inspector"])
def test_only_personnel_selects_dismisses_and_appoints(plan, cast, who):
    by, reported, selected = getattr(cast, who).actor, growth.case(plan, "reported"), None
    with pytest.raises(Denied, match="PyB"):
        actions.select_case(reported, by=by, at=NOW)
    with pytest.raises(Denied, match="PyB"):
        actions.dismiss_case(reported, reason="x", by=by, at=NOW)
    type(reported).objects.filter(pk=reported.pk).update(state="selected")
    with pytest.raises(Denied, match="PyB"):
        appoint(reported, cast.dewi.employee, "independent", by)
    assert selected is None


def test_personnel_does_not_handle_the_own_case(cast):
    plan = growth.plan(cast.admin.assignment, cast.budi.assignment)
    with pytest.raises(Denied, match="PyB"):
        actions.select_case(growth.case(plan, "reported"), by=cast.admin.actor, at=NOW)


def test_counsellors_are_independent_trained_or_officials(plan, cast):
    admin = cast.admin.actor
    case = growth.case(plan, "selected")
    with pytest.raises(Denied, match="dirinya sendiri"):
        appoint(case, cast.ani.employee, "independent", admin)
    with pytest.raises(Denied, match="bukan pejabat penilai"):
        appoint(case, cast.citra.employee, "independent", admin)
    with pytest.raises(Denied, match="bukti pelatihan"):
        appoint(case, cast.budi.employee, "appraiser", admin)

    assert appoint(case, cast.budi.employee, "appraiser", admin, "Sertifikat").state == "appointed"


@pytest.mark.parametrize(
    ("kind", "who", "readers"), [("official", "dewi", ["Budi", "Citra"]), ("appraiser", "budi", ["Citra"])]
)
def test_the_record_goes_to_the_receivers_of_the_kind(plan, cast, kind, who, readers):
    member = getattr(cast, who)
    case = growth.case(plan, "recorded", counsellor=member.employee, counsellor_kind=kind, report="x", signed_at=NOW)
    actions.report_up(case, by=member.actor, at=NOW)

    assert told("growth.report_up") == readers


def test_counselling_is_held_at_a_time_that_was_set(plan, cast):
    case = growth.case(plan, "appointed", counsellor=cast.dewi.employee, counsellor_kind="independent")
    with pytest.raises(Denied, match="waktu dan tempat"):
        actions.hold_counselling(case, by=cast.dewi.actor, at=NOW)


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "admin"])
def test_only_the_counsellor_counsels(plan, cast, who):
    by = getattr(cast, who).actor
    case = growth.case(plan, "appointed", counsellor=cast.dewi.employee, counsellor_kind="independent")
    for act in (
        lambda: actions.schedule(case, WHEN, place="x", by=by, at=NOW),
        lambda: actions.hold_counselling(case, by=by, at=NOW),
        lambda: actions.sign_counselling(case, report="x", by=by, at=NOW),
        lambda: actions.report_up(case, by=by, at=NOW),
    ):
        with pytest.raises(Denied, match="konselor"):
            act()


@pytest.mark.parametrize("who", ["admin", "citra"])
def test_the_counsellor_does_not_decide_what_follows(plan, cast, who):
    member = getattr(cast, who)
    case = growth.case(plan, "at_decision", counsellor=member.employee, counsellor_kind="official")

    with pytest.raises(Denied, match="diputuskan orang lain"):
        actions.decide_counselling(case, "x", steps=[], by=member.actor, at=NOW)

    other = cast.citra if who == "admin" else cast.admin
    assert actions.decide_counselling(case, "Cuti", steps=[], by=other.actor, at=NOW).decided_by == other.actor.name


def test_nobody_decides_the_own_case(cast):
    plan = growth.plan(cast.admin.assignment, cast.budi.assignment)
    with pytest.raises(Denied):
        actions.decide_counselling(growth.case(plan, "at_decision"), "x", steps=[], by=cast.admin.actor, at=NOW)
