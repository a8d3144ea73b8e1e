"""The frozen bundle: complete, checked by the common tool, unmoved by later changes, the same bytes every time."""

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import date

import pytest
import typst
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, transaction
from django.urls import reverse

from conftest import NOW, TODAY
from factories import calibration, growth, planning
from factories import evaluation as evaluations
from factories import objections as made
from sambayan.audit.actions import checkpoint
from sambayan.audit.models import Event
from sambayan.audit.rules import commitment, leaf
from sambayan.common.guard import Denied
from sambayan.evaluation.models import PerformanceEvaluation, SelfAssessment
from sambayan.growth.models import ContinuousFeedback
from sambayan.objections import actions, queries
from sambayan.objections.models import ObjectionBundle
from sambayan.planning.actions import files
from sambayan.planning.models import PerformanceDialogue, PlannedResult


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


@pytest.fixture
def lodged(evaluation, cast):
    return actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)


def opened(member, at=NOW) -> zipfile.ZipFile:
    bundle = queries.bundle_of(ObjectionBundle.objects.order_by("-pk").first().pk)
    out = io.BytesIO()
    actions.download_bundle(bundle, out, by=member.actor, at=at)
    return zipfile.ZipFile(out)


def told(archive: zipfile.ZipFile, name: str):
    return json.loads(archive.read(name))


def test_it_holds_everything_the_objection_stands_on(lodged, cast):
    assert opened(cast.citra).namelist() == [
        "BACA-DULU.txt", "SHA256SUMS", "aturan/aturan.json", "bukti/bukti.json", "catatan/catatan.json",
        "dokumen/D.1.1.json", "dokumen/D.1.1.pdf", "keberatan/keberatan.json", "keberatan/keberatan.txt",
        "manifest.json", "penilaian/penilaian.json", "riwayat/riwayat.json", "riwayat/titik-periksa.txt",
        "skp/skp.json", "skp/skp.txt", "umpan-balik/umpan-balik.json",
    ]  # fmt: skip


def test_agreement_evidence_and_rating_are_told(lodged, cast):
    archive = opened(cast.ani)

    assert told(archive, "skp/skp.json")["results"][0]["indicators"][0]["target"] == "15–20 menit per berkas"
    assert [row["realisation"] for row in told(archive, "bukti/bukti.json")] == ["17 menit"]
    rating = told(archive, "penilaian/penilaian.json")
    assert (rating["predicate"], rating["result_reason"]) == ("good", "Mutu berkas melewati target.")
    assert told(archive, "keberatan/keberatan.json")["reasons"] == made.WORDS["reasons"]
    assert archive.read("dokumen/D.1.1.pdf").startswith(b"%PDF")


def test_feedback_dialogues_and_self_assessment_are_told(evaluation, cast):
    plan = evaluation.agreement
    ContinuousFeedback.objects.create(
        agreement=plan, employee=evaluation.employee, appraiser=evaluation.appraiser, unit=evaluation.unit,
        period=evaluation.period, giver=cast.budi.employee, giver_kind="leader", value_code="harmonis",
        text="Tenang menghadapi antrean.", state="recorded", recorded_at=NOW, is_positive=True,
    )  # fmt: skip
    ContinuousFeedback.objects.create(
        agreement=plan, employee=evaluation.employee, appraiser=evaluation.appraiser, unit=evaluation.unit,
        period=evaluation.period, giver_kind="related_party", giver_label="Pengguna layanan Slamet",
        result=plan.results.first(), text="Cepat.", state="used", recorded_at=NOW,
    )  # fmt: skip
    PerformanceDialogue.objects.create(
        agreement=plan, held_on=TODAY, led_by=cast.budi.employee, note="Sepakat target.", recorded_at=NOW
    )
    SelfAssessment.objects.create(
        evaluation=evaluation, result_rating="above", behaviour_rating="meets", text="Di bawah target.", written_at=NOW
    )
    evaluation.refresh_from_db()
    actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)

    archive = opened(cast.ani)

    feedback, notes = told(archive, "umpan-balik/umpan-balik.json"), told(archive, "catatan/catatan.json")
    assert [(row["name"], row["text"]) for row in feedback] == [("Budi", "Tenang menghadapi antrean."), ("", "Cepat.")]
    assert "Slamet" not in json.dumps(feedback)
    assert (notes["dialogues"][0]["note"], notes["self_assessment"]["result"]) == ("Sepakat target.", "above")


def test_the_common_tool_finds_every_file_whole(lodged, cast, tmp_path):
    opened(cast.ani).extractall(tmp_path)

    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True)

    assert checked.returncode == 0
    assert checked.stdout.count(": OK") == 15


