"""Agreements follow whoever moves: kept as replaced, begun anew, exempt, begun again. Source: Lampiran II.C p65."""

import random
from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories import cycles
from factories.organisation import mixed
from factories.people import post, unit
from factories.planning import agreement
from sambayan.audit.models import Event, Head
from sambayan.common.guard import Denied
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Clock, Cycle
from sambayan.cycles.rules import ClockKind
from sambayan.notices.models import Notice
from sambayan.people.models import Absence, Assignment, Delegation, Position
from sambayan.people.models import Employee as Person
from sambayan.people.queries.everybody import Everybody
from sambayan.planning.actions import moves as actions
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries import moves as queries
from sambayan.planning.rules.opening import MoveKind, move_of

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def plan(cast) -> PerformanceAgreement:
    """Ani's agreement with Budi, in force."""
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)


def end(assignment, on=date(2026, 9, 30)):
    Assignment.objects.filter(pk=assignment.pk).update(to_date=on)


def move(member, path, *, since=OCTOBER):
    end(member.assignment)
    position = Position.objects.create(unit=unit(path), title="Analis", position_type="executing_staff")
    return Assignment.objects.create(employee=member.employee, position=position, from_date=since)


def found(day=TODAY, **scope):
    return list(queries.moves(day, **scope))


def test_nothing_moves_while_everybody_stays(plan):
    assert found() == []


def test_an_employee_who_moves_gets_a_new_draft_and_the_old_one_is_kept(plan, cast):
    # Lampiran II.C.6 p65
    start_clock(Start(ClockKind.AGREEMENT_SET, "agreement", plan.pk, plan.appraiser_id, plan.unit_id, TODAY, due=TODAY))
    move(cast.ani, "lpg/bapenda/")
    (seen,) = found()

    draft = actions.follow(seen, by=cast.admin.actor, at=NOW)

    plan.refresh_from_db()
    assert (seen.kind, plan.state, plan.ended_at) == (MoveKind.MOVED, "replaced", NOW)
    assert plan.ended_reason == "Pegawai pindah unit (Lampiran II.C.6 hlm. 65)."
    assert (draft.state, draft.revises, draft.version, draft.from_date) == ("draft", plan, 2, OCTOBER)
    assert (draft.appraiser_id, draft.unit, draft.results.count()) == (cast.citra.employee.pk, cast.office, 0)
    assert found() == []
    states = dict(Clock.objects.filter(kind="agreement_set").values_list("about_pk", "state"))
    assert states == {plan.pk: "void", draft.pk: "running"}


def test_the_move_is_recorded_and_told_to_all_three(plan, cast):
    move(cast.ani, "lpg/bapenda/")

    draft = actions.follow(found()[0], by=cast.admin.actor, at=NOW)

    events = [(e.name, e.subject_id, e.actor_name, e.before, e.after) for e in Event.objects.order_by("pk")]
    assert events == [
        ("planning.replace", str(plan.pk), "Tri", {"state": "in_force"}, {"state": "replaced"}),
        ("planning.start", str(draft.pk), "Sambayan", {}, {"state": "draft"}),
    ]
    told = sorted(Notice.objects.values_list("recipient__name", "event"))
    assert told == [
        ("Ani", "planning.replace"), ("Ani", "planning.start"), ("Budi", "planning.replace"), ("Citra", "planning.start"),
    ]  # fmt: skip


def test_a_new_head_means_a_new_draft(plan, cast):
    # Lampiran II.C.7 p65
    end(cast.budi.assignment)
    new = post("Gita", "lpg/dinsos/")
    Assignment.objects.filter(pk=new.pk).update(position=cast.budi.assignment.position)
    (seen,) = found()

    draft = actions.follow(seen, by=None, at=NOW)

    assert (seen.kind, draft.appraiser_id, draft.from_date) == (MoveKind.NEW_APPRAISER, new.employee_id, TODAY)


