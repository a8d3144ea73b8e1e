"""Answers from tables with every kind of header."""

import pytest

from sambayan.integrations.spreadsheets.answers import HeaderKind, codes_in_order, fold, read_answers
from sambayan.integrations.spreadsheets.reading import Table, read_table

LIST = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarpras")
FORM = (*LIST[:7], "sarpras", "pengaduan")
POSITIONS = tuple(f"u{n}" for n in range(1, 10))
ROW = tuple("1234" * 2 + "1")


def sheet(header, *rows, elements=None, **more):
    return read_answers(Table(tuple(header), tuple(map(tuple, rows)), 2, **more), elements=elements)


def codes(found):
    return [problem.code for problem in found.problems]


def warned(found):
    return [warning.code for warning in found.warnings]


def test_orders_of_the_regulation_and_of_the_form():
    assert (codes_in_order("list"), codes_in_order("form")) == (LIST, FORM)


@pytest.mark.parametrize(
    ("elements", "expected", "warnings"),
    [
        (None, POSITIONS, ["order_not_declared"]),
        ("list", LIST, []),
        ("form", FORM, []),
        (LIST[::-1], LIST[::-1], []),
    ],
)
def test_positional_header(elements, expected, warnings):
    found = sheet(("U1", "u2", "U 3", "u.4", *POSITIONS[4:]), ROW, elements=elements)
    assert (found.elements, found.header_kind, warned(found)) == (expected, HeaderKind.POSITIONAL, warnings)
    assert found.rows[0].answers == tuple(int(answer) for answer in ROW)


def test_positions_are_sorted_whatever_their_order_in_the_file():
    found = sheet(("u2", "u1"), ("2", "1"))
    assert (found.elements, found.rows[0].answers) == (("u1", "u2"), (1, 2))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (LIST, HeaderKind.CODES),
        (tuple(code.upper() for code in LIST), HeaderKind.CODES),
        (
            ("Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya/Tarif",
             "Produk Spesifikasi Jenis Pelayanan", "Kompetensi Pelaksana", "Perilaku Pelaksana",
             "Penanganan Pengaduan, Saran, dan Masukan", "Sarana dan Prasarana"),
            HeaderKind.NAMES,
        ),
        (
            ("U1. Persyaratan", "U2 SISTEM MEKANISME & PROSEDUR", "3. waktu penyelesaian", "U4 - Biaya / Tarif",
             "U5: Produk Pelayanan", "6) Kompetensi", "Perilaku petugas", "Pengaduan, saran & masukan", "SARANA_PRASARANA"),
            HeaderKind.NAMES,
        ),
    ],
)  # fmt: skip
def test_named_header(header, kind):
    found = sheet(header, ROW)
    assert (found.elements, found.header_kind, found.warnings, found.problems) == (LIST, kind, (), ())


def test_known_columns_of_the_form_are_ignored_quietly_and_others_by_name():
    header = ("No.", "Tanggal", "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan", "Nama", "", "NIK", *LIST)
    found = sheet(header, ("1", "01/02/2026", "L", "30", "S1", "PNS", "Ani", "", "1", *ROW))
    assert found.ignored_columns == ("Nama", "NIK")
    assert [warning.text() for warning in found.warnings] == ["kolom diabaikan: Nama, NIK"]


@pytest.mark.parametrize("text", ["3", "3.0", "3,0", " 3 ", "3.00", "3,000"])
def test_three_in_every_form(text):
    assert sheet(("u1", "u2"), (text, "")).rows[0].answers == (3, None)


@pytest.mark.parametrize(
    "text", ["0", "5", "3.5", "33", "tiga", "-", "tidak berlaku", "TRUE", "2026-01-03", "3 4", "'3"]
)
def test_anything_else_is_an_error_with_its_cell(text):
    found = sheet(("No", "waktu", "biaya"), ("1", "3", "3"), ("2", "4", text))
    assert (len(found.rows), codes(found), found.refused) == (1, ["answer"], 1)
    assert (found.problems[0].address, found.problems[0].column) == ("C3", "biaya")
    assert found.problems[0].text().startswith("baris 3, kolom biaya (C3): ")


