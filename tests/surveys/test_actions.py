"""The verbs of a survey, what the database itself refuses, and that a receipt leads to no answer."""

import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from conftest import NOW
from factories import surveys
from sambayan.audit.models import Event
from sambayan.common.flow import WrongMoveError
from sambayan.common.guard import Denied
from sambayan.surveys import actions
from sambayan.surveys.models import ELEMENTS, Receipt, SatisfactionSurvey, SurveyResponse, SurveyResult

DAY = date(2026, 10, 8)
ROWS = [[3] * 9, [4] * 8 + [None]]


def sending(submission: uuid.UUID | None = None, **changes) -> actions.Answers:
    return actions.Answers(submission or uuid.uuid4(), {**dict.fromkeys(ELEMENTS, 3), **changes})


def file(name: str = "a", rows=ROWS, problems=()) -> actions.Upload:
    return actions.Upload(f"{name}.csv", name * 64, "list", rows, list(problems), [])


@pytest.fixture
def opened(db) -> SatisfactionSurvey:
    return surveys.survey(surveys.service())


def test_respond_stores_the_answers_and_a_receipt(opened):
    sent = actions.Answers(uuid.uuid4(), {**dict.fromkeys(ELEMENTS, 2), "biaya": None}, {"sex": "P"}, "Tambah loket")

    code = actions.respond(opened, sent, on=DAY)

    stored, receipt = SurveyResponse.objects.get(), Receipt.objects.get()
    assert (stored.waktu, stored.biaya, stored.sex, stored.suggestion) == (2, None, "P", "Tambah loket")
    assert (stored.answered_on, stored.channel, stored.source) == (DAY, "link", None)
    assert (receipt.code, receipt.counted_on, receipt.submission_id) == (code, DAY, sent.submission)


def test_respond_with_the_same_sending_counts_once_and_gives_the_same_code(opened):
    same = uuid.uuid4()

    codes = {actions.respond(opened, sending(same), on=DAY), actions.respond(opened, sending(same, waktu=1), on=DAY)}

    assert len(codes) == 1
    assert SurveyResponse.objects.get().waktu == 3


def test_respond_takes_no_answer_to_a_survey_that_is_not_open(db):
    closed = surveys.survey(surveys.service(), state="sealed")

    with pytest.raises(WrongMoveError):
        actions.respond(closed, sending(), on=DAY)


def test_respond_is_refused_by_the_database_when_sealed_meanwhile(opened):
    SatisfactionSurvey.objects.filter(pk=opened.pk).update(state="sealed")

    with pytest.raises(IntegrityError, match="sealed survey takes no answers"):
        actions.respond(opened, sending(), on=DAY)

    assert (SurveyResponse.objects.count(), Receipt.objects.count()) == (0, 0)


@pytest.mark.parametrize("model", [SurveyResponse, Receipt])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_answers_and_receipts_cannot_be_changed_or_removed(opened, model, change):
    actions.respond(opened, sending(), on=DAY)
    rows = model.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(survey_id=opened.pk) if change == "update" else rows._raw_delete(rows.db)

    assert model.objects.count() == 1