def test_who_only_stands_in_changes_no_agreement(plan, cast):
    # IV.A.2-3 p89: an absent head, a Plh., a delegation
    Absence.objects.create(employee=cast.budi.employee, kind="long_leave", from_date=OCTOBER)
    acting = Assignment.objects.create(
        employee=cast.dewi.employee, position=cast.budi.assignment.position, kind="plh", from_date=OCTOBER
    )
    assert found() == []

    acting.delete()
    Delegation.objects.create(
        giver=cast.citra.employee, receiver=cast.dewi.employee, kind="appraise", unit=cast.unit, reason="Surat",
        from_date=OCTOBER,
    )  # fmt: skip
    assert found() == []


def test_a_vacant_headship_leads_to_the_next_level(plan, cast):
    end(cast.budi.assignment)

    (seen,) = found()

    assert (seen.kind, seen.standing.appraiser_id) == (MoveKind.NEW_APPRAISER, cast.citra.employee.pk)


def test_a_recorded_superior_who_stays_keeps_the_agreement(cast):
    recorded = agreement(cast.ani.assignment, cast.dewi.assignment, "in_force")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=cast.dewi.employee)
    assert found() == []

    Absence.objects.create(employee=cast.dewi.employee, kind="long_leave", from_date=OCTOBER)
    assert found() == []

    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=None)
    assert [(m.agreement, m.kind) for m in found()] == [(recorded, MoveKind.NEW_APPRAISER)]


def test_a_head_is_compared_with_the_head_above(cast):
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    assert found() == []

    end(cast.citra.assignment)
    assert found() == []  # nobody else appraises
    post("Gubernur", "lpg/", head=True)
    assert [m.kind for m in found()] == [MoveKind.NEW_APPRAISER]


def test_who_becomes_exempt_has_no_agreement_while_it_lasts(plan, cast):
    # Lampiran II.C.8 p65
    Absence.objects.create(
        employee=cast.ani.employee, kind="unpaid_leave", from_date=OCTOBER, to_date=date(2026, 10, 31)
    )
    unfinished = agreement(cast.ani.assignment, cast.budi.assignment, "draft")
    (seen,) = found()

    assert actions.follow(seen, by=cast.admin.actor, at=NOW) is None

    states = PerformanceAgreement.objects.order_by("pk").values_list("state", flat=True)
    assert (seen.kind, seen.agreement, seen.older, list(states)) == (
        MoveKind.EXEMPT, unfinished, (plan,), ["exempt", "exempt"],
    )  # fmt: skip
    assert Event.objects.filter(name="planning.exempt").count() == 2
    assert found() == []


def test_who_comes_back_gets_a_draft(cast):
    exempt = agreement(cast.ani.assignment, cast.budi.assignment, "exempt")
    (seen,) = found()

    draft = actions.follow(seen, by=cast.admin.actor, at=NOW)

    assert (seen.kind, draft.revises, draft.from_date) == (MoveKind.RETURNED, exempt, TODAY)
    assert found() == []


def test_both_the_one_in_force_and_its_revision_are_replaced(plan, cast):
    revision = agreement(cast.ani.assignment, cast.budi.assignment, "in_dialogue")
    PerformanceAgreement.objects.filter(pk=revision.pk).update(revises=plan, version=2)
    move(cast.ani, "lpg/bapenda/")

    (seen,) = found()
    draft = actions.follow(seen, by=None, at=NOW)

    states = PerformanceAgreement.objects.order_by("pk").values_list("state", "version")
    assert list(states) == [("replaced", 1), ("replaced", 2), ("draft", 3)]
    assert draft.revises_id == revision.pk


def test_an_older_one_follows_when_the_newer_is_set(plan, cast):
    """The revision already names the new appraiser: setting it replaces the old one."""
    move(cast.ani, "lpg/bapenda/")
    newer = agreement(cast.ani.assignment, cast.citra.assignment, "draft")
    PerformanceAgreement.objects.filter(pk=newer.pk).update(unit=cast.office)
    post("Gubernur", "lpg/", head=True)

    assert found() == []


