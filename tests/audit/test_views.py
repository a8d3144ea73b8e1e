"""The record as a page, its sentences and its readers."""

import pytest
from django.urls import reverse

from conftest import NOW
from sambayan.audit.actions import record
from sambayan.audit.models import Event
from sambayan.audit.queries import history, latest
from sambayan.audit.sentences import Change, changes, sentence


def test_only_inspectors_and_administrators_read_everything(cast, sign_in):
    url = reverse("audit:record")

    assert [sign_in(who).get(url).status_code for who in cast] == [403, 403, 403, 403, 200, 403, 200]


def test_the_record_reads_as_sentences_newest_first(cast, sign_in):
    record("planning.propose", cast.unit, by=cast.ani.actor, at=NOW)
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW, reason="Lengkap")

    page = sign_in(cast.admin).get(reverse("audit:record")).content.decode()

    assert page.index("Budi menetapkan Unit samsat") < page.index("Ani mengusulkan")
    assert "“Lengkap”" in page


def test_the_record_can_be_narrowed_to_a_room(cast, sign_in):
    record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    record("surveys.seal", cast.unit, by=cast.admin.actor, at=NOW)

    page = sign_in(cast.inspector).get(reverse("audit:record"), {"event": "surveys."}).content.decode()

    assert "menyegel survei" in page
    assert "menetapkan" not in page


def test_what_changed_is_told_in_words():
    event = Event(
        name="planning.write",
        before={"state": "draft", "loyal": "Satu"},
        after={"state": "proposed", "target": "15–20 menit", "lain": 3},
    )

    assert changes(event) == [
        Change("Keadaan", "Draf", "Diusulkan"), Change("Loyal", "Satu", ""), Change("Target", "", "15–20 menit"),
        Change("lain", "", "3"),
    ]  # fmt: skip


def test_one_change_stands_in_the_row_and_several_unfold(cast, sign_in):
    record(
        "planning.set", cast.unit, by=cast.budi.actor, at=NOW, before={"state": "proposed"}, after={"state": "in_force"}
    )
    record(
        "evaluation.rate", cast.unit, by=cast.budi.actor, at=NOW, rule_version="Aturan 1",
        before={"predicate": "good", "result_rating": "meets"}, after={"result_rating": "above"},
    )  # fmt: skip

    page = sign_in(cast.admin).get(reverse("audit:record")).content.decode()

    assert "Keadaan: Diusulkan" in page
    assert page.count('<details class="more"') == 1
    assert ("Aturan 1" in page, "dihapus" in page) == (True, True)


def test_the_chosen_room_lets_go_when_pressed_again(cast, sign_in):
    page = sign_in(cast.admin).get(reverse("audit:record"), {"event": "surveys."})

    assert [(chip["url"], chip["current"]) for chip in page.context["chips"]][2] == ("/record/", True)
    assert "Belum ada catatan" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_asks_the_database_the_same_number_of_times(cast, sign_in, django_assert_num_queries, rows):
    for _ in range(rows):
        record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    client = sign_in(cast.inspector)

    with django_assert_num_queries(5):
        client.get(reverse("audit:record"))


def test_an_event_without_a_sentence_is_still_told():
    event = Event(name="lain.hal", actor_name="Ani", subject_label="SKP")

    assert sentence(event) == "Ani melakukan lain.hal pada SKP"


def test_the_history_of_one_thing(cast):
    mine = record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    record("planning.set", cast.office, by=cast.budi.actor, at=NOW)

    assert list(history(cast.unit)) == [mine]
    assert latest("planning.").count() == 2
