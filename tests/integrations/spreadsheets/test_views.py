"""Uploading a file of answers: every bad file is refused with clear words, and a real one leads to its figure."""

import hashlib
import re
from html import unescape
from importlib import resources

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factories import surveys
from integrations.spreadsheets.bad_files import BAD_FILES
from sambayan.integrations.spreadsheets import views
from sambayan.surveys.models import AnswerImport, SatisfactionSurvey, SurveyResponse

EXAMPLE = resources.files("sambayan.examples").joinpath(views.EXAMPLE).read_bytes()
CODES = "persyaratan;prosedur;waktu;biaya;produk;kompetensi;perilaku;sarpras;pengaduan\n"


@pytest.fixture
def survey(db) -> SatisfactionSurvey:
    return surveys.survey(surveys.service("demo"), state="draft")


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def send(browser, survey, content: bytes, name: str = "a.csv", order: str = "list", **more):
    fields = {"file": SimpleUploadedFile(name, content), "order": order}
    return browser.post(
        reverse("spreadsheets:upload", args=[survey.pk]), {k: v for k, v in fields.items() if v != ""}, **more
    )


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_clear_words_and_nothing_counts(cast, sign_in, survey, bad):
    browser = sign_in(cast.admin)
    answer = send(browser, survey, bad.content, bad.filename)

    if answer.status_code == 302:
        kept = AnswerImport.objects.get()
        page = text(browser.get(answer.url))
        assert kept.problems
        assert kept.problems[0] in page
        assert all(re.match(r"Baris \d+", problem) for problem in kept.problems)
    else:
        assert answer.status_code == 422
        assert AnswerImport.objects.count() == 0
        error = re.search(r'id="id_file-error"[^>]*>.*?<span>(.*?)</span>', answer.content.decode(), re.DOTALL).group(1)
        assert len(error) > 20
        assert error in re.search(r"<div[^>]*data-summary.*?</div>\s*</div>", answer.content.decode(), re.DOTALL).group(
            0
        )
    assert SurveyResponse.objects.count() == 0
    survey.refresh_from_db()
    assert survey.state == "draft"


def test_a_real_file_through_upload_preview_confirm_to_its_result(cast, sign_in, survey):
    browser = sign_in(cast.admin)

    preview = send(browser, survey, EXAMPLE, views.EXAMPLE)
    page = text(browser.get(preview.url))
    assert "Simpan 49 jawaban" in page
    assert "Baris yang ditolak" not in page
    result = browser.post(preview.url + "confirm/")
    shown = browser.get(result.url)

    for words in ("78,74", "Jawaban (n) 49", "Baik", views.EXAMPLE):
        assert words in text(shown)
    assert AnswerImport.objects.get().fingerprint == hashlib.sha256(EXAMPLE).hexdigest()


def test_the_same_file_twice_is_refused(cast, sign_in, survey):
    browser = sign_in(cast.admin)
    browser.post(send(browser, survey, EXAMPLE).url + "confirm/")

    again = send(browser, survey, EXAMPLE)

    assert again.status_code == 403
    assert "Berkas yang sama sudah disimpan" in text(again)
    assert SurveyResponse.objects.count() == 49


@pytest.mark.parametrize(("order", "complaints", "facilities"), [("list", 1, 4), ("form", 4, 1)])
def test_the_order_decides_what_u8_and_u9_are(cast, sign_in, survey, order, complaints, facilities):
    send(sign_in(cast.admin), survey, b"u1;u2;u3;u4;u5;u6;u7;u8;u9\n3;3;3;3;3;3;3;1;4\n", order=order)

    kept = AnswerImport.objects.get()
    assert (kept.order, kept.rows[0][7:]) == (order, [complaints, facilities])


@pytest.mark.parametrize("order", ["", "names"])
def test_the_order_is_asked_and_never_assumed(cast, sign_in, survey, order):
    answer = send(sign_in(cast.admin), survey, EXAMPLE, order=order)

    assert (answer.status_code, AnswerImport.objects.count()) == (422, 0)
    assert re.search(r'id="id_order-error"', answer.content.decode())