def test_without_an_appraiser_the_agreement_waits(plan, cast):
    move(cast.ani, "lpg/dinsos/")
    (seen,) = found()

    assert not seen.can_follow
    with pytest.raises(Denied, match="belum tercatat"):
        actions.follow(seen, by=cast.admin.actor, at=NOW)
    assert actions.follow_moves(at=NOW) == 0


def test_another_position_of_the_same_unit_means_a_new_agreement(cast):
    # Lampiran II.C.6 p65: on the new position
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", from_date=date(2026, 1, 1))
    move(cast.ani, "lpg/bapenda/samsat/")
    (seen,) = found()

    draft = actions.follow(seen, by=None, at=NOW)

    plan.refresh_from_db()
    assert (seen.kind, plan.state) == (MoveKind.NEW_POST, "replaced")
    assert plan.ended_reason == "Pegawai menduduki jabatan baru (Lampiran II.C.6 hlm. 65)."
    assert (draft.appraiser_id, draft.from_date, draft.version) == (plan.appraiser_id, OCTOBER, 2)
    assert found() == []


def test_the_same_position_under_a_new_decree_changes_nothing(cast):
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force", from_date=date(2026, 1, 1))
    end(cast.ani.assignment)
    Assignment.objects.create(
        employee=cast.ani.employee, position=cast.ani.assignment.position, from_date=OCTOBER, basis="SK baru"
    )

    assert found() == []


@pytest.mark.parametrize("begins", [None, date(2024, 1, 1)])
def test_without_a_post_of_its_first_day_only_the_unit_counts(cast, begins):
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force", from_date=begins)
    move(cast.ani, "lpg/bapenda/samsat/")

    assert found() == []


def test_who_left_has_no_agreement_any_more_and_no_term(plan, cast):
    # local policy: nothing waits for somebody who retired, died, or went elsewhere
    unfinished = agreement(cast.ani.assignment, cast.budi.assignment, "draft")
    start_clock(
        Start(ClockKind.AGREEMENT_SET, "agreement", unfinished.pk, plan.appraiser_id, plan.unit_id, TODAY, due=TODAY)
    )
    end(cast.ani.assignment, TODAY)
    Person.objects.filter(pk=cast.ani.employee.pk).update(left_on=TODAY, left_reason="died")
    assert found() == []  # the last day is still served

    tomorrow = NOW + timedelta(days=1)
    assert actions.follow_moves(at=tomorrow) == 1

    states = PerformanceAgreement.objects.order_by("pk").values_list("state", "ended_reason")
    assert list(states) == [("closed", "Pegawai tidak lagi bekerja di instansi ini.")] * 2
    assert (Clock.objects.get().state, Event.objects.filter(name="planning.end").count()) == ("void", 2)
    assert set(Notice.objects.values_list("recipient__name", "event")) == {("Budi", "planning.end")}
    assert actions.follow_moves(at=tomorrow) == 0


def test_ending_is_for_the_administrator_of_the_unit(plan, cast):
    Person.objects.filter(pk=cast.ani.employee.pk).update(left_on=OCTOBER, left_reason="retired")
    end(cast.ani.assignment)
    (seen,) = found()

    with pytest.raises(Denied, match="pengelola kinerja"):
        actions.follow(seen, by=cast.budi.actor, at=NOW)
    actions.follow(seen, by=cast.admin.actor, at=NOW)

    plan.refresh_from_db()
    assert (seen.kind, seen.standing, plan.state) == (MoveKind.LEFT, None, "closed")


def test_who_becomes_a_state_official_is_exempt(plan, cast):
    # Lampiran II.C.8.a p65
    Person.objects.filter(pk=cast.ani.employee.pk).update(employment_type="state_official")
    (seen,) = found()

    assert actions.follow(seen, by=None, at=NOW) is None

    plan.refresh_from_db()
    assert (seen.kind, plan.state) == (MoveKind.EXEMPT, "exempt")
    assert found() == []


