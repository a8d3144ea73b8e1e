"""The report of a survey as PDF, workbook and JSON."""

import csv
import io
import json
import zipfile
from importlib import resources

import openpyxl
import pytest
from pdfminer.high_level import extract_text

from sambayan.integrations.documents.skm_report import (
    NAMES,
    SurveyReport,
    pdf_bytes,
    report_json,
    report_words,
    write_report,
)
from sambayan.integrations.documents.skm_view import element_name, report_view, text_of
from sambayan.integrations.documents.skm_workbook import workbook_bytes
from sambayan.surveys.rules import CostMode, index

EXAMPLE = resources.files("sambayan.examples").joinpath("skm-sekadau-2019s1.csv").read_text("utf-8")
POSITIONS = tuple(f"u{n}" for n in range(1, 10))
CODES = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarpras")
SEKADAU = [tuple(int(row[code]) for code in POSITIONS) for row in csv.DictReader(EXAMPLE.splitlines())]


def report(answers=SEKADAU, elements=CODES, language="id", cost_mode=CostMode.TARIFF, population=None, **names):
    figures = index(answers, elements, cost_mode=cost_mode, population=population)
    answered = [row for row in answers if any(row)]
    names = {"unit": "Kecamatan Sekadau Hilir", "period": "Semester I 2019", "notes": (), **names}
    return SurveyReport(
        figures=figures,
        answers=answered,
        elements=elements,
        population=population,
        source_file="a.csv",
        language=language,
        **names,
    )


def pdf_text(made):
    return " ".join(extract_text(io.BytesIO(pdf_bytes(made))).split())


@pytest.fixture(scope="module")
def sekadau_pdf():
    return pdf_bytes(report(notes=["kolom diabaikan: Nama"], population=420))


def test_the_pdf_tells_index_interval_and_formula(sekadau_pdf):
    text = " ".join(extract_text(io.BytesIO(sekadau_pdf)).split())
    for part in (
        "Kecamatan Sekadau Hilir",
        "78,74",
        "C/B",
        "kelas belum pasti",
        "3,1497 × 25 =",
        "77,95",
        "78,66",
        "Kolom diabaikan: Nama",
        "201",
        "Jawaban paling sedikit untuk menyebut kelas: 30 (kebijakan lokal Sambayan; peraturan tidak mengaturnya) [D]",
    ):
        assert part in text, part


def test_the_pdf_is_tagged_titled_and_in_its_language(sekadau_pdf):
    assert sekadau_pdf.startswith(b"%PDF-")
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid", b"Laporan Survei Kepuasan Masyarakat"):
        assert part in sekadau_pdf or part in _plain(sekadau_pdf), part


def _plain(content):
    """Streams of a PDF unpacked, as far as they are deflated."""
    import re
    import zlib

    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("answers", "parts"),
    [
        ([(3,) * 9] * 10, ("75,00", "kelas tidak ditampilkan")),
        ([(3,) * 9] * 3, ("75,00", "belum layak diumumkan")),
        ([(1,) * 9] * 40, ("25,00", "ditampilkan 25–100", "kelas pasti")),
        ([(3,) * 9], ("75,00", "belum layak diumumkan")),
        ([(None,) * 9], ("Tidak cukup data", "tidak ada angka")),
    ],
)
def test_what_few_or_no_answers_may_say(answers, parts):
    text = pdf_text(report(answers))
    for part in parts:
        assert part in text, part


def test_the_report_speaks_english():
    text = pdf_text(report(language="en", cost_mode=CostMode.NOT_APPLICABLE))
    assert "Citizen satisfaction survey" in text
    assert "left out" in text


