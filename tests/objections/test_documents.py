"""Whose names and signatures the documents bear after an objection."""

import io

import pytest
from pdfminer.high_level import extract_text

from conftest import NOW
from factories import objections as made
from factories.people import AccountFactory, post
from sambayan.common.documents import pdf, qr_code
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.models import EvaluationDocument
from sambayan.evaluation.queries import printed_document
from sambayan.evaluation.rules import Rating
from sambayan.objections import actions, queries
from sambayan.objections.queries.bundle import _FORM
from sambayan.people.queries import actor_for

REASON = "Kedua penjelasan dan buktinya sudah ditimbang."
DECISION = actions.Decision(NewRating(Rating.ABOVE, REASON, Rating.MEETS, REASON), REASON, "Libatkan melatih rekan.")


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


@pytest.fixture
def governor(db):
    """In office only since the day of the decision, two days after the signature."""
    return post("Gubernur", "lpg/", head=True, since=NOW.date())


def printed(document: EvaluationDocument) -> str:
    """What stands on the printed form, in one line."""
    code, _kind = qr_code("https://contoh.invalid/v", "svg", title=document.code, subtitle="")
    content = printed_document(EvaluationDocument.objects.get(pk=document.pk), "")
    return " ".join(extract_text(io.BytesIO(pdf(_FORM, content, {"qr": code}))).split())


def governs(governor):
    """The governor, signed in."""
    return actor_for(AccountFactory(employee=governor.employee, name="Gubernur"), NOW.date())


def changed(row, by):
    actions.change(queries.objection(row.pk), DECISION, by=by, at=NOW)
    return queries.objection(row.pk)


def test_the_decision_names_a_decider_appointed_after_the_signature(evaluation, cast, governor):
    row = made.objection(evaluation, "in_examination", heard="explained", superior=governor.employee)
    evaluation.superior = governor.employee
    evaluation.save()

    words = changed(row, governs(governor)).decision_document.content

    assert (words["superior"]["name"], words["superior"]["position"]) == ("Gubernur", "Kepala Unit lpg")


def test_the_first_document_names_the_superior_of_the_day_it_was_signed(evaluation, cast):
    words = evaluation.documents.get().content

    assert (words["superior"]["name"], words["signer"]["name"]) == ("Citra", "Budi")


def test_after_a_superiors_document_the_name_beside_the_signature_is_that_superiors(evaluation, cast, governor):
    evaluation.signer, evaluation.form_code = cast.citra.employee, "D.1.2"
    evaluation.superior = governor.employee
    evaluation.save()
    row = made.objection(evaluation, "in_examination", heard="explained")

    decided = changed(row, governs(governor))
    actions.sign_decision(decided, by=cast.citra.actor, at=NOW)

    text = printed(decided.decision_document)
    signatures = text[text.index("10. Pegawai yang Dinilai") :]
    assert "9. Penanda Tangan Dokumen D.1.2" in signatures
    assert ("Citra" in signatures, "Gubernur" in signatures, "Budi" in signatures) == (True, True, False)


def test_after_the_appraisers_document_the_appraiser_signs_as_such(evaluation, cast):
    row = changed(made.objection(evaluation, "in_examination", heard="explained"), cast.citra.actor)

    text = printed(row.decision_document)
    assert "9. Pejabat Penilai Kinerja" in text
    assert "Penanda Tangan" not in text


def test_a_document_from_before_signers_were_kept_is_still_set(evaluation, cast):
    document = evaluation.documents.get()
    content = {name: word for name, word in document.content.items() if name != "signer"}
    for form in ("D.1.1", "D.1.2", "D.1.3"):
        old = EvaluationDocument(evaluation=evaluation, form_code=form, code="A", content=content)
        code, _kind = qr_code("https://contoh.invalid/v", "svg", title="A", subtitle="")
        assert pdf(_FORM, printed_document(old, ""), {"qr": code}).startswith(b"%PDF")


def test_a_withdrawn_objection_prints_no_signature_of_the_employee(evaluation, cast):
    row = made.objection(evaluation, "lodged")

    actions.withdraw(queries.objection(row.pk), by=cast.ani.actor, at=NOW)

    assert printed_document(EvaluationDocument.objects.get(), "")["returned_on"] == ""