def test_the_page_shows_the_hash_of_the_manifest(lodged, cast):
    manifest = opened(cast.ani).read("manifest.json")

    assert hashlib.sha256(manifest).hexdigest() == ObjectionBundle.objects.get().manifest_hash


def test_the_record_in_it_can_be_verified_alone(lodged, cast):
    events = told(opened(cast.ani), "riwayat/riwayat.json")["events"]

    assert [event["name"] for event in events] == ["evaluation.object"]
    for event in events:
        assert event["commitment"] == commitment(event["salt"], event["personal"])
        names = ("index", "name", "at", "subject_kind", "rule_version", "commitment")
        assert event["leaf_hash"] == leaf({name: event[name] for name in names}).hex()


def test_a_later_change_of_data_leaves_it_as_it_was(lodged, cast, evaluation):
    before = opened(cast.ani)
    PlannedResult.objects.update(title="Diganti kemudian")
    planning.evidence(evaluation.agreement.results.first())

    after = opened(cast.ani)

    assert {name: after.read(name) for name in after.namelist()} == {
        name: before.read(name) for name in before.namelist()
    }


def test_the_same_bundle_has_the_same_bytes(lodged, cast):
    bundle, first, second = queries.bundle_of(ObjectionBundle.objects.get().pk), io.BytesIO(), io.BytesIO()
    queries.bundle_archive(bundle, first)
    queries.bundle_archive(bundle, second)

    assert first.getvalue() == second.getvalue()


def test_a_bundle_whose_content_was_tampered_with_is_not_handed_out(lodged):
    bundle = queries.bundle_of(ObjectionBundle.objects.get().pk)
    bundle.content["manifest.json"] += " "

    out = io.BytesIO()
    with pytest.raises(queries.NotWholeError, match="not the frozen one"):
        queries.bundle_archive(bundle, out)
    assert out.getvalue() == b""


@pytest.mark.parametrize("content", [{"manifest.json": "{}"}, {}])
def test_whoever_asks_for_a_tampered_bundle_is_told_and_gets_nothing(lodged, cast, sign_in, today, content):
    tampered = ObjectionBundle.objects.create(
        objection=lodged, kind="decided", content=content, manifest_hash="0" * 64, frozen_at=NOW
    )

    answer = sign_in(cast.citra).post(reverse("objections:download_bundle", args=[tampered.pk]))

    assert (answer.status_code, "Berkas beku ini tidak utuh" in answer.content.decode()) == (409, True)
    assert not Event.objects.filter(name="objections.download_bundle").exists()


def test_guidance_and_calibration_are_told_as_the_page_why_tells_them(evaluation, cast):
    plan = evaluation.agreement
    coached = growth.guidance(plan, cast.budi.employee, "recorded", held_on=date(2026, 8, 12), note="Latihan mingguan.")
    session = calibration.session(cast.office, cast.budi.employee, state="closed")
    member = calibration.member(session, evaluation)
    calibration.proposal(member, cast.citra.employee, state="accepted", answered_at=NOW, answered_by="Budi")
    calibration.proposal(member, cast.citra.employee, state="declined", answered_at=NOW, answer="Bukti belum cukup.")

    actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)

    notes = told(opened(cast.ani), "catatan/catatan.json")
    assert notes["guidance"] == [{"on": "2026-08-12", "method": coached.method_word.label, "note": "Latihan mingguan."}]
    meeting = notes["calibrations"][0]
    assert (meeting["unit"], len(meeting["accepted"]), len(meeting["not_accepted"])) == ("Unit bapenda", 1, 1)
    assert (meeting["accepted"][0]["proposed_by"], meeting["accepted"][0]["accepted_by"]) == ("Citra", "Budi")
    assert meeting["not_accepted"][0]["answer"] == "Bukti belum cukup."
    assert "Citra" not in json.dumps(meeting["not_accepted"])
    assert "→" in meeting["accepted"][0]["predicate"]


def test_the_rating_tells_every_exception_and_why_it_is_final(evaluation, cast):
    PerformanceEvaluation.objects.filter(pk=evaluation.pk).update(
        organisation_source="2025", passed_reason="Penilai sakit.", exception_predicate="poor",
        exception_reason="Tugas belajar gagal.", passed_at=NOW,
    )  # fmt: skip

    actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)

    rating = told(opened(cast.ani), "penilaian/penilaian.json")
    names = ("organisation_source", "passed_reason", "exception_predicate", "exception_reason", "is_final")
    assert [rating[name] for name in names] == ["2025", "Penilai sakit.", "poor", "Tugas belajar gagal.", False]
    assert (rating["final_reason"], rating["passed_at"]) == ("", "2026-10-08T03:42:00.000000Z")


