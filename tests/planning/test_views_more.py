"""The pages for indicators, annex, versions, templates, assignments and prints."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from factories import cycles
from factories.people import post
from factories.planning import SET_AT, agreement, annex, planned_result, template
from sambayan.people.models import Assignment
from sambayan.planning.models import AgreementTemplate, AssignedResult, PerformanceAgreement, PlannedResult

MEASURE = {"aspect": "time", "indicator": "Rata-rata waktu", "target": "15–20 menit"}
MANUAL = {
    "purpose": "Cepat", "definition": "Waktu", "quality": "outcome", "data_source": "Loket", "reporting_period": "monthly",
}  # fmt: skip


def at(verb: str, row) -> str:
    return reverse(f"planning:{verb}", args=[row.pk])


@pytest.fixture
def draft(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, results=1)


@pytest.fixture
def force(cast):
    return annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1, superior=cast.citra.employee))


def test_indicators_are_added_changed_and_removed(draft, cast, sign_in, today):
    result, client = draft.results.get(), sign_in(cast.ani)
    assert client.get(at("add_indicator", result)).status_code == 200
    bounds = {"direction": "range", "target_from": "15", "target_to": "20", "measurement_unit": "menit"}

    client.post(at("add_indicator", result), {**MEASURE, **bounds, "indicator": "Mutu"})
    added = result.indicators.get(number=2)
    assert (added.name, added.target_from, added.target_to) == ("Mutu", Decimal(15), Decimal(20))
    assert 'value="Mutu"' in client.get(at("change_indicator", added)).content.decode()

    answer = client.post(at("change_indicator", added), {**MEASURE, "target": "semua berkas"}, follow=True)
    assert "Target memuat “semua”" in answer.content.decode()
    client.post(at("remove_indicator", added))
    assert result.indicators.count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"direction": "range", "target_from": "5"}, "Rentang memerlukan batas bawah dan batas atas."),
        ({"direction": "range", "target_from": "9", "target_to": "5"}, "Batas atas tidak boleh lebih kecil"),
        ({"target_from": "5"}, "Pilih arah, supaya angka target dapat dibaca."),
        ({"target_from": "banyak", "direction": "higher"}, "target_from"),
        ({"target_from": "123456789012345", "direction": "higher"}, "paling banyak 14 angka di depan koma"),
        ({"target_from": "99999999999999,9999", "direction": "higher"}, "15 angka seluruhnya"),
        ({"target_from": "1E+99999", "direction": "higher"}, "paling banyak 14 angka di depan koma"),
    ],
)
@pytest.mark.parametrize("verb", ["add_indicator", "change_indicator"])
def test_numbers_of_a_target_have_to_make_sense(draft, cast, sign_in, today, verb, words, told):
    result = draft.results.get()
    thing = result if verb == "add_indicator" else result.indicators.get()

    answer = sign_in(cast.ani).post(at(verb, thing), {**MEASURE, **words})

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_target_of_fourteen_digits_is_kept_and_read(draft, cast, sign_in, today):
    result, client = draft.results.get(), sign_in(cast.ani)
    bounds = {"direction": "higher", "target_from": "12345678901234"}

    answer = client.post(at("add_indicator", result), {**MEASURE, **bounds, "indicator": "Mutu"}, follow=True)

    assert (answer.status_code, result.indicators.get(number=2).target_from) == (200, Decimal(12345678901234))


def test_a_manual_is_written_and_shown(draft, cast, sign_in, today):
    indicator, client = draft.results.get().indicators.get(), sign_in(cast.budi)
    assert client.post(at("write_manual", indicator), {"purpose": "Cepat"}).status_code == 422

    client.post(at("write_manual", indicator), MANUAL)

    assert 'value="Loket"' in client.get(at("write_manual", indicator)).content.decode()
    assert "Manual indikator" in client.get(at("agreement", draft)).content.decode()


def test_the_appraiser_sorts_while_it_is_proposed(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)
    client = sign_in(cast.budi)
    assert "Jadikan tambahan" in client.get(at("agreement", plan)).content.decode()

    for kind in ("additional", "main"):
        client.post(at("sort_result", plan.results.get()))
        assert plan.results.get().kind == kind


def test_results_are_linked_to_the_leaders(draft, cast, sign_in, today):
    client = sign_in(cast.ani)
    assert "SKP pimpinan belum berlaku" in client.get(at("link_results", draft)).content.decode()
    theirs = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force"))
    own = draft.results.get()

    assert client.post(at("link_results", draft), {str(own.pk): "999"}).status_code == 422
    answer = client.post(at("link_results", draft), {str(own.pk): theirs.pk}, follow=True)

    assert "1 tautan diubah." in answer.content.decode()
    assert draft.results.get().supports == theirs


def test_form_and_approach_are_chosen_and_leaders_see_perspectives(draft, cast, sign_in, today):
    client = sign_in(cast.ani)
    assert client.get(at("shape", draft)).status_code == 200
    assert client.post(at("shape", draft), {"form": "x"}).status_code == 422

    client.post(at("shape", draft), {"form": "senior", "approach": "qualitative"})

    form, page = (client.get(at(name, draft)).content.decode() for name in ("add_result", "agreement"))
    assert ("Penerima Layanan" in form, "Perspektif" in form, "Aspek" in form) == (True, True, False)
    assert "perspektif atau aspek belum dipilih" in page


def test_the_leader_writes_an_expectation_in_force(force, cast, sign_in, today):
    client = sign_in(cast.budi)
    assert client.get(at("add_expectation", force)).status_code == 200
    assert client.post(at("add_expectation", force), {"value_code": "loyal"}).status_code == 422

    client.post(at("add_expectation", force), {"value_code": "loyal", "text": "Tenang di loket."})

    assert "Tenang di loket." in sign_in(cast.ani).get(at("agreement", force)).content.decode()
    assert sign_in(cast.ani).get(at("add_expectation", force)).status_code == 403


@pytest.mark.parametrize("lines", ["\n".join(str(n) for n in range(21)), "x" * 501])
def test_an_annex_that_is_too_long_is_refused_and_kept_on_the_form(draft, cast, sign_in, today, lines):
    answer = sign_in(cast.ani).post(at("write_annex", draft), {"consequence": lines})

    assert (answer.status_code, draft.annex.count()) == (422, 0)
    assert "Paling banyak 20 butir" in answer.content.decode()


def test_the_annex_shows_its_lines_and_its_suggestions(draft, cast, sign_in, today):
    page = sign_in(cast.ani).get(at("write_annex", annex(draft))).content.decode()

    assert ("Isi konsekuensi." in page, "maka diberikan teguran." in page) == (True, True)


@pytest.mark.parametrize(
    ("verb", "state", "words", "who"),
    [
        ("open_dialogue", "draft", {"held_on": "", "note": ""}, "ani"),
        ("record_dialogue", "in_force", {"held_on": "besok", "note": "x"}, "budi"),
        ("set_unsigned", "proposed", {"reason": ""}, "budi"),
        ("revise", "in_force", {"kind": "feedback", "reason": ""}, "ani"),
    ],
)
def test_a_verb_without_its_words_is_asked_again_on_the_page(cast, sign_in, today, verb, state, words, who):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, state, results=1)

    answer = sign_in(getattr(cast, who)).post(at(verb, plan), words)

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_a_new_version_is_compared_with_the_one_before(force, cast, sign_in, today):
    client = sign_in(cast.budi)
    assert client.get(at("compare", force)).status_code == 404
    client.post(at("revise", force), {"kind": "resources", "reason": "Anggaran dipotong."})
    fresh = PerformanceAgreement.objects.get(version=2)
    PlannedResult.objects.filter(agreement=fresh).update(title="Berkas lain")

    page = client.get(at("compare", fresh)).content.decode()
    own = sign_in(cast.ani).get(reverse("planning:agreements")).content.decode()

    assert ("Anggaran dipotong." in page, "1 baris berbeda." in page, "Diubah" in page) == (True, True, True)
    assert "Versi 2 sedang disusun" in own
    assert "Apa yang berubah di versi 2" in client.get(at("agreement", force)).content.decode()


def test_a_result_is_taken_over_with_a_note(force, cast, sign_in, today):
    result, client = force.results.get(), sign_in(cast.budi)
    assert client.get(at("take_over_result", result)).status_code == 200
    assert client.post(at("take_over_result", result), {"step": "coaching"}).status_code == 422

    words = {"step": "coaching", "note": "Belum selesai sampai Oktober."}
    assert (
        "Belum ada penyesuaian atau pembinaan yang tercatat"
        in client.get(at("take_over_result", result)).content.decode()
    )
    assert client.post(at("take_over_result", result), words).status_code == 422
    PerformanceAgreement.objects.filter(pk=force.pk).update(revision_kind="resources")
    page = client.get(at("take_over_result", result)).content.decode()
    assert "Ekspektasi disesuaikan, Sumber daya disesuaikan" in page
    assert client.post(at("take_over_result", result), words).status_code == 422

    client.post(at("take_over_result", result), {**words, "unrecorded": "Dicatat di kertas."})

    page = sign_in(cast.ani).get(at("agreement", force)).content.decode()
    assert ("Diambil alih pimpinan" in page, "Belum selesai sampai Oktober." in page) == (True, True)


def test_acting_work_that_no_main_result_names_is_shown_to_both(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", 1)
    acting = post("Kosong", "lpg/bapenda/samsat/loket/", head=True).position
    Assignment.objects.create(employee=cast.ani.employee, position=acting, kind="plt", from_date=date(2026, 9, 1))
    told = "Tugas sebagai Plt. atau Plh. adalah hasil kerja utama"

    assert [told in sign_in(who).get(at("agreement", plan)).content.decode() for who in (cast.ani, cast.budi)] == [
        True,
        True,
    ]
    plan.results.update(title=f"{acting.title} terlaksana")
    assert told not in sign_in(cast.ani).get(at("agreement", plan)).content.decode()
    plan.results.update(title="Lain")
    PerformanceAgreement.objects.filter(pk=plan.pk).update(state="in_force", set_at=SET_AT)
    assert told not in sign_in(cast.ani).get(at("agreement", plan)).content.decode()


def test_the_late_dialogue_is_asked_for_on_the_page(cast, sign_in, today):
    late = {"superior": cast.citra.employee, "overdue_since": date(2026, 2, 1)}
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "draft", 1, **late)
    client = sign_in(cast.ani)
    assert "Minta dialog kepada atasan penilai" in client.get(at("agreement", plan)).content.decode()

    client.post(at("request_superior_dialogue", plan))

    page = client.get(at("agreement", plan)).content.decode()
    listed = sign_in(cast.citra).get(f"{reverse('planning:agreements')}?led=1").content.decode()
    assert "Dialog dipimpin Citra, atasan pejabat penilai." in page
    assert ("dialognya Anda pimpin" in listed, "Ani" in listed) == (True, True)


def test_an_administrator_closes_after_the_year(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1, cycle=cycles.cycle(2025))
    client = sign_in(cast.admin)
    assert "Tutup SKP" in client.get(at("agreement", plan)).content.decode()

    client.post(at("close", plan))

    plan.refresh_from_db()
    assert plan.state == "closed"
    assert client.get(at("agreement", plan)).status_code == 200


def test_last_year_is_copied(draft, cast, sign_in, today):
    before = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 3, cycle=cycles.cycle(2025))
    PerformanceAgreement.objects.filter(pk=before.pk).update(state="closed")

    answer = sign_in(cast.ani).post(at("copy_last_year", draft), follow=True)

    assert "2 hasil kerja disalin" in answer.content.decode()


def test_templates_are_made_listed_used_and_retired(force, cast, sign_in, today):
    budi, admin = sign_in(cast.budi), sign_in(cast.admin)
    assert "Belum ada contoh" in budi.get(reverse("planning:templates")).content.decode()
    assert 'value="Penata layanan"' in budi.get(at("make_template", force)).content.decode()
    assert budi.post(at("make_template", force), {"title": ""}).status_code == 422
    budi.post(at("make_template", force), {"title": "Loket", "position_title": "Penata layanan"})
    made = AgreementTemplate.objects.get()
    plan = agreement(cast.dewi.assignment, cast.citra.assignment)
    dewi = sign_in(cast.dewi)

    listed = budi.get(reverse("planning:templates"), {"q": "penata"}).content.decode()
    assert ("Loket" in listed, "Tidak dipakai lagi" in budi.get(at("template", made)).content.decode()) == (True, False)
    assert "Pakai contoh ini" in dewi.get(at("use_template", plan)).content.decode()
    assert dewi.post(at("use_template", plan), {"template": "0"}).status_code == 404
    answer = dewi.post(at("use_template", plan), {"template": made.pk}, follow=True)
    assert "1 hasil kerja ditambahkan dari contoh." in answer.content.decode()

    assert "Tidak dipakai lagi" in admin.get(at("template", made)).content.decode()
    admin.post(at("retire_template", made))
    assert "Belum ada contoh bagi jabatan ini" in dewi.get(at("use_template", plan)).content.decode()
    assert "Tidak dipakai lagi." in admin.get(at("template", made)).content.decode()


def test_one_result_for_many_says_what_became_of_everybody(draft, cast, sign_in, today):
    eni, fitri = post("Eni", "lpg/bapenda/samsat/"), post("Fitri", "lpg/bapenda/samsat/")
    agreement(eni, cast.budi.assignment, "in_force", 1)
    client, url = sign_in(cast.budi), reverse("planning:assign_result")
    people = [cast.ani.employee.pk, eni.employee_id, fitri.employee_id]
    words = {**MEASURE, "kind": "main", "title": "Keluhan ditanggapi"}
    assert client.post(url, words).status_code == 422

    page = client.post(url, {**words, "people": people}, follow=True).content.decode()

    assert "Masuk ke draf SKP: Ani." in page
    assert "Menunggu dialog berikutnya, karena SKP-nya tidak sedang ditulis: Eni." in page
    assert "Belum punya SKP, jadi belum ditugaskan: Fitri." in page
    assert (
        "Keluhan ditanggapi"
        in sign_in(cast.budi).get(at("agreement", AssignedResult.objects.get().agreement)).content.decode()
    )
    assert "Tidak ada pegawai yang Anda nilai" in sign_in(cast.dewi).get(url).content.decode()


def test_only_drafted_people_are_named(draft, cast, sign_in, today):
    words = {**MEASURE, "kind": "main", "title": "Keluhan ditanggapi", "people": [cast.ani.employee.pk]}

    page = sign_in(cast.budi).post(reverse("planning:assign_result"), words, follow=True).content.decode()

    assert ("Masuk ke draf SKP: Ani." in page, "Belum punya SKP" in page) == (True, False)


@pytest.mark.parametrize("form", ["staff", "senior"])
@pytest.mark.parametrize("approach", ["quantitative", "qualitative"])
def test_the_form_is_printed_with_its_code(cast, sign_in, today, form, approach):
    words = {"form": form, "approach": approach, "document_code": "ABCD-EFGH-JKMN"}
    plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 2, **words))

    answer = sign_in(cast.ani).get(at("print", plan))

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == 'inline; filename="skp-ABCD-EFGH-JKMN.pdf"'


def test_a_draft_is_printed_without_a_code(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)

    answer = sign_in(cast.budi).get(at("print", plan))

    assert (answer.content[:5], answer["Content-Disposition"]) == (b"%PDF-", f'inline; filename="skp-{plan.pk}.pdf"')
    assert sign_in(cast.dewi).get(at("print", plan)).status_code == 403


def test_what_the_superior_set_is_printed_with_his_name(cast, sign_in, today):
    late = {"superior": cast.citra.employee, "is_superior_led": True, "missing_signature_reason": "Menolak."}
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", 1, document_code="ABCD-EFGH-JKMN", **late)

    assert sign_in(cast.citra).get(at("print", plan)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_assigning_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        agreement(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment)
    client = sign_in(cast.budi)

    with django_assert_num_queries(6):
        client.get(reverse("planning:assign_result"))


@pytest.mark.parametrize("rows", [1, 3])
def test_templates_ask_the_database_the_same_number_of_times(force, cast, sign_in, django_assert_num_queries, rows):
    for number in range(rows):
        template(force, f"Contoh {number}")
    client = sign_in(cast.ani)

    with django_assert_num_queries(6):
        client.get(reverse("planning:templates"))


def test_the_appraiser_starts_an_agreement_for_somebody(cast, sign_in, today):
    cycles.cycle()
    client, url = sign_in(cast.budi), reverse("planning:start_for")
    assert "Belum punya SKP tahun ini" in client.get(reverse("planning:assign_result")).content.decode()

    assert "Pilih orangnya." in client.post(url, {"employee_id": "x"}, follow=True).content.decode()
    answer = client.post(url, {"employee_id": cast.ani.employee.pk}, follow=True)

    assert "SKP Ani dimulai." in answer.content.decode()
