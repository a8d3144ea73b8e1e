"""The verbs of the daily log."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories import cycles
from factories.planning import agreement, line
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.planning.actions import doing, log
from sambayan.planning.models import DailyProgress, LogFile, PerformanceDocumentation
from sambayan.planning.rules.log import LogField, guess
from sambayan.planning.tasks import agreements as tasks

WORDS = {"day": TODAY, "text": "Rekap diperbarui", "minutes": 60, "result": None}
TABLE = log.LogTable(
    "progres.xlsx",
    ("Tanggal", "Kegiatan", "RHK", "Durasi"),
    (("01-10-2026", "Rekap", "Hasil kerja 1", "60"), ("02-10-2026", "Rapat", "", ""), ("besok", "Rapat", "", "")),
    2,
)


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=2)


@pytest.fixture
def period():
    return cycles.quarter(4)


@pytest.fixture
def file(plan, cast):
    return log.upload_log(plan, TABLE, by=cast.ani.actor, at=NOW)


def event() -> Event:
    return Event.objects.latest("pk")


def test_write_log_keeps_a_line(plan, cast):
    row = log.write_log(plan, {**WORDS, "result": plan.results.first()}, by=cast.ani.actor, at=NOW)

    assert (row.employee, row.day, str(row), row.minutes, row.source) == (
        cast.ani.employee, TODAY, "Rekap diperbarui", 60, "typed",
    )  # fmt: skip
    assert (event().name, event().after) == ("planning.write_log", {"on": "2026-10-08", "work": "Rekap diperbarui"})


def test_write_log_is_the_owners(plan, cast):
    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        log.write_log(plan, WORDS, by=cast.budi.actor, at=NOW)


def test_change_log_keeps_what_it_was(plan, cast):
    row = line(cast.ani.employee, date(2026, 10, 1))

    log.change_log(row, WORDS, by=cast.ani.actor, at=NOW)

    assert (row.text, row.day) == ("Rekap diperbarui", TODAY)
    assert event().before == {"on": "2026-10-01", "work": "Melayani loket"}


def test_remove_log_leaves_its_words_in_the_record(cast):
    log.remove_log(line(cast.ani.employee, TODAY), by=cast.ani.actor, at=NOW)

    assert not DailyProgress.objects.exists()
    assert (event().name, event().before) == ("planning.remove_log", {"on": "2026-10-08", "work": "Melayani loket"})


def test_assign_log_marks_own_lines_that_are_free(plan, cast):
    result = plan.results.first()
    mine, theirs = line(cast.ani.employee, TODAY), line(cast.budi.employee, TODAY)

    assert log.assign_log(plan, [mine.pk, theirs.pk, 10**9], result=result, by=cast.ani.actor, at=NOW) == 1
    assert log.assign_log(plan, [theirs.pk], result=result, by=cast.ani.actor, at=NOW) == 0

    assert list(DailyProgress.objects.order_by("pk").values_list("result", flat=True)) == [result.pk, None]
    assert Event.objects.filter(name="planning.assign_log").count() == 1


def test_collect_log_makes_one_entry_that_holds_its_lines(plan, period, cast):
    result = plan.results.first()
    rows = [line(cast.ani.employee, date(2026, 10, day), text) for day, text in ((2, "Rapat"), (1, "Rekap."))]
    early = line(cast.ani.employee, date(2026, 9, 30), "Bulan lalu")
    what = log.Collecting([*(row.pk for row in rows), early.pk], result, period)

    entry = log.collect_log(plan, what, by=cast.ani.actor, at=NOW)

    assert (entry.realisation, entry.day, entry.result) == ("Rekap; Rapat", date(2026, 10, 2), result)
    assert entry.daily.count() == 2
    assert event().after == {"result": "Hasil kerja 1", "realisation": "Rekap; Rapat", "lines": 2}
    with pytest.raises(Denied, match="belum dirangkum"):
        log.collect_log(plan, what, by=cast.ani.actor, at=NOW)
    rows[0].refresh_from_db()
    with pytest.raises(Denied, match="sudah menjadi bagian"):
        log.remove_log(rows[0], by=cast.ani.actor, at=NOW)

    doing.remove_documentation(entry, by=cast.ani.actor, at=NOW)
    rows[0].refresh_from_db()
    assert rows[0].documentation is None


def test_collect_log_cuts_nothing_and_refuses_what_is_longer_than_an_entry(plan, period, cast):
    rows = [line(cast.ani.employee, date(2026, 10, day), str(day) * 500) for day in (1, 2)]
    what = log.Collecting([row.pk for row in rows], plan.results.first(), period)

    with pytest.raises(Denied, match=r"Rangkumannya 1\.002 huruf, paling banyak 1\.000"):
        log.collect_log(plan, what, by=cast.ani.actor, at=NOW)
    assert (PerformanceDocumentation.objects.count(), DailyProgress.objects.filter(documentation=None).count()) == (
        0,
        2,
    )

    rows[0].text = "1" * 498
    rows[0].save()
    assert len(log.collect_log(plan, what, by=cast.ani.actor, at=NOW).realisation) == 1000


def test_collect_log_waits_for_an_open_period(plan, cast):
    what = log.Collecting([line(cast.ani.employee, date(2026, 5, 4)).pk], plan.results.first(), cycles.quarter(2))

    with pytest.raises(Denied, match="sudah ditutup"):
        log.collect_log(plan, what, by=cast.ani.actor, at=NOW)

    assert PerformanceDocumentation.objects.count() == 0


def test_upload_log_keeps_only_the_last_table(plan, file, cast):
    again = log.upload_log(plan, TABLE, by=cast.ani.actor, at=NOW)

    assert (list(LogFile.objects.all()), str(again)) == ([again], "progres.xlsx")
    assert (event().after, DailyProgress.objects.count()) == ({"file": "progres.xlsx", "lines": 3}, 0)


def test_confirm_log_stores_new_lines_once(plan, file, cast):
    assert log.confirm_log(file, guess(file.header), by=cast.ani.actor, at=NOW) == 2
    first = DailyProgress.objects.order_by("day").first()
    assert (first.text, first.minutes, first.result, first.source_word.label) == (
        "Rekap", 60, plan.results.get(number=1), "Dari aplikasi nasional",
    )  # fmt: skip
    assert event().after == {"file": "progres.xlsx", "lines": 2, "lines_known": 0, "refused": 1}

    again = log.upload_log(plan, TABLE, by=cast.ani.actor, at=NOW)
    assert log.confirm_log(again, guess(again.header), by=cast.ani.actor, at=NOW) == 0
    assert (DailyProgress.objects.count(), LogFile.objects.count()) == (2, 0)


def test_confirm_log_of_wrong_columns_stores_nothing(file, cast):
    with pytest.raises(Denied, match="Tidak ada baris yang dapat disimpan"):
        log.confirm_log(file, {LogField.DAY: 1, LogField.TEXT: 0}, by=cast.ani.actor, at=NOW)

    assert (DailyProgress.objects.count(), LogFile.objects.count()) == (0, 1)


@pytest.mark.parametrize("verb", ["confirm", "discard"])
def test_a_table_is_decided_once(file, cast, verb):
    stale = LogFile.objects.get(pk=file.pk)
    log.discard_log(file, by=cast.ani.actor, at=NOW)

    with pytest.raises(Denied, match="sudah disimpan atau dibatalkan"):
        if verb == "confirm":
            log.confirm_log(stale, guess(stale.header), by=cast.ani.actor, at=NOW)
        else:
            log.discard_log(stale, by=cast.ani.actor, at=NOW)

    assert list(Event.objects.values_list("name", flat=True)) == ["planning.upload_log", "planning.discard_log"]


def test_a_table_nobody_decided_about_is_forgotten(file, db):
    assert log.forget_log_files(at=NOW + timedelta(days=6)) == 0
    assert log.forget_log_files(at=NOW + timedelta(days=8)) == 1


def test_the_daily_job_sweeps(file, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=8))

    tasks.sweep.func()

    assert LogFile.objects.count() == 0
