"""Opening the evaluations of a period for everybody, and letting unsigned ones follow a move. Source: Lampiran IV.A."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW, TODAY
from factories import cycles, planning
from factories.evaluation import evaluation
from factories.people import post, unit
from sambayan.audit.models import Event, Head
from sambayan.common.guard import Denied, why_not
from sambayan.cycles.actions import openings
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Clock, LeftOut, Opening
from sambayan.cycles.queries import period
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.actions import opening as actions
from sambayan.evaluation.actions import passing
from sambayan.evaluation.models import PerformanceEvaluation, RatingDraft
from sambayan.evaluation.queries import opening as queries
from sambayan.notices.models import Notice
from sambayan.people.models import Absence, Assignment, Position
from sambayan.people.queries.everybody import Everybody

IN_WINDOW = datetime(2026, 9, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def third():
    return period(cycles.quarter().pk)


def opened(by, at=NOW, chosen=None):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: at)
        made = actions.open_(chosen or third(), by=by, at=at)
    made.refresh_from_db()
    return made


def end(assignment, on):
    Assignment.objects.filter(pk=assignment.pk).update(to_date=on)


def changes(day=TODAY):
    return list(queries.changes(third(), day))


@pytest.fixture
def plan(cast):
    return planning.agreement(cast.ani.assignment, cast.budi.assignment, "in_force")


def test_open_makes_one_evaluation_for_every_agreement_in_force(cast, plan):
    planning.agreement(cast.budi.assignment, cast.citra.assignment, "draft")

    made = opened(cast.admin.actor)

    row = PerformanceEvaluation.objects.get()
    assert (row.employee, row.appraiser, row.superior) == (cast.ani.employee, cast.budi.employee, cast.citra.employee)
    assert (row.state, row.agreement, row.unit, row.appraiser_unit) == ("open", plan, cast.unit, cast.unit)
    assert (row.is_final, row.final_reason, made.made, made.state) == (False, "", 1, "finished")


def test_the_appraiser_is_who_appraises_today_whatever_the_agreement_says(cast):
    loose = post("Eko", "lpg/bapenda/samsat/")
    planning.agreement(cast.ani.assignment, loose, "in_force")

    opened(cast.admin.actor)

    assert PerformanceEvaluation.objects.get().appraiser == cast.budi.employee


def test_open_twice_opens_nothing_more(cast, plan):
    opened(cast.admin.actor)

    assert opened(cast.admin.actor).made == 0


def test_the_unit_that_counts_is_the_one_the_appraiser_leads(cast):
    planning.agreement(cast.budi.assignment, cast.citra.assignment, "in_force")

    opened(cast.admin.actor)

    assert PerformanceEvaluation.objects.get().appraiser_unit == cast.office


def test_everybody_left_out_is_listed_with_the_reason(cast, plan):
    gone = post("Gita", "lpg/bapenda/samsat/")
    planning.agreement(gone, cast.budi.assignment, "in_force")
    end(gone, date(2026, 9, 30))
    planning.agreement(cast.citra.assignment, cast.budi.assignment, "in_force")
    planning.agreement(cast.dewi.assignment, cast.citra.assignment, "in_force")
    Absence.objects.create(employee=cast.dewi.employee, kind="suspended", from_date=date(2026, 9, 1))

    opened(cast.admin.actor)

    told = dict(LeftOut.objects.values_list("employee__name", "reason"))
    assert told == {
        "Budi": "no_agreement", "Citra": "no_appraiser", "Dewi": "exempt", "Gita": "no_post", "Tri": "no_agreement",
    }  # fmt: skip


def test_what_the_regional_head_rates_is_final_from_the_start(cast):
    # IV.A.12 p90
    governor = post("Gubernur", "lpg/", head=True)
    Position.objects.filter(pk=governor.position_id).update(position_type="regional_head")
    Position.objects.filter(pk=cast.citra.assignment.position_id).update(position_type="senior_leadership")
    planning.agreement(cast.citra.assignment, governor, "in_force")

    opened(cast.admin.actor)

    row = PerformanceEvaluation.objects.get()
    assert (row.appraiser, row.superior, row.is_final) == (governor.employee, None, True)
    assert row.final_reason == "Dinilai kepala daerah (Lampiran IV.A.12 hlm. 90)."


def test_the_head_who_left_inside_the_window_still_rates(cast, plan):
    # IV.A.14 p91
    end(cast.budi.assignment, date(2026, 9, 20))
    new = post("Gita", "lpg/dinsos/")
    Assignment.objects.filter(pk=new.pk).update(
        position=cast.budi.assignment.position, from_date=date(2026, 9, 21)
    )  # fmt: skip

    opened(cast.admin.actor)

    assert PerformanceEvaluation.objects.get().appraiser == cast.budi.employee


def test_each_evaluation_has_one_record_and_a_clock_until_the_window_closes(cast, plan):
    opened(cast.admin.actor)

    row = PerformanceEvaluation.objects.get()
    events = list(Event.objects.filter(name="evaluation.open").order_by("pk").values_list("subject_kind", "actor_name"))
    assert events == [("cycles.EvaluationPeriod", "Tri"), ("evaluation.PerformanceEvaluation", "Sambayan")]
    clock = Clock.objects.get(kind="rating")
    assert (clock.about_kind, clock.about_pk, clock.holder, clock.due_on, clock.started_on) == (
        "evaluation", row.pk, cast.budi.employee, date(2026, 10, 21), TODAY,
    )  # fmt: skip


def test_open_is_refused_to_everybody_else(cast):
    with pytest.raises(Denied, match="pengelola kinerja"):
        opened(cast.budi.actor)


def test_evaluations_are_opened_when_the_window_begins_and_not_before(cast):
    # workflow 8.3; Lampiran IV.A.8 p90
    with pytest.raises(Denied, match="Jangka waktu penilaian Triwulan IV 2026 mulai 17 Desember 2026"):
        opened(cast.admin.actor, chosen=period(cycles.quarter(4).pk))


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_a_period_that_is_not_open_cannot_be_opened_for_rating(cast, state):
    chosen = third()
    type(chosen).objects.update(state=state)

    with pytest.raises(Denied, match="tidak sedang dibuka"):
        opened(cast.admin.actor, chosen=third())


@pytest.mark.parametrize("more", [1, 20])
def test_a_batch_costs_the_same_statements_however_many_people(cast, more, django_assert_num_queries):
    for number in range(more):
        planning.agreement(post(f"Pegawai {number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force")
    asked = Opening.objects.create(
        kind="evaluations", cycle=cycles.cycle(), period=cycles.quarter(), day=TODAY, asked_at=NOW, asked_by="Tri"
    )
    everybody = Everybody(TODAY, openings.queries.window_of(asked.period))

    Head.objects.get_or_create(pk=1)  # a test that empties the tables takes it away
    with django_assert_num_queries(20):
        assert openings.step(asked.pk, everybody, actions.write_evaluations, actions.nobody_met, at=NOW)


def test_a_batch_of_nobody_to_open_writes_nothing(cast):
    assert opened(cast.admin.actor).made == 0
    assert not Clock.objects.exists()


def test_the_system_opens_what_is_missing_while_the_window_is_open(cast, plan, monkeypatch):
    from sambayan.evaluation.tasks import opening as tasks

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    third()
    tasks.open_due.func()
    tasks.open_due.func()

    assert (PerformanceEvaluation.objects.count(), Opening.objects.get().asked_by) == (1, "Sambayan")
    late = planning.agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    tasks.open_due.func()
    assert PerformanceEvaluation.objects.filter(agreement=late).count() == 1


def test_the_system_waits_for_the_window_and_for_an_opening_that_runs(cast, plan):
    chosen = third()
    assert queries.due_to_open(date(2026, 9, 15)) == []
    assert queries.due_to_open(date(2026, 10, 22)) == []
    assert queries.due_to_open(TODAY) == [chosen]

    Opening.objects.create(
        kind="evaluations", cycle=cycles.cycle(), period=third(), day=TODAY, asked_at=NOW, asked_by="Tri"
    )
    assert queries.due_to_open(TODAY) == []


def test_an_evaluation_stays_while_everybody_does(cast, plan):
    opened(cast.admin.actor)

    assert changes() == []


def moved_to_the_office(cast):
    """Ani moves to Citra's office."""
    end(cast.ani.assignment, date(2026, 9, 30))
    position = Position.objects.create(unit=unit("lpg/bapenda/"), title="Analis", position_type="executing_staff")
    Assignment.objects.create(employee=cast.ani.employee, position=position, from_date=date(2026, 10, 1))


