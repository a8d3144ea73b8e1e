"""What waits for whom on home, guidance for the page of the rating, and the printed forms."""

from datetime import date

import pytest

from conftest import NOW, TODAY
from factories import growth
from factories.cycles import quarter
from factories.evaluation import evaluation
from factories.people import AccountFactory
from factories.planning import documentation
from growth.test_actions import setting
from sambayan.common.guard import why_not
from sambayan.common.verification import verify
from sambayan.growth import actions, queries
from sambayan.growth.rules import is_rated
from sambayan.people.models import RoleGrant
from sambayan.planning import actions as plans
from sambayan.planning.models import Evidence

pytestmark = pytest.mark.django_db


def titles(member):
    return [duty.title for duty in queries.growth_duties(member.actor, TODAY)]


def counts(member):
    return [duty.count for duty in queries.growth_duties(member.actor, TODAY)]


@pytest.mark.parametrize(("n", "title"), [(1, "Beri umpan balik kepada Ani"), (2, "Beri umpan balik yang diminta: 2")])
def test_what_was_asked_waits_for_the_giver(plan, eni, n, title):
    for _request in range(n):
        growth.feedback(plan, eni.employee, "requested")

    assert (titles(eni), counts(eni)) == ([title], [n])


@pytest.mark.parametrize("n", [1, 2])
def test_what_can_be_answered_waits_for_the_employee_while_the_clock_runs(plan, facts, cast, n):
    for _entry in range(n):
        entry = growth.feedback(plan, cast.budi.employee, "draft")
        actions.record(entry, by=cast.budi.actor, at=NOW)
    (duty,) = queries.growth_duties(cast.ani.actor, TODAY)

    assert (duty.count, duty.due) == (n, date(2026, 10, 22))
    assert ("Budi" in duty.title) == (n == 1)
    assert queries.growth_duties(cast.ani.actor, date(2026, 10, 23)) == []


def test_an_answered_entry_waits_no_more(plan, cast):
    entry = actions.record(growth.feedback(plan, cast.budi.employee, "draft"), by=cast.budi.actor, at=NOW)
    actions.reply(entry, "Siap", by=cast.ani.actor, at=NOW)

    assert queries.growth_duties(cast.ani.actor, TODAY) == []


def test_an_entry_of_a_service_user_is_named_by_its_kind(plan, cast):
    draft = growth.feedback(plan, None, "draft", giver_label="Pengguna layanan")
    actions.record(draft, by=cast.admin.actor, at=NOW)

    assert titles(cast.ani) == ["Baca umpan balik dari Pengguna layanan, dan tanggapi bila perlu"]


@pytest.mark.parametrize("n", [1, 2])
def test_agreed_dates_wait_for_the_leader_from_two_weeks_before(plan, cast, n):
    for day in (20, 21)[:n]:
        plan.feedback_dates.create(leader=cast.budi.employee, due_on=date(2026, 10, day))
    plan.feedback_dates.create(leader=cast.budi.employee, due_on=date(2026, 11, 20))
    (duty,) = queries.growth_duties(cast.budi.actor, TODAY)

    assert (duty.count, duty.due) == (n, date(2026, 10, 20))
    assert list(queries.own_dates(cast.budi.actor, TODAY).values_list("due_on", flat=True))[0] == duty.due


def test_a_late_date_is_shown_to_the_leaders_superior(plan, cast):
    plan.feedback_dates.create(leader=cast.budi.employee, due_on=date(2026, 10, 1))

    assert titles(cast.citra) == ["1 umpan balik berkala terlambat di bawah Anda"]
    assert queries.growth_duties(cast.budi.actor, TODAY)[0].days_over > 0


