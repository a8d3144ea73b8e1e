"""The pages after the final predicate."""

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW
from factories import cycles
from outcomes.test_actions import (  # noqa: F401 - fixtures
    LATER,
    change_by_objection,
    done,
    finished,
    foreign,
    handed_over,
    scope,
    told,
)
from sambayan.outcomes import actions
from sambayan.outcomes.models import NationalIdentity, NationalResult, PotentialScore


@pytest.fixture
def browser(cast, sign_in, today):
    return sign_in(cast.admin)


def at(name: str) -> str:
    return reverse(f"outcomes:{name}", args=[cycles.quarter().pk])


def sheet(response):
    return openpyxl.load_workbook(io.BytesIO(response.content))


def upload(browser, name: str, text: str, filename="a.csv"):
    file = SimpleUploadedFile(filename, text.encode())
    return browser.post(reverse(f"spreadsheets:{name}", args=["lpg"]), {"file": file}, follow=True)


def test_periods_and_one_period(browser, done, django_assert_num_queries):  # noqa: F811
    browser.get(reverse("outcomes:periods"))
    with django_assert_num_queries(7):
        assert "Triwulan III 2026" in browser.get(reverse("outcomes:periods")).content.decode()
    with django_assert_num_queries(12):
        html = browser.get(at("period")).content.decode()
    assert "0 dari 1 pegawai dengan hasil final punya ID PNS" in html
    assert "Bagian menurut predikat belum ditetapkan" in html


def test_an_inspector_reads_and_cannot_act(cast, sign_in, today, done):  # noqa: F811
    browser = sign_in(cast.inspector)

    assert browser.get(at("period")).status_code == 200
    assert browser.get(at("nine_box")).status_code == 403
    assert browser.post(at("export")).status_code == 403


def test_the_national_file_as_json_and_as_a_workbook(cast, browser, done):  # noqa: F811
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")

    told_ = json.loads(browser.post(at("export"), {"form": "json"}).content)
    assert (told_["endpoint"], told_["requests"][0]["pnsDinilaiId"], told_["not_sent"]) == (
        "kinerjaperiodik/save",
        "A8",
        [],
    )
    book = sheet(browser.post(at("export"), {"form": "xlsx"}))
    assert book.sheetnames == ["kinerjaperiodik save", "Tidak dikirim"]
    assert "pnsDinilaiId" in [cell.value for cell in book.worksheets[0][1]]
    assert "Menyerahkan lagi menimpa." in browser.get(at("period")).content.decode()


def test_a_workbook_without_anything_to_send(browser, done):  # noqa: F811
    book = sheet(browser.post(at("export"), {"form": "xlsx"}))

    assert [cell.value for cell in book.worksheets[1][2]][2].startswith("ID PNS di SIASN belum dikenal")


def test_credit_and_allowance(browser, done):  # noqa: F811
    assert "Angka kredit 1 pegawai dihitung." in browser.post(at("count_credit"), follow=True).content.decode()
    rows = list(sheet(browser.post(at("export_allowance"))).active.values)
    assert rows[1][3:] == ("Baik", 60, "", 40)


def test_a_result_changed_after_handing_over_is_named_and_its_credit_counted_anew(cast, browser, handed_over):  # noqa: F811
    assert "berubah setelah diserahkan" not in browser.get(at("period")).content.decode()
    assert "berubah setelah diserahkan" not in browser.get(at("differences")).content.decode()

    change_by_objection(cast, handed_over, LATER)

    html = browser.get(at("period")).content.decode()
    assert "1 hasil berubah setelah diserahkan" in html
    assert at("differences") in html
    html = browser.get(at("differences")).content.decode()
    assert "1 hasil berubah setelah diserahkan" in html
    assert f"NIP {cast.ani.employee.employee_number} · diserahkan" in html
    html = browser.post(at("count_credit"), follow=True).content.decode()
    assert "Angka kredit 1 pegawai dihitung ulang karena hasil atau jabatannya berubah." in html


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("ahli_muda", "Kenaikan jenjang memerlukan 200."),
        ("terampil", "Kenaikan jenjang memerlukan 40 atau 60: sumbernya berbeda"),
        ("penyelia", "untuk kenaikan pangkat"),
    ],
)
def test_the_page_why_tells_what_the_next_level_needs(cast, sign_in, today, scope, done, level, said):  # noqa: F811
    type(cast.ani.assignment.position).objects.filter(pk=cast.ani.assignment.position_id).update(level=level)
    actions.count_credit(scope, by=cast.admin.actor, at=NOW)

    html = sign_in(cast.ani).get(reverse("evaluation:explain", args=[done.pk])).content.decode()

    assert said in html
    assert ("Kenaikan jenjang memerlukan" in html) == (level != "penyelia")


def test_differences_are_listed_filtered_and_downloaded(cast, browser, scope, done):  # noqa: F811
    assert "Belum ada yang dibandingkan" in browser.get(at("differences")).content.decode()
    from sambayan.evaluation.rules import Predicate

    number = cast.ani.employee.employee_number
    actions.upload_national(
        scope, told(foreign(number, Predicate.VERY_GOOD), foreign("199901012020011999")), by=cast.admin.actor, at=NOW
    )

    html = browser.get(at("differences")).content.decode()
    assert "Predikat: di sini Baik, di sana Sangat Baik" in html
    only = browser.get(at("differences"), {"change": "missing_here"}).content.decode()
    assert "199901012020011999" in only
    assert "di sana Sangat Baik" not in only
    assert "Tidak ada perbedaan." in browser.get(at("differences"), {"change": "missing_there"}).content.decode()
    rows = list(sheet(browser.get(at("export_differences"))).active.values)
    assert rows[1][3:] == ("Predikat", "Baik", "Sangat Baik")
    assert rows[2][2] == "Hanya ada di aplikasi nasional"
    assert "1 perbedaan" not in browser.get(at("period")).content.decode()


