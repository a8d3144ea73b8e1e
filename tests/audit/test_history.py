"""The history of one thing, the filters of the whole record, the files, and the page of checkpoints."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from conftest import NOW
from factories import planning, surveys
from factories.evaluation import evaluation
from sambayan.audit import queries
from sambayan.audit.actions import checkpoint, record
from sambayan.audit.models import Event
from sambayan.audit.sentences import event_words, sentence


@pytest.fixture
def agreement(cast):
    return planning.agreement(cast.ani.assignment, cast.budi.assignment, "in_force")


@pytest.fixture
def told(cast, agreement):
    """Two events about the agreement, a day apart."""
    record(
        "planning.propose",
        agreement,
        by=cast.ani.actor,
        at=NOW - timedelta(days=1),
        before={"state": "draft"},
        after={"state": "proposed"},
    )
    record("planning.set", agreement, by=cast.budi.actor, at=NOW, reason="Lengkap", on_behalf_of="Citra")
    return reverse("audit:history", args=["agreement", agreement.pk])


@pytest.fixture(autouse=True)
def key(settings):
    settings.CHECKPOINT_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def test_the_history_reads_as_sentences(cast, sign_in, told, agreement):
    page = sign_in(cast.ani).get(told)

    assert [words for _event, words, _changed, _reason in page.context["rows"]] == [
        f"Budi menetapkan {agreement} atas nama Citra", f"Ani mengusulkan {agreement}",
    ]  # fmt: skip
    assert [text in page.content.decode() for text in ("“Lengkap”", "8 Oktober 2026", "10.42", "Keadaan")] == [True] * 4


def test_only_who_reads_the_thing_reads_its_history(cast, sign_in, told):
    assert [sign_in(who).get(told).status_code for who in cast] == [200, 200, 200, 403, 200, 403, 200]
    assert [sign_in(who).get(f"{told}table.csv").status_code for who in cast] == [200, 200, 200, 403, 200, 403, 200]


@pytest.mark.parametrize(
    "path", ["/record/history/nothing/1/", "/record/history/agreement/999/", "/record/history/x/1/table.csv"]
)
def test_an_unknown_kind_or_thing_is_not_found(cast, sign_in, path):
    assert sign_in(cast.admin).get(path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["planning.set", "planning.propose"]),
        ({"event": "planning.set"}, ["planning.set"]),
        ({"q": "ani prop"}, []),
        ({"q": "citra"}, ["planning.set"]),
        ({"start": "2026-10-08"}, ["planning.set"]),
        ({"end": "2026-10-07"}, ["planning.propose"]),
        ({"start": "2026-10-07", "end": "2026-10-08"}, ["planning.set", "planning.propose"]),
        ({"start": "2026-99-99", "end": "9999-12-31"}, ["planning.set", "planning.propose"]),
    ],
)
def test_the_history_and_the_record_are_narrowed(cast, sign_in, told, asked, names):
    for address in (told, "/record/"):
        page = sign_in(cast.inspector).get(address, asked)
        assert [event.name for event, *_rest in page.context["rows"]] == names


def test_the_filter_travels_to_the_next_page_and_to_the_file(cast, sign_in, told):
    page = sign_in(cast.ani).get(told, {"q": "budi", "event": "planning.set", "start": "2026-10-01"})

    assert page.context["table"] == f"{told}table.csv?event=planning.set&q=budi&start=2026-10-01"
    assert queries.asked_for(QueryDict("q=budi&start=2026-10-01")) == queries.Asked(q="budi", start=date(2026, 10, 1))


def _cells(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_file_holds_the_same_as_the_page(cast, sign_in, told, agreement):
    rows = _cells(sign_in(cast.ani).get(f"{told}table.csv", {"event": "planning.propose"}))

    assert rows[1:] == [
        ["0", "2026-10-07 10:42:00+07:00", "planning.propose", "Ani", "", f"Ani mengusulkan {agreement}",
         "Keadaan: Draf → Diusulkan", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_file_is_a_formula(cast, sign_in, start):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW, reason=f"{start}1+1")

    assert _cells(sign_in(cast.inspector).get("/record/table.csv"))[1][-1] == f"'{start}1+1"


def test_what_is_not_handed_over_yet_is_not_told_by_the_history_either(cast, sign_in):
    rated = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    record("evaluation.rate", rated, by=cast.budi.actor, at=NOW, after={"result_rating": "below"}, reason="Rahasia")
    address = reverse("audit:history", args=["evaluation", rated.pk])
    secret = ("Rahasia", "Di bawah ekspektasi")

    for path, opened in (
        (address, lambda answer: answer.content),
        (f"{address}table.csv", lambda a: b"".join(a.streaming_content)),
    ):
        shown = {name: opened(sign_in(getattr(cast, name)).get(path)).decode() for name in ("ani", "budi")}
        assert [word in shown["ani"] for word in secret] == [False, False]
        assert [word in shown["budi"] for word in secret] == [True, True]


def test_surveys_and_people_have_a_history_too(cast, sign_in):
    survey = surveys.survey(surveys.service("demo"))
    client = sign_in(cast.admin)

    assert client.get(reverse("audit:history", args=["survey", survey.pk])).status_code == 200
    assert client.get(reverse("audit:history", args=["person", cast.ani.employee.pk])).status_code == 200
    assert {"agreement", "evaluation", "guidance", "person", "survey", "team", "unit"} <= queries.SUBJECTS.keys()


def test_a_kind_declared_twice_is_an_error():
    with pytest.raises(ValueError, match="declared twice: agreement"):
        queries.has_history("agreement", "x", load=str, right="x", page="x")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_history_asks_the_database_the_same_number_of_times(
    cast, sign_in, agreement, django_assert_num_queries, rows
):
    for _ in range(rows):
        record("planning.set", agreement, by=cast.budi.actor, at=NOW)
    client = sign_in(cast.ani)

    with django_assert_num_queries(8):
        client.get(reverse("audit:history", args=["agreement", agreement.pk]))


def test_an_erased_event_says_so():
    assert sentence(Event(name="planning.set", commitment="x")) == "Data pribadi catatan ini telah dihapus."


def test_the_kind_of_an_event_in_words():
    assert (event_words("planning.set"), event_words("notices.read"), event_words("lain.hal")) == (
        "Menetapkan", "Membaca pemberitahuan", "lain.hal",
    )  # fmt: skip


# ---------- checkpoints and files


def test_everybody_reads_checkpoints_and_takes_what_is_needed_to_verify(cast, sign_in):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    signed = checkpoint(by=None, at=NOW)
    client = sign_in()
    page = client.get("/record/checkpoints/").content.decode()

    assert [text in page for text in (signed.root, queries.verifier_key(), "verify.py", "/record/export.jsonl")] == [
        True,
        True,
        True,
        False,
    ]
    assert client.get(f"/record/checkpoints/{signed.pk}/note.txt").content.decode() == signed.note
    assert client.get("/record/checkpoints/99/note.txt").status_code == 404
    assert client.get("/record/checkpoints/verify.py").content.startswith(b"#!/usr/bin/env python3")
    leaves = b"".join(client.get("/record/checkpoints/leaves.jsonl").streaming_content).decode()
    assert [json.loads(line) for line in leaves.splitlines()] == list(queries.sealed_lines())
    assert "Budi" not in leaves


def test_a_page_without_checkpoints_says_so(client, db):
    assert "Belum ada titik periksa" in client.get("/record/checkpoints/").content.decode()


def test_inspectors_take_the_whole_record_along_and_nobody_else(cast, sign_in):
    assert [sign_in(who).get("/record/export.jsonl").status_code for who in cast] == [403] * 6 + [200]
    whole = b"".join(sign_in(cast.inspector).get("/record/export.jsonl").streaming_content).decode()
    assert [json.loads(line) for line in whole.splitlines()] == list(queries.lines())
    assert "/record/export.jsonl" in sign_in(cast.inspector).get("/record/checkpoints/").content.decode()


def test_checkpoint_button_for_inspectors(cast, sign_in):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    path = reverse("audit:checkpoint")

    assert [sign_in(who).post(path).status_code for who in cast] == [403] * 6 + [302]
    assert queries.checkpoints().count() == 1
    assert "Buat titik periksa sekarang" in sign_in(cast.inspector).get("/record/checkpoints/").content.decode()
    assert "Buat titik periksa sekarang" not in sign_in(cast.admin).get("/record/checkpoints/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_checkpoints_ask_the_database_the_same_number_of_times(cast, client, django_assert_num_queries, rows):
    for _ in range(rows):
        record("planning.set", cast.unit, by=None, at=NOW)
        checkpoint(by=None, at=NOW)

    with django_assert_num_queries(2):
        client.get("/record/checkpoints/")
