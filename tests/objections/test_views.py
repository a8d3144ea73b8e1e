"""Every page of an objection, by everybody, what it shows, and each refusal."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW, TODAY
from factories import objections as made
from factories import planning
from factories.evaluation import evaluation as plain
from factories.people import post
from sambayan.audit.models import Event
from sambayan.evaluation.rules.parts import parts
from sambayan.objections.models import Objection
from sambayan.people.models import Look

REASON = "Kedua penjelasan dan buktinya sudah ditimbang."
CHANGE = {
    "result_rating": "above",
    "result_reason": "Waktu layanan di bawah target.",
    "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten sepanjang triwulan.",
    "reason": REASON,
    "recommendation": "Libatkan melatih rekan loket.",
}


@pytest.fixture
def evaluation(cast):
    return made.received(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


def at(verb: str, row) -> str:
    return reverse(f"objections:{verb}", args=[row.pk])


def body(answer) -> str:
    return answer.content.decode()


def statuses(cast, sign_in, url: str, method: str = "get") -> dict[str, int]:
    people = {"ani": cast.ani, "budi": cast.budi, "citra": cast.citra, "dewi": cast.dewi, "citizen": None}
    return {name: getattr(sign_in(member), method)(url).status_code for name, member in people.items()}


def only(*names: str) -> dict[str, int]:
    found = {name: 200 if name in names else 403 for name in ("ani", "budi", "citra", "dewi")}
    return {**found, "citizen": 302}


def test_the_draft_is_written_by_the_employee_alone(evaluation, cast, sign_in, today):
    assert statuses(cast, sign_in, at("draft", evaluation)) == only("ani")


def test_the_draft_page_says_what_an_objection_is_and_until_when(evaluation, cast, sign_in, today):
    page = body(sign_in(cast.ani).get(at("draft", evaluation)))

    assert "Senin, 26 Oktober 2026" in page
    assert "Mengajukan keberatan tidak merugikan Anda" in page
    assert "tidak pernah penilai Anda sendiri" in page


def test_a_draft_is_kept_and_then_read_once_more_before_it_is_lodged(evaluation, cast, sign_in, today):
    client, words = sign_in(cast.ani), {**made.WORDS, "links": "https://contoh.invalid/a\n\nhttp://contoh.invalid/b"}

    assert client.post(at("draft", evaluation), words).url == at("draft", evaluation)
    row = Objection.objects.get()
    assert (row.state, row.links) == ("draft", ["https://contoh.invalid/a", "http://contoh.invalid/b"])
    assert client.post(at("draft", evaluation), {**words, "onward": "1"}).url == at("lodge", row)
    assert made.WORDS["reasons"] in body(client.get(at("lodge", row)))
    assert client.post(at("lodge", row)).url == at("objection", row)
    row.refresh_from_db()
    assert row.state == "lodged"


def photo(name: str = "antrean.csv", content: bytes = b"loket;menit\n1;12\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_are_attached_to_a_draft_and_taken_away_again(evaluation, cast, sign_in, today):
    client = sign_in(cast.ani)
    client.post(
        at("draft", evaluation), {**made.WORDS, "links": "", "uploads": [photo(), photo("rekap.csv", b"a;b\n")]}
    )
    row = Objection.objects.get()
    first, second = row.files.order_by("name")

    page = body(client.get(at("draft", evaluation)))
    assert "antrean.csv" in page
    assert "rekap.csv" in page
    client.post(at("draft", evaluation), {**made.WORDS, "links": "", "dropped": [first.pk]})

    assert [file.name for file in row.files.all()] == [second.name]
    assert first.held_at == NOW


def test_a_file_that_is_none_of_the_kinds_is_refused_and_the_words_stay(evaluation, cast, sign_in, today):
    answer = sign_in(cast.ani).post(
        at("draft", evaluation), {**made.WORDS, "links": "", "uploads": [photo("x.exe", b"MZ")]}
    )

    assert answer.status_code == 422
    assert made.WORDS["reasons"] in body(answer)
    assert "Tidak ada berkas yang disimpan" in body(answer)


def test_nothing_that_is_not_attached_can_be_taken_away(evaluation, cast, sign_in, today):
    answer = sign_in(cast.ani).post(at("draft", evaluation), {**made.WORDS, "links": "", "dropped": ["7"]})

    assert answer.status_code == 422


def test_an_attached_file_is_handed_to_who_may_read_the_objection(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "lodged")
    file = planning.attachment(evaluation.agreement.results.first().documentation.first()).file
    row.files.add(file)
    address = reverse("objections:file", args=[row.pk, file.pk])

    page = body(sign_in(cast.citra).get(at("objection", row)))
    answer = sign_in(cast.citra).get(address)

    assert address in page
    assert (b"".join(answer.streaming_content), answer.headers["Content-Disposition"]) == (
        b"a;b", 'attachment; filename="rekap.csv"'
    )  # fmt: skip
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sign_in(cast.dewi).get(address).status_code == 403
    row.files.clear()
    assert sign_in(cast.citra).get(address).status_code == 404


def test_typing_is_saved_without_a_page(evaluation, cast, sign_in, today):
    answer = sign_in(cast.ani).post(at("draft", evaluation), {"reasons": "Sep", "autosave": "1"})

    assert (answer.status_code, Objection.objects.get().reasons) == (204, "Sep")


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ("contoh.invalid", "Baris 1 bukan alamat web yang lengkap: contoh.invalid"),
        ("https://contoh.invalid\njavascript:alert(1)", "Baris 2 bukan alamat"),
        ("https://[", "Baris 1 bukan alamat"),
        ("https://contoh.invalid/a b", "Baris 1 bukan alamat"),
        ("https://contoh.invalid\n" * 11, "Paling banyak sepuluh tautan."),
    ],
)
def test_a_link_that_is_none_is_named_with_its_line(evaluation, cast, sign_in, today, links, told):
    answer = sign_in(cast.ani).post(at("draft", evaluation), {**made.WORDS, "links": links})

    assert (answer.status_code, told in body(answer)) == (422, True)
    assert Objection.objects.count() == 0


def test_too_short_a_reason_stops_at_the_last_look(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, reasons="Tidak adil.")

    page = body(sign_in(cast.ani).get(at("lodge", row)))

    assert "Tulis alasan paling sedikit 20 huruf." in page
    assert sign_in(cast.ani).post(at("lodge", row)).status_code == 403


def test_after_the_last_day_the_pages_say_so_and_the_attempt_is_kept(evaluation, cast, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=19))
    row, client = made.objection(evaluation), sign_in(cast.ani)

    assert "sudah lewat" in body(client.get(at("draft", evaluation)))
    assert "Mengapa terlambat" in body(client.get(at("lodge", row)))
    page = body(client.post(at("lodge", row), {"late_reason": "Saya dirawat."}, follow=True))
    assert "Percobaan Anda tercatat" in page
    assert "Saya dirawat." in body(sign_in(cast.citra).get(at("objection", row)))


def test_an_attempt_after_the_result_became_final_is_told_before_and_kept(evaluation, cast, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=19))
    evaluation.state, evaluation.finalised_at = "final", NOW
    evaluation.save()
    client = sign_in(cast.ani)

    part = body(client.get(reverse("evaluation:evaluation", args=[evaluation.pk])))
    assert "Keberatan yang diajukan sekarang tidak diterima" in part
    assert "Ajukan walau terlambat" in part
    assert "Anda tetap dapat mengajukannya. Ia tidak diterima" in body(client.get(at("draft", evaluation)))
    client.post(at("draft", evaluation), {**made.WORDS, "links": ""})
    row = Objection.objects.get()
    assert "Percobaan Anda tercatat" in body(client.post(at("lodge", row), {}, follow=True))

    row.refresh_from_db()
    evaluation.refresh_from_db()
    assert (row.state, evaluation.state) == ("refused_late", "final")
    page = body(sign_in(cast.citra).post(at("admit", row), {"reason": REASON}, follow=True))
    assert "Keberatan diterima." in page


def test_too_long_a_late_reason_is_told(evaluation, cast, sign_in, today):
    row = made.objection(evaluation)

    assert sign_in(cast.ani).post(at("lodge", row), {"late_reason": "x" * 1001}).status_code == 422


def test_where_the_result_is_final_the_page_says_why(evaluation, cast, sign_in, today):
    evaluation.is_final, evaluation.final_reason = True, "Dinilai atasan karena waktu penilai habis."
    evaluation.save()

    answer = sign_in(cast.ani).get(at("draft", evaluation))
    page = body(sign_in(cast.ani).get(reverse("evaluation:explain", args=[evaluation.pk])))

    assert answer.status_code == 403
    for text in (body(answer), page):
        assert "Hasil ini final, jadi keberatan tidak dapat diajukan" in text
        assert "IV.A.11–12" in text
        assert "waktu penilai habis" in text
    assert at("draft", evaluation) not in page


def test_the_page_why_offers_the_objection_with_the_days_left(evaluation, cast, sign_in, today):
    page = body(sign_in(cast.ani).get(reverse("evaluation:explain", args=[evaluation.pk])))

    assert at("draft", evaluation) in page
    assert "sisa 12 hari kerja" in page


@pytest.mark.parametrize(("state", "told"), [("lodged", "Diajukan"), ("upheld", "Diputus: hasil dikuatkan")])
def test_the_page_why_shows_where_the_objection_stands(evaluation, cast, sign_in, today, state, told):
    row = made.objection(evaluation, state)

    for member in (cast.ani, cast.budi):
        page = body(sign_in(member).get(reverse("evaluation:evaluation", args=[evaluation.pk])))
        assert at("objection", row) in page
        assert told in page


def test_a_draft_shows_to_nobody_else(evaluation, cast, sign_in, today):
    row = made.objection(evaluation)
    url = reverse("evaluation:evaluation", args=[evaluation.pk])

    assert "Lanjutkan draf keberatan" in body(sign_in(cast.ani).get(url))
    assert at("draft", evaluation) not in body(sign_in(cast.citra).get(url))
    assert statuses(cast, sign_in, at("objection", row)) == only("ani")


def test_before_receipt_the_button_waits_for_it(cast, sign_in, today):
    row = plain(cast.ani.assignment, cast.budi.assignment, "handed_over")

    page = body(sign_in(cast.ani).get(reverse("evaluation:explain", args=[row.pk])))

    assert "setelah dokumen evaluasi diterima" in page
    assert sign_in(cast.ani).get(at("draft", row)).status_code == 403


def test_an_evaluation_that_is_not_there_has_no_objection(cast, sign_in, today):
    assert sign_in(cast.ani).get(reverse("objections:draft", args=[999])).status_code == 404


@pytest.mark.parametrize("state", ["lodged", "in_examination", "refused_late", "upheld", "changed", "withdrawn"])
def test_an_objection_is_read_by_its_people_and_the_line_above(evaluation, cast, sign_in, today, state):
    row = made.objection(evaluation, state)

    assert statuses(cast, sign_in, at("objection", row)) == only("ani", "budi", "citra")


def test_reading_it_leaves_a_look_but_ones_own_does_not(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "lodged")

    for member in (cast.ani, cast.citra):
        sign_in(member).get(at("objection", row))

    assert [(look.reader_name, look.page) for look in Look.objects.all()] == [("Citra", "objections.read")]


def test_the_page_shows_both_explanations_and_the_deadline(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination", heard="explained")

    page = body(sign_in(cast.citra).get(at("objection", row)))

    assert "Penjelasan appraiser." in page
    assert "Penjelasan employee." in page
    assert "Jumat, 16 Oktober 2026" in page


def test_without_a_superior_the_page_says_who_repairs_it(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "lodged", superior=None)

    assert "Pengelola kinerja menetapkan siapa yang memutus" in body(sign_in(cast.ani).get(at("objection", row)))
    assert at("appoint_decider", row) in body(sign_in(cast.admin).get(at("objection", row)))


def test_an_overdue_decision_is_shown_and_counts_as_nothing(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination", overdue_since=NOW.date())

    page = body(sign_in(cast.ani).get(at("objection", row)))

    assert "tidak dianggap dikabulkan atau ditolak" in page
    assert "UU 30/2014" in page


def test_a_decision_without_both_explanations_is_a_dashed_button_with_the_reason(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination")

    page = body(sign_in(cast.citra).get(at("objection", row)))

    assert "penjelasan kedua pihak wajib diminta" in page
    assert at("uphold", row) not in page
    assert at("record_refusal_to_explain", row) in page


def test_from_lodged_to_a_signed_change(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "lodged")
    citra, ani, budi = sign_in(cast.citra), sign_in(cast.ani), sign_in(cast.budi)

    assert citra.post(at("ask_explanations", row)).url == at("objection", row)
    assert ani.post(at("explain", row), {"reason": REASON}).url == at("objection", row)
    refusal = {"side": "appraiser", "reason": "Diminta dua kali, tidak dijawab."}
    assert citra.post(at("record_refusal_to_explain", row), refusal).url == at("objection", row)
    page = body(citra.post(at("change", row), CHANGE, follow=True))
    assert "hasil diubah menjadi Baik" in page
    assert "belum menandatangani" in page
    for client in (ani, budi):
        assert client.post(at("sign_decision", row)).url == at("objection", row)
    assert "belum menandatangani" not in body(ani.get(at("objection", row)))


def test_the_decision_form_shows_the_matrix_and_what_was_explained(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination", heard="explained")

    page = body(sign_in(cast.citra).get(at("change", row)))

    assert "matrix" in page
    assert "Penjelasan employee." in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"result_rating": "meets"}, "Kedua rating sama dengan yang lama"),
        ({"result_rating": ""}, "Pilih salah satu dari tiga."),
        ({"reason": "Pendek"}, "Tulis alasan paling sedikit 20 huruf."),
        ({"recommendation": ""}, "Isi bagian ini."),
    ],
)
def test_an_incomplete_change_keeps_what_was_typed(evaluation, cast, sign_in, today, changed, told):
    row = made.objection(evaluation, "in_examination", heard="explained")

    answer = sign_in(cast.citra).post(at("change", row), {**CHANGE, **changed})

    assert (answer.status_code, told in body(answer)) == (422, True)
    assert CHANGE["behaviour_reason"] in body(answer)
    row.refresh_from_db()
    assert row.state == "in_examination"


def test_uphold_through_the_page(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination", heard="explained")

    assert "Penjelasan appraiser." in body(sign_in(cast.citra).get(at("uphold", row)))
    page = body(sign_in(cast.citra).post(at("uphold", row), {"reason": REASON}, follow=True))

    assert "hasil evaluasi dikuatkan" in page
    assert REASON in page


def test_admit_and_withdraw_through_the_pages(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "refused_late")

    assert sign_in(cast.citra).get(at("admit", row)).status_code == 200
    assert sign_in(cast.citra).post(at("admit", row), {"reason": REASON}).url == at("objection", row)
    page = body(sign_in(cast.ani).post(at("withdraw", row), follow=True))
    assert "Keberatan dicabut." in page


def test_appoint_decider_through_the_page(evaluation, cast, sign_in, today):
    governor = post("Gubernur", "lpg/", head=True)
    row = made.objection(evaluation, "lodged", superior=None)
    client = sign_in(cast.admin)

    page = body(client.get(at("appoint_decider", row)))
    assert ("Gubernur – Kepala Unit lpg" in page, "Budi – " in page) == (True, False)
    typed = {"decider": governor.employee_id, "reason": REASON}
    assert "Gubernur memutus keberatan ini." in body(client.post(at("appoint_decider", row), typed, follow=True))


@pytest.mark.parametrize(
    ("verb", "state", "who"),
    [
        ("admit", "refused_late", "citra"),
        ("explain", "in_examination", "ani"),
        ("record_refusal_to_explain", "in_examination", "citra"),
        ("uphold", "in_examination", "citra"),
        ("appoint_decider", "lodged", "admin"),
    ],
)
def test_an_empty_form_says_what_is_missing(evaluation, cast, sign_in, today, verb, state, who):
    heard = "explained" if verb == "uphold" else ""
    fields = {"superior": None} if verb == "appoint_decider" else {}
    row = made.objection(evaluation, state, heard, **fields)

    answer = sign_in(getattr(cast, who)).post(at(verb, row), {"reason": ""})

    assert (answer.status_code, "Isi bagian ini." in body(answer)) == (422, True)


def test_the_frozen_bundle_is_downloaded_by_post_and_recorded(evaluation, cast, sign_in, today):
    row = made.objection(evaluation)
    sign_in(cast.ani).post(at("lodge", row))
    bundle = row.bundles.get()

    assert bundle.manifest_hash in body(sign_in(cast.citra).get(at("objection", row)))
    answer = sign_in(cast.citra).post(at("download_bundle", bundle))

    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer.headers["Content-Type"] == "application/zip"
    assert "lodged" in answer.headers["Content-Disposition"]
    assert Event.objects.filter(name="objections.download_bundle").count() == 1
    assert sign_in(cast.citra).get(at("download_bundle", bundle)).status_code == 405
    assert sign_in(cast.dewi).post(at("download_bundle", bundle)).status_code == 403


def test_the_list_shows_only_what_one_may_read_overdue_first(evaluation, cast, sign_in, today):
    made.objection(evaluation, "in_examination")
    eko = made.received(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, cast.citra.assignment)
    made.objection(eko, "lodged", overdue_since=NOW.date())
    head = post("Kepala lain", "lpg/dinsos/", head=True)
    made.objection(made.received(post("Jauh", "lpg/dinsos/"), head), "lodged")
    url = reverse("objections:objections")

    page = body(sign_in(cast.citra).get(url))

    assert page.index(">Eko<") < page.index(">Ani<")
    assert "Jauh" not in page
    assert "Jauh" in body(sign_in(cast.admin).get(url))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=mine", {"Ani", "Eko"}),
        ("state=overdue", {"Eko"}),
        ("state=undecided", {"Ani", "Eko"}),
        ("state=upheld", {"Fitri"}),
        ("state=tidak-ada", {"Ani", "Eko", "Fitri"}),
        ("q=eko", {"Eko"}),
        ("state=mine&q=samsat+ani", {"Ani"}),
    ],
)
def test_the_list_is_narrowed(evaluation, cast, sign_in, today, query, names):
    made.objection(evaluation, "in_examination")
    for name, state, overdue in (("Eko", "lodged", NOW.date()), ("Fitri", "upheld", None)):
        row = made.received(post(name, "lpg/bapenda/samsat/"), cast.budi.assignment, cast.citra.assignment)
        made.objection(row, state, overdue_since=overdue)

    page = body(sign_in(cast.citra).get(f"{reverse('objections:objections')}?{query}"))

    assert {name for name in ("Ani", "Eko", "Fitri") if f">{name}<" in page} == names


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(cast, sign_in, today, rows, django_assert_num_queries):
    for number in range(rows):
        row = made.received(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, cast.citra.assignment)
        made.objection(row, "lodged")
    client = sign_in(cast.citra)

    with django_assert_num_queries(7):
        client.get(reverse("objections:objections"))


def test_an_empty_list_says_so(cast, sign_in, today):
    assert "Tidak ada keberatan" in body(sign_in(cast.dewi).get(reverse("objections:objections")))


def test_the_page_of_one_takes_a_bounded_number_of_queries(evaluation, cast, sign_in, today, django_assert_num_queries):
    row = made.objection(evaluation, "changed")
    client = sign_in(cast.ani)

    with django_assert_num_queries(11):
        client.get(at("objection", row))


def test_change_offers_the_picked_predicate_only_where_a_study_leave_failed(evaluation, cast, sign_in, today):
    row = made.objection(evaluation, "in_examination", "explained")
    citra, address = sign_in(cast.citra), at("change", row)
    words = {"result_rating": "meets", "result_reason": REASON, "behaviour_rating": "meets",
             "behaviour_reason": REASON, "reason": REASON, "recommendation": REASON}  # fmt: skip

    without = body(citra.get(address))
    type(evaluation).objects.filter(pk=evaluation.pk).update(
        predicate="poor", exception_predicate="poor", exception_reason="Tidak lulus, SK 8/2026."
    )
    shown = citra.get(address).context["form"]
    silent = citra.post(address, words | {"exception_predicate": "very_poor", "exception_reason": ""})
    same = citra.post(address, words | {"exception_predicate": "poor", "exception_reason": REASON})
    citra.post(address, words | {"exception_predicate": "very_poor", "exception_reason": REASON})

    evaluation.refresh_from_db()
    assert "Tugas belajar gagal" not in without
    assert (shown["exception_predicate"].value(), shown["exception_reason"].value()) == (
        "poor", "Tidak lulus, SK 8/2026.",
    )  # fmt: skip
    assert list(silent.context["form"].errors) == ["exception_reason"]
    assert list(same.context["form"].errors) == ["result_rating"]
    assert evaluation.predicate == "very_poor"


@pytest.mark.parametrize(
    ("state", "day", "said"),
    [
        (None, TODAY, "Tidak sependapat dengan hasil ini? Ajukan keberatan paling lambat Senin, 26 Oktober 2026, sisa"),
        (None, date(2026, 11, 20), "Batasnya Senin, 26 Oktober 2026 sudah lewat."),
        ("upheld", TODAY, "Diputus: hasil dikuatkan"),
        ("lodged", TODAY, "Diajukan"),
    ],
)
def test_the_pdf_of_why_is_told_what_the_card_says(evaluation, cast, state, day, said):
    if state:
        made.objection(evaluation, state)

    [part] = [each for each in parts("explain", evaluation, cast.ani.actor, day) if "objections" in each.template]

    [section] = part.context["sections"]
    assert (section.heading, section.items[0].title.startswith(said)) == ("Keberatan", True), section.items


def test_the_pdf_of_why_says_why_nobody_can_object(evaluation, cast):
    evaluation.is_final, evaluation.final_reason = True, "Dinilai atasan karena waktu habis."

    [part] = [each for each in parts("explain", evaluation, cast.ani.actor, TODAY) if "objections" in each.template]

    [item] = part.context["sections"][0].items
    assert (item.title, "IV.A.11" in item.text) == ("Keberatan tidak dapat diajukan.", True)