def test_who_moves_is_rated_by_the_new_appraiser_for_the_new_unit(cast, plan):
    # IV.A.13 p91
    opened(cast.admin.actor, at=IN_WINDOW)
    row = PerformanceEvaluation.objects.get()
    PerformanceEvaluation.objects.update(
        state="rated", result_rating="meets", behaviour_rating="meets", predicate="good", rated_at=NOW
    )
    RatingDraft.objects.create(evaluation=row, saved_at=NOW, saved_by="Budi")
    moved_to_the_office(cast)
    (change,) = changes()

    actions.follow(change, by=cast.admin.actor, at=NOW)

    row.refresh_from_db()
    assert (row.appraiser, row.unit, row.appraiser_unit, row.superior) == (
        cast.citra.employee, cast.office, cast.office, None,
    )  # fmt: skip
    assert (row.state, row.result_rating, row.predicate, row.rated_at) == ("open", "", "", None)
    assert not RatingDraft.objects.exists()
    event = Event.objects.get(name="evaluation.follow")
    assert (event.before, event.after) == (
        {
            "state": "rated", "appraiser": "Budi", "unit": "Unit samsat", "result_rating": "meets",
            "behaviour_rating": "meets", "predicate": "good",
        },
        {"state": "open", "appraiser": "Citra", "unit": "Unit bapenda"},
    )  # fmt: skip
    assert sorted(Notice.objects.values_list("recipient__name", flat=True)) == ["Ani", "Budi", "Citra"]
    clock = Clock.objects.get(kind="rating")
    assert (clock.holder, clock.unit) == (cast.citra.employee, cast.office)
    assert changes() == []