def test_a_date_of_somebody_who_no_longer_appraises_waits_for_nobody(plan, cast):
    plan.feedback_dates.create(leader=cast.dewi.employee, due_on=date(2026, 10, 1))

    assert titles(cast.dewi) == []


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        ("proposed", {"ani"}),
        ("prepared", {"dewi"}),
        ("held", {"ani", "dewi"}),
        ("recorded", {"ani", "dewi"}),
        ("evaluated", {"dewi"}),
        ("at_appraiser", {"budi"}),
        ("at_superior", {"citra"}),
        ("followed_up", set()),
    ],
)
def test_guidance_waits_for_whoever_has_the_next_step(plan, cast, state, waits):
    growth.guidance(plan, cast.dewi.employee, state)

    found = {name for name in ("ani", "budi", "citra", "dewi") if titles(getattr(cast, name))}
    assert found == waits


def test_guidance_without_a_superior_waits_for_personnel(cast):
    plan = growth.plan(cast.ani.assignment, cast.budi.assignment)
    own = growth.plan(cast.admin.assignment, cast.budi.assignment)
    growth.guidance(own, cast.budi.employee, "at_superior")
    assert titles(cast.admin) == []

    growth.guidance(plan, cast.budi.employee, "at_superior")

    waiting = {name for name in ("ani", "budi", "citra", "admin", "inspector") if titles(getattr(cast, name))}
    assert waiting == {"admin"}


def test_an_administrator_without_a_post_is_told_of_guidance_too(cast):
    growth.guidance(growth.plan(cast.ani.assignment, cast.budi.assignment), cast.budi.employee, "at_superior")
    account = AccountFactory(name="Pengelola")
    RoleGrant.objects.create(account=account, role="performance_admin", from_date=date(2026, 1, 1))

    assert titles(type(cast.admin)(account)) == ["Coaching Ani: langkah Anda berikutnya"]


def adjusting(plan, cast, state="evaluated"):
    """Signed coaching by Dewi that adjusts a target."""
    record = growth.guidance(plan, cast.dewi.employee, state)
    record.coaching_rows.update(adjusts=True)
    return record


def test_a_target_to_adjust_waits_for_employee_and_appraiser_until_a_new_version_is_begun(plan, cast):
    record = adjusting(plan, cast, "followed_up")
    assert {name for name in ("ani", "budi", "citra", "dewi") if titles(getattr(cast, name))} == {"ani", "budi"}
    assert queries.to_adjust(record) == plan

    plans.revise(plan, kind="coaching", reason="Coaching.", by=cast.ani.actor, at=NOW)

    assert (titles(cast.ani), queries.to_adjust(record)) == ([], None)


def test_a_target_to_adjust_waits_for_nobody_once_a_later_version_was_set(plan, cast):
    record = adjusting(plan, cast, "followed_up")
    type(plan).objects.filter(pk=plan.pk).update(set_at=NOW)

    assert (titles(cast.ani), titles(cast.budi), queries.to_adjust(record)) == ([], [], None)


def test_after_a_move_the_target_waits_for_the_employee_and_not_for_the_old_appraiser(plan, cast):
    record = adjusting(plan, cast, "followed_up")
    type(plan).objects.filter(pk=plan.pk).update(state="replaced")
    now = growth.plan(cast.ani.assignment, cast.citra.assignment)

    assert [bool(titles(who)) for who in (cast.ani, cast.budi)] == [True, False]
    assert queries.to_adjust(record) == now


@pytest.mark.parametrize("state", ["held", "followed_up"])
def test_no_target_is_adjusted_before_both_signed_or_without_a_yes(plan, cast, state):
    record = adjusting(plan, cast, state)
    if state == "followed_up":
        record.coaching_rows.update(adjusts=False)

    assert queries.to_adjust(record) is None


