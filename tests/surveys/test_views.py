"""The survey pages: what a citizen meets, what the office may do, and each refusal."""

import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from conftest import NOW
from factories import surveys
from sambayan.surveys import actions
from sambayan.surveys.models import ELEMENTS, AnswerImport, Receipt, SurveyResponse

CITIZEN = 302
ANSWERS = dict.fromkeys(ELEMENTS, "3")


@pytest.fixture
def opened(db):
    return surveys.survey(surveys.service("demo", name="Pengesahan STNK"), is_synthetic=True)


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


# Citizens


def test_the_form_takes_one_query(client, opened, django_assert_num_queries):
    client.get("/s/demo/")

    with django_assert_num_queries(1):
        answer = client.get("/s/demo/")

    assert answer.status_code == 200


def test_storing_takes_five_statements(client, opened, django_assert_num_queries):
    client.get("/s/demo/")

    with django_assert_num_queries(5) as captured:  # find the survey; begin, receipt, answer, commit (here a savepoint)
        answer = client.post("/s/demo/", {**ANSWERS, "submission_id": uuid.uuid4()})

    assert answer.status_code == 303
    assert sum(query["sql"].startswith("INSERT") for query in captured) == 2


def test_the_form_asks_nine_questions_and_chooses_nothing(client, opened):
    page = client.get("/s/demo/").content.decode()

    assert page.count("<fieldset") == 9
    assert page.count('type="radio"') == 45
    assert "checked" not in page
    assert [re.search(rf'name="{code}"', page) is not None for code in ELEMENTS] == [True] * 9
    assert page.index("Tidak cepat") < page.index("Sangat cepat") < page.index('name="biaya"')


def test_before_the_first_question_stands_how_long_that_nobody_sees_and_who_runs_it(client, opened):
    before = text(client.get("/s/demo/")).split("Pertanyaan 1 dari 9 Bagaimana")[0]

    for words in ("2 menit", "Tanpa nama", "siapa yang menjawab", opened.organisers, "Survei contoh", "lihat hasil"):
        assert words in before


def test_the_form_needs_nobody_elses_server_and_no_token(client, opened):
    page = client.get("/s/demo/").content.decode()

    assert re.findall(r'(?:src|href)="(https?:)?//', page) == []
    assert "csrf" not in page
    assert 'style="' not in page


def test_the_form_speaks_english_at_the_same_address(client, opened):
    page = client.get("/s/demo/?lang=en")

    assert '<html lang="en"' in page.content.decode()
    assert "Not easy" in page.content.decode()


def test_a_stored_answer_leads_on_with_303_to_its_code(client, opened):
    answer = client.post("/s/demo/", {**ANSWERS, "biaya": "na", "sex": "L", "suggestion": "Tambah kursi"})

    stored, receipt = SurveyResponse.objects.get(), Receipt.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("surveys:thanks", args=["demo", receipt.code]))
    assert (stored.biaya, stored.waktu, stored.sex, stored.suggestion) == (None, 3, "L", "Tambah kursi")
    thanks = text(client.get(answer.url))
    assert receipt.code in thanks
    assert opened.organisers in thanks
    assert "Tambah kursi" not in thanks


def test_the_same_sending_twice_is_stored_once(client, opened):
    sent = {**ANSWERS, "submission_id": str(uuid.uuid4())}

    assert client.post("/s/demo/", sent).url == client.post("/s/demo/", {**sent, "waktu": "1"}).url
    assert SurveyResponse.objects.get().waktu == 3


def test_a_wrong_form_comes_back_with_everything_typed(client, opened):
    sending = str(uuid.uuid4())
    answer = client.post(
        "/s/demo/", {"waktu": "2", "biaya": "9", "sex": "P", "suggestion": "Kursi <kurang>", "submission_id": sending}
    )
    page = answer.content.decode()

    assert (answer.status_code, SurveyResponse.objects.count()) == (422, 0)
    assert re.search(r'name="waktu" value="2"[^>]* checked', page)
    assert '<option value="P" selected' in page
    assert "Kursi &lt;kurang&gt;" in page
    assert f'value="{sending}"' in page
    assert page.count('href="#persyaratan-1"') == 1
    assert page.count("Pilih satu jawaban, atau") == 7 * 2 + 1  # summary and question, and the words the script uses
    assert page.count("Pilih salah satu jawaban yang tersedia.") == 2
    assert 'role="alert"' in page