def test_an_empty_field_there_is_said_to_be_empty(cast, browser, scope, done):  # noqa: F811
    from dataclasses import replace

    result = replace(foreign(cast.ani.employee.employee_number), predicate=None)
    actions.upload_national(scope, told(result), by=cast.admin.actor, at=NOW)

    assert "di sini Baik, di sana kosong" in browser.get(at("differences")).content.decode()


def test_the_nine_boxes(cast, browser, done):  # noqa: F811
    PotentialScore.objects.create(employee=cast.ani.employee, year=2026, potential="high", source="Asesmen")

    assert "Ani" not in browser.get(at("nine_box"), {"box": "0"}).content.decode().split("<main")[1]
    html = browser.get(at("nine_box"), {"box": "8"}).content.decode()
    assert "Dipertahankan; masuk rencana suksesi instansi" in html
    english = browser.get(at("nine_box"), {"box": "8", "lang": "en"}).content.decode()
    assert "Retain; agency succession plan" in english


def test_discipline_is_information(browser):
    html = browser.get(reverse("outcomes:discipline")).content.decode()

    assert "10 berturut-turut" in html
    assert "28 atau lebih" in html


GOOD = "NIP;Nama;Tahun;Periode;Hasil Kerja;Perilaku Kerja;Predikat;ID PNS\n"


def test_a_national_export_is_uploaded(cast, browser, done):  # noqa: F811
    number = cast.ani.employee.employee_number
    row = f"{number};Ani;2026;Triwulan III;SESUAI ESPEKTASI;Di atas ekspektasi;BAIK;A8\n"
    more = f"{number};Ani;2026;Tahunan;;;2;A8\n{number};Ani;2026;Maret;1;2;SB;A8\n"

    assert (
        "3 baris ekspor nasional tersimpan." in upload(browser, "upload_national", GOOD + row + more).content.decode()
    )
    again = upload(browser, "upload_national", GOOD + row + more).content.decode()
    assert "Berkas ini sudah diunggah dan masih yang terbaru" in again
    assert "tersimpan." not in again
    kinds = set(NationalResult.objects.values_list("kind", "number"))
    assert kinds == {("quarterly", 3), ("yearly", 1), ("monthly", 3)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NIP;Tahun\n1;2026\n", "kolom wajib tidak ada: PERIODE, PREDIKAT"),
        (GOOD, "tidak ada baris"),
        (GOOD + "123;A;2026;Triwulan III;;;Baik;\n", "pada kolom NIP tidak dikenal"),
        (GOOD + "199001012010011001;A;1999;Triwulan III;;;Baik;\n", "pada kolom Tahun tidak dikenal"),
        (GOOD + "199001012010011001;A;2026;Triwulan V;;;Baik;\n", "pada kolom Periode tidak dikenal"),
        (GOOD + "199001012010011001;A;2026;Tahunan;;;Bagus;\n", "pada kolom Predikat tidak dikenal"),
        (GOOD + "199001012010011001;A;2026;Tahunan;Lumayan;;Baik;\n", "pada kolom Hasil Kerja tidak dikenal"),
        (GOOD + "199001012010011001;A;2026;Tahunan;;;Baik;\n" * 2, "sudah ada di baris sebelumnya"),
    ],
)
def test_a_file_with_a_wrong_row_is_refused_whole(browser, done, text, said):  # noqa: F811
    response = upload(browser, "upload_national", text)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not NationalResult.objects.exists()


def test_no_table_too_large_or_very_wrong(browser, done, monkeypatch):  # noqa: F811
    assert "PDF" in upload(browser, "upload_national", "%PDF-1.7", "a.csv").content.decode()
    wrong = GOOD + "1;A;2026;Tahunan;;;Baik;\n" * 60
    assert "dan 10 lagi" in upload(browser, "upload_national", wrong).content.decode()
    monkeypatch.setattr("sambayan.integrations.spreadsheets.outcomes.MOST_BYTES", 3)
    assert "berukuran" in upload(browser, "upload_national", GOOD).content.decode()
    assert browser.get(reverse("spreadsheets:upload_national", args=["lpg"])).status_code == 200


def test_scores_of_potential_are_uploaded(cast, browser, done):  # noqa: F811
    number = cast.ani.employee.employee_number
    head = "NIP;Tahun;Potensi;Sumber\n"

    html = upload(browser, "upload_potential", f"{head}{number};2026;Tinggi;Asesmen\n199901012020011999;2026;low;A\n")
    assert "1 nilai potensi tersimpan." in html.content.decode()
    assert "1 NIP tidak dikenal di instansi ini" in html.content.decode()
    for row, said in (
        (f"{number};2026;Luar biasa;A\n", "pada kolom Potensi tidak dikenal"),
        (f"{number};2026;Tinggi;\n", "pada kolom SUMBER tidak dikenal"),
        (f"{number};2026;Tinggi;A\n" * 2, "sudah ada di baris sebelumnya"),
        ("\n", "tidak ada baris"),
    ):
        refused = upload(browser, "upload_potential", head + row)
        assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert PotentialScore.objects.count() == 1
    assert browser.get(reverse("spreadsheets:upload_potential", args=["lpg"])).status_code == 200