def test_a_new_superior_leaves_the_rating_as_it_is(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    (change,) = changes()

    actions.follow(change, by=None, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.result_rating, row.superior) == ("rated", "meets", cast.citra.employee)
    assert not Notice.objects.exists()


def test_the_agreement_in_force_is_the_one_that_is_evaluated(cast, plan):
    opened(cast.admin.actor)
    type(plan).objects.filter(pk=plan.pk).update(state="replaced")
    newer = planning.agreement(cast.ani.assignment, cast.budi.assignment, "in_force")

    (change,) = changes()
    actions.follow(change, by=None, at=NOW)

    assert PerformanceEvaluation.objects.get().agreement == newer


def test_signed_evaluations_and_the_exempt_follow_nobody(cast, plan):
    signed = evaluation(cast.ani.assignment, cast.citra.assignment, "signed")
    assert changes() == []

    type(signed).objects.filter(pk=signed.pk).update(state="open")
    Absence.objects.create(employee=cast.ani.employee, kind="unpaid_leave", from_date=date(2026, 9, 1))
    assert changes() == []


def test_a_change_that_somebody_has_just_made_is_refused(cast):
    evaluation(cast.ani.assignment, cast.citra.assignment)
    (first,), (second,) = changes(), changes()
    actions.follow(first, by=None, at=NOW)

    with pytest.raises(Denied, match="baru saja diubah"):
        actions.follow(second, by=None, at=NOW)
    assert Event.objects.filter(name="evaluation.follow").count() == 1


def test_follow_is_for_the_administrator_and_not_after_signing(cast):
    row = evaluation(cast.ani.assignment, cast.citra.assignment)
    (change,) = changes()
    with pytest.raises(Denied, match="hanya pengelola kinerja"):
        actions.follow(change, by=cast.budi.actor, at=NOW)

    row.state = "signed"
    assert "Siap dinilai" in str(why_not("evaluation.follow", cast.admin.actor, row))


def test_the_night_lets_all_follow_and_passes_over_what_somebody_moves(cast, monkeypatch):
    from sambayan.evaluation.tasks import opening as tasks

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    row = evaluation(cast.ani.assignment, cast.citra.assignment)
    stale = changes()

    tasks.follow_moves.func()

    row.refresh_from_db()
    assert (row.appraiser, queries.unsigned_periods(TODAY)) == (cast.budi.employee, [third()])
    monkeypatch.setattr(queries, "changes", lambda period, day: stale)
    assert actions.follow_moves(at=NOW) == 0


def test_terms_that_run_follow_a_moved_window(cast, plan):
    from sambayan.cycles.actions import years

    opened(cast.admin.actor)
    until = date(2026, 10, 31)

    years.set_window(
        third(), window_from=date(2026, 9, 16), window_to=until, reason="Keputusan", by=cast.admin.actor, at=NOW
    )

    assert Clock.objects.get(kind="rating").due_on == until
    Clock.objects.update(state="lapsed")
    assert actions.follow_window(third().pk) == 0


def test_the_figures_of_the_year_count_what_is_signed(cast):
    evaluation(cast.ani.assignment, cast.budi.assignment, "signed")
    evaluation(cast.budi.assignment, cast.citra.assignment)

    figure = queries.signed_of_opened(cycles.cycle().pk)[third().pk]

    assert (figure.done, figure.total) == (1, 2)


def test_the_window_decides_not_the_day_of_asking(cast):
    assert openings.queries.window_of(None) is None
    window = openings.queries.window_of(third())
    assert (window.from_date, window.to_date, window.is_yearly) == (date(2026, 9, 16), date(2026, 10, 21), False)


@pytest.fixture
def passed(cast):
    """Ani's evaluation, which Budi let pass, with Citra since the end of its window."""
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "with_superior", superior=cast.citra.assignment)
    PerformanceEvaluation.objects.filter(pk=row.pk).update(passed_at=IN_WINDOW)
    start_clock(Start(ClockKind.SUPERIOR_SIGNATURE, "evaluation", row.pk, row.superior_id, row.unit_id, TODAY, TODAY))
    return row