@pytest.mark.parametrize("order", ["names", "list", "form"])
def test_columns_that_name_their_element_need_no_order(cast, sign_in, survey, order):
    send(sign_in(cast.admin), survey, f"{CODES}3;3;3;3;3;3;3;1;4\n".encode(), order=order)

    kept = AnswerImport.objects.get()
    assert (kept.order, kept.rows[0][7:]) == ("names", [4, 1])


def test_missing_columns_stay_empty_and_are_noted(cast, sign_in, survey):
    send(sign_in(cast.admin), survey, b"waktu;biaya;catatan\n3;;x\n;4;y\n", order="names")

    kept = AnswerImport.objects.get()
    assert kept.rows == [[None, None, 3] + [None] * 6, [None, None, None, 4] + [None] * 5]
    assert [note.split(":")[0] for note in kept.notes] == ["Kolom diabaikan", "Unsur tidak ada di berkas"]


def test_more_answers_than_people_served_is_noted_and_does_no_harm(cast, sign_in, survey):
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(population=10)
    browser = sign_in(cast.admin)

    preview = send(browser, survey, EXAMPLE)

    assert "lebih banyak dari 10 orang" in text(browser.get(preview.url))
    assert browser.get(browser.post(preview.url + "confirm/").url).status_code == 200


def test_refused_rows_are_told_with_their_cell_and_the_good_ones_can_be_stored(cast, sign_in, survey):
    browser = sign_in(cast.admin)
    preview = send(browser, survey, f"{CODES}3;3;3;3;3;3;3;3;3\n3;3;5;3;3;3;3;3;3\n".encode(), order="names")

    page = text(browser.get(preview.url))

    assert 'Baris 3, kolom waktu (C3): jawaban "5" tidak dikenal' in page
    assert "Simpan 1 jawaban" in page


def test_problems_beyond_five_hundred_are_counted(cast, sign_in, survey):
    browser = sign_in(cast.admin)
    preview = send(browser, survey, b"waktu\n" + b"7\n" * 600, order="names")

    kept = AnswerImport.objects.get()
    assert (len(kept.problems), kept.problems[-1]) == (501, "dan 100 lagi")
    assert "Tidak ada baris yang dapat disimpan." in text(browser.get(preview.url))


def test_the_words_are_english_for_who_reads_english(cast, sign_in, survey):
    browser = sign_in(cast.admin)
    browser.get("/services/?lang=en")

    assert "The file is empty" in text(send(browser, survey, b""))


def test_the_form_without_a_file(cast, sign_in, survey):
    browser = sign_in(cast.admin)
    url = reverse("spreadsheets:upload", args=[survey.pk])

    assert browser.get(url).status_code == 200
    assert "Pilih berkas yang akan diunggah." in text(browser.post(url, {}))


def test_who_may_upload(cast, sign_in, survey):
    url = reverse("spreadsheets:upload", args=[survey.pk])
    people = {
        "ani": cast.ani,
        "budi": cast.budi,
        "citra": cast.citra,
        "dewi": cast.dewi,
        "inspector": cast.inspector,
        "admin": cast.admin,
        "partner": cast.partner,
        "citizen": None,
    }

    assert {name: sign_in(member).get(url).status_code for name, member in people.items()} == {
        "ani": 403,
        "budi": 403,
        "citra": 403,
        "dewi": 403,
        "inspector": 403,
        "admin": 200,
        "partner": 200,
        "citizen": 302,
    }
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(state="sealed")
    refused = send(sign_in(cast.admin), survey, EXAMPLE)
    assert refused.status_code == 403
    assert AnswerImport.objects.count() == 0


def test_the_example_is_handed_out_unchanged(client, db):
    answer = client.get(reverse("spreadsheets:example"))

    assert answer.content == EXAMPLE
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{views.EXAMPLE}"'