def test_an_answer_outside_the_scale_is_refused_by_the_database(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyResponse.objects.create(survey=opened, answered_on=DAY, channel="link", waktu=5)


def test_no_column_leads_from_a_receipt_to_an_answer_or_to_a_person(opened):
    actions.respond(opened, sending(), on=DAY)
    answer, receipt = ({field.name for field in model._meta.get_fields()} for model in (SurveyResponse, Receipt))

    assert answer & receipt - {"id"} == {"survey"}
    assert {f.related_model for f in Receipt._meta.get_fields() if f.is_relation} == {SatisfactionSurvey}
    assert not answer & {"employee", "account", "person", "created_at", "ip", "session"}
    assert set(SurveyResponse.objects.values_list().get()) & set(Receipt.objects.values_list().get()) <= {
        opened.pk,
        DAY,
        3,
        1,
        "",
    }


def test_the_receipt_code_follows_from_the_sending_alone():
    one, two = uuid.UUID(int=1), uuid.UUID(int=2)

    assert actions.receipt_code(one) == actions.receipt_code(one) != actions.receipt_code(two)
    assert len(actions.receipt_code(one)) == 9


@pytest.fixture
def for_threads(transactional_db, tmp_path):
    """A database that threads share: PostgreSQL as it is; SQLite as a file, since threads lock the one in memory."""
    service = surveys.survey(surveys.service())
    if connection.vendor != "sqlite":
        yield service
        return
    name, path = connection.settings_dict["NAME"], tmp_path / "threads.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    connection.settings_dict["NAME"] = str(path)
    yield service
    connection.settings_dict["NAME"] = name


def in_a_thread(work):
    def done(argument):
        try:
            return work(argument)
        finally:
            connections["default"].close()

    return done


def test_respond_with_the_same_sending_at_the_same_moment_counts_once(for_threads):
    same = sending()
    send = in_a_thread(lambda _: actions.respond(for_threads, same, on=DAY))
    count = in_a_thread(lambda _: (SurveyResponse.objects.count(), Receipt.objects.count()))

    with ThreadPoolExecutor(8) as pool:
        codes = set(pool.map(send, range(24)))
        counted = list(pool.map(count, range(1)))

    assert len(codes) == 1
    assert counted == [(1, 1)]


def test_upload_keeps_the_rows_for_the_preview_and_counts_nothing(opened, cast):
    kept = actions.upload(opened, file(problems=["baris 4"]), by=cast.admin.actor, at=NOW)

    assert (kept.state, kept.rows, kept.problems, kept.uploaded_by) == ("previewed", ROWS, ["baris 4"], "Tri")
    assert SurveyResponse.objects.count() == 0
    assert Event.objects.get(name="surveys.upload").after == {"rows": 2, "refused": 1}


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi", "inspector"])
def test_upload_is_refused_to_everybody_else(opened, cast, who):
    with pytest.raises(Denied):
        actions.upload(opened, file(), by=getattr(cast, who).actor, at=NOW)


def test_confirm_stores_every_good_row_once(opened, cast):
    kept = actions.upload(opened, file(), by=cast.admin.actor, at=NOW)

    actions.confirm(kept, by=cast.admin.actor, at=NOW)

    assert sorted(
        SurveyResponse.objects.values_list("persyaratan", "sarpras", "channel", "answered_on", "source_id")
    ) == [(3, 3, "import", opened.to_date, kept.pk), (4, None, "import", opened.to_date, kept.pk)]
    assert Event.objects.get(name="surveys.confirm").after == {"rows": 2}


def test_confirm_opens_a_prepared_survey(cast):
    prepared = surveys.survey(surveys.service(), state="draft")
    kept = actions.upload(prepared, file(), by=cast.partner.actor, at=NOW)

    actions.confirm(kept, by=cast.partner.actor, at=NOW)

    prepared.refresh_from_db()
    assert prepared.state == "open"


def test_confirm_makes_no_second_open_survey(opened, cast):
    prepared = surveys.survey(opened.service, "Triwulan III 2026", state="draft")
    kept = actions.upload(prepared, file(), by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="masih punya survei yang dibuka"):
        actions.confirm(kept, by=cast.admin.actor, at=NOW)


def test_confirm_twice_is_refused(opened, cast):
    kept = actions.upload(opened, file(), by=cast.admin.actor, at=NOW)
    actions.confirm(kept, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="Disimpan"):
        actions.confirm(kept, by=cast.admin.actor, at=NOW)

    assert SurveyResponse.objects.count() == 2


def test_the_same_file_twice_is_refused_when_it_counts_already(opened, cast):
    first, second = (actions.upload(opened, file(), by=cast.admin.actor, at=NOW) for _ in range(2))
    actions.confirm(first, by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="Berkas yang sama"):
        actions.confirm(second, by=cast.admin.actor, at=NOW)
    with pytest.raises(Denied, match="Berkas yang sama"):
        actions.upload(opened, file(), by=cast.admin.actor, at=NOW)

    assert SurveyResponse.objects.count() == 2


def test_confirm_without_a_good_row_is_refused(opened, cast):
    kept = actions.upload(opened, file(rows=[]), by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match="Tidak ada baris"):
        actions.confirm(kept, by=cast.admin.actor, at=NOW)


def test_discard_drops_the_rows_and_keeps_the_record(opened, cast):
    kept = actions.upload(opened, file(), by=cast.admin.actor, at=NOW)

    actions.discard(kept, by=cast.admin.actor, at=NOW)

    kept.refresh_from_db()
    assert (kept.state, kept.rows) == ("discarded", [])
    assert SurveyResponse.objects.count() == 0
    with pytest.raises(Denied):
        actions.confirm(kept, by=cast.admin.actor, at=NOW)


def test_open_starts_a_prepared_survey(cast):
    prepared = surveys.survey(surveys.service(), state="draft")

    actions.open_(prepared, by=cast.admin.actor, at=NOW)

    event = Event.objects.get(name="surveys.open")
    assert (prepared.state, event.before, event.after) == ("open", {"state": "draft"}, {"state": "open"})


def test_open_is_refused_while_another_survey_is_open(opened, cast):
    prepared = surveys.survey(opened.service, "Triwulan III 2026", state="draft")

    with pytest.raises(Denied, match="masih punya survei yang dibuka"):
        actions.open_(prepared, by=cast.admin.actor, at=NOW)


def test_seal_closes_the_survey_and_freezes_its_figures(opened, cast, django_capture_on_commit_callbacks):
    surveys.answers(opened, surveys.mixed(40))

    with django_capture_on_commit_callbacks(execute=True):
        actions.seal(opened, by=cast.admin.actor, at=NOW)

    result = SurveyResult.objects.get()
    assert (opened.state, result.n, str(result.satisfaction_index), result.service_grade) == (
        "sealed",
        40,
        "87.50",
        "B",
    )
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        surveys.answers(opened, surveys.mixed(1))


def test_freeze_twice_gives_the_same_figures(opened, cast):
    surveys.answers(opened, surveys.mixed(31))

    first, second = (actions.freeze(opened, at=NOW).figures for _ in range(2))

    assert first == second
    assert SurveyResult.objects.count() == 1


def test_publish_is_the_partners_and_waits_for_the_figures(opened, cast):
    SatisfactionSurvey.objects.filter(pk=opened.pk).update(state="sealed")
    opened.refresh_from_db()

    with pytest.raises(Denied, match="mitra"):
        actions.publish(opened, by=cast.admin.actor, at=NOW)
    with pytest.raises(Denied, match="sedang dihitung"):
        actions.publish(opened, by=cast.partner.actor, at=NOW)
    actions.freeze(opened, at=NOW)
    actions.publish(opened, by=cast.partner.actor, at=NOW)

    opened.refresh_from_db()
    assert (opened.state, opened.published_at) == ("published", NOW)


@pytest.mark.parametrize("verb", ["open_", "seal", "publish"])
@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi", "inspector"])
def test_the_other_verbs_are_refused_to_everybody_else(opened, cast, verb, who):
    with pytest.raises(Denied):
        getattr(actions, verb)(opened, by=getattr(cast, who).actor, at=NOW)


def test_an_id_that_was_used_for_another_service_counts_under_a_new_one(db):
    one, two = surveys.survey(surveys.service("a")), surveys.survey(surveys.service("b"))
    same = sending()

    first, second = actions.respond(one, same, on=DAY), actions.respond(two, same, on=DAY)

    assert first != second
    assert {(r.survey, r.code) for r in Receipt.objects.all()} == {(one, first), (two, second)}
    assert SurveyResponse.objects.filter(survey=two).count() == 1