def test_all_problems_are_reported_beside_the_good_rows():
    found = sheet(("waktu", "biaya"), ("9", "8"), ("1", "2"), ("1", "2", "3"), ("x", ""))
    assert codes(found) == ["answer", "answer", "too_many_cells_in_row", "answer"]
    assert [row.row for row in found.rows] == [3]
    assert found.refused == 3


def test_long_and_broken_texts_are_shown_short():
    found = sheet(("waktu",), ("a\nb" + "c" * 90,))
    assert found.problems[0].arguments["value"] == "a b" + "c" * 37


def test_blank_rows():
    rows = (("1", "3", "3"), ("2", "", ""), ("", "", ""), (), ("3", "4"), ("", "", ""), ("", "", ""))
    found = sheet(("No", "u1", "u2"), *rows)
    assert ([row.row for row in found.rows], found.skipped) == ([2, 6], 2)
    assert found.rows[1].answers == (4, None)
    assert "blank_rows" in warned(found)


def test_no_row_at_all():
    assert codes(sheet(("u1", "u2"))) == ["no_rows"]
    assert codes(sheet(("u1", "u2"), ("", ""))) == ["no_rows"]
    assert codes(sheet(("No", "u1"), ("1", ""))) == []


@pytest.mark.parametrize(
    ("header", "elements", "expected"),
    [
        (("3", "4", "2,5"), None, "header_missing"),
        (("nama", "alamat"), None, "no_known_column"),
        (("u1", "prosedur"), None, "mixed_header"),
        (("u1", "U1"), None, "duplicate_column"),
        (("biaya", "Tarif"), None, "duplicate_column"),
        (("u1", "u2"), ("persyaratan",), "column_count"),
        (("u1", "u3"), ("persyaratan", "prosedur"), "positional_gap"),
        (LIST[:2], ("persyaratan", "waktu"), "column_missing"),
        (LIST, ("persyaratan", "u2"), "unknown_element"),
        (LIST, "daftar", "unknown_element"),
        (LIST, ("waktu", "waktu"), "repeated_element"),
    ],
)
def test_headers_that_cannot_be_read(header, elements, expected):
    found = sheet(header, ROW[: len(header)], elements=elements)
    assert codes(found) == [expected]
    assert (found.rows, found.elements, found.header_kind) == ((), (), None)
    assert "{" not in found.problems[0].text("id") + found.problems[0].text("en")


def test_duplicate_columns_are_named_by_letter():
    found = sheet(("No", "u1", "u2", "u1"), ("1", "3", "3", "3"))
    assert found.problems[0].arguments == {"element": "u1", "first": "B", "second": "D"}


def test_a_choice_of_named_columns_in_its_own_order():
    found = sheet(LIST, ROW, elements=("sarpras", "waktu"))
    assert (found.elements, found.rows[0].answers) == (("sarpras", "waktu"), (1, 3))
    assert found.ignored_columns == tuple(code for code in LIST if code not in ("sarpras", "waktu"))


def test_a_declared_order_changes_nothing_for_named_columns():
    assert sheet(LIST, ROW, elements="form").elements == LIST


def test_elements_that_are_missing_are_named():
    assert [w.text() for w in sheet(LIST[:8], ROW[:8]).warnings] == ["unsur tidak ada di berkas: sarpras"]
    assert "elements_missing" in warned(sheet(("u1", "u2"), ("3", "3")))
    assert "order_not_declared" not in warned(sheet(("u1", "u2"), ("3", "3")))


def test_other_sheets_are_named():
    found = sheet(LIST, ROW, sheet="Data", other_sheets=("Rekap",))
    assert warned(found) == ["other_sheets"]
    assert found.warnings[0].text("en") == 'only sheet "Data" was read; other sheets ignored: Rekap'


def test_fold():
    assert fold("U8 – Sarana & Prasarana (gedung)") == "u8 sarana prasarana gedung"
    assert fold("Sarana dan  Prasarana") == fold("sarana/prasarana")


def test_a_large_file_is_read_quickly():
    content = (";".join(POSITIONS) + "\n" + (";".join(ROW) + "\n") * 20_000).encode()
    assert len(read_answers(read_table(content, "a.csv")).rows) == 20_000
