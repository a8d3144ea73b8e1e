"""Opening for everybody: batch by batch, going on after a stop, never in silence about who is left out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from conftest import NOW, TODAY
from factories import cycles
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common import jobs
from sambayan.common.guard import Denied
from sambayan.cycles.actions import openings
from sambayan.cycles.actions.openings import Written
from sambayan.cycles.models import LeftOut, Opening
from sambayan.cycles.queries import openings as queries
from sambayan.cycles.rules import LeftOutReason, OpeningKind
from sambayan.people.queries.everybody import Everybody

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def asked(cast, monkeypatch) -> Opening:
    """An opening that was asked for, for seven people; its job has not begun."""
    monkeypatch.setattr("sambayan.cycles.actions.openings.later", lambda *_names: None)
    for number in range(2):
        post(f"Pegawai {number}", "lpg/bapenda/samsat/")
    return openings.begin(OpeningKind.AGREEMENTS, cycles.cycle(), by=cast.admin.actor, at=NOW)


class Writer:
    """Notes whom it was given; leaves one out; may fail before a batch."""

    def __init__(self, fails_before: int | None = None, error=None):
        self.met: list[int] = []
        self.batches, self.fails_before, self.error = 0, fails_before, error or RuntimeError("mati lampu")

    def __call__(self, opening, batch, at):
        if self.batches == self.fails_before:
            self.fails_before = None
            raise self.error
        self.batches += 1
        self.met += [standing.employee_id for standing in batch]
        left = [(s.employee_id, s.unit_id, LeftOutReason.NO_APPRAISER) for s in batch if not s.appraiser_id]
        return Written(len(batch) - len(left), left)


def everyone() -> list[int]:
    return [standing.employee_id for standing in Everybody(TODAY).batch()]


def carry_on(opening, writer, **more):
    openings.carry_on(opening.pk, writer, clock=lambda: NOW, size=3, **more)
    opening.refresh_from_db()


def test_everybody_is_met_once_and_counted(asked, cast):
    writer = Writer()

    carry_on(asked, writer)

    assert (writer.met, writer.batches) == (everyone(), 3)
    assert (asked.state, asked.total, asked.done, asked.finished_at) == ("finished", 7, 7, NOW)
    assert asked.made == 7 - LeftOut.objects.count()
    assert queries.left_out_counts(asked.pk) == {LeftOutReason.NO_APPRAISER: 3}
    assert cast.dewi.employee.pk in queries.left_out(asked.pk).values_list("employee_id", flat=True)
    event = Event.objects.get(name="cycles.finish")
    assert (event.actor_name, event.after) == ("Sambayan", {"opened": 4, "no_appraiser": 3})


def test_a_killed_job_goes_on_where_it_stopped(asked):
    """The machine dies between two batches: what was written counts, nothing is done twice."""
    writer = Writer()
    everybody = Everybody(TODAY)
    openings.step(asked.pk, everybody, writer, openings.nobody_else, at=NOW, size=3)

    carry_on(asked, writer)

    assert writer.met == everyone()
    assert (asked.state, asked.done, asked.total) == ("finished", 7, 7)


def test_a_failure_keeps_what_was_done_and_says_why(asked):
    writer = Writer(fails_before=1)

    with pytest.raises(RuntimeError, match="mati lampu"):
        carry_on(asked, writer)

    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.error) == ("stopped", 3, "RuntimeError: mati lampu")
    carry_on(asked, writer)
    assert (asked.state, asked.error, writer.met) == ("finished", "", everyone())


def test_who_begins_the_same_by_hand_meanwhile_costs_a_second_try(asked):
    writer = Writer(fails_before=1, error=IntegrityError("agreement_one_unfinished"))

    carry_on(asked, writer)

    assert (asked.state, writer.met) == ("finished", everyone())


def test_two_jobs_on_one_opening_do_nothing_twice(asked):
    writer = Writer()
    first, second = Everybody(TODAY), Everybody(TODAY)
    for everybody in (first, second, first, second):
        openings.step(asked.pk, everybody, writer, openings.nobody_else, at=NOW, size=3)

    assert writer.met == everyone()
    assert openings.step(asked.pk, first, writer, openings.nobody_else, at=NOW) is False
    assert Event.objects.filter(name="cycles.finish").count() == 1


def test_a_finished_or_unknown_opening_does_nothing(asked):
    carry_on(asked, Writer())
    again = Writer()

    carry_on(asked, again)
    openings.carry_on(asked.pk + 1, again, clock=lambda: NOW)

    assert again.met == []


def test_who_is_found_at_the_end_is_left_out_too(asked, cast):
    gone = (cast.ani.employee.pk, cast.unit.pk, LeftOutReason.NO_POST)

    carry_on(asked, Writer(), finish=lambda opening: [gone])

    assert queries.left_out_counts(asked.pk)[LeftOutReason.NO_POST] == 1
    assert [row.employee.name for row in queries.left_out(asked.pk, "no_post")] == ["Ani"]


def test_the_same_cannot_be_asked_for_while_it_is_not_finished(asked, cast):
    with pytest.raises(Denied, match="masih berjalan"):
        openings.begin(OpeningKind.AGREEMENTS, cycles.cycle(), by=cast.admin.actor, at=NOW)

    carry_on(asked, Writer())
    second = openings.begin(OpeningKind.AGREEMENTS, cycles.cycle(), by=None, at=LATER)
    assert (second.asked_by, LeftOut.objects.count()) == ("Sambayan", 0)


def test_a_stopped_opening_is_resumed_and_recorded(asked, cast, monkeypatch):
    queued = []
    monkeypatch.setattr("sambayan.cycles.actions.openings.later", lambda *job: queued.append(job))
    openings.stop(asked.pk, "RuntimeError: x", at=NOW)

    openings.resume(queries.opening(asked.pk), by=cast.admin.actor, at=NOW)

    asked.refresh_from_db()
    assert (asked.state, queued) == ("waiting", [("planning.open_year", asked.pk)])
    assert Event.objects.get(name="cycles.resume").actor_name == "Tri"


def test_an_opening_at_work_is_not_resumed_before_it_was_silent_for_a_while(asked, cast):
    with pytest.raises(Denied, match="masih berjalan"):
        openings.resume(queries.opening(asked.pk), by=cast.admin.actor, at=NOW)

    assert openings.resume(queries.opening(asked.pk), by=cast.admin.actor, at=LATER).state == "waiting"


def test_a_finished_opening_is_not_resumed(asked, cast):
    carry_on(asked, Writer())

    with pytest.raises(Denied, match="sudah selesai"):
        openings.resume(queries.opening(asked.pk), by=cast.admin.actor, at=LATER)


def test_resuming_is_for_whoever_keeps_the_year(asked, cast):
    with pytest.raises(Denied, match="seluruh instansi"):
        openings.resume(queries.opening(asked.pk), by=cast.budi.actor, at=LATER)


def test_lost_jobs_are_queued_again_once(asked, monkeypatch):
    queued = []
    monkeypatch.setattr("sambayan.cycles.actions.openings.later", lambda *job: queued.append(job))

    assert openings.resume_lost(at=NOW) == []
    assert openings.resume_lost(at=LATER) == [asked.pk]
    assert openings.resume_lost(at=LATER) == []
    assert queued == [("planning.open_year", asked.pk)]


def test_the_night_resumes_what_was_lost(asked, monkeypatch):
    from sambayan.cycles.tasks import years as tasks

    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    tasks.resume_openings.func()

    asked.refresh_from_db()
    assert asked.beat_at == LATER


def test_every_kind_of_opening_has_its_job():
    assert set(openings.JOBS.values()) <= set(jobs.known())
