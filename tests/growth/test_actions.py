"""Asking for, writing, recording, answering, withdrawing and using feedback."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories import growth
from factories.cycles import quarter, yearly
from factories.people import AccountFactory, post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.models import Clock
from sambayan.growth import actions, queries
from sambayan.growth.models import ContinuousFeedback, FeedbackSchedule
from sambayan.growth.rules import feedback as feedback_rules
from sambayan.notices.models import Notice
from sambayan.people.models import RoleGrant, Team, TeamMember
from sambayan.planning.rules import locks
from sambayan.policies.models import SettingValue

pytestmark = pytest.mark.django_db


def words(**changed):
    given = {
        "target": "vloyal", "mark": "improve", "text": "Saya melihat berkas menumpuk.", "evidence": "Rekap 6 Oktober",
        "kind": "incidental", "mode": "direct",
    }  # fmt: skip
    return given | changed


def events(name):
    return list(Event.objects.filter(name=name))


def setting(name, value):
    SettingValue.objects.create(
        name=name, value=value, valid_from=date(2026, 1, 1), reason="x", source="x", mark="D", set_at=NOW, set_by="x"
    )


def written(facts, member, **changed):
    return actions.write(facts, words(**changed), by=member.actor, at=NOW)


def recorded(facts, member, **changed):
    return actions.record(written(facts, member, **changed), by=member.actor, at=NOW)


# Asking


def test_an_employee_asks_a_colleague(facts, cast, eni):
    entry = actions.request(facts, eni.employee, {"question": "Bagaimana?", "target": ""}, by=cast.ani.actor, at=NOW)

    assert (entry.state, entry.giver_kind, entry.period.number) == ("requested", "peer", 4)
    assert Notice.objects.get(event="growth.request").recipient == eni.employee
    assert len(events("growth.request")) == 1


def test_nobody_asks_himself(facts, cast):
    with pytest.raises(Denied, match="orang lain"):
        actions.request(facts, cast.ani.employee, {"question": "?", "target": ""}, by=cast.ani.actor, at=NOW)


def test_only_the_owner_asks(facts, cast, eni):
    with pytest.raises(Denied, match="pegawai yang bersangkutan"):
        actions.request(facts, eni.employee, {"question": "?", "target": ""}, by=cast.budi.actor, at=NOW)


def test_another_unit_is_not_asked_where_the_agency_closed_it(plan, cast):
    setting("feedback_related_party_enabled", "false")
    facts = queries.giving(plan.pk, TODAY)

    with pytest.raises(Denied, match="tidak dibuka"):
        actions.request(facts, cast.dewi.employee, {"question": "?", "target": ""}, by=cast.ani.actor, at=NOW)


def test_another_unit_is_asked_about_a_result(facts, cast):
    target = f"r{facts.agreement.results.get().pk}"
    entry = actions.request(facts, cast.dewi.employee, {"question": "?", "target": target}, by=cast.ani.actor, at=NOW)

    assert (entry.giver_kind, entry.result_title) == ("related_party", "Hasil kerja 1")


def test_nothing_is_asked_between_periods(facts, cast, eni):
    after = NOW + timedelta(days=200)
    with pytest.raises(Denied, match="Tidak ada periode"):
        actions.request(facts, eni.employee, {"question": "?", "target": ""}, by=cast.ani.actor, at=after)


def test_a_request_is_answered_by_writing(facts, cast, eni):
    entry = actions.request(facts, eni.employee, {"question": "?", "target": ""}, by=cast.ani.actor, at=NOW)
    actions.rewrite(entry, words(), by=eni.actor, at=NOW)
    actions.record(entry, by=eni.actor, at=NOW)

    assert (entry.state, entry.question, entry.value_code) == ("recorded", "?", "loyal")
    assert len(events("growth.write")) == 1


# Writing


@pytest.mark.parametrize(("who", "kind"), [("budi", "leader"), ("citra", "leader"), ("dewi", "related_party")])
def test_everybody_writes_in_the_own_capacity(facts, cast, who, kind):
    entry = written(facts, getattr(cast, who))

    assert (entry.state, entry.giver_kind, entry.giver) == ("draft", kind, getattr(cast, who).employee)


def test_a_subordinate_writes_about_the_head(cast, eni):
    plan = growth.plan(cast.budi.assignment, cast.citra.assignment)

    assert written(queries.giving(plan.pk, TODAY), eni).giver_kind == "subordinate"


def test_the_lead_of_a_team_is_a_leader_and_its_members_are_peers(plan, cast):
    team = Team.objects.create(unit=cast.unit, name="Tim", from_date=date(2026, 1, 1))
    member = post("Mira", "lpg/dinkes/").employee
    for person, lead in ((cast.ani.employee, False), (cast.dewi.employee, True), (member, False)):
        TeamMember.objects.create(team=team, employee=person, is_lead=lead, from_date=date(2026, 1, 1))
    facts = queries.giving(plan.pk, TODAY)

    assert written(facts, cast.dewi).giver_kind == "leader"
    assert queries.capacity(facts, member, TODAY) == "peer"


def test_nobody_writes_about_himself(facts, cast):
    with pytest.raises(Denied, match="dari orang lain"):
        written(facts, cast.ani)


def test_a_related_party_does_not_write_where_the_agency_closed_it(plan, cast):
    setting("feedback_related_party_enabled", "false")

    with pytest.raises(Denied, match="tidak dibuka"):
        written(queries.giving(plan.pk, TODAY), cast.dewi)


def test_nothing_is_written_before_the_agreement_is_in_force(plan, cast):
    type(plan).objects.filter(pk=plan.pk).update(state="draft")

    with pytest.raises(Denied, match="belum berlaku"):
        written(queries.giving(plan.pk, TODAY), cast.budi)


def test_a_moderator_records_what_a_service_user_said_without_a_name(facts, cast):
    entry = recorded(facts, cast.admin, user_kind="service_user", user_name="Siti")

    assert (entry.giver, entry.giver_kind, entry.giver_label) == (None, "related_party", "Pengguna layanan")
    assert entry.state == "recorded"


def test_a_name_is_written_only_where_the_setting_shows_names(plan, cast):
    setting("feedback_giver_name_visible", "true")

    entry = written(queries.giving(plan.pk, TODAY), cast.admin, user_kind="service_user", user_name="Siti")

    assert entry.giver_label == "Pengguna layanan (Siti)"


def test_only_an_administrator_speaks_for_service_users(facts, cast):
    with pytest.raises(Denied, match="dicatat pengelola kinerja"):
        written(facts, cast.budi, user_kind="service_user")


def test_an_administrator_without_a_post_says_from_whom_it_is(facts, cast):
    account = AccountFactory(name="Pengelola")
    RoleGrant.objects.create(account=account, role="performance_admin", from_date=date(2026, 1, 1))
    member = type(cast.admin)(account)

    with pytest.raises(Denied, match="dari siapa"):
        written(facts, member)
    assert written(facts, member, user_kind="partner").giver_label == "Mitra kerja"


def test_an_account_without_post_and_role_writes_nothing(facts, cast):
    with pytest.raises(Denied, match="dicatat pengelola kinerja"):
        written(facts, cast.partner)


# Recording


def test_a_recorded_entry_reaches_employee_and_appraiser_and_starts_the_clock(facts, cast, eni):
    entry = recorded(facts, eni)

    told = Notice.objects.filter(event="growth.record").order_by("recipient__name")
    assert [each.recipient.name for each in told] == ["Ani", "Budi"]
    clock = Clock.objects.get(kind="feedback_reply", about_kind="feedback", about_pk=entry.pk)
    assert (clock.holder, clock.started_on, clock.length) == (cast.ani.employee, TODAY, 10)
    assert len(events("growth.record")) == 1


def test_the_appraiser_is_not_told_of_his_own_entry(facts, cast):
    recorded(facts, cast.budi)

    assert Notice.objects.get(event="growth.record").recipient == cast.ani.employee


@pytest.mark.parametrize("missing", ["text", "evidence"])
def test_nothing_is_recorded_without_words_and_grounds(facts, cast, missing):
    entry = written(facts, cast.budi, **{missing: ""})

    with pytest.raises(Denied, match="bukti atau alasan"):
        actions.record(entry, by=cast.budi.actor, at=NOW)


def test_nothing_is_recorded_about_nothing(facts, cast):
    entry = growth.feedback(facts.agreement, cast.budi.employee, "draft", value_code="")

    with pytest.raises(Denied, match="pilih hasil kerja atau nilai"):
        actions.record(entry, by=cast.budi.actor, at=NOW)


def test_a_draft_is_not_recorded_for_a_period_whose_window_is_over(facts, cast):
    entry = written(facts, cast.budi)

    with pytest.raises(Denied, match="sudah berakhir"):
        actions.record(entry, by=cast.budi.actor, at=NOW + timedelta(days=200))


def test_nobody_records_or_changes_another_ones_entry(facts, cast, eni):
    entry = written(facts, eni)

    for act in (
        lambda: actions.record(entry, by=cast.budi.actor, at=NOW),
        lambda: actions.rewrite(entry, words(), by=cast.budi.actor, at=NOW),
    ):
        with pytest.raises(Denied, match="tulisan orang lain"):
            act()


def test_a_recorded_entry_is_not_changed_any_more(facts, cast):
    entry = recorded(facts, cast.budi)

    with pytest.raises(Denied, match="keadaannya sekarang"):
        actions.rewrite(entry, words(), by=cast.budi.actor, at=NOW)


@pytest.fixture
def signed(monkeypatch):
    """Lets the evaluation of a period be signed."""

    def sign(period):
        lock = lambda employee_id, key: "Evaluasinya sudah ditandatangani." if key == period.pk else None  # noqa: E731
        monkeypatch.setattr(locks, "LOCKS", [lock])

    return sign


@pytest.mark.parametrize("make", [quarter, yearly])
def test_no_feedback_comes_after_the_evaluation_of_the_period_or_the_year_was_signed(facts, cast, eni, signed, make):
    draft = written(facts, cast.budi)
    asked = growth.feedback(facts.agreement, eni.employee, "requested", period=quarter(4))
    signed(make(4) if make is quarter else make())

    for act in (
        lambda: actions.record(draft, by=cast.budi.actor, at=NOW),
        lambda: actions.rewrite(draft, words(period=quarter(4).pk), by=cast.budi.actor, at=NOW),
        lambda: actions.rewrite(asked, words(period=quarter(4).pk), by=eni.actor, at=NOW),
        lambda: written(facts, cast.citra, period=quarter(4).pk),
    ):
        with pytest.raises(Denied, match=r"sudah ditandatangani\. Pilih periode yang belum dinilai"):
            act()
    assert set(ContinuousFeedback.objects.values_list("state", flat=True)) == {"draft", "requested"}


def test_feedback_goes_to_the_period_that_is_not_signed_yet(facts, cast, signed):
    signed(quarter(4))

    assert [each.number for each in queries.open_periods(facts.agreement, TODAY)] == [3]
    assert recorded(facts, cast.budi).period.number == 3


def test_feedback_asked_for_before_a_move_reaches_who_appraises_now(facts, cast, eni):
    asked = growth.feedback(facts.agreement, eni.employee, "requested", period=quarter(4))
    type(facts.agreement).objects.filter(pk=facts.agreement.pk).update(state="replaced")
    growth.plan(cast.ani.assignment, cast.citra.assignment, cast.admin.assignment)

    entry = actions.rewrite(queries.entry(asked.pk), words(), by=eni.actor, at=NOW)
    entry = actions.record(entry, by=eni.actor, at=NOW)

    kept = ContinuousFeedback.objects.get(pk=entry.pk)
    assert (kept.appraiser, kept.superior) == (cast.citra.employee, cast.admin.employee)
    told = Notice.objects.filter(event="growth.record").order_by("recipient__name")
    assert [each.recipient.name for each in told] == ["Ani", "Citra"]


def test_without_an_agreement_in_force_feedback_reaches_who_appraised(facts, cast, eni):
    entry = written(facts, eni)
    type(facts.agreement).objects.filter(pk=facts.agreement.pk).update(state="replaced")

    assert actions.record(entry, by=eni.actor, at=NOW).appraiser == cast.budi.employee


# Answering, withdrawing, using


def test_the_employee_answers_once_and_the_clock_stops(facts, cast, eni):
    entry = recorded(facts, eni)
    actions.reply(entry, "Mulai Senin saya bagi dua antrean.", by=cast.ani.actor, at=NOW)

    assert entry.reply == "Mulai Senin saya bagi dua antrean."
    assert Clock.objects.get().state == "met"
    assert {each.recipient.name for each in Notice.objects.filter(event="growth.reply")} == {"Eni", "Budi"}
    with pytest.raises(Denied, match="sudah menanggapi"):
        actions.reply(entry, "Lagi", by=cast.ani.actor, at=NOW)


def test_an_answer_to_a_service_user_reaches_the_appraiser(facts, cast):
    entry = recorded(facts, cast.admin, user_kind="service_user")
    actions.reply(entry, "Terima kasih.", by=cast.ani.actor, at=NOW)

    assert Notice.objects.get(event="growth.reply").recipient == cast.budi.employee


def test_nobody_else_answers(facts, cast):
    with pytest.raises(Denied, match="pegawai yang bersangkutan"):
        actions.reply(recorded(facts, cast.budi), "x", by=cast.budi.actor, at=NOW)


def test_the_giver_withdraws_with_a_reason_and_the_entry_is_kept(facts, cast, eni):
    entry = recorded(facts, eni)
    actions.withdraw(entry, reason="Salah orang.", by=eni.actor, at=NOW)

    assert (entry.state, entry.withdrawn_reason, entry.text) == ("withdrawn", "Salah orang.", words()["text"])
    assert Clock.objects.get().state == "void"
    assert list(queries.feedback_on(cast.ani.employee.pk, entry.period)) == []
    assert events("growth.withdraw")[0].reason == "Salah orang."


def test_nothing_is_withdrawn_after_the_rating(facts, cast, eni, monkeypatch):
    entry = recorded(facts, eni)
    monkeypatch.setattr(feedback_rules, "RATED", [lambda employee_id, period_id: True])

    with pytest.raises(Denied, match="sudah dinilai"):
        actions.withdraw(entry, reason="x", by=eni.actor, at=NOW)


def test_the_appraiser_cannot_withdraw_for_the_giver(facts, cast, eni):
    with pytest.raises(Denied, match="Hanya pemberi"):
        actions.withdraw(recorded(facts, eni), reason="x", by=cast.budi.actor, at=NOW)


def test_signing_uses_all_recorded_entries_of_the_period_and_locks_them(facts, cast, eni):
    first, second = recorded(facts, cast.budi), recorded(facts, eni)
    draft = written(facts, cast.budi)

    assert actions.use(cast.ani.employee.pk, first.period, at=NOW) == 2

    states = dict(ContinuousFeedback.objects.values_list("pk", "state"))
    assert states == {first.pk: "used", second.pk: "used", draft.pk: "draft"}
    assert len(events("growth.use")) == 2
    assert actions.use(cast.ani.employee.pk, first.period, at=NOW) == 0
    first.refresh_from_db()
    with pytest.raises(Denied, match="keadaannya sekarang"):
        actions.withdraw(first, reason="x", by=cast.budi.actor, at=NOW)


# Agreed dates


def test_scheduled_feedback_of_the_leader_meets_the_earliest_date(facts, plan, cast):
    later = actions.plan_feedback(plan, date(2026, 11, 20), by=cast.ani.actor, at=NOW)
    first = actions.plan_feedback(plan, date(2026, 10, 20), by=cast.budi.actor, at=NOW)
    recorded(facts, cast.budi)
    recorded(facts, cast.citra, kind="scheduled")
    entry = recorded(facts, cast.budi, kind="scheduled")

    met = dict(FeedbackSchedule.objects.values_list("pk", "entry"))
    assert met == {first.pk: entry.pk, later.pk: None}


def test_scheduled_feedback_without_a_date_is_just_recorded(facts, cast):
    assert recorded(facts, cast.budi, kind="scheduled").state == "recorded"


def test_a_date_met_by_a_withdrawn_entry_is_open_again(facts, plan, cast):
    row = actions.plan_feedback(plan, date(2026, 10, 20), by=cast.budi.actor, at=NOW)
    entry = recorded(facts, cast.budi, kind="scheduled")
    actions.withdraw(entry, reason="x", by=cast.budi.actor, at=NOW)

    row.refresh_from_db()
    assert row.entry is None


def test_the_same_date_twice_is_one_date(plan, cast):
    for _again in range(2):
        actions.plan_feedback(plan, date(2026, 10, 20), by=cast.budi.actor, at=NOW)

    assert FeedbackSchedule.objects.count() == 1
    assert len(events("growth.plan_feedback")) == 1


def test_no_date_is_agreed_in_the_past(plan, cast):
    with pytest.raises(Denied, match="sudah lewat"):
        actions.plan_feedback(plan, date(2026, 10, 7), by=cast.budi.actor, at=NOW)


def test_a_date_that_has_passed_is_not_dropped(facts, plan, cast):
    row = actions.plan_feedback(plan, TODAY, by=cast.budi.actor, at=NOW)

    for member in (cast.budi, cast.ani):
        with pytest.raises(Denied, match="Tanggal 8 Oktober 2026 sudah lewat, jadi tetap tercatat"):
            actions.drop_date(row, by=member.actor, at=NOW + timedelta(days=1))
    assert list(FeedbackSchedule.objects.all()) == [row]

    actions.drop_date(row, by=cast.budi.actor, at=NOW)
    assert FeedbackSchedule.objects.count() == 0


def test_an_open_date_is_dropped_and_a_met_one_stays(facts, plan, cast):
    row = actions.plan_feedback(plan, date(2026, 10, 20), by=cast.budi.actor, at=NOW)
    actions.drop_date(row, by=cast.ani.actor, at=NOW)
    assert FeedbackSchedule.objects.count() == 0

    met = actions.plan_feedback(plan, date(2026, 10, 20), by=cast.budi.actor, at=NOW)
    recorded(facts, cast.budi, kind="scheduled")
    met.refresh_from_db()
    with pytest.raises(Denied, match="sudah dipenuhi"):
        actions.drop_date(met, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied):
        actions.drop_date(met, by=cast.dewi.actor, at=NOW)