def successor(cast):
    end(cast.citra.assignment, date(2026, 9, 30))
    new = post("Gita", "lpg/dinsos/")
    Assignment.objects.filter(pk=new.pk).update(position=cast.citra.assignment.position)
    return new.employee


def test_an_evaluation_with_a_superior_goes_to_the_successor(cast, passed):
    gita = successor(cast)

    assert (passing.follow_superiors(at=NOW), passing.follow_superiors(at=NOW)) == (1, 0)

    passed.refresh_from_db()
    assert (passed.state, passed.superior, Clock.objects.get().holder) == ("with_superior", gita, gita)
    event = Event.objects.get(name="evaluation.follow_superior")
    assert (event.actor_name, event.before, event.after) == (
        "Sambayan", {"appraisers_superior": "Citra"}, {"appraisers_superior": "Gita"},
    )  # fmt: skip
    assert set(Notice.objects.values_list("recipient__name", flat=True)) == {"Gita", "Budi"}


def test_a_superior_who_has_another_post_since_gives_it_to_the_successor(cast, passed):
    successor(cast)
    elsewhere = post("x", "lpg/dinsos/").position
    Assignment.objects.create(employee=cast.citra.employee, position=elsewhere, from_date=date(2026, 10, 1))

    assert passing.follow_superiors(at=NOW) == 1


def test_an_evaluation_stays_with_a_superior_who_stays_also_further_up(cast, passed):
    post("Gubernur", "lpg/", head=True)
    far_above = Assignment.objects.get(employee__name="Gubernur").employee
    PerformanceEvaluation.objects.filter(pk=passed.pk).update(superior=far_above)

    assert passing.follow_superiors(at=NOW) == 0


def test_without_a_successor_it_waits(cast, passed):
    end(cast.citra.assignment, date(2026, 9, 30))

    assert passing.follow_superiors(at=NOW) == 0


@pytest.mark.parametrize("meanwhile", [{"state": "signed"}, {"superior": None}])
def test_what_was_signed_or_passed_on_meanwhile_stays(cast, passed, meanwhile):
    gita = successor(cast)
    ((stale, _superior),) = queries.left_by_superior(TODAY)
    PerformanceEvaluation.objects.filter(pk=passed.pk).update(**meanwhile)

    assert passing.follow_superior(stale, gita.pk, at=NOW) is False
