"""An agreement that was set is a document: what is printed stays as it was, and what comes later stands below."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from conftest import NOW, TODAY
from factories.planning import agreement, annex, dialogue, planned_result
from sambayan.common.guard import Denied
from sambayan.people.models import OrganisationUnit
from sambayan.planning import actions, queries
from sambayan.planning.models import AgreementDocument, PlannedResult

MANUAL = {
    "purpose": "Cepat", "definition": "Waktu layanan.", "formula": "", "quality": "outcome", "data_source": "Loket",
    "reporting_period": "monthly",
}  # fmt: skip


@pytest.fixture
def signed(cast):
    """Ani's agreement with Budi as she signed it."""
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "signed", 1))
    dialogue(plan, cast.budi.assignment)
    return plan


@pytest.fixture
def force(signed, cast):
    """The same, set."""
    return actions.set_(signed, by=cast.budi.actor, at=NOW)


def printed(plan):
    return queries.printed(plan, "https://contoh.invalid/x", TODAY)


def test_setting_freezes_the_form_under_its_code(force):
    kept = AgreementDocument.objects.get()

    assert (kept.agreement, kept.code, kept.form_code, kept.issued_at) == (force, force.document_code, "A.1.7", NOW)
    assert printed(force) == {**kept.content, "address": "https://contoh.invalid/x", "additions": []}
    assert queries.verified(force.document_code).office == "Unit samsat"


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_keeps_the_document(force, verb):
    rows = AgreementDocument.objects.all()
    with pytest.raises(DatabaseError, match="append"), transaction.atomic():
        rows.update(code="x") if verb == "update" else rows._raw_delete("default")


def test_a_row_changed_behind_it_changes_no_print_and_no_verification(force):
    before, told = printed(force), queries.verified(force.document_code)

    PlannedResult.objects.update(title="Lain")
    OrganisationUnit.objects.filter(pk=force.unit_id).update(name="Nama baru")

    assert (printed(force), queries.verified(force.document_code)) == (before, told)


def test_a_link_of_an_agreement_in_force_changes_the_line_and_not_the_document(force, cast):
    own, before = force.results.get(), printed(force)
    theirs = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force", form="senior"))

    actions.link_results(force, {own.pk: theirs}, by=cast.ani.actor, at=NOW)

    own.refresh_from_db()
    assert (own.supports, own.supported_result, printed(force)) == (theirs, "", before)


def test_a_later_expectation_stands_below_the_document_with_its_day(force, cast):
    before = printed(force)

    actions.add_expectation(force, value_code="loyal", text="Tenang di loket.", by=cast.budi.actor, at=NOW)

    added = [{"name": "Loyal", "text": "Tenang di loket.", "day": "8 Oktober 2026"}]
    assert printed(force) == {**before, "additions": added}


def test_an_expectation_before_that_is_part_of_the_document(cast, sign_in, today):
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "proposed", 1))
    dialogue(plan, cast.budi.assignment)
    actions.add_expectation(plan, value_code="loyal", text="Tenang.", by=cast.budi.actor, at=NOW)
    actions.sign(plan, by=cast.ani.actor, at=NOW)
    actions.set_(plan, by=cast.budi.actor, at=NOW)

    found = printed(plan)
    assert ([each["expectation"] for each in found["behaviours"] if each["expectation"]], found["additions"]) == (
        ["Tenang."],
        [],
    )
    actions.add_expectation(plan, value_code="adaptive", text="Terbuka.", by=cast.budi.actor, at=NOW)
    answer = sign_in(cast.ani).get(reverse("planning:print", args=[plan.pk]))
    assert answer.content.startswith(b"%PDF")


def test_what_the_employee_signed_is_not_changed_before_it_is_set(signed, cast):
    own = signed.results.get()
    with pytest.raises(Denied, match="sudah ditandatangani pegawai tidak berubah"):
        actions.link_results(signed, {own.pk: None}, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="sudah ditandatangani pegawai tidak berubah"):
        actions.add_expectation(signed, value_code="loyal", text="x", by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="sudah ditandatangani pegawai tidak berubah"):
        actions.write_manual(own.indicators.get(), MANUAL, by=cast.budi.actor, at=NOW)


def test_a_manual_of_an_agreement_in_force_needs_a_new_version(force, cast):
    with pytest.raises(Denied, match="sudah ditetapkan tidak berubah"):
        actions.write_manual(force.results.get().indicators.get(), MANUAL, by=cast.ani.actor, at=NOW)

    fresh = actions.revise(force, kind="feedback", reason="x", by=cast.ani.actor, at=NOW)
    actions.write_manual(fresh.results.get().indicators.get(), MANUAL, by=cast.ani.actor, at=NOW)

    assert (printed(force)["manuals"], len(printed(fresh)["manuals"])) == ([], 1)


def test_one_set_before_documents_were_kept_is_frozen_before_anything_else_is_written(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1, document_code="AAAA-BBBB-CCCC")
    before = printed(plan)

    actions.add_expectation(plan, value_code="loyal", text="Tenang.", by=cast.budi.actor, at=NOW)

    assert AgreementDocument.objects.get().agreement == plan
    assert {**printed(plan), "additions": []} == before
    assert queries.verified("AAAA-BBBB-CCCC").form == "SKP (A.1.7)"