def test_the_superior_of_an_agreement_follows_in_the_night(cast):
    # Lampiran II.C.5 p65: after 31 January the employee turns to whoever stands above the appraiser now
    rows = {
        "nobody": agreement(cast.ani.assignment, cast.budi.assignment, "draft"),
        "somebody else": agreement(cast.ani.assignment, cast.budi.assignment, "in_force", superior=cast.dewi.employee),
        "led": agreement(
            cast.ani.assignment, cast.budi.assignment, "draft", superior=cast.dewi.employee, is_superior_led=True,
            cycle=cycles.cycle(2027),
        ),
        "another appraiser": agreement(
            cast.ani.assignment, cast.citra.assignment, "in_force", superior=cast.dewi.employee, cycle=cycles.cycle(2027)
        ),
    }  # fmt: skip

    assert (actions.follow_superiors(at=NOW), actions.follow_superiors(at=NOW)) == (2, 0)

    for row in rows.values():
        row.refresh_from_db()
    assert {name: row.superior.name for name, row in rows.items()} == {
        "nobody": "Citra", "somebody else": "Citra", "led": "Dewi", "another appraiser": "Dewi",
    }  # fmt: skip
    events = Event.objects.filter(name="planning.follow_superior").order_by("pk")
    assert [(event.actor_name, event.before, event.after) for event in events] == [
        ("Sambayan", {"appraisers_superior": ""}, {"appraisers_superior": "Citra"}),
        ("Sambayan", {"appraisers_superior": "Dewi"}, {"appraisers_superior": "Citra"}),
    ]


def test_a_superior_who_left_without_a_successor_leads_no_more(cast):
    row = agreement(cast.ani.assignment, cast.budi.assignment, "draft", superior=cast.citra.employee)
    end(cast.citra.assignment)

    actions.follow_superiors(at=NOW)

    row.refresh_from_db()
    assert row.superior is None


def test_who_was_given_another_appraiser_meanwhile_is_passed_over(cast, monkeypatch):
    row = agreement(cast.ani.assignment, cast.budi.assignment, "draft")
    stale = list(queries.superiors(TODAY))
    PerformanceAgreement.objects.filter(pk=row.pk).update(appraiser=cast.dewi.employee)
    monkeypatch.setattr(queries, "superiors", lambda day: stale)

    assert actions.follow_superiors(at=NOW) == 0