def test_two_guidances_are_one_duty(plan, cast):
    growth.guidance(plan, cast.budi.employee)
    growth.guidance(plan, cast.budi.employee)

    assert (titles(cast.ani), counts(cast.ani)) == (["2 bimbingan menunggu Anda"], [2])


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        ("noted", {"budi"}),
        ("communicated", {"budi"}),
        ("reported", {"admin"}),
        ("selected", {"admin"}),
        ("appointed", {"dewi"}),
        ("recorded", {"dewi"}),
        ("at_decision", {"citra"}),
    ],
)
def test_a_case_waits_without_a_name(plan, cast, state, waits):
    fields = {} if state in ("noted", "communicated", "reported", "selected") else {"counsellor": cast.dewi.employee}
    growth.case(plan, state, **fields)

    found = {name: titles(getattr(cast, name)) for name in ("ani", "budi", "citra", "dewi", "admin", "inspector")}
    assert {name for name, told in found.items() if told} == waits
    assert [title for told in found.values() for title in told if "Ani" in title] == []


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"counsellor": "dewi", "counsellor_kind": "official"}, {"citra"}),
        ({"counsellor": "dewi", "counsellor_kind": "independent"}, {"citra", "admin"}),
        ({"counsellor": "dewi", "counsellor_kind": "official", "superior": None}, {"admin"}),
        ({"counsellor": "citra", "counsellor_kind": "official"}, {"admin"}),
        ({"counsellor": "admin", "counsellor_kind": "independent"}, {"citra"}),
    ],
)
def test_a_decision_waits_for_somebody_who_may_decide(plan, cast, fields, waits):
    counsellor = getattr(cast, fields["counsellor"]).employee
    case = growth.case(plan, "at_decision", **{**fields, "counsellor": counsellor})

    people = {name: getattr(cast, name) for name in ("ani", "budi", "citra", "dewi", "admin", "inspector")}
    assert {name for name, who in people.items() if titles(who)} == waits
    may = {name for name, who in people.items() if why_not("growth.decide_counselling", who.actor, case) is None}
    assert waits <= may


# What the page of the rating reads


def test_support_is_guidance_that_was_held_and_never_counselling(plan, cast):
    growth.guidance(plan, cast.budi.employee, "held")
    growth.guidance(plan, cast.budi.employee, "prepared", held_on=date(2026, 10, 7))
    growth.case(plan, "communicated")

    found = queries.support_of(cast.ani.employee.pk, date(2026, 10, 1), date(2026, 12, 31))
    assert [(each.title, each.on, each.note) for each in found] == [
        ("Coaching", date(2026, 10, 7), "Antrean dibagi dua.")
    ]
    assert queries.support_of(cast.ani.employee.pk, date(2026, 1, 1), date(2026, 9, 30)) == []


@pytest.mark.parametrize(("value", "days"), [("7", 7), ("", 0)])
def test_the_days_to_answer_are_the_agencys(plan, value, days):
    setting("right_of_reply_days", value)

    assert queries.reply_days(TODAY) == days


def test_nothing_is_loaded_that_is_not_there():
    missing = (queries.plan(1), queries.entry(1), queries.case(1), queries.guidance(1), queries.feedback_record(1, 1))

    assert {*missing, queries.giving(1, TODAY), queries.feedback_date(1), queries.employee(1)} == {None}
    assert queries.growth_document("X") is None


# Printed forms


@pytest.mark.parametrize(
    ("approach", "form", "code"),
    [("qualitative", "staff", "B.1.3"), ("quantitative", "senior", "B.1.4"), ("quantitative", "staff", "B.1.5")],
)
def test_the_feedback_record_is_printed_on_the_form_of_the_agreement(plan, cast, approach, form, code):
    type(plan).objects.filter(pk=plan.pk).update(approach=approach, form=form)
    result = plan.results.get()
    Evidence.objects.create(
        documentation=documentation(result, quarter()), title="Rekap",
        url="https://x.invalid", recorded_at=NOW,
    )  # fmt: skip
    growth.feedback(plan, cast.budi.employee, value_code="", result=result, result_title=result.title, reply="Siap.")
    growth.feedback(plan, None, giver_label="Pengguna layanan")
    content = queries.feedback_content(queries.feedback_record(plan.pk, quarter().pk))

    assert content["form"] == code
    (row,) = content["main"]
    assert row["realisation"] == ["17 menit (Rekap)"]
    assert [(each["from"], each["reply"]) for each in row["feedback"]] == [("Pimpinan, 7 Oktober 2026", "Siap.")]
    (loyal,) = [each for each in content["behaviours"] if each["name"] == "Loyal"]
    assert [each["from"] for each in loyal["feedback"]] == ["Pengguna layanan, 7 Oktober 2026"]