def test_nothing_to_count_is_said(client, opened):
    answer = client.post("/s/demo/", dict.fromkeys(ELEMENTS, "na"))

    assert answer.status_code == 422
    assert "Jawab paling sedikit satu pertanyaan." in text(answer)


def test_a_suggestion_that_is_too_long_is_said_and_kept(client, opened):
    answer = client.post("/s/demo/", {**ANSWERS, "suggestion": "a" * 1001})

    assert answer.status_code == 422
    assert "a" * 1001 in answer.content.decode()
    assert 'href="#id_suggestion"' in answer.content.decode()


@pytest.mark.parametrize("state", ["draft", "sealed", "published"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_survey_that_is_not_open_is_gone_and_says_so(client, db, state, method):
    surveys.survey(surveys.service("demo"), state=state)

    answer = getattr(client, method)("/s/demo/", ANSWERS)

    assert answer.status_code == 410
    assert "sedang tidak dibuka" in text(answer)
    assert SurveyResponse.objects.count() == 0


def test_sealed_between_reading_and_storing(client, opened, monkeypatch):
    seal = type(opened).objects.filter(pk=opened.pk).update
    respond = actions.respond
    monkeypatch.setattr(actions, "respond", lambda *args, **more: seal(state="sealed") and respond(*args, **more))

    assert client.post("/s/demo/", ANSWERS).status_code == 410
    assert Receipt.objects.count() == 0


def test_what_does_not_exist(client, opened):
    for url in ("/s/other/", "/s/other/qr.svg", "/s/demo/thanks/AAAA-AAAA/", "/s/demo/qr.gif"):
        assert client.get(url).status_code == 404


def test_a_code_belongs_to_one_service(client, opened):
    surveys.survey(surveys.service("other"))
    code = client.post("/s/demo/", ANSWERS).url.split("/")[-2]

    assert client.get(f"/s/other/thanks/{code}/").status_code == 404


def test_checking_a_code(client, opened):
    code = client.post("/s/demo/", ANSWERS).url.split("/")[-2]

    assert "terhitung pada" in text(client.get("/receipt/", {"code": code.lower()}))
    assert "Kode tidak ditemukan" in text(client.get("/receipt/", {"code": "AAAA-AAAA"}))
    assert "tidak ditemukan" not in text(client.get("/receipt/"))


@pytest.mark.parametrize(
    ("kind", "content_type", "start"),
    [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG"), ("pdf", "application/pdf", b"%PDF")],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_the_codes_of_an_address(client, db, kind, content_type, start, is_open):
    surveys.survey(surveys.service("demo"), state="open" if is_open else "draft", is_synthetic=True)

    answer = client.get(f"/s/demo/qr.{kind}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
    assert answer.content.startswith(start)


# The office


def statuses(cast, sign_in, url: str, method: str = "get") -> dict[str, int]:
    people = {
        "ani": cast.ani,
        "budi": cast.budi,
        "citra": cast.citra,
        "dewi": cast.dewi,
        "admin": cast.admin,
        "partner": cast.partner,
        "citizen": None,
    }
    return {name: getattr(sign_in(member), method)(url).status_code for name, member in people.items()}


EVERYBODY = {"ani": 200, "budi": 200, "citra": 200, "dewi": 200, "admin": 200, "partner": 200, "citizen": CITIZEN}


def test_the_list_and_the_page_of_a_service_are_open_to_everybody_at_work(cast, sign_in):
    surveys.published(surveys.service("demo"), surveys.mixed(35))

    assert statuses(cast, sign_in, "/services/") == EVERYBODY
    assert statuses(cast, sign_in, "/services/demo/") == EVERYBODY


def test_a_published_result_is_read_by_everybody_and_an_open_one_by_few(cast, sign_in):
    one = surveys.service("demo")
    done, running = surveys.published(one, surveys.mixed(35)), surveys.survey(one)

    assert statuses(cast, sign_in, f"/surveys/{done.pk}/") == EVERYBODY
    assert statuses(cast, sign_in, f"/surveys/{running.pk}/") == {
        **EVERYBODY,
        "ani": 403,
        "budi": 403,
        "citra": 403,
        "dewi": 403,
    }


@pytest.mark.parametrize("services", [1, 3])
def test_the_list_takes_the_same_queries_however_long(cast, sign_in, services, django_assert_num_queries):
    for number in range(services):
        surveys.published(surveys.service(f"s{number}"), surveys.mixed(35))
    browser = sign_in(cast.admin)

    with django_assert_num_queries(6):  # session, account, post, grants; services, their surveys
        assert browser.get("/services/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_service_takes_the_same_queries(cast, sign_in, count, django_assert_num_queries):
    one = surveys.service("demo")
    for label in list(surveys.PERIODS)[:count]:
        surveys.published(one, surveys.mixed(6), label)
    browser = sign_in(cast.admin)

    with django_assert_num_queries(6):  # session, account, post, grants; service, its surveys
        assert browser.get("/services/demo/").status_code == 200


def test_the_list_shows_each_kind_of_line(cast, sign_in):
    surveys.published(surveys.service("a"), surveys.mixed(40))
    surveys.published(surveys.service("b"), surveys.mixed(12))
    surveys.published(surveys.service("c"), surveys.mixed(4))
    surveys.service("d")

    page = text(sign_in(cast.dewi).get("/services/"))

    for words in (
        "87,50",
        "B/A",
        "Belum ditetapkan, jawaban masih sedikit",
        "Terlalu sedikit jawaban",
        "Belum ada hasil yang boleh Anda baca",
    ):
        assert words in page


def test_an_empty_list(cast, sign_in):
    assert "Belum ada layanan" in text(sign_in(cast.dewi).get("/services/"))


def test_a_low_value_puts_the_list_on_the_whole_scale(cast, sign_in):
    surveys.published(surveys.service("a"), surveys.mixed(40, 1, 2))

    assert "Skala 25–100. " in text(sign_in(cast.dewi).get("/services/"))


def test_the_page_of_a_service_offers_what_may_be_done_and_says_why_not(cast, sign_in):
    surveys.survey(surveys.service("demo"))
    url = f"{reverse('surveys:seal', args=[1])}".replace("/1/", "/")

    admin, budi = (sign_in(who).get("/services/demo/") for who in (cast.admin, cast.budi))

    assert "Segel survei" in text(admin)
    assert 'aria-disabled="true"' not in admin.content.decode()
    assert url.split("/")[1] in admin.content.decode()
    assert 'aria-disabled="true"' in budi.content.decode()
    assert "Unit yang dinilai tidak dapat menyentuh survei tentang dirinya." in text(budi)


def test_a_result_shows_its_figure_its_formula_and_what_others_would_print(cast, sign_in):
    made = surveys.published(surveys.service("demo"), [*surveys.mixed(40), (None,) * 9], population=160)

    page = text(sign_in(cast.dewi).get(f"/surveys/{made.pk}/"))

    for words in (
        "87,50",
        "31,5000 ÷ 9 × 25 = 87,50",
        "bobot 0,11 ",
        "bobot 0,111 ",
        "25,0 %",
        "perlu 113 dari 160",
        "Dilewati",
        "menghitung hasil survei",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "Belum ada jawaban"), (4, "Kurang dari 5 jawaban"), (20, "Belum ditetapkan, jawaban masih sedikit")],
)
def test_a_result_with_few_answers(cast, sign_in, n, words):
    running = surveys.survey(surveys.service("demo"))
    surveys.answers(running, surveys.mixed(n))

    page = text(sign_in(cast.admin).get(f"/surveys/{running.pk}/"))

    assert words in page
    assert "Angka sementara" in page


def test_a_sealed_survey_without_its_figures_says_that_they_are_computed(cast, sign_in):
    sealed = surveys.survey(surveys.service("demo"), state="draft")
    surveys.answers(sealed, surveys.mixed(40))
    type(sealed).objects.filter(pk=sealed.pk).update(state="sealed")

    page = text(sign_in(cast.partner).get(f"/surveys/{sealed.pk}/"))

    assert "Sedang dihitung" in page
    assert "87,50" in page


def test_the_verbs_of_a_survey_through_its_pages(cast, sign_in, today):
    prepared = surveys.survey(surveys.service("demo"), state="draft")
    admin, partner = sign_in(cast.admin), sign_in(cast.partner)

    assert admin.post(f"/surveys/{prepared.pk}/open/").url == "/services/demo/"
    surveys.answers(prepared, surveys.mixed(31))
    assert admin.post(f"/surveys/{prepared.pk}/seal/").url == f"/surveys/{prepared.pk}/"
    actions.freeze(prepared, at=NOW)
    assert partner.post(f"/surveys/{prepared.pk}/publish/").url == f"/surveys/{prepared.pk}/"
    prepared.refresh_from_db()
    assert prepared.state == "published"


@pytest.mark.parametrize("verb", ["open", "seal", "publish"])
def test_a_verb_is_refused_with_its_reason(cast, sign_in, verb):
    states = {"open": "draft", "seal": "open", "publish": "sealed"}
    one = surveys.survey(surveys.service("demo"), state=states[verb])
    url = f"/surveys/{one.pk}/{verb}/"

    answer = sign_in(cast.budi).post(url)

    assert answer.status_code == 403
    assert "Unit yang dinilai" in text(answer)
    assert sign_in(cast.admin).get(url).status_code == 405
    assert sign_in().post(url).status_code == CITIZEN
    assert sign_in(cast.admin).post("/surveys/999/seal/").status_code == 404


@pytest.fixture
def upload(cast, opened) -> AnswerImport:
    rows = [[3] * 8 + [None]] * 12
    file = actions.Upload(
        "jawaban.csv", "f" * 64, "form", rows, [f"baris {n}" for n in range(60)], ["kolom diabaikan: nama"]
    )
    return actions.upload(opened, file, by=cast.admin.actor, at=NOW)


def test_the_preview_shows_what_is_good_what_is_refused_and_ten_rows(cast, sign_in, upload):
    url = f"/imports/{upload.pk}/"
    page = sign_in(cast.admin).get(url)

    for words in (
        "Simpan 12 jawaban",
        "Baris 49",
        "dan 10 lagi",
        "Kolom diabaikan: nama",
        "Formulir cetak",
        "Belum ada yang tersimpan",
    ):
        assert words in text(page)
    assert page.content.decode().count("<tr>") == 11
    assert statuses(cast, sign_in, url) == {
        "ani": 403,
        "budi": 403,
        "citra": 403,
        "dewi": 403,
        "admin": 200,
        "partner": 200,
        "citizen": CITIZEN,
    }


def test_confirm_and_discard_through_their_pages(cast, sign_in, upload, opened):
    admin = sign_in(cast.admin)

    assert admin.post(f"/imports/{upload.pk}/confirm/").url == f"/surveys/{opened.pk}/"
    assert SurveyResponse.objects.count() == 12
    assert admin.post(f"/imports/{upload.pk}/confirm/").status_code == 403
    assert "Sudah disimpan" in text(admin.get(f"/imports/{upload.pk}/"))
    assert "jawaban.csv" in text(admin.get(f"/surveys/{opened.pk}/"))


def test_a_discarded_file(cast, sign_in, upload):
    admin = sign_in(cast.admin)

    assert admin.post(f"/imports/{upload.pk}/discard/").url == "/services/demo/"
    assert "Dibatalkan" in text(admin.get(f"/imports/{upload.pk}/"))
    assert SurveyResponse.objects.count() == 0
