"""The pages about files of people, by everybody."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW, Member
from factories import imports as files
from factories.people import AccountFactory
from integrations.spreadsheets.bad_files import BAD_FILES
from people.test_imports_compare import line_of
from sambayan.people.models import Agency, Employee, ImportRow, PeopleImport, RoleGrant

LIST, UPLOAD = reverse("people:imports"), reverse("people:upload")


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def send(browser, content, name="a.csv", **more):
    fields = {"kind": "people", "file": SimpleUploadedFile(name, content), **more}
    return browser.post(UPLOAD, fields)


@pytest.mark.parametrize("address", [LIST, UPLOAD])
def test_who_sees_the_files(cast, sign_in, today, address):
    answers = {name: sign_in(getattr(cast, name)).get(address).status_code for name in vars(cast) if name not in ("unit", "office")}  # fmt: skip

    assert answers == {
        "ani": 403, "budi": 403, "citra": 403, "dewi": 403, "admin": 200, "partner": 403, "inspector": 403,
    }  # fmt: skip
    assert sign_in().get(address).status_code == 302


def test_who_administers_a_part_sees_no_file_of_the_whole(cast, sign_in, today):
    account = AccountFactory(name="Umar")
    RoleGrant.objects.create(account=account, role="performance_admin", unit=cast.office, from_date=today)
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW, name="rahasia.csv")
    browser = sign_in(Member(account))

    assert "rahasia.csv" not in text(browser.get(LIST))
    refused = [browser.get(UPLOAD), browser.get(reverse("people:preview", args=[kept.pk]))]
    assert [answer.status_code for answer in refused] == [403, 403]


def test_who_administers_the_agency_sees_its_files_only(cast, sign_in, today):
    account = AccountFactory(name="Umar")
    RoleGrant.objects.create(account=account, role="performance_admin", unit=cast.office.parent, from_date=today)
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW, name="kita.csv")
    other = Agency.objects.create(code="1801", name="Kabupaten Contoh")
    theirs = PeopleImport.objects.create(agency=other, kind="people", state="ready", filename="mereka.csv", fingerprint="x", uploaded_by=account, uploaded_at=NOW)  # fmt: skip
    browser = sign_in(Member(account))

    page = text(browser.get(LIST))
    assert ("kita.csv" in page, "mereka.csv" in page) == (True, False)
    answers = [browser.get(reverse("people:preview", args=[each.pk])).status_code for each in (kept, theirs)]
    assert answers == [200, 403]


def test_from_upload_over_preview_to_apply_and_undo(cast, sign_in, today, settings):
    browser = sign_in(cast.admin)
    content = files.people_file(files.person(1), files.person(2, unit="entah"), line_of(cast.ani, name="Ani Lestari"))

    answer = send(browser, content, "pegawai.csv")
    page = browser.get(answer.url)

    assert "Terapkan 2 perubahan" in text(page)
    assert "Baris 3, kolom KODE UNOR (I3): kode unit entah tidak dikenal" in text(page)
    assert "Nama : Ani → Ani Lestari" in text(page)
    only = text(browser.get(answer.url, {"change": "refused"}))
    assert ("Pegawai 2" in only, "Ani Lestari" in only) == (True, False)
    applied = browser.post(answer.url + "confirm/", follow=True)
    assert "Sudah diterapkan." in text(applied)
    undone = browser.post(answer.url + "undo/", follow=True)
    assert "Data kembali seperti sebelum berkas diterapkan." in text(undone)
    assert "Dibatalkan sesudah diterapkan" in text(browser.get(LIST))


def test_a_page_of_a_running_job_asks_again_every_second(cast, sign_in, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    browser, url = sign_in(cast.admin), reverse("people:preview", args=[kept.pk])
    running = {
        "Menunggu pekerja latar": {"state": "reading", "started_at": None},
        "Berkas sedang dibaca, 5 detik.": {"state": "reading", "started_at": NOW - timedelta(seconds=5), "total": 0},
        "500 dari 1.000 baris, 5 detik": {"state": "reading", "total": 1000, "done": 500},
        "sudah berjalan 5 detik": {"state": "applying"},
        "Hentikan penerapan": {"started_at": NOW - timedelta(minutes=20)},
    }

    for words, state in running.items():
        PeopleImport.objects.filter(pk=kept.pk).update(**state)
        page = browser.get(url, headers={"hx-request": "true", "hx-target": "progress"})
        assert words in text(page)
        assert 'hx-trigger="every 1s"' in page.content.decode()
        assert "<html" not in page.content.decode()
        assert "Muat ulang" in text(page)
    browser.post(url + "give-up/")
    done = browser.get(url, headers={"hx-request": "true", "hx-target": "progress"}).content.decode()
    assert "hx-trigger" not in done


def test_the_same_file_is_said_clearly(cast, sign_in, today):
    content = files.people_file(files.person(1))
    files.applied(cast.admin, content, at=NOW)

    page = sign_in(cast.admin).get(send(sign_in(cast.admin), content).url)

    assert "Berkas ini sama persis dengan yang diterapkan 8 Oktober 2026, 10.42." in text(page)
    assert "Semua baris yang diterima sama dengan data sekarang." in text(page)


def test_discard_leads_to_the_list(cast, sign_in, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    browser = sign_in(cast.admin)

    answer = browser.post(reverse("people:discard", args=[kept.pk]), follow=True)

    assert "Tidak ada yang berubah." in text(answer)
    assert "Tidak dipakai." in text(browser.get(reverse("people:preview", args=[kept.pk])))
    assert browser.post(reverse("people:discard", args=[kept.pk])).status_code == 403


def test_refused_lines_are_sent_back_as_typed_and_harmless(cast, sign_in, today):
    line = files.person(1, unit="entah", title="=cmd()", name="@Ani")
    kept = files.sent(cast.admin, files.people_file(line), at=NOW)

    answer = sign_in(cast.admin).get(reverse("people:refused", args=[kept.pk]))

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("NIP;NAMA;")
    assert rows[0].endswith("BARIS;ALASAN")
    assert "'=cmd()" in rows[1]
    assert "'@Ani" in rows[1]
    assert "kode unit entah tidak dikenal" in rows[1]


def test_the_words_are_english_for_who_reads_english(cast, sign_in, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1, unit="entah")), at=NOW)
    browser = sign_in(cast.admin)
    browser.get(LIST + "?lang=en")

    assert "unit code entah is not known" in text(browser.get(reverse("people:preview", args=[kept.pk])))
    refused = browser.get(reverse("people:refused", args=[kept.pk])).content.decode()
    assert "unit code entah is not known" in refused


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Pilih isi berkas ini."),
        ({"file": ""}, "Pilih berkas yang akan diunggah."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "Berkas ini kosong."),
    ],
)
def test_an_incomplete_form_says_what_is_missing(cast, sign_in, today, fields, words):
    answer = send(sign_in(cast.admin), b"x", **fields)

    assert (answer.status_code, words in text(answer)) == (422, True)


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr("sambayan.people.forms.imports.MOST_BYTES", 10)

    answer = send(sign_in(cast.admin), b"x" * 11)

    assert (answer.status_code, PeopleImport.objects.count()) == (422, 0)


def test_with_two_agencies_the_form_asks_whose_file_it_is(cast, sign_in, today):
    other = Agency.objects.create(code="1801", name="Kabupaten Contoh")
    browser = sign_in(cast.admin)

    assert "Instansi" in text(browser.get(UPLOAD))
    send(browser, files.units_file(("kab", "Kab", "Pemerintah daerah", "")), kind="units", agency=other.pk)

    assert PeopleImport.objects.get().agency == other


@pytest.mark.parametrize("bad", [bad for bad in BAD_FILES if bad.content], ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_clear_words_and_leaves_nothing(cast, sign_in, today, bad):
    people = Employee.objects.count()
    browser = sign_in(cast.admin)

    page = browser.get(send(browser, bad.content, bad.filename).url)

    kept = PeopleImport.objects.get()
    assert (kept.state, kept.content, ImportRow.objects.count()) == ("unreadable", None, 0)
    assert kept.problems[0]["id"][1:] in text(page)
    assert len(kept.problems[0]["en"]) > 15
    assert Employee.objects.count() == people


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for _ in range(rows):
        files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    browser = sign_in(cast.admin)

    with django_assert_num_queries(6):
        browser.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    kept = files.sent(cast.admin, files.people_file(*(files.person(n + 1) for n in range(rows))), at=NOW)
    browser = sign_in(cast.admin)

    with django_assert_num_queries(8):
        browser.get(reverse("people:preview", args=[kept.pk]))


@pytest.mark.parametrize("kind", ["people", "units"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_template_can_be_filled_in_and_sent(cast, sign_in, today, kind, form):
    browser = sign_in(cast.admin)

    template = browser.get(reverse("spreadsheets:template", args=[kind, form]))
    send(browser, template.content, f"templat.{form}", kind=kind)

    kept = PeopleImport.objects.get()
    assert (kept.state, kept.counts) == ("ready", {"refused": 1})
    codes = [problem["code"] for problem in ImportRow.objects.get().problems]
    assert codes == [{"people": "unit_unknown", "units": "parent_unknown"}[kind]]
    assert kept.problems == []


def test_there_is_no_other_template(cast, sign_in, today):
    browser = sign_in(cast.admin)
    unknown = [("people", "pdf"), ("lain", "csv")]

    assert [browser.get(reverse("spreadsheets:template", args=each)).status_code for each in unknown] == [404, 404]
