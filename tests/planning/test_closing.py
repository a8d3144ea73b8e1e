"""The end of a year: what was evaluated is closed, and what was never set waits for nobody. Source: workflow 8.1."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conftest import NOW, TODAY
from factories import cycles
from factories.evaluation import evaluation
from factories.people import post
from factories.planning import agreement
from sambayan.audit.models import Event, Head
from sambayan.common.guard import Denied
from sambayan.cycles.actions import years
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Clock
from sambayan.cycles.queries import year
from sambayan.cycles.queries.clocks import remindable
from sambayan.cycles.rules import ClockKind
from sambayan.planning import actions
from sambayan.planning.actions import closing
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.tasks import agreements as tasks

JANUARY = datetime(2027, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
MARCH = datetime(2027, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def plan(cast) -> PerformanceAgreement:
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1)


def state(row) -> str:
    row.refresh_from_db()
    return row.state


def test_no_agreement_is_closed_while_its_year_may_still_be_evaluated(plan, cast):
    cycles.yearly()

    with pytest.raises(Denied, match="evaluasi tahunannya final"):
        actions.close(plan, by=cast.admin.actor, at=JANUARY)
    assert (closing.close_over(at=JANUARY), state(plan)) == (0, "in_force")


@pytest.mark.parametrize("where", ["open", "with_superior", "signed", "received", "not_returned", "objected"])
def test_an_agreement_stays_until_its_yearly_evaluation_is_final(plan, cast, where):
    evaluation(cast.ani.assignment, cast.budi.assignment, where, cycles.yearly())

    with pytest.raises(Denied, match="evaluasi tahunannya final"):
        actions.close(plan, by=cast.admin.actor, at=MARCH)
    assert (closing.close_over(at=MARCH), state(plan)) == (0, "in_force")


def test_the_system_closes_what_was_evaluated_once_and_with_a_record(plan, cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MARCH)
    before = agreement(cast.ani.assignment, cast.dewi.assignment, "replaced", ended_at=NOW)
    waiting = agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    evaluation(cast.ani.assignment, cast.budi.assignment, "final", cycles.yearly())
    evaluation(cast.budi.assignment, cast.citra.assignment, "received", cycles.yearly())

    tasks.close_over.func()
    tasks.close_over.func()

    assert [state(row) for row in (plan, before, waiting)] == ["closed", "closed", "in_force"]
    assert (plan.ended_at, before.ended_at) == (MARCH, NOW)
    events = Event.objects.filter(name="planning.close").order_by("pk")
    assert [(event.subject_id, event.actor_name, event.before, event.after) for event in events] == [
        (str(plan.pk), "Sambayan", {"state": "in_force"}, {"state": "closed"}),
        (str(before.pk), "Sambayan", {"state": "replaced"}, {"state": "closed"}),
    ]


def test_where_no_evaluation_is_due_any_more_the_agreement_closes_too(plan, cast):
    cycles.yearly()

    actions.close(plan, by=cast.admin.actor, at=MARCH)

    assert state(plan) == "closed"


def test_the_running_year_and_drafts_stay(plan, cast):
    draft = agreement(cast.ani.assignment, cast.budi.assignment, "draft", cycle=cycles.cycle(2025))

    assert (closing.close_over(at=NOW), state(plan), state(draft)) == (0, "in_force", "draft")


@pytest.mark.parametrize("more", [1, 20])
def test_closing_costs_the_same_however_many(cast, more, django_assert_num_queries):
    for number in range(more):
        agreement(post(f"Pegawai {number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force")
    Head.objects.get_or_create(pk=1)

    with django_assert_num_queries(13):
        assert closing.close_over(at=MARCH) == more


def term(row, due=date(2026, 9, 1)) -> Clock:
    return start_clock(Start(ClockKind.AGREEMENT_SET, "agreement", row.pk, row.appraiser_id, row.unit_id, TODAY, due))


def test_the_terms_of_what_was_never_set_end_with_the_year_and_run_on_in_it(cast):
    late = agreement(cast.ani.assignment, cast.budi.assignment, "draft", overdue_since=date(2026, 9, 2))
    new = agreement(cast.budi.assignment, cast.citra.assignment, "in_dialogue", from_date=date(2026, 10, 1))
    other = agreement(cast.budi.assignment, cast.citra.assignment, "draft", cycle=cycles.cycle(2027))
    for row in (late, new, other):
        term(row)

    years.close(year(cycles.cycle().pk), reason="Selesai", by=cast.admin.actor, at=NOW)

    assert dict(Clock.objects.values_list("about_pk", "state")) == {
        late.pk: "void", new.pk: "void", other.pk: "running",
    }  # fmt: skip
    assert [clock.about_pk for clock in remindable(TODAY)] == [other.pk]

    years.reopen(year(cycles.cycle().pk), reason="Terlalu cepat", by=cast.admin.actor, at=NOW)

    running = Clock.objects.filter(state="running").order_by("about_pk")
    assert list(running.values_list("about_pk", "due_on")) == [
        (new.pk, date(2026, 10, 31)),
        (other.pk, date(2026, 9, 1)),
    ]