def test_a_record_is_printed_for_a_period_of_the_own_year_only(plan):
    assert queries.feedback_record(plan.pk, quarter(1, 2025).pk) is None


def test_unsigned_guidance_is_printed_without_code_and_day(plan, cast):
    content = queries.guidance_content(queries.guidance(growth.guidance(plan, cast.budi.employee).pk))

    assert (content["form"], content["code"], content["signed_on"], content["employee_signed"]) == ("B.1.6", "", "", "")
    assert content["rows"][0]["adjusts"] == ""


def test_signed_guidance_is_printed_with_what_was_agreed(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "recorded")
    record.coaching_rows.update(adjusts=True)
    content = queries.guidance_content(queries.guidance(record.pk))

    assert (content["rows"][0]["adjusts"], content["employee_signed"]) == ("YA", "7 Oktober 2026")


def test_mentoring_is_printed_with_its_journal(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "recorded", "mentoring")
    for due in (None, date(2026, 10, 20)):
        record.sessions.create(held_on=date(2026, 10, 7), place="Loket", subject="x", action="y", due_on=due)
    content = queries.guidance_content(queries.guidance(record.pk))

    assert content["form"] == "B.1.7"
    assert [each["due"] for each in content["sessions"]] == ["", "20 Oktober 2026"]


def test_view_competence_and_report_are_printed_and_verified(plan, cast):
    record = growth.guidance(plan, cast.budi.employee, "evaluated")
    view, competence, case = growth.view(record), growth.competence(record), growth.case(plan, "reported")
    case.proofs.add(growth.feedback(plan, cast.budi.employee, is_positive=False))
    found = queries.guidance(record.pk)

    groups = queries.view_content(found)["groups"]
    assert [len(group["rows"]) for group in groups] == [3, 3, 3]
    assert groups[-1]["rows"][-1]["answer"] == "Tidak"
    printed = queries.competence_content(found)["groups"]
    assert [group["name"] for group in printed] == ["Manajerial", "Sosio Kultural", "Teknis"]
    assert printed[0]["rows"][0] == {"name": "Integritas", "value": "4", "reason": "Jujur soal kendala."}
    assert printed[2]["rows"] == [{"name": "Samsat digital", "value": "3", "reason": "Cukup."}]
    report = queries.case_content(queries.case(case.pk))
    assert (report["value"], report["expectation"], report["similar"]) == ("Harmonis", "Tidak", "TIDAK")
    assert report["proofs"] == ["7 Oktober 2026: Menjelaskan dengan sabar."]
    for code, form in (
        (view.document_code, "B.1.8"),
        (competence.document_code, "B.1.9"),
        (case.document_code, "B.1.10"),
    ):
        told = verify(code)
        assert (told.form, told.period, told.office) == (form, "2026", "Unit samsat")


def test_a_rated_employee_is_known_to_the_room_of_feedback(cast):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    opened = evaluation(cast.ani.assignment, cast.budi.assignment, "open", quarter(2))

    assert is_rated(cast.ani.employee.pk, rated.period_id) is True
    assert is_rated(cast.ani.employee.pk, opened.period_id) is False


@pytest.mark.parametrize(("state", "is_closed"), [("rated", False), ("signed", True), ("final", True)])
def test_a_signed_evaluation_closes_its_period_for_feedback(cast, state, is_closed):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, state)
    told = queries.closed_because(cast.ani.employee.pk, rated.period)

    assert ("sudah ditandatangani" in (told or ""), rated.period in queries.open_periods(rated.agreement, TODAY)) == (
        is_closed,
        not is_closed,
    )
    assert queries.closed_because(cast.budi.employee.pk, rated.period) is None