@pytest.fixture
def uploaded(evaluation):
    """A photo of the queue, attached to the progress of the period."""
    entry = evaluation.agreement.results.first().documentation.first()
    return planning.attachment(entry, "antrean.jpg", b"a photo of the queue").file


def test_an_uploaded_file_lies_in_it_and_the_common_tool_finds_it_whole(uploaded, lodged, cast, tmp_path):
    archive = opened(cast.ani)
    archive.extractall(tmp_path)

    name = told(archive, "bukti/bukti.json")[0]["evidence"][-1]["file"]["name"]
    assert name == f"bukti/berkas/{uploaded.sha256[:12]}-antrean.jpg"
    assert archive.read(name) == b"a photo of the queue"
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path).returncode == 0


def test_an_uploaded_file_stays_in_it_when_it_is_taken_away_later(
    uploaded, lodged, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        piece = uploaded.evidence.get()
        piece.delete()
        files.release([uploaded])

    archive = opened(cast.ani)
    assert b"a photo of the queue" in [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("content", [None, b"another photo"])
def test_a_file_that_is_no_longer_whole_is_left_out_told_and_recorded(uploaded, lodged, cast, content):
    storages["evidence"].delete(uploaded.stored_as)
    if content:
        storages["evidence"].save(uploaded.stored_as, ContentFile(content))

    archive = opened(cast.ani)

    name = f"bukti/berkas/{uploaded.sha256[:12]}-antrean.jpg"
    assert archive.read("TIDAK-UTUH.txt").decode() == f"{name}\n"
    assert name not in archive.namelist()
    assert Event.objects.get(name="objections.download_bundle").after["not_whole"] == [name]


@pytest.mark.parametrize("change", [{"manifest_hash": "x"}, {"content": {}}])
def test_the_database_refuses_to_change_it(lodged, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        ObjectionBundle.objects.update(**change)


def test_the_database_refuses_to_change_an_explanation(evaluation):
    row = made.objection(evaluation, "in_examination", heard="explained")

    with pytest.raises(DatabaseError), transaction.atomic():
        row.explanations.update(text="Lain")


def test_every_download_is_recorded(lodged, cast):
    opened(cast.citra)

    event = Event.objects.get(name="objections.download_bundle")
    assert (event.actor_name, event.after["kind"]) == ("Citra", "lodged")


@pytest.mark.parametrize("who", ["dewi", "partner"])
def test_a_stranger_gets_no_bundle(lodged, cast, who):
    with pytest.raises(Denied):
        opened(getattr(cast, who))


def test_the_bundle_of_the_decision_holds_both_documents_and_what_was_explained(evaluation, cast):
    row = made.objection(evaluation, "in_examination", heard="explained")
    actions.uphold(queries.objection(row.pk), reason="Bukti kedua pihak sudah ditimbang.", by=cast.citra.actor, at=NOW)

    archive = opened(cast.ani)

    words = archive.read("keberatan/keberatan.txt").decode()
    assert "Penjelasan appraiser." in words
    assert "Keputusan: Diputus: hasil dikuatkan" in words
    assert told(archive, "manifest.json")["kind"] == "decided"


def test_the_latest_checkpoint_lies_in_it(evaluation, cast, settings, tmp_path):
    settings.DEMO, settings.VAR = True, tmp_path
    signed = checkpoint(by=None, at=NOW)

    actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)

    assert opened(cast.ani).read("riwayat/titik-periksa.txt").decode() == signed.note


def test_a_document_that_cannot_be_set_stops_no_objection(evaluation, cast, monkeypatch):
    def fails(*_args):
        raise typst.TypstError("no", [], "")

    monkeypatch.setattr("sambayan.objections.queries.bundle.pdf", fails)

    actions.lodge(queries.objection(made.objection(evaluation).pk), by=cast.ani.actor, at=NOW)

    assert "dokumen/D.1.1.pdf" not in opened(cast.ani).namelist()


def test_an_evaluation_signed_before_documents_were_kept_tells_its_row(cast):
    row = evaluations.evaluation(cast.ani.assignment, cast.budi.assignment, "rated", superior=cast.citra.assignment)
    PerformanceEvaluation.objects.filter(pk=row.pk).update(
        state="received", organisation_predicate="good", signed_at=made.AT, document_code="LAMA-LAMA-LAMA",
        handed_over_at=made.AT, received_at=made.AT,
    )  # fmt: skip

    row.refresh_from_db()
    actions.lodge(queries.objection(made.objection(row).pk), by=cast.ani.actor, at=NOW)

    archive = opened(cast.ani)
    assert told(archive, "dokumen/D.1.1.json")["code"] == "LAMA-LAMA-LAMA"
    assert archive.read("dokumen/D.1.1.pdf").startswith(b"%PDF")