def cells(content):
    return openpyxl.load_workbook(io.BytesIO(content)), openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def test_the_workbook_holds_formulas_and_their_values():
    formulas, values = cells(workbook_bytes(report(), report_words("id")))
    sheet, cached = formulas["Pengolahan"], values["Pengolahan"]
    assert [cell.value for cell in sheet[3]][1:3] == ["Persyaratan", "Sistem, mekanisme, dan prosedur"]
    assert [cell.value for cell in sheet[4]] == [1, *SEKADAU[0]]
    below = {sheet.cell(row, 1).value: row for row in range(53, 61)}
    total, n, mean, weighted, k, score, unit, grade = below.values()
    assert sheet.cell(total, 2).value == "=SUM(B4:B52)"
    assert sheet.cell(n, 2).value == "=COUNT(B4:B52)"
    assert sheet.cell(mean, 2).value == f'=IF(B{n}=0,"",B{total}/B{n})'
    assert sheet.cell(weighted, 10).value == f'=IF(J{mean}="","",J{mean}/$B${k})'
    assert sheet.cell(k, 2).value == f'=COUNTIF(B{n}:J{n},">0")'
    assert sheet.cell(score, 2).value == f'=IF(B{k}=0,"",SUM(B{weighted}:J{weighted}))'
    assert sheet.cell(unit, 2).value == f'=IF(B{score}="","",ROUND(B{score}*25,2))'
    grades = f'IF(B{unit}>=88.31,"A",IF(B{unit}>=76.61,"B",IF(B{unit}>=65.00,"C","D")))'
    assert sheet.cell(unit + 1, 2).value == f'=IF(B{unit}="","",{grades})'
    assert "0.11" not in " ".join(str(cell.value) for row in sheet.iter_rows(min_row=53) for cell in row)
    assert [cached.cell(row, 2).value for row in (total, n, k, unit, grade)] == [138, 49, 9, 78.74, "B"]
    assert cached.cell(mean, 2).value == pytest.approx(138 / 49)
    assert cached.cell(score, 2).value == pytest.approx(1389 / 49 / 9)


def test_texts_are_never_formulas():
    evil = '=HYPERLINK("http://example.org","x")'
    formulas, _ = cells(workbook_bytes(report(unit=evil, period="=1+1", notes=["=2+2"]), report_words("id")))
    found = [
        cell
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if evil in str(cell.value) or cell.value in ("=1+1", "=2+2")
    ]
    assert found
    assert all(cell.data_type == "s" for cell in found)
    content = workbook_bytes(report(unit=evil), report_words("id"))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(b"<f>HYPERLINK" in packed.read(name) for name in packed.namelist())


def test_the_workbook_of_nobody_and_of_a_missing_element():
    _, values = cells(workbook_bytes(report([(None,) * 9]), report_words("id")))
    assert values["Pengolahan"]["B11"].value in (None, "")
    _, values = cells(workbook_bytes(report([(4, None), (2, None)], ("waktu", "biaya")), report_words("en")))
    sheet = values["Processing"]
    assert [sheet["B6"].value, sheet["B7"].value, sheet["C7"].value] == [6, 2, 0]
    assert sheet["B12"].value == 75


def test_cost_left_out_is_left_out_of_the_workbook():
    _, values = cells(workbook_bytes(report(cost_mode=CostMode.NOT_APPLICABLE), report_words("id")))
    header = [cell.value for cell in values["Pengolahan"][3]]
    assert (len(header), "Biaya/tarif" in header) == (9, False)


def test_json_and_files(tmp_path):
    made = report(notes=["x"], population=420)
    paths = write_report(made, tmp_path / "a" / "b")
    assert [path.name for path in paths] == list(NAMES)
    found = json.loads(paths[2].read_text("utf-8"))
    assert found == json.loads(json.dumps(report_json(made)))
    assert (found["unit"], found["satisfaction_index"], found["population"], found["warnings"]) == (
        made.unit,
        "78.74",
        420,
        ["x"],
    )
    assert found["element_intervals"]["biaya"]["method"] == "delete_one_jackknife"
    assert report_json(report([(3,) * 9]))["element_intervals"]["biaya"] is None


def test_a_folder_that_is_a_file_is_an_error(tmp_path):
    path = tmp_path / "a"
    path.write_text("x")
    with pytest.raises(OSError, match="a"):
        write_report(report(), path)


def test_both_languages_have_every_word():
    assert report_words("id").keys() == report_words("en").keys()
    assert all(report_words("id").values())


def test_numbers_and_names():
    assert (text_of(1234567, "id"), text_of(1234567, "en"), text_of(None, "id")) == ("1.234.567", "1,234,567", "–")
    assert (element_name("biaya", "id"), element_name("biaya", "en"), element_name("u8", "id")) == (
        "Biaya/tarif",
        "Cost or tariff",
        "U8",
    )


def test_zones_of_the_ruler_join():
    zones = report_view(report(), report_words("id"))["ruler"]["zones"]
    assert [zone["letter"] for zone in zones] == ["D", "C", "B", "A"]
    assert (zones[0]["from"], zones[-1]["to"]) == (0.0, 1.0)
    assert all(left["to"] == right["from"] for left, right in zip(zones, zones[1:], strict=False))
