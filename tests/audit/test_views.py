"""The record as a page, its sentences and its readers."""

from django.urls import reverse

from conftest import NOW
from sambayan.audit.actions import record
from sambayan.audit.models import Event
from sambayan.audit.queries import history, latest
from sambayan.audit.sentences import sentence


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


def test_an_event_without_a_sentence_is_still_told():
    event = Event(name="lain.hal", actor_name="Ani", subject_label="SKP")

    assert sentence(event) == "Ani melakukan lain.hal pada SKP"


def test_the_history_of_one_thing(cast):
    mine = record("planning.set", cast.unit, by=cast.budi.actor, at=NOW)
    record("planning.set", cast.office, by=cast.budi.actor, at=NOW)

    assert list(history(cast.unit)) == [mine]
    assert latest("planning.").count() == 2
