"""The verbs of doing, each with its record, its notice and its refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from conftest import NOW, TODAY
from factories import cycles
from factories.planning import agreement, documentation, evidence, step
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.notices.models import Notice
from sambayan.planning.actions import doing, files
from sambayan.planning.models import ActionPlan, Evidence, EvidenceFile, MonitoringNote, PerformanceDocumentation
from sambayan.planning.rules import locks
from sambayan.planning.rules.files import BY_ENDING, digest

STEP = {"text": "Menyusun jadwal", "due_date": date(2026, 11, 1)}
WORDS = {
    "day": TODAY, "realisation": "17 menit", "indicator": None, "number": None, "progress": "progress", "url": "",
    "title": "", "uploads": [],
}  # fmt: skip


@pytest.fixture
def storage():
    """The shelf of evidence, empty."""
    shelf = storages["evidence"]
    for folder in shelf.listdir("")[0]:
        for name in shelf.listdir(folder)[1]:
            shelf.delete(f"{folder}/{name}")
    return shelf


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)


@pytest.fixture
def result(plan):
    return plan.results.get()


@pytest.fixture
def period():
    return cycles.quarter(4)


def event() -> Event:
    return Event.objects.latest("pk")


def upload(name: str = "rekap.csv", content: bytes = b"a;b\n1;2\n") -> files.Upload:
    return files.Upload(name, BY_ENDING[name.rpartition(".")[2]], content)


def on_disk(shelf) -> list[str]:
    return [f"{folder}/{name}" for folder in shelf.listdir("")[0] for name in shelf.listdir(folder)[1]]


def test_plan_action_numbers_the_steps(result, period, cast):
    steps = [doing.plan_action(result, STEP, period=period, by=cast.ani.actor, at=NOW) for _n in range(2)]

    assert [each.number for each in steps] == [1, 2]
    assert (event().name, event().after) == (
        "planning.plan_action", {"result": "Hasil kerja 1", "action": "Menyusun jadwal"},
    )  # fmt: skip


def test_change_action_keeps_what_it_was(result, period, cast):
    row = step(result, period)

    doing.change_action(row, {**STEP, "done_date": TODAY}, by=cast.ani.actor, at=NOW)

    assert (row.text, row.due_date, row.done_date) == ("Menyusun jadwal", date(2026, 11, 1), TODAY)
    assert event().before == {"action": "Langkah 1", "due": "", "done": ""}
    assert event().after == {"action": "Menyusun jadwal", "due": "2026-11-01", "done": "2026-10-08"}


def test_finish_action_marks_today_once(result, period, cast):
    row = step(result, period)

    for days in (0, 1):
        doing.finish_action(row, by=cast.ani.actor, at=NOW + timedelta(days=days))

    assert row.done_date == TODAY
    assert list(Event.objects.values_list("name", flat=True)) == ["planning.finish_action"]


def test_remove_action_leaves_its_words_in_the_record(result, period, cast):
    doing.remove_action(step(result, period), by=cast.ani.actor, at=NOW)

    assert not ActionPlan.objects.exists()
    assert (event().name, event().before) == ("planning.remove_action", {"action": "Langkah 1"})


def test_copy_actions_brings_what_is_not_done_into_an_empty_plan(plan, result, period, cast):
    step(result, cycles.quarter(2))
    done = step(result, cycles.quarter(3), 1)
    type(done).objects.filter(pk=done.pk).update(done_date=TODAY)
    step(result, cycles.quarter(3), 2)

    copied = [doing.copy_actions(plan, period=period, by=cast.ani.actor, at=NOW) for _n in range(2)]

    assert copied == [1, 0]
    assert list(ActionPlan.objects.filter(period=period).values_list("text", flat=True)) == ["Langkah 2"]
    assert event().after == {"period": "Triwulan IV 2026", "actions": 1}
    assert Event.objects.count() == 1


def test_copy_actions_without_an_earlier_plan_does_nothing(plan, period, cast):
    assert doing.copy_actions(plan, period=period, by=cast.ani.actor, at=NOW) == 0
    assert Event.objects.count() == 0


def test_comment_action_tells_the_employee_and_can_be_taken_back(result, period, cast):
    row = step(result, period)

    doing.comment_action(row, comment="Sertakan hari Senin.", by=cast.budi.actor, at=NOW)
    assert (row.comment, row.commented_at) == ("Sertakan hari Senin.", NOW)
    assert Notice.objects.get().recipient == cast.ani.employee

    doing.comment_action(row, comment="", by=cast.budi.actor, at=NOW)
    assert (row.comment, row.commented_at) == ("", None)
    assert (event().before, Notice.objects.count()) == ({"comment": "Sertakan hari Senin."}, 1)


def test_comment_action_is_the_appraisers(result, period, cast):
    with pytest.raises(Denied, match="Hanya pejabat penilai"):
        doing.comment_action(step(result, period), comment="x", by=cast.citra.actor, at=NOW)


def test_document_keeps_progress_number_link_and_file(result, period, cast, storage):
    words = {
        **WORDS, "indicator": result.indicators.get(), "number": Decimal("17.5"), "progress": "finished",
        "url": "https://contoh.invalid/x", "title": "Rekap", "uploads": [upload()],
    }  # fmt: skip

    entry = doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)

    assert (entry.realisation, entry.number, entry.progress_word.label) == ("17 menit", Decimal("17.5"), "Selesai")
    link, file = entry.evidence.order_by("pk")
    assert (link.title, link.url, file.title) == ("Rekap", "https://contoh.invalid/x", "rekap.csv")
    assert storage.open(file.file.stored_as).read() == b"a;b\n1;2\n"
    assert (file.file.sha256, file.file.size) == (digest(b"a;b\n1;2\n"), 8)
    assert event().after == {
        "result": "Hasil kerja 1", "realisation": "17 menit",
        "evidence": ["Rekap", f"rekap.csv · SHA-256 {file.file.sha256}"],
    }  # fmt: skip


def test_a_link_without_a_name_is_called_by_its_address(result, period, cast):
    words = {**WORDS, "url": "https://contoh.invalid/x"}

    entry = doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)

    assert entry.evidence.get().title == "https://contoh.invalid/x"


@pytest.mark.parametrize("who", ["budi", "citra", "dewi", "admin"])
def test_document_is_the_owners_alone(result, period, cast, who):
    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        doing.document(result, WORDS, period=period, by=getattr(cast, who).actor, at=NOW)

    assert (PerformanceDocumentation.objects.count(), Event.objects.count()) == (0, 0)


def test_document_waits_until_the_agreement_is_in_force(cast, period):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    with pytest.raises(Denied, match="setelah SKP berlaku"):
        doing.document(plan.results.get(), WORDS, period=period, by=cast.ani.actor, at=NOW)


def test_document_ends_with_the_window_and_before_the_period(result, cast):
    with pytest.raises(Denied, match="Triwulan II 2026 sudah ditutup"):
        doing.document(result, WORDS, period=cycles.quarter(2), by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="Triwulan IV 2026 belum dimulai"):
        doing.document(result, WORDS, period=cycles.quarter(4), by=cast.ani.actor, at=NOW - timedelta(days=30))


def test_document_ends_when_a_room_above_locks_the_period(result, period, cast, monkeypatch):
    monkeypatch.setattr(locks, "LOCKS", [lambda employee, key: "Evaluasinya sudah ditandatangani."])

    with pytest.raises(Denied, match=r"Evaluasinya sudah ditandatangani\."):
        doing.document(result, WORDS, period=period, by=cast.ani.actor, at=NOW)


def test_correct_documentation_keeps_what_it_was(result, period, cast):
    entry = documentation(result, period)
    words = {**WORDS, "realisation": "16 menit", "number": Decimal("16.00"), "indicator": result.indicators.get()}

    doing.correct_documentation(entry, words, by=cast.ani.actor, at=NOW)

    entry.refresh_from_db()
    assert (entry.realisation, entry.number, entry.day) == ("16 menit", 16, TODAY)
    assert event().before == {"realisation": "17 menit", "on": "2026-10-01", "number": "", "progress": "progress"}
    assert event().after == {"realisation": "16 menit", "on": "2026-10-08", "number": "16", "progress": "progress"}


def test_remove_documentation_frees_its_files_after_the_commit(
    result, period, cast, storage, django_capture_on_commit_callbacks
):
    words = {**WORDS, "url": "https://contoh.invalid/x", "uploads": [upload()]}
    entry = doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)

    with django_capture_on_commit_callbacks() as after:
        doing.remove_documentation(entry, by=cast.ani.actor, at=NOW)
    assert (EvidenceFile.objects.count(), len(on_disk(storage))) == (0, 1)
    for callback in after:
        callback()

    assert on_disk(storage) == []
    assert event().before == {"realisation": "17 menit", "evidence": ["https://contoh.invalid/x", "rekap.csv"]}


def test_a_file_is_kept_once_a_person_and_leaves_with_its_last_evidence(
    result, period, cast, storage, django_capture_on_commit_callbacks
):
    words = {**WORDS, "uploads": [upload(), upload("lain.csv")]}
    first = doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)
    second = documentation(result, period)

    assert files.attach(second, words, by=cast.ani.actor, at=NOW) == [
        f"rekap.csv · SHA-256 {digest(b'a;b' + bytes([10]) + b'1;2' + bytes([10]))}"
    ]
    assert files.attach(second, words, by=cast.ani.actor, at=NOW) == []
    assert (EvidenceFile.objects.count(), Evidence.objects.count(), len(on_disk(storage))) == (1, 2, 1)

    with django_capture_on_commit_callbacks(execute=True):
        files.detach(first.evidence.get(), by=cast.ani.actor, at=NOW)
    assert len(on_disk(storage)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        files.detach(second.evidence.get(), by=cast.ani.actor, at=NOW)
    assert (on_disk(storage), EvidenceFile.objects.count()) == ([], 0)


def test_two_people_with_the_same_file_keep_it_each(plan, result, period, cast, storage):
    other = agreement(cast.budi.assignment, cast.citra.assignment, "in_force", results=1)
    words = {**WORDS, "uploads": [upload()]}

    doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)
    doing.document(other.results.get(), words, period=period, by=cast.budi.actor, at=NOW)

    assert (EvidenceFile.objects.count(), len(on_disk(storage))) == (2, 2)


def test_detach_takes_a_link_away(result, period, cast):
    files.detach(evidence(result, period), by=cast.ani.actor, at=NOW)

    assert (Evidence.objects.count(), PerformanceDocumentation.objects.count()) == (0, 1)
    assert (event().name, event().before) == ("planning.detach", {"evidence": "Rekap loket"})


@pytest.mark.parametrize("verb", ["attach", "detach", "correct", "remove"])
def test_nothing_of_a_closed_period_changes(result, cast, verb):
    piece, by = evidence(result, cycles.quarter(2)), {"by": cast.ani.actor, "at": NOW}
    verbs = {
        "attach": lambda: files.attach(piece.documentation, WORDS, **by),
        "detach": lambda: files.detach(piece, **by),
        "correct": lambda: doing.correct_documentation(piece.documentation, WORDS, **by),
        "remove": lambda: doing.remove_documentation(piece.documentation, **by),
    }

    with pytest.raises(Denied, match="Triwulan II 2026 sudah ditutup"):
        verbs[verb]()

    assert (Evidence.objects.count(), Event.objects.count()) == (1, 0)


def test_sweep_removes_old_files_that_no_row_names(result, period, cast, storage, monkeypatch):
    doing.document(result, {**WORDS, "uploads": [upload()]}, period=period, by=cast.ani.actor, at=NOW)
    named = EvidenceFile.objects.get().stored_as
    orphan, young = (storage.save(f"ab/{name}", ContentFile(b"x")) for name in ("lama", "baru"))
    ages = {named: timedelta(days=5), orphan: timedelta(days=2), young: timedelta(hours=1)}
    monkeypatch.setattr(storage, "get_modified_time", lambda place: NOW - ages[place])

    assert files.sweep(at=NOW) == 1
    assert sorted(on_disk(storage)) == sorted([named, young])


def test_sweep_of_a_shelf_that_is_not_there_yet(db, monkeypatch):
    monkeypatch.setattr(storages["evidence"], "exists", lambda place: False)

    assert files.sweep(at=NOW) == 0


def test_monitor_tells_the_employee(plan, result, cast):
    words = {"seen_on": TODAY, "result": result, "text": "Rekap dipakai tim."}

    note = doing.monitor(plan, words, by=cast.citra.actor, at=NOW)

    assert (note.author, note.result, str(note)) == (cast.citra.employee, result, "Rekap dipakai tim.")
    assert Notice.objects.get().recipient == cast.ani.employee
    assert (event().name, event().after) == ("planning.monitor", {"note": "Rekap dipakai tim.", "on": "2026-10-08"})


@pytest.mark.parametrize("who", ["ani", "dewi", "admin", "inspector"])
def test_monitor_is_for_those_who_lead(plan, cast, who):
    with pytest.raises(Denied, match="Pemantauan dicatat pimpinan"):
        doing.monitor(plan, {"seen_on": TODAY, "result": None, "text": "x"}, by=getattr(cast, who).actor, at=NOW)

    assert (MonitoringNote.objects.count(), Event.objects.count()) == (0, 0)


def test_what_is_written_down_is_called_by_its_words(result, period, cast, storage):
    entry = doing.document(result, {**WORDS, "uploads": [upload()]}, period=period, by=cast.ani.actor, at=NOW)

    assert [str(row) for row in (step(result, period), entry, entry.evidence.get().file)] == [
        "Langkah 1", "17 menit", "rekap.csv",
    ]  # fmt: skip