@pytest.mark.parametrize("more", [1, 20])
def test_following_superiors_costs_the_same_however_many(cast, more, django_assert_num_queries):
    for number in range(more):
        agreement(post(f"Pegawai {number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force")
    Head.objects.get_or_create(pk=1)

    with django_assert_num_queries(18):
        assert actions.follow_superiors(at=NOW) == more


def test_who_holds_no_post_and_years_that_are_not_open_are_left_alone(plan, cast):
    end(cast.ani.assignment)
    assert found() == []

    move(cast.ani, "lpg/bapenda/")
    assert len(found()) == 1
    Cycle.objects.update(state="closed")
    assert found() == []


def test_the_night_lets_all_follow_that_can(plan, cast, monkeypatch):
    from sambayan.planning.tasks import opening as tasks

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    move(cast.ani, "lpg/bapenda/")

    tasks.follow_moves.func()
    tasks.follow_moves.func()

    assert list(PerformanceAgreement.objects.order_by("pk").values_list("state", flat=True)) == ["replaced", "draft"]


def test_a_move_that_somebody_else_has_just_done_is_refused(plan, cast):
    move(cast.ani, "lpg/bapenda/")
    (first,), (second,) = found(), found()
    actions.follow(first, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="baru saja diubah"):
        actions.follow(second, by=cast.admin.actor, at=NOW)

    assert PerformanceAgreement.objects.count() == 2


def test_the_night_passes_over_what_somebody_moves_meanwhile(plan, cast, monkeypatch):
    move(cast.ani, "lpg/bapenda/")
    stale = found()
    actions.follow(found()[0], by=cast.admin.actor, at=NOW)
    monkeypatch.setattr(queries, "moves", lambda day: stale)

    assert actions.follow_moves(at=NOW) == 0


def test_coming_back_twice_makes_one_draft(cast):
    agreement(cast.ani.assignment, cast.budi.assignment, "exempt")
    (first,), (second,) = found(), found()
    actions.follow(first, by=None, at=NOW)

    with pytest.raises(Denied, match="sudah mempunyai SKP"):
        actions.follow(second, by=cast.admin.actor, at=NOW)


@pytest.mark.parametrize("state", ["in_force", "exempt"])
def test_following_is_for_the_administrator_of_the_unit(cast, state):
    agreement(cast.ani.assignment, cast.budi.assignment, state)
    if state == "in_force":
        move(cast.ani, "lpg/bapenda/")
    (seen,) = found()

    with pytest.raises(Denied, match="pengelola kinerja"):
        actions.follow(seen, by=cast.budi.actor, at=NOW)


def test_only_the_agreements_of_the_own_units_are_shown(plan, cast):
    move(cast.ani, "lpg/bapenda/")

    assert len(found(scope=queries.kept_by(cast.admin.actor))) == 1
    assert found(scope=queries.kept_by(cast.budi.actor)) == []
    assert found(scope=queries.kept_by(cast.inspector.actor)) == []
    assert queries.chosen([plan.pk], TODAY, cast.budi.actor) == []


def test_applying_what_is_shown_leaves_out_what_cannot_follow(plan, cast):
    move(cast.ani, "lpg/bapenda/")
    waiting = agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    move(cast.budi, "lpg/dinsos/")

    assert actions.follow_shown(found(), by=cast.admin.actor, at=NOW) == 1
    waiting.refresh_from_db()
    assert waiting.state == "in_force"
    with pytest.raises(Denied, match="pengelola kinerja"):
        actions.follow_shown([], by=cast.budi.actor, at=NOW)


@pytest.mark.parametrize("more", [1, 20])
def test_looking_for_moves_costs_the_same_however_many(cast, more, django_assert_num_queries):
    for number in range(more):
        somebody = post(f"Pegawai {number}", "lpg/bapenda/samsat/")
        agreement(somebody, cast.citra.assignment, "in_force")

    with django_assert_num_queries(9):
        assert len(found()) == more


@pytest.mark.parametrize("seed", range(4))
def test_what_the_database_leaves_out_would_not_have_moved(db, seed):
    """The quick search against the rule asked about everybody, on a mixed organisation."""
    mixed(seed)
    chance = random.Random(seed)
    people = list(Person.objects.order_by("pk"))
    everybody = Everybody(TODAY)
    posts = queries._main_posts([person.pk for person in people])
    now = {standing.employee_id: standing for standing in everybody.batch()}
    for standing in now.values():
        other = chance.choice([person for person in people if person.pk != standing.employee_id])
        same = standing.appraiser_id if standing.appraiser_id and chance.random() < 0.7 else other.pk
        PerformanceAgreement.objects.create(
            cycle=cycles.cycle(), employee_id=standing.employee_id, appraiser_id=same, unit_id=standing.unit_id,
            from_date=chance.choice([None, date(2026, 1, 1), TODAY]),
        )  # fmt: skip

    expected = {}
    for row in PerformanceAgreement.objects.order_by("pk"):
        standing = now[row.employee_id]
        held, present = queries._held(row, standing, everybody, posts), queries._present(standing)
        expected[row.pk] = move_of(held, present)
    assert {m.agreement.pk: m.kind for m in found()} == {pk: kind for pk, kind in expected.items() if kind}
